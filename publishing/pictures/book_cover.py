"""The cover of a report as a picture, for reading systems that show a shelf of books: the tiles of the printed cover and its words."""

from __future__ import annotations

import io
import re
from importlib import metadata
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from publishing.cache import remembered_bytes
from publishing.pictures.drawing import tokens
from publishing.pictures.lettering import HEADING, TEXT, Lettering, font, lines, made_from

SIZE, COLOURS = (1200, 1697), 24  # pixels, in the proportion of A4
PER_MM = SIZE[0] / 210
ROOM_MM = 168  # for a line of text


def png(root: Path, tiles: str, sender: str, title: str, subtitle: str, edition: str) -> bytes:
    """The cover as PNG; `tiles` is the SVG of the printed cover."""
    words = (tiles, sender, title, subtitle, edition)
    parts = [*words, metadata.version('vl-convert-python'), Path(__file__).read_bytes(), *made_from(root)]
    return remembered_bytes(root, 'cover.png', parts, lambda: _drawn(root, *words))


def _drawn(root: Path, tiles: str, sender: str, title: str, subtitle: str, edition: str) -> bytes:
    import vl_convert  # the SVG engine that draws the charts; slow to load

    page = Image.new('RGB', SIZE, tokens()['paper'])
    ground = tiles.replace('>', f'><rect x="-1" y="-1" width="220" height="160" fill="{tokens()["paper"]}"/>', 1)
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(ground, scale=SIZE[0] / _width(tiles)))).convert('RGB')
    page.paste(drawn, (0, SIZE[1] - drawn.height))
    pen = ImageDraw.Draw(page)
    top = 18.0
    texts = ((sender, HEADING, 6.5, 18.0), (title, HEADING, 15.0, 5.0), (subtitle, HEADING, 8.0, 9.0), (edition, TEXT, 5.5, 0.0))
    for words, name, size_mm, space_mm in texts:
        top = _write(pen, words, font(root, name, round(size_mm * PER_MM), words), size_mm, top) + space_mm
    file = io.BytesIO()
    page.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, 'PNG', optimize=True)
    return file.getvalue()


def _width(svg: str) -> float:
    match = re.search(r'\swidth="(\d+)"', svg)
    assert match is not None
    return float(match[1])


def _write(pen: Any, words: str, letters: Lettering, size_mm: float, top: float) -> float:
    """Write words in lines from `top` (millimetres); where the next may start."""
    for line in lines(words, letters, ROOM_MM * PER_MM):
        letters.write(pen, (20 * PER_MM, top * PER_MM), line, tokens()['ink'])
        top += size_mm * 1.2
    return top
