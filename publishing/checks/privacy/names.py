"""Names of children: a name by what is said around it, or a given name that we know where children are spoken of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.cache import Asked
from publishing.checks.lexicon import Lexicon
from publishing.checks.passages import WORD, Passage
from publishing.checks.privacy.language import GIVEN_NAMES, NAME, beginnings, first_words, listed, one_of
from publishing.checks.spotter import Spotter
from publishing.checks.text import Common, Text
from publishing.late import late
from publishing.problems import Problem, shortened
from publishing.sources.front_matter import is_private

SURNAME = re.compile(r'(?: (?:van|de|den|der|ten|ter|el|al|la|’t))*(?: [A-ZÀ-Þ][a-zà-þ]+(?:-[A-ZÀ-Þ][a-zà-þ]+)*| [A-Z]\.)')
BEFORE, AFTER = 40, 70  # signs around a name in which it is told whose it is
CALLED = ('heet', 'heette', 'genaamd', 'called', 'named')
WITHIN = 140  # signs of a sentence before and after a name
SUFFIX = re.compile(r'\.[a-z]{2,4}\b')  # of a file: `Ave Verum (1).pdf`
SENTENCE = re.compile(r'[.!?…|\n] ')


@dataclass(frozen=True)
class Grammar:
    """What one language says around the name of a child; `related` is a relative with a name, whatever that is, `familiar` a title.

    `leads` holds each word that what is said `before` may end with. What is `known` is so of given names only.
    """

    relatives: tuple[str, ...]
    familiar: re.Pattern[str]
    related: re.Pattern[str]
    before: re.Pattern[str]
    leads: frozenset[str]
    after: re.Pattern[str]
    before_known: re.Pattern[str]
    after_known: re.Pattern[str]
    grown_up: re.Pattern[str]
    titled: re.Pattern[str]
    place: re.Pattern[str]


@functools.cache
def grammar(locale: str) -> Grammar:
    """The patterns of one language."""
    any_of = functools.partial(one_of, locale=locale)
    unwell = rf'(?:{any_of("diagnosis-letters")}\b|(?i:{any_of("diagnoses")})\w*)'
    possessed = r'(?:[’\']s?|s)?'
    after = (
        rf',? {any_of("named-age")}',
        rf'(?:,? (?:[a-z]+ ){{0,3}}?| \((?:uit |from )?)(?i:{any_of("class")})',
        rf',? {any_of("has")} (?:{any_of("degree")} ){{0,4}}{unwell}',
        rf',? {any_of("does")}',
        rf', (?:een |de |a |the )?{any_of("somebody")}\b',
        rf'{possessed} {any_of("parents")}\b',
        rf'(?:,| en| and) {any_of("whose")} (?:[a-z]+ )?(?:{any_of("parents")}|ouders|parents)\b',
    )
    before = (
        rf'(?i:{any_of("somebody")})',
        rf'(?i:{any_of("years")})[ -]?(?:jarige|year-old)(?: {any_of("somebody")})?',
        rf'(?i:{any_of("called")})',
        rf'(?i:{any_of("parents")}) (?:van|of)',
    )
    return Grammar(
        relatives=tuple(f'{said}{after}' for said in (*listed('relations', locale), *CALLED) for after in (' ', ', ')),
        related=late(rf'\b(?:(?i:{any_of("whose")}) (?:[a-z]+ )?{any_of("relations")},?|(?i:{any_of("called")})) $'),
        before=late(rf'(?<!\w)(?:{"|".join(before)}) $'),
        leads=frozenset(('old', *WORD.findall(' '.join(before).lower()))),
        after=late('|'.join(after)),
        before_known=late(rf'\b(?i:{any_of("near-ones")},? (?:van|of)|{any_of("myself")}|{any_of("whose")}) $'),
        after_known=late(rf'(?:{possessed}| (?:zijn|haar|z’n|d’r)) {any_of("near-ones")}\b'),
        grown_up=late(rf'\b{any_of("grown-up")}\b', re.I),
        place=late(rf'\b(?i:{any_of("inside")}) (?:[A-Z]\S+ (?:aan den |aan de |op )?)?$'),
        titled=late(rf'\b(?i:{any_of("titles")}) $'),
        familiar=late(rf'(?<!\w)(?i:{any_of("familiar")}) (?:{any_of("particles")} )?$'),  # with initials it is of somebody at work
    )


def names(text: Text) -> Iterator[Problem]:
    """No name of a child; in a story of ours no given name at all."""
    known = grammar(text.locale)
    titled = _titles(text.locale).spotted(text.small)
    related = not _relatives(text.locale).isdisjoint(text.all_words)
    may_be_one = _likely(text.locale, text.common, text.lexicon)
    said = [(passage, _as_named(passage)) for passage in (*text.passages, *text.beside)]
    if not (titled or related or any(map(may_be_one.__getitem__, {*NAME.findall('\n'.join(words for _, words in said))}))):
        return
    for passage, words in said:
        done = 0
        for name in NAME.finditer(words):
            if name.start() < done or not (
                may_be_one[name[0]]
                or (related and words.endswith(known.relatives, 0, name.start()))
                or (titled and known.familiar.search(words, max(0, name.start() - BEFORE), name.start()))
            ):
                continue
            if found := _evidence(name, passage, text):
                start, done = found
                told = shortened(' '.join(words[start:done].split()))
                yield Problem(text.path, passage.line_at(start, words), 'name-of-child', {'text': told})


def _as_named(passage: Passage) -> str:
    """Its words; in the name of a file a given name has no capital."""
    if passage.kind != 'file':
        return passage.words
    return ' '.join(word.capitalize() if word.capitalize() in GIVEN_NAMES else word for word in passage.words.split())


def _is_given(name: str) -> bool:
    return not GIVEN_NAMES.isdisjoint((name, name.removesuffix('s'), name.partition('-')[0]))


@functools.cache
def _titles(locale: str) -> Spotter:
    """What a title begins with that is used among people who know each other."""
    return Spotter(words=beginnings('familiar', locale))


@functools.cache
def _relatives(locale: str) -> frozenset[str]:
    """The first word of each thing that a name of a relative stands behind."""
    return first_words('relations', locale).union(CALLED)


@functools.cache
def _likely(locale: str, common: Common, lexicon: Lexicon) -> Asked[bool]:
    """Whether a word may be the name of a child: a given name that we know, or no word of the language and nothing of a country or of our
    own list, as organisations are.
    """
    too_large, ours = re.compile(one_of('too-large', locale)), common.known.get(locale, ())

    def tell(word: str) -> bool:
        return _is_given(word) or not (word in ours or too_large.fullmatch(word) or lexicon.knows(word.lower(), locale))

    return Asked(tell)


def _evidence(name: re.Match[str], passage: Passage, text: Text) -> tuple[int, int] | None:
    """From where to where it is told that the name is of a child."""
    known, words, (start, end) = grammar(text.locale), name.string, name.span()
    given, surname = _is_given(name[0]), SURNAME.match(words, end)
    before = words[max(0, start - BEFORE) : start]
    if words.endswith(known.relatives, 0, start) and (led := known.related.search(before)):
        return start - len(led[0]), end
    if (led := known.familiar.search(before)) and _is_of_nobody_known(name, known):
        return start - len(led[0]), surname.end() if surname else end
    if not _likely(text.locale, text.common, text.lexicon)[name[0]]:
        return None
    for last in (end, surname.end()) if surname else (end,):
        after = known.after.match(words, last, last + AFTER)
        if after and (given or not known.place.search(before)) and not SUFFIX.match(words, after.end()):
            return start, after.end()
    led = known.before.search(before) if _last_word(before) in known.leads else None
    if led or (given and (led := known.before_known.search(before))):
        return start - len(led[0]), end
    if not given or known.titled.search(before):
        return None
    if (after := known.after_known.match(words, end, end + AFTER)) or is_private(text.page.path, text.page.meta) or passage.kind == 'file':
        return start, after.end() if after else end
    return None if surname or _may_be_of_another(name, text) else (start, end)


def _is_of_nobody_known(name: re.Match[str], known: Grammar) -> bool:
    """Whether nothing in its sentence, but for a surname such as De Boer, says that it is of somebody at work."""
    before = SENTENCE.split(name.string[max(0, name.start() - WITHIN) : name.start()])[-1]
    surname = SURNAME.match(name.string, name.end())
    rest = name.string[surname.end() if surname else name.end() :][:WITHIN]
    return known.grown_up.search(f'{before} {SENTENCE.split(rest)[0]}') is None


def _last_word(before: str) -> str:
    """`old` behind each age."""
    word = before[before.rfind(' ', 0, -1) + 1 :].rstrip(' ,:').lower()
    return 'old' if word.endswith(('jarige', 'old')) else word


def _may_be_of_another(name: re.Match[str], text: Text) -> bool:
    """Whether a given name is more likely a common word that begins a sentence, the end of a longer name, or of somebody at work."""
    before = SENTENCE.split(name.string[max(0, name.start() - WITHIN) : name.start()])[-1]
    after = SENTENCE.split(name.string[name.end() : name.end() + WITHIN])[0]
    if not before.strip():
        return text.lexicon.knows(name[0].lower(), text.locale) or grammar(text.locale).grown_up.search(after) is not None
    *earlier, last = before.split()
    return bool(earlier and last[0].isupper() and last[-1].isalpha()) or grammar(text.locale).grown_up.search(before + after) is not None
