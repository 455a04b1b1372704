"""What the dictionaries of LibreOffice and Firefox (OpenTaal, SCOWL) say of a word, remembered.

They take longer to load than a page that changed takes to check.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from publishing.cache import Store
from publishing.checks.dictionary import FOLDER, Dictionary
from publishing.checks.suggestions import Suggestions

FILE = 'build/cache/words.json'
SUGGESTED = 3
THOROUGH = 4  # words of one run: who makes more slips than that has no need of guesses at each
ALIKE = 0.8
Told = TypeVar('Told', bool, list[str])


class Lexicon(Store):
    """build/cache/words.json: a question about a word → the answer.

    Without a file nothing is kept: for words of a private page, which are asked of `others` first, and leave nothing there.
    """

    def __init__(self, file: Path | None = None, program: str = '', others: Lexicon | None = None):
        super().__init__(file, program)
        self.others = others
        self.thorough = THOROUGH
        self.now = dict(self.last)  # a word that no page asks about this time stays: only changed pages ask

    def knows(self, word: str, locale: str) -> bool:
        """Whether the dictionary has it; Dutch compounds count."""
        return self._told(f'{locale} {word}', lambda: self._spells(word, locale))

    @staticmethod
    def _spells(word: str, locale: str) -> bool:
        return _dictionary(locale).spells(word)

    def suggestions(self, word: str, locale: str) -> list[str]:
        """What was likely meant, most likely first."""
        return self._told(f'{locale}? {word}', lambda: self._meant(word, locale))

    def _meant(self, word: str, locale: str) -> list[str]:
        """By one slip; of the first words that this does not explain, also by more, which takes a hundred times as long."""
        found = _suggestions(locale).of(word, lambda near: self._spells(near, locale), SUGGESTED)
        if found or not self.thorough:
            return found
        self.thorough -= 1
        return difflib.get_close_matches(word, _dictionary(locale).whole.suggest(word), SUGGESTED, ALIKE)

    def _told(self, asked: str, tell: Callable[[], Told]) -> Told:
        if self.others and asked in self.others.now:
            return cast(Told, self.others.now[asked])
        if asked not in self.now:
            self.now[asked] = tell()
        return cast(Told, self.now[asked])


@functools.cache
def _suggestions(locale: str) -> Suggestions:
    return Suggestions(FOLDER, locale)


@functools.cache
def _dictionary(locale: str) -> Dictionary:
    return Dictionary(locale)
