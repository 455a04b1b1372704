"""Only the fonts we ship: the machine's own are not seen, so the same input gives the same bytes everywhere."""

from __future__ import annotations

import os
from functools import cache
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.ttLib import TTFont, woff2
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publishing.cache import remembered_bytes, remembered_file
from publishing.pictures import scripts
from publishing.pictures.drawing import address

PROGRAM = Path(__file__).parents[2]
FOLDER = PROGRAM / 'overrides/assets/fonts'
FAMILY = 'Atkinson Hyperlegible Next'  # of running text, and of words that ask for no font of ours
FILES = tuple(
    (f'atkinson-hyperlegible-next-{part}-{weight}-{style}.woff2', weight, style)
    for part in ('latin', 'latin-ext')
    for weight, style in (('400', 'normal'), ('400', 'italic'), ('700', 'normal'))
)
SETTINGS = Path(__file__).with_name('fonts.conf')


def shipped_only() -> Any:
    """A WeasyPrint font configuration that starts without any font of the machine."""
    from weasyprint.text.fonts import FontConfiguration  # imported late: pictures are drawn on machines without Pango too

    before = os.environ.get('FONTCONFIG_FILE')
    os.environ['FONTCONFIG_FILE'] = str(SETTINGS)
    try:
        return FontConfiguration()
    finally:
        os.environ.pop('FONTCONFIG_FILE')
        if before is not None:
            os.environ['FONTCONFIG_FILE'] = before


@cache
def unpacked(data: bytes) -> bytes:
    """A WOFF2 font as plain OpenType; WeasyPrint would unpack it again for each document."""
    return unpacked_file(data).read_bytes()


def unpacked_file(data: bytes) -> Path:
    """The same in a file."""

    def made() -> bytes:
        file = BytesIO()
        woff2.decompress(BytesIO(data), file)
        return file.getvalue()

    return remembered_file(PROGRAM, 'unpacked.ttf', [data, *_makers()], made)


@cache
def _makers() -> list[str]:
    """What fonts are made with, as far as their bytes depend on it."""
    return [metadata.version(name) for name in ('fonttools', 'brotli')]


def only(data: bytes, signs: frozenset[str]) -> bytes:
    """A WOFF2 font with no more than the letters for these signs, and all that it can do with them."""
    held = ''.join(sorted(signs & _signs(data)))
    return remembered_bytes(PROGRAM, 'subset.woff2', [data, held, *_makers(), Path(__file__).read_bytes()], lambda: _only(data, held))


@cache
def _signs(data: bytes) -> frozenset[str]:
    """What a font has a letter for."""
    with TTFont(BytesIO(data)) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _only(data: bytes, signs: str) -> bytes:
    options = subset.Options(flavor='woff2', layout_features=['*'], recalc_timestamp=False)
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    chosen = subset.Subsetter(options)
    chosen.populate(text=signs)
    chosen.subset(font)
    font.flavor = 'woff2'
    file = BytesIO()
    font.save(file, reorderTables=None)
    return file.getvalue()


@cache
def joined(*data: bytes) -> bytes:
    """WOFF2 fonts of the same design as one plain OpenType font: what draws with one font knows no other to fall back on."""
    if len(data) == 1:
        return unpacked(*data)
    file = BytesIO()
    Merger().merge([BytesIO(unpacked(each)) for each in data]).save(file)
    return file.getvalue()


def asked(html: str) -> str:
    """Style rules for the fonts that a text needs beside those that every text has, with the fonts in them."""
    return ''.join(face.rule(_address(unpacked((FOLDER / face.file).read_bytes()))) for face in scripts.asked(html))


@cache
def of_all() -> str:
    """Style rules for the fonts of running text, with the fonts in them."""
    rules = 'font-family: "{family}"; font-weight: {weight}; font-style: {style}'.format
    return ''.join(
        f'@font-face {{ {rules(family=FAMILY, weight=weight, style=style)}; src: url({_address(unpacked((FOLDER / file).read_bytes()))}) }}'
        for file, weight, style in FILES
    )


def _address(font: bytes) -> str:
    return address(font, 'font/ttf')


@cache
def last_resort() -> str:
    """A style rule for a font with only a space: without any font Pango would end the whole process."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(['.notdef', 'space'])
    builder.setupCharacterMap({0x20: 'space'})
    builder.setupGlyf({'.notdef': Glyph(), 'space': Glyph()})
    builder.setupHorizontalMetrics({'.notdef': (500, 0), 'space': (250, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({'familyName': 'Last resort', 'styleName': 'Regular'})
    builder.setupOS2()
    builder.setupPost()
    builder.font['head'].created = builder.font['head'].modified = 0
    builder.font.recalcTimestamp = False
    file = BytesIO()
    builder.save(file)
    return f'@font-face {{ font-family: "Last resort"; src: url({_address(file.getvalue())}) }}'
