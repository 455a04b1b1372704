"""Which words stayed, went and came between two texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal['same', 'gone', 'new']
Run = tuple[Mark, list[str]]


def runs(before: Sequence[str], after: Sequence[str], then: Sequence[str], now: Sequence[str]) -> Iterator[Run]:
    """Runs of words in the order of the new text; `then` and `now` are what the words of `before` and `after` are compared by.

    Of words that stayed, those of `after` are given. No run is empty.
    """
    for kind, start, end, first, last in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if kind == 'equal':
            yield 'same', list(after[first:last])
            continue
        if end > start:
            yield 'gone', list(before[start:end])
        if last > first:
            yield 'new', list(after[first:last])
