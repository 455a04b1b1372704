"""A dictionary of LibreOffice or Firefox: reading it takes as long as checking fifty pages, a look in its list of words no time."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported late: most checks meet no new word
    from hunspell import Hunspell

FOLDER = Path(__file__).parent.parent / 'dictionaries'
FEW = 40  # looks in the list; from so many on, to read all of it takes less
FLAGS_OF_TWO = re.compile(r'^FLAG long', re.M)
RESTRICTING = re.compile(r'^(?:FORBIDDENWORD|NEEDAFFIX|ONLYINCOMPOUND|KEEPCASE|WARN) (\S+)', re.M)


class Dictionary:
    """That of one language: <locale>.dic with the words and <locale>.aff with what else can be made of them."""

    def __init__(self, locale: str):
        self.locale, self.looks = locale, FEW

    def spells(self, word: str) -> bool:
        """Whether a word is right. As long as each that was asked about is in the list as it stands, no more is read."""
        if self.looks and 'whole' not in vars(self):
            self.looks -= 1
            if self._lists(word):
                return True
        return bool(self.whole.spell(word))

    @functools.cached_property
    def whole(self) -> Hunspell:
        """All of it."""
        from hunspell import Hunspell

        return Hunspell(self.locale, hunspell_data_dir=str(FOLDER))

    def _lists(self, word: str) -> bool:
        """Whether the word is in the list, which has ij as one letter, without a mark that it may not stand so."""
        typed = word.replace('ij', 'ĳ')
        starts = [at + 1 for end in '/\n' if (at := self._list.find(f'\n{typed}{end}')) >= 0]
        marked = [self._list[start : self._list.find('\n', start)].partition('/')[2] for start in starts]
        return bool(marked) and not any(self._restricted(marks) for marks in marked)

    def _restricted(self, marks: str) -> bool:
        width, restricting = self._marks
        return any(marks[at : at + width] in restricting for at in range(0, len(marks), width))

    @functools.cached_property
    def _list(self) -> str:
        return (FOLDER / f'{self.locale}.dic').read_text(encoding='utf-8')

    @functools.cached_property
    def _marks(self) -> tuple[int, frozenset[str]]:
        """How many signs a mark has, and those that take a word back."""
        rules = (FOLDER / f'{self.locale}.aff').read_text(encoding='utf-8')
        return 2 if FLAGS_OF_TWO.search(rules) else 1, frozenset(RESTRICTING.findall(rules))
