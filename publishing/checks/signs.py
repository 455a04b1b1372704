"""Signs that no font of ours has: a report with one is not made, and on the site each device shows another, or a box."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from publishing.checks.text import Text
from publishing.problems import Problem
from publishing.sources import unseen, wrong_encoding

FONTS = Path(__file__).parents[2] / 'overrides/assets/fonts'
UNSEEN = ('C', 'M', 'Z')  # categories of Unicode: control and joining signs, accents, spaces
# So that most pages ask no font: ASCII, Latin-1 and what authors type besides.
UNCOMMON = re.compile('[^\n\t\x20-\x7e\xa1-\xff€–—‘’“”…•→]')


def signs(text: Text) -> Iterator[Problem]:
    """Each sign once a page, where it stands first; those of one line together."""
    lines = dict[int, list[str]]()
    for passage in text.passages:
        if passage.kind == 'front' and (odd := sorted(filter(is_odd, {*UNCOMMON.findall(passage.words)}))):
            lines[passage.line] = [named(sign) for sign in odd]
    for sign in sorted({*UNCOMMON.findall(text.page.body)}):
        if is_odd(sign):
            line = text.page.body_line + text.page.body[: text.page.body.index(sign)].count('\n')
            lines.setdefault(line, []).append(named(sign))
    for line, sign in _by_number(text):
        if unseen.is_so(sign):
            yield unseen.problem(text.path, line, sign)
        elif is_odd(sign):
            lines.setdefault(line, []).append(named(sign))
    for line, signs_ in lines.items():
        yield Problem(text.path, line, 'sign-without-font', {'sign': ', '.join(signs_)})


def _by_number(text: Text) -> Iterator[tuple[int, str]]:
    """The signs that are not typed themselves but by their number (`&#1;`), each once with the line where it stands first."""
    if '&' not in text.page.body:
        return
    typed = set(text.page.body)
    for passage in text.passages:
        for sign in sorted(set(passage.words) - typed if passage.kind != 'front' else ()):
            typed.add(sign)
            yield passage.line_at(passage.words.index(sign), passage.words), sign


def is_odd(sign: str) -> bool:
    """Whether a sign is seen, and none of our fonts has it."""
    return sign not in _known() and (unicodedata.category(sign)[0] not in UNSEEN or unicodedata.category(sign) == 'Co')


def named(sign: str) -> str:
    """A sign as messages show it: with its number, for a screen may have no font for it either."""
    return f'{sign} (U+{ord(sign):04X})'


def read_wrongly(text: Text) -> Iterator[Problem]:
    """The first place where a letter was saved in one encoding and read in another."""
    for passage in text.passages:
        if passage.kind == 'front' and (wrong := next(wrong_encoding.found(passage.words), None)):
            yield Problem(text.path, passage.line, 'read-wrongly', {'typed': wrong[1], 'meant': wrong[2]})
            return
    for offset, typed, meant in wrong_encoding.found(text.page.body):
        line = text.page.body_line + text.page.body.count('\n', 0, offset)
        yield Problem(text.path, line, 'read-wrongly', {'typed': typed, 'meant': meant})
        return


@functools.cache
def _known() -> frozenset[str]:
    from fontTools.ttLib import TTFont  # imported late: most pages need no font

    known: set[str] = set()
    for file in FONTS.glob('*.woff2'):
        with TTFont(file, lazy=True) as font:
            known.update(map(chr, font.getBestCmap()))
    return frozenset(known)
