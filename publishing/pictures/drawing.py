"""SVG that site and print share: a name and a description; fonts, measures and colours by the names of tokens.css."""

from __future__ import annotations

import base64
import functools
import re
import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Literal

Medium = Literal['site', 'print']
STYLE = Path(__file__).parents[2] / 'overrides/assets/style'
TOKENS = (STYLE / 'tokens.css', STYLE / 'pictures.css')
TOKEN = re.compile(r'--([\w-]+):\s*([^;]+);')
ASKED = re.compile(r'var\(--([\w-]+)\)')
REM = 16  # pixels
COLOUR = re.compile(r'--([\w-]+):\s*(#[0-9a-f]{6});')
ON_PAPER = 0.8  # letters of 16 pixels are 9.6 points
ROOM = 605.0, 790.0  # pixels on paper: 160 by 209 mm
ROUGH_WIDTH = 0.58  # of a letter, as a share of the font size: to break a line before it is too long


def address(data: bytes, kind: str) -> str:
    """A file of a kind (`image/png`) as an address that holds it (RFC 2397)."""
    return f'data:{kind};base64,{base64.b64encode(data).decode()}'


def picture(name: str, width: float, height: float, title: str, description: str, *, links: bool = False) -> etree.Element:
    """An empty drawing with an accessible name (SVG 2, 5.8); one with links in it is a group, because a picture hides what it holds."""
    root = etree.Element(
        'svg',
        {
            'viewBox': f'0 0 {width:g} {height:g}',
            'width': f'{width:g}',
            'height': f'{height:g}',
            'font-family': stack(),
            'role': 'group' if links else 'img',
            'aria-labelledby': f'{name}-title {name}-description',
        },
    )
    etree.SubElement(root, 'title', {'id': f'{name}-title'}).text = title
    etree.SubElement(root, 'desc', {'id': f'{name}-description'}).text = description
    return root


def shape(parent: etree.Element, tag: str, **attributes: str | float) -> etree.Element:
    """A shape; `stroke_width=2` is the attribute `stroke-width`, a colour is the name of a token."""
    return etree.SubElement(parent, tag, {key.replace('_', '-'): _value(key, value) for key, value in attributes.items()})


def text(parent: etree.Element, words: str, x: float, y: float, size: float, fill: str = 'ink', **attributes: str | float) -> etree.Element:
    """A line of text, as text: it can be searched, selected and read aloud."""
    element = shape(parent, 'text', x=x, y=y, font_size=size, fill=fill, **attributes)
    element.text = words
    return element


def lines(words: str, width: float, size: float) -> list[str]:
    """Words broken at spaces and behind hyphens into lines of about that width at that font size."""
    broken: list[str] = []
    for piece in re.findall(r'[^\s-]+-?\s*', words):
        if broken and len((broken[-1] + piece).rstrip()) * size * ROUGH_WIDTH <= width:
            broken[-1] += piece
        else:
            broken.append(piece)
    return [line.rstrip() for line in broken]


def finished(root: etree.Element, medium: Medium) -> etree.Element:
    """The drawing for its medium: paper knows no custom properties in SVG, so there each token becomes its value."""
    if medium == 'print':
        for element in root.iter():
            for key, value in element.attrib.items():
                element.set(key, filled(value))
    return root


def scale_on_paper(root: etree.Element) -> float:
    """By how much a drawing that was made for a screen is made smaller to stand beside printed text, and to fit on its page."""
    return min(ON_PAPER, *(room / float(root.attrib[side]) for side, room in zip(('width', 'height'), ROOM)))


def on_paper(root: etree.Element) -> etree.Element:
    """The drawing, to be printed in that size."""
    scale = scale_on_paper(root)
    root.attrib |= {side: f'{float(root.attrib[side]) * scale:.1f}' for side in ('width', 'height')}
    return root


def filled(text: str) -> str:
    """Style or a drawing with the value of each token in its place, for who knows no custom properties."""
    return ASKED.sub(lambda asked: _values()[asked[1]], text)


def family(role: Literal['text', 'heading']) -> str:
    """The name of a font of ours."""
    return _values()[f'family-{role}'].strip('"')


def stack() -> str:
    """Our font for text, and those that stand in for it where it has no sign, as an attribute of a drawing."""
    return ', '.join([family('text'), *families('others')])


def families(role: Literal['others', 'code']) -> list[str]:
    """The names of the fonts that stand in for ours where they have no sign, or that code is set in."""
    return [name.strip(' "') for name in _values()[f'family-{role}'].split(',')]


def pixels(name: str) -> float:
    """A measure of tokens.css on a screen."""
    return float(_values()[name].removesuffix('rem')) * REM


@functools.cache
def tokens() -> dict[str, str]:
    """The colours of tokens.css by name, and those that only pictures have."""
    return {name: colour for file in TOKENS for name, colour in COLOUR.findall(file.read_text(encoding='utf-8'))}


@functools.cache
def _values() -> dict[str, str]:
    return {name: value for file in TOKENS for name, value in TOKEN.findall(file.read_text(encoding='utf-8'))}


def _value(key: str, value: str | float) -> str:
    if isinstance(value, str) and key in ('fill', 'stroke') and value != 'none':
        return f'var(--{value})'
    return value if isinstance(value, str) else f'{value:g}'
