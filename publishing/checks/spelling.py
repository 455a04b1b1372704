"""Spelling in both languages, by the dictionaries and our own list of words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from publishing.cache import Asked
from publishing.checks.days_in_text import months
from publishing.checks.lexicon import Lexicon
from publishing.checks.passages import WORD, Passage, sentences
from publishing.checks.spotter import Spotter
from publishing.checks.text import Common, Text, two_words
from publishing.languages import LANGUAGES, LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import wrong_encoding
from publishing.words import words

CLIPPED, ABBREVIATED = ('s-', 't-'), 3  # 's-Hertogenbosch; ca., vr.
FEW, PART, NEARLY_ALL = 4, 0.25, 0.8  # the same for a passage, whose wrong words must be right in another language
TITLES = ('heading', 'box', 'caption')  # passages of few words
TOLD = 0.2  # the part of a sentence that such words are
TELLING = {locale: frozenset(held.telling.split()) for locale, held in LANGUAGES.items()}
MANY, SHARE = 12, 0.3  # words that are not known: from so many, and such a part of all, the text is taken to be in another language
SPELLED = re.compile(rf'(?<![./@\w-])(?:{WORD.pattern})(?![\w/@]|\.\w)')  # no parts of file names and paths
SCRIPTS = '\u0370-\u08ff\u1f00-\u1fff\u2070-\u215f\ufb1d-\ufdff'  # letters that no dictionary of ours has; small and broken numbers
# Of which longer numbers in words are made.
NUMBERS = (
    'een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|twintig|dertig|veertig|vijftig|zestig'
    '|zeventig|tachtig|negentig|honderd|duizend|en|ën'
)
NUMBER = rf'x{{0,3}}(?:i[vx]|v?i{{1,3}})|(?i:(?:{NUMBERS}){{2,}})'  # vii, éénentwintig
# numbers, abbreviations, letters, names such as GitHub
NOT_SPELLED = re.compile(rf'{NUMBER}|\w*[{SCRIPTS}]\w*|[A-ZÀ-Þ\d]{{2,}}s?|[A-Za-zÀ-ÿ]|\w*[a-zà-ÿ][A-ZÀ-Þ]\w*|\w*\d\w*')
STARTS = re.compile(r'(?:^|[.!?:|…]|\n\s*)[\s"“‘\'(*_-]*$')  # before a word that begins a sentence, a cell or a heading
QUOTED = ("''", '‘’', '""', '“”')
STRESSED = str.maketrans('áéíóúÁÉÍÓÚ', 'aeiouAEIOU')
ONE_SYLLABLE = re.compile(r'[^\Waeiou]*[aeiou]+j?[^\Waeiou]*', re.I)  # only there can stress not be mistaken for another word
GENITIVE = re.compile(r"['’](?:s|t|n|re|ve|ll|d|m)?$|(?<=[a-z])s$")


def misspelled(text: Text) -> Iterator[Problem]:
    """A word that neither the dictionary nor our own list knows, told once a page; a page in another language is told of as a whole."""
    if not text.common.whole or next(wrong_encoding.found(text.page.body), None):
        return
    typed = {part for passage in text.passages for part in passage.own.split()}
    wrong_in = _wrong(text.locale, text.common, text.lexicon)
    wrong = {word for part in typed for word in wrong_in[part]}
    found = {word for part in typed for word in _spelled_in(part)} if len(wrong) >= MANY else set()
    if found and len(wrong) > len(found) * SHARE:
        yield Problem(text.path, text.page.body_line, 'other-language', _as_told(text.locale, len(wrong), len(found)))
        return
    tells = not TELLING[_other(text.locale)].isdisjoint(text.vocabulary)
    for passage in text.passages if wrong or tells else ():
        for start, words_, foreign in _foreign_parts(passage, wrong, text):
            values = _as_told(text.locale, len(foreign), len(words_.split())) | {'other': _other(text.locale)}
            yield Problem(text.path, passage.line_at(start, passage.own), 'passage-in-other-language', values)
            wrong -= foreign
        for match in SPELLED.finditer(passage.own):
            if match[0] in wrong and not (_is_name(match, text) or _is_in_title(match, text) or _is_mentioned(match, text)):
                wrong.remove(match[0])
                values = {
                    'word': match[0],
                    'near': ', '.join(text.lexicon.suggestions(match[0], text.locale)) or _month(match[0], text.locale),
                }
                yield Problem(text.path, passage.line_at(match.start(), passage.own), 'spelling', values)


def _is_name(match: re.Match[str], text: Text) -> bool:
    """Whether a word has its capital from no sentence that it begins, and is nearly no other word, or a word of another language."""
    word = match[0]
    if not word[0].isupper() or STARTS.search(match.string, 0, match.start()):
        return False
    elsewhere = any(not _is_wrong(word, locale, text.common, text.lexicon) for locale in LOCALES if locale != text.locale)
    return elsewhere or not any(near.isalpha() for near in text.lexicon.suggestions(word, text.locale))


def _is_in_title(match: re.Match[str], text: Text) -> bool:
    """Whether it stands with the word before or behind it as in the title of a source in another language."""
    before, after = WORD.findall(match.string[: match.start()])[-1:], WORD.findall(match.string, match.end())[:1]
    pairs = [two_words(word, match[0]) for word in before] + [two_words(match[0], word) for word in after]
    return not text.common.known[text.locale].isdisjoint(pairs)


def _is_mentioned(match: re.Match[str], text: Text) -> bool:
    """Whether it is a word of another language, alone between quotation marks: the title of a box can't say its language."""
    around = match.string[: match.start()][-1:] + match.string[match.end() :][:1]
    return around in QUOTED and not _is_wrong(match[0], _other(text.locale), text.common, text.lexicon)


def _month(word: str, locale: str) -> str:
    """The name of a month that was typed by its name in another language, '' for another word."""
    places = [names.index(word.capitalize()) for other in LOCALES if word.capitalize() in (names := [*map(str.capitalize, months(other))])]
    return months(locale)[places[0]] if places else ''


def is_of_other_language(passage: Passage, text: Text) -> bool:
    """Whether a word of the passage is wrong in the language of the page, and right in that of the original."""
    typed = {word for part in passage.own.split() for word in _spelled_in(part)}
    return any(
        _is_wrong(word, text.locale, text.common, text.lexicon) and not _is_wrong(word, ORIGINAL, text.common, text.lexicon)
        for word in typed
    )


def is_right_in_original(passage: Passage, text: Text) -> bool:
    """Whether each word of the passage is one of the original's language."""
    return not any(_is_wrong(word, ORIGINAL, text.common, text.lexicon) for part in passage.own.split() for word in _spelled_in(part))


def _other(locale: str) -> str:
    return next(other for other in LOCALES if other != locale)


def _foreign_parts(passage: Passage, wrong: set[str], text: Text) -> Iterator[tuple[int, str, set[str]]]:
    """A passage in another language, else each sentence of it that is, with where it begins and its words of that language."""
    if not wrong and not _telling(_other(text.locale)).spotted(passage.own.lower()):
        return
    whole = _foreign(passage.own, wrong, text) or (_foreign_title(passage, wrong, text) if passage.kind in TITLES else set())
    if whole:
        yield 0, passage.own, whole
        return
    parts = sentences(passage.own, text.locale)
    yield from ((start, words_, found) for start, words_ in parts if len(parts) > 1 and (found := _foreign(words_, wrong, text)))


def _foreign(typed_: str, wrong: set[str], text: Text) -> set[str]:
    """The words that are of another language: wrong here and right there, when that is nearly all that is wrong, and much of it.

    Or those that its sentences are made with, where few of this language stand beside them.
    """
    typed = [word for part in typed_.split() for word in _spelled_in(part)]
    here, other = wrong.intersection(typed), _other(text.locale)
    if len(here) >= FEW and len(here) >= len(typed) * PART:
        right = {word for word in here if not _is_wrong(word, other, text.common, text.lexicon)}
        if len(right) >= len(here) * NEARLY_ALL:
            return here
    told, ours = (sum(word.lower() in TELLING[locale] for word in typed) for locale in (other, text.locale))
    if told < FEW or told < len(typed) * TOLD or ours * FEW > told:
        return set()
    return here | {word for word in typed if word.lower() in TELLING[other]}


def _foreign_title(passage: Passage, wrong: set[str], text: Text) -> set[str]:
    """The wrong words of a title of which all are right in another language, and half are wrong in this one."""
    typed = {word for part in passage.own.split() for word in _spelled_in(part)}
    here = wrong & typed
    if (
        len(here) < 2
        or len(here) * 2 < len(typed)
        or any(_is_wrong(word, _other(text.locale), text.common, text.lexicon) for word in typed)
    ):
        return set()
    return here


@functools.cache
def _telling(locale: str) -> Spotter:
    return Spotter(words=TELLING[locale])


def _as_told(locale: str, wrong: int, number: int) -> dict[str, str]:
    names = {f'language_{language}': words('checks', language)[f'language-{locale}'] for language in LOCALES}
    return {'wrong': str(wrong), 'number': str(number), **names}


@functools.cache
def _wrong(locale: str, common: Common, lexicon: Lexicon) -> Asked[list[str]]:
    """The words that are wrong in what stands between two spaces."""
    return Asked(lambda typed: [word for word in _spelled_in(typed) if _is_wrong(word, locale, common, lexicon)])


@functools.cache
def _spelled_in(typed: str) -> list[str]:
    """The words in what stands between two spaces."""
    return SPELLED.findall(typed)


@functools.cache
def _is_wrong(word: str, locale: str, common: Common, lexicon: Lexicon) -> bool:
    """Whether no way to read the word is known: as it stands, in lower case, without a genitive or marks of stress, by its parts."""
    typed = word.replace('’', "'")
    forms = list(
        dict.fromkeys([typed, typed[:1].lower() + typed[1:], GENITIVE.sub('', typed)])
    )  # the likeliest first: a wrong one takes long
    forms += [f"'{typed}"] if typed.startswith(CLIPPED) else [f'{typed}.'] if len(typed) <= ABBREVIATED else []
    forms += [plain] if ONE_SYLLABLE.fullmatch(plain := typed.translate(STRESSED)) and plain != typed else []
    if not common.known[locale].isdisjoint(forms) or NOT_SPELLED.fullmatch(word) or any(lexicon.knows(form, locale) for form in forms):
        return False
    parts = word.split('-')
    return len(parts) == 1 or any(part and _is_wrong(part, locale, common, lexicon) for part in parts)
