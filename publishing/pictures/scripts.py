"""Fonts that few texts ask for: of other scripts, of rare signs, and of code. Each output takes only those that its text needs.

overrides/assets/style/fonts.css has them all for the site, where a browser asks for what a page holds (`unicode-range`); print and books
read that file too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.pictures import drawing

STYLE = drawing.STYLE / 'fonts.css'
FACE = re.compile(
    r'@font-face \{ font-family: "(?P<family>[^"]+)"; font-weight: (?P<weight>\d+); font-style: (?P<style>\w+);[^}]*?'
    r'fonts/(?P<file>[\w-]+\.woff2)"\)[^}]*?(?:unicode-range: (?P<ranges>[^;}]+);)? \}'
)
CODE = re.compile('<(?:code|pre)[ >]')


@dataclass(frozen=True)
class Face:
    """A file of a font; `signs` are those that it is asked for, none for all signs of code."""

    family: str
    weight: str
    style: str
    file: str
    signs: frozenset[str]

    def rule(self, address: str) -> str:
        """As CSS, for who has the file at this address."""
        described = f'font-family: "{self.family}"; font-weight: {self.weight}; font-style: {self.style}'
        return f'@font-face {{ {described}; src: url("{address}"); }}\n'


def asked(html: str) -> list[Face]:
    """The fonts that a text needs beside those that every text has."""
    held, has_code = set(html), CODE.search(html) is not None
    return [face for face in _faces() if (face.signs & held if face.signs else has_code)]


def runs(words: str) -> Iterator[tuple[str, slice]]:
    """Each run of words that a font of another script is asked for, with the name of that font; spaces between two of them are in it."""
    for run in _of_others().finditer(words):
        family = next(face.family for face in _others() if words[run.start()] in face.signs)
        yield family, slice(*run.span())


def file_of(family: str, bold: bool) -> str:
    """The upright file of a font of another script; what has no bold has a regular one."""
    held = {face.weight: face.file for face in _others() if face.family == family}
    return held.get('700' if bold else '400', held['400'])


@functools.cache
def _others() -> tuple[Face, ...]:
    return tuple(face for face in _faces() if face.style == 'normal' and face.family in drawing.families('others'))


@functools.cache
def _of_others() -> re.Pattern[str]:
    """Signs of one font, with spaces between them."""
    classes = {face.family: ''.join(map(re.escape, sorted(face.signs))) for face in _others()}
    return re.compile('|'.join(f'[{signs}]+(?:\\s+[{signs}]+)*' for signs in classes.values()))


@functools.cache
def _faces() -> tuple[Face, ...]:
    families = {*drawing.families('others'), *drawing.families('code')}
    found = FACE.finditer(STYLE.read_text(encoding='utf-8'))
    return tuple(
        Face(face['family'], face['weight'], face['style'], face['file'], _signs(face['ranges'] or ''))
        for face in found
        if face['family'] in families or face['family'].startswith('Mono ')
    )


def _signs(ranges: str) -> frozenset[str]:
    """The signs in `U+2010-2012, U+2030`."""
    ends = [part.strip().removeprefix('U+').partition('-') for part in ranges.split(',') if part]
    return frozenset(chr(sign) for first, _, last in ends for sign in range(int(first, 16), int(last or first, 16) + 1))
