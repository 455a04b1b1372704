"""From text to what is looked up: words, their stems, and the parts of Dutch compounds. engine.js does the same with a query."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import Stemmer as snowball

from publishing.cache import Asked
from publishing.languages import LANGUAGES
from publishing.words import words as told

WORD = re.compile(r'[^\W_]+')
# 36 663, 36.663 and 36,663 are 36663; p.g.b. is pgb. Each begins with what few texts have, and looks back from there.
NUMBER = re.compile(r'\d(?<![\d.,]\d)\d{0,2}(?:[., ]\d{3})+(?!\d)')
INITIALS = re.compile(r'(?<![^\W_])(?:[^\W\d_]\.){2,}')
IN_INITIALS = re.compile(r'\.(?<=[^\W\d_]\.)[^\W\d_]\.')
LAST = str.maketrans('vz', 'fs')  # initiatie-v-en and initiatie-f, pri-z-en and prij-s
SHORTEST_COMPOUND, SHORTEST_PART = 8, 4
SURE, UNKNOWN = 6, 5  # letters of a known part beside which a part that stands nowhere alone is taken too, and of that part
LINKS = ('', 's', 'e', 'en', 'n')  # what Dutch puts between the parts of a compound (tussenklank)


class _Folded(dict[int, str]):
    """What each letter is without accents, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = ''.join(sign for sign in unicodedata.normalize('NFKD', chr(code)) if not unicodedata.combining(sign))
        return self[code]


FOLDED = _Folded()


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents; a number or an abbreviation is one word, whatever signs part it."""
    text = text.translate(FOLDED).lower()
    for parted in (NUMBER, INITIALS) if IN_INITIALS.search(text) else (NUMBER,):
        text = parted.sub(lambda found: ''.join(WORD.findall(found[0])), text)
    return WORD.findall(text)


def meant(asked: Iterable[str], locale: str) -> list[str]:
    """The words that say what is looked for: `wat`, `is` and `een` do not, unless there is nothing else."""
    asked = dict.fromkeys(asked)
    passed = passed_over(locale)
    return [word for word in asked if word not in passed] or list(asked)


@functools.cache
def passed_over(locale: str) -> frozenset[str]:
    """The words of questions, which stand on every page and tell nothing."""
    return frozenset(told('search', locale)['passed_over'].split())


@functools.cache
def meanings(locale: str) -> dict[str, str]:
    """Stem → the stem that stands for all words that come down to the same."""
    groups = [[stemmer(locale)(word) for word in words(group)] for group in told('search', locale)['same'].split(';')]
    return {stem: stems[0] for stems in reversed(groups) for stem in stems}


class Stemmer:
    """Snowball's stemmer of one language, with the last letter as it is written in the singular."""

    def __init__(self, locale: str):
        self.stem, self.locale = snowball.Stemmer(LANGUAGES[locale].stemmer).stemWord, locale
        self.before, self.after = ([(re.compile(form), one) for form, one in forms] for forms in LANGUAGES[locale].one_form)
        self.held = Asked(self._stem)

    def __call__(self, word: str) -> str:
        """The stem of one word."""
        return self.held[word]

    def _stem(self, word: str) -> str:
        stem = _replaced(self.stem(_replaced(word, self.before)), self.after)
        return stem[:-1] + stem[-1:].translate(LAST)


stemmer = functools.cache(Stemmer)


def _replaced(word: str, forms: list[tuple[re.Pattern[str], str]]) -> str:
    for form, one in forms:
        word = form.sub(one, word)
    return word


class Compounds:
    """Finds the parts of compounds by the words that stand on their own in the same texts."""

    def __init__(self, vocabulary: Iterable[str]):
        self.known = {word for word in vocabulary if len(word) >= SHORTEST_PART and word.isalpha()}
        self.parts = functools.cache(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """`samenwerkingsverband` → `samenwerking`, `verband`; nothing for a word that holds no known word."""
        if not self.known or len(word) < SHORTEST_COMPOUND or not word.isalpha():
            return ()
        splits = [
            (head, *tail)
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
            for head in [word[:at]]
            for tail in self._tails(word[at:], sure=len(head) >= SURE and head in self.known)
            if head in self.known or (len(head) >= UNKNOWN and len(tail[0]) >= SURE and tail[0] in self.known)
        ]
        return min(splits, key=lambda parts: (sum(part not in self.known for part in parts), len(parts), len(''.join(parts))), default=())

    def _tails(self, rest: str, *, sure: bool) -> Iterator[tuple[str, ...]]:
        """What can follow the first part: a known word, a compound, or after a sure first part any word that is long enough."""
        for link in LINKS:
            tail = rest.removeprefix(link)
            if not rest.startswith(link) or len(tail) < SHORTEST_PART:
                continue
            if tail in self.known or (sure and len(tail) >= UNKNOWN):
                yield (tail,)
            if parts := self.parts(tail):
                yield parts
