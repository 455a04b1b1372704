"""What was likely meant by a word that the dictionary does not know: one slip of the fingers away, or one of the slips that it lists.

The dictionary's own way tries whole compounds and takes a third of a second for a word; this takes a few thousandths.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

Knows = Callable[[str], bool]
FLAGS_OF_TWO = re.compile(r'^FLAG long', re.M)
NOT_OFFERED = re.compile(r'^NOSUGGEST (\S+)', re.M)  # swear words
LISTED = re.compile(r'^REP (\S+) (\S+)', re.M)
LETTERS = re.compile(r'^TRY\s+(\S+)', re.M)
FEW = 40  # readings that are looked up when a word of the dictionary was found already: the likeliest come first
LONGEST = 30  # letters; a longer word is no slip
VOWELS = set('aeiouyáäëéèêïíóöüú')


class Suggestions:
    """The words, letters and listed slips of one dictionary: <locale>.dic and <locale>.aff in a folder."""

    def __init__(self, folder: Path, locale: str):
        rules = (folder / f'{locale}.aff').read_text(encoding='utf-8').replace('ĳ', 'ij')
        listed = (folder / f'{locale}.dic').read_text(encoding='utf-8').replace('ĳ', 'ij').replace('Ĳ', 'IJ')
        held = [line.partition('/') for line in listed.splitlines()[1:]]
        width = 2 if FLAGS_OF_TWO.search(rules) else 1
        hidden = next(iter(NOT_OFFERED.findall(rules)), '')
        self.hidden = {word.lower() for word, _, flags in held if hidden and hidden in _flags(flags, width)}
        self.words = {word for word, _, _ in held} - self.hidden
        self.slips = [(typed.replace('_', ' '), meant.replace('_', ' ')) for typed, meant in LISTED.findall(rules)]
        self.letters = [letter for letter in dict.fromkeys(LETTERS.findall(rules)[0].lower()) if letter.isalpha() or letter in "-'"]

    @functools.cached_property
    def threes(self) -> frozenset[str]:
        """Every three letters that stand side by side in a word: what has others is no word, and need not be looked up."""
        return frozenset(word[at : at + 3] for word in map(str.lower, self.words) for at in range(len(word) - 2))

    def of(self, word: str, knows: Knows, most: int) -> list[str]:
        """At most so many, the likeliest first: whole words of the dictionary before what it puts together."""
        typed = word.lower()
        if len(typed) > LONGEST:
            return []
        near = [meant for meant in dict.fromkeys(self._near(typed)) if meant not in self.hidden and meant.strip('-') == meant]
        found = [meant for meant in near if meant in self.words][:most]
        others = [meant for meant in near if meant not in self.words][: FEW if found else None]
        put_together = (meant for meant in others if all(map(knows, meant.split())))
        found += islice(put_together, most - len(found))
        found = found or self._parted(typed)
        return [meant[:1].upper() + meant[1:] for meant in found] if word[:1].isupper() else found

    def _near(self, typed: str) -> Iterator[str]:
        """Every reading of a slip, the likeliest kind first: listed, swapped, doubled, left out, put in, another letter."""
        yield from self._listed(typed)
        for at in range(len(typed) - 1):
            yield from self._read(typed[:at], typed[at + 1] + typed[at], typed[at + 2 :])
        twice = [at for at in range(1, len(typed)) if typed[at] == typed[at - 1]]
        for at in [*twice, *(at for at in range(len(typed)) if at not in twice)]:
            yield from self._read(typed[:at], '', typed[at + 1 :])
        for at, letter in enumerate(typed):
            yield from self._read(typed[:at], letter * 2, typed[at + 1 :])
        for letter in self.letters:
            for at in range(len(typed) + 1):
                yield from self._read(typed[:at], letter, typed[at:])
        for alike in (True, False):
            for letter in self.letters:
                for at, other in enumerate(typed):
                    if letter != other and ((letter in VOWELS) == (other in VOWELS)) is alike:
                        yield from self._read(typed[:at], letter, typed[at + 1 :])

    def _read(self, before: str, middle: str, after: str) -> Iterator[str]:
        """The word of these three, when all it has around the mend can stand in a word."""
        word = before + middle + after
        first, last = max(len(before) - 2, 0), min(len(before) + len(middle), len(word) - 3)
        if len(word) > 1 and all(word[at : at + 3] in self.threes for at in range(first, last + 1)):
            yield word

    def _listed(self, typed: str) -> Iterator[str]:
        """What the dictionary lists as often mistaken; ^ and $ are the ends of a word."""
        framed = f'^{typed}$'
        for slip, meant in self.slips:
            if slip in framed:
                yield framed.replace(slip, meant, 1).strip('^$')

    def _parted(self, typed: str) -> list[str]:
        """Two words without the space between them."""
        halves = ((typed[:at], typed[at:]) for at in range(2, len(typed) - 1))
        pair = next((f'{first} {second}' for first, second in halves if first in self.words and second in self.words), '')
        return [pair] if pair else []


def _flags(flags: str, width: int) -> list[str]:
    flags = flags.split('\t')[0].split(' ')[0]
    return [flags[at : at + width] for at in range(0, len(flags), width)]
