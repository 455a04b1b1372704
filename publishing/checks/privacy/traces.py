"""What together leads to one child, though each alone says little: age, place and diagnosis, or class, school and place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.checks.privacy.language import GIVEN_NAMES, NAME, beginnings, listed, one_of
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.late import late
from publishing.problems import Problem

OWN_FORMS = ('own', 'composite')
CAPITAL = '(?:IJ|[A-ZÀ-Þ])[a-zà-þ]'
PLACE = rf'(?:(?:D[ae]n?|Het|Ter|Ten|’t|[’\']s) ?-?)?{CAPITAL}+(?:[ -](?:(?:aan|op|en|bij|de|den|der) )*{CAPITAL}+)*'
LEFT_OUT = '…'
SENTENCE = re.compile(r'(?<=[.!?…])\s')
CLASS = re.compile(
    r'\d(?:(?<=groep.\d)|(?<=klas.\d)|(?<=(?:vmb|mav|hav)o.\d)|(?<=vwo.\d)|(?<=year.\d)|(?<=group.\d)|(?<=grade.\d)|(?= ?[hvm][avm]))'
)
CERTAIN_CLASSES = {'klas', 'brugklas', 'brugklasser', 'leerjaar', 'grade'}
CLASSES = CERTAIN_CLASSES | {'groep', 'havo', 'vwo', 'vmbo', 'mavo', 'year', 'group', 'form', 'class'}


@dataclass(frozen=True)
class Traces:
    """The patterns of what leads to a child, and of what only looks like an age."""

    diagnosis: re.Pattern[str]
    age: re.Pattern[str]
    not_an_age: re.Pattern[str]
    school_year: re.Pattern[str]
    alone: re.Pattern[str]
    counted: re.Pattern[str]
    place: re.Pattern[str]
    school: re.Pattern[str]
    nothing: re.Pattern[str]


@functools.cache
def patterns(locale: str, regions: tuple[str, ...]) -> Traces:
    """Those of one language; the name of a region leads to nobody, nor does that of a diagnosis."""
    any_of = functools.partial(one_of, locale=locale)
    unwell = rf'(?:{any_of("diagnosis-letters")}\b|(?i:{any_of("diagnoses")})\w*|\w*{any_of("diagnosis-endings")}\b)'
    too_large = '|'.join((any_of('too-large'), *map(re.escape, regions)))
    named = rf'(?!(?:the |de |het )?(?:{too_large})\b|{unwell}){PLACE}'
    school = rf'(?i:{any_of("schools")}) (?:(?:De|Het|’t|The) )?{CAPITAL}+|{CAPITAL}*(?:lyceum|college|school|kring)\b'
    places = (
        rf'\b(?i:{any_of("at")}) {named}',
        rf'\b{any_of("with-article")}\b',
        rf'(?:jarige|old) {named}',  # 'een 17-jarige Bredase'
        rf'(?:\d|jaar|jr|old|{any_of("numbers")})\)?[,/|] {named}(?=[,.:;)|])',
        rf', {named}(?=[,.;)]|$)',
        rf'\b(?:[Ee]en|[Dd]e|[Dd]eze|[Oo]nze|An?|an?|[Tt]he) (?!{any_of("too-large")}){CAPITAL}+ (?:\S+jarige? )?{any_of("somebody")}\b',
        rf'\b(?:{school})',
    )
    return Traces(
        diagnosis=late(rf'\b{unwell}'),
        age=late(any_of('age'), re.I),
        not_an_age=late(rf'\b{any_of("not-an-age")}', re.I),
        school_year=late(rf'\b{any_of("class")}', re.I),
        alone=late(rf'\b{any_of("alone")}\b', re.I),
        counted=late(rf'(?<!\d)(?:1\d|[1-9])(?!\d)|{any_of("numbers")}|klas|brug|leuter|euter|oddler|year|grade|geboren|born'),
        nothing=late(rf'(?:{too_large}|{unwell})'),
        place=late('|'.join(places)),
        school=late(places[-1]),
    )


def traces(text: Text) -> Iterator[Problem]:
    """What leads to one child stands together on no page of a story of ours, and in no paragraph elsewhere."""
    at_school = not text.vocabulary.isdisjoint(CLASSES) and (
        not text.vocabulary.isdisjoint(CERTAIN_CLASSES) or bool(text.notable_with(CLASS))
    )
    for line, told in _parts(text) if at_school or _hints_at_diagnosis(text.whole, text.locale) else ():
        found = _found(told, at_school, text)
        if found:
            at = next((passage.line for passage in text.passages if found[0][0] in passage.words), line)
            yield Problem(
                text.path, at if '\n\n' in told else line, 'traceable-child', {'text': ', '.join(match[0].strip(' ,.') for match in found)}
            )


def _parts(text: Text) -> Iterator[tuple[int, str]]:
    """What is read as a whole, each with its first line."""
    if text.page.meta.get('form') in OWN_FORMS:
        yield text.page.body_line, '\n\n'.join(passage.words for passage in text.passages)
    else:
        yield from ((passage.line, passage.words) for passage in text.passages)
    yield from ((passage.line, passage.words) for passage in text.beside)


def _found(told: str, at_school: bool, text: Text) -> tuple[re.Match[str], ...]:
    unwell = _hints_at_diagnosis(told, text.locale)
    known = patterns(text.locale, text.common.regions)
    if not (unwell or at_school) or not known.counted.search(told.lower()):
        return ()
    return (_unwell(told, known, text) if unwell else ()) or (_at_school(told, known) if at_school else ())


def _unwell(told: str, known: Traces, text: Text) -> tuple[re.Match[str], ...]:
    """Diagnosis, age and place, or nothing when one is missing; what takes longest to look for comes last."""
    diagnosis = known.diagnosis.search(told)
    place = diagnosis and (known.place.search(told) or _name_of_something(told, known, text))
    age = place and _age(told, known)
    return (diagnosis, age, place) if diagnosis and place and age else ()


def _name_of_something(told: str, known: Traces, text: Text) -> re.Match[str] | None:
    """In a paragraph, a word that is no word of the language and no given name is a place, or leads to one."""
    if text.page.meta.get('form') in OWN_FORMS:
        return None
    names = (match for match in NAME.finditer(told) if match[0] not in GIVEN_NAMES and not known.nothing.fullmatch(match[0]))
    return next((match for match in names if not text.lexicon.knows(match[0].lower(), text.locale)), None)


def _age(told: str, known: Traces) -> re.Match[str] | None:
    """An age of one child, or the year at school of one."""
    left = known.not_an_age.sub(LEFT_OUT, told)
    return known.age.search(left) or next(_school_years(left, known), None)


def _school_years(told: str, known: Traces) -> Iterator[re.Match[str]]:
    """Each year at school that is told of one child: in the same sentence."""
    for sentence in SENTENCE.split(told):
        if (found := known.school_year.search(sentence)) and known.alone.search(sentence):
            yield found


def _at_school(told: str, known: Traces) -> tuple[re.Match[str], ...]:
    """The class, school and place of one child, in one sentence."""
    for found in _school_years(told, known):
        school = known.school.search(found.string)
        place = school and known.place.search(found.string, school.end())
        if school and place:
            return found, school, place
    return ()


def _hints_at_diagnosis(words: str, locale: str) -> bool:
    """Whether something stands there that is in each diagnosis."""
    return bool(_diagnoses(locale).spotted(words.lower()) or _letters(locale).spotted(words))


@functools.cache
def _diagnoses(locale: str) -> Spotter:
    return Spotter(listed('diagnosis-endings', locale), words=beginnings('diagnoses', locale))


@functools.cache
def _letters(locale: str) -> Spotter:
    """They are those of a diagnosis as they are typed in the list only."""
    return Spotter(words=listed('diagnosis-letters', locale))
