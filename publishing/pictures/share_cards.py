"""The picture that others show with a link to a page: its title, what it is and whose it is, drawn with our own fonts.

1200 by 630 pixels, as the Open Graph readers take it; readers of the site never load it. Sixteen colours in four bits a pixel: the
paper, the ink in seven strengths for smooth letters, and three colours in flat tiles.
"""

from __future__ import annotations

import functools
import io
import math
import re
import struct
import zlib
from collections.abc import Container, Iterable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.cache import FOLDER as CACHE
from publishing.cache import digest, is_whole, remove, seal
from publishing.pictures import icons
from publishing.pictures.drawing import tokens
from publishing.pictures.lettering import HEADING, TEXT, Lettering, font, lines, made_from

if TYPE_CHECKING:
    from PIL import Image

FOLDER = f'{CACHE}/cards'
SITE_FOLDER = 'assets/cards'
WIDTH, HEIGHT = 1200, 630
LEFT, ROOM = 112, 1000  # pixels: where words begin, and how long a line may be
TITLE_SIZES, LINES = (76, 66, 58, 50), 4
STRENGTHS = 8  # of the ink, the paper among them
TILES = (('accent', 0, 0.5), ('marigold', 0.5, 0.8), ('berry', 0.8, 1))  # colour, and from where to where of the height
BAR, MARK = 40, 72
DRAWING = 'overrides/assets/favicon.svg'
COLOURED, GROUND = re.compile(r'"var\(--[\w-]+\)"'), re.compile(r'<rect [^>]*/>')
ABOVE, LIGHTER = 62, 200  # the label: how far above the title, and of its ink 200 in 255


def of(root: Path, look: str, locale: str, name: str, label: str, title: str) -> str:
    """The name of the card in FOLDER/<locale>, drawn when there was none for these words; `look` stands for fonts and colours."""
    file = f'{digest([look, name, label, title])[:16]}.png'
    if not is_whole(root / FOLDER / locale / file):
        seal(root / FOLDER / locale / file, _draw(root, name, label, title))
    return file


def keep_only(root: Path, names: Container[str], locale: str) -> None:
    """Remove every other card of a language: one may hold the title of a story that may no longer be read."""
    for file in (root / FOLDER / locale).glob('*.png'):
        if file.name not in names:
            remove(file)


def look(root: Path) -> str:
    """What every card follows from besides its words."""
    return digest([*made_from(root), metadata.version('deflate'), Path(__file__).read_bytes(), (root / DRAWING).read_bytes()])


def _draw(root: Path, name: str, label: str, title: str) -> bytes:
    """The card as PNG: the same bytes for the same words."""
    size, broken = _fitting(root, title)
    rest, top = math.modf((HEIGHT - 200 - len(broken) * size * 1.18) / 2 + 130)
    card = _background(root, name).copy()
    card.paste(_label(root, label, rest), (LEFT, int(top) - ABOVE))
    words = [(rest + number * size * 1.18, line) for number, line in enumerate(broken)]
    card.paste(_words(HEIGHT - int(top), words, font(root, HEADING, size, title)), (LEFT, int(top)))
    return _png(card)


def _png(card: Image.Image) -> bytes:
    """Its numbers of the palette as a PNG of four bits a pixel (ISO/IEC 15948), packed by libdeflate: in a third of the time of Pillow."""
    import deflate

    card.putpalette(_palette())
    rows, length = card.tobytes('raw', 'P;4'), WIDTH // 2
    lines = b''.join(b'\0' + rows[start : start + length] for start in range(0, len(rows), length))  # 0: as they are, by no filter
    head = struct.pack('>2I5B', WIDTH, HEIGHT, 4, 3, 0, 0, 0)  # bits, and 3 for a palette (clause 11.2.1)
    chunks = ((b'IHDR', head), (b'PLTE', bytes(_palette())), (b'IDAT', bytes(deflate.zlib_compress(lines, 4))), (b'IEND', b''))
    return b'\x89PNG\r\n\x1a\n' + b''.join(
        struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data)) for name, data in chunks
    )


@functools.cache
def _background(root: Path, name: str) -> Image.Image:
    """What is the same on every card, in numbers of the palette."""
    from PIL import Image  # imported late: most builds find the cards in the cache

    card = Image.new('L', (WIDTH, HEIGHT))
    card.paste(_words(HEIGHT, [(60, name)], font(root, HEADING, 38, name)), (LEFT + MARK + 20, 0))
    card.paste(_mark(root), (LEFT, 50))
    for number, (_, begin, end) in enumerate(TILES):
        card.paste(STRENGTHS + number, (0, round(begin * HEIGHT), BAR, round(end * HEIGHT)))
    return card


def _mark(root: Path) -> Image.Image:
    """The mark of the site in ink, without its ground, in numbers of the palette."""
    from PIL import Image

    drawing = GROUND.sub('', COLOURED.sub('"#fff"', (root / DRAWING).read_text(encoding='utf-8')))
    drawn = Image.open(io.BytesIO(icons.png(drawing, MARK))).getchannel('A')
    return drawn.point([shade * STRENGTHS // 256 for shade in range(256)])


@functools.cache
def _label(root: Path, label: str, rest: float) -> Image.Image:
    """The strip above the title; few labels stand on many cards."""
    return _words(ABOVE, [(rest, label)], font(root, TEXT, 36, label), LIGHTER)


def _words(height: int, words: Iterable[tuple[float, str]], font: Lettering, strength: int = 255) -> Image.Image:
    """Words in one font on a strip, each at its own height, in numbers of the palette."""
    from PIL import Image, ImageDraw

    strip = Image.new('L', (ROOM, height))
    pen = ImageDraw.Draw(strip)
    for top, line in words:
        font.write(pen, (0, top), line, strength)
    return strip.point([shade * STRENGTHS // 256 for shade in range(256)])


@functools.cache
def _palette() -> list[int]:
    """Paper to ink in steps, then the colours of the tiles, out of the style of the site."""
    paper, ink, *tiles = ([*bytes.fromhex(tokens()[name][1:])] for name in ('paper', 'ink', *(name for name, _, _ in TILES)))
    steps = [[round(a + (b - a) * step / (STRENGTHS - 1)) for a, b in zip(paper, ink)] for step in range(STRENGTHS)]
    return [part for colour in [*steps, *tiles] for part in colour]


def _fitting(root: Path, title: str) -> tuple[int, list[str]]:
    """The largest size at which the title takes few lines; a longer one ends in an ellipsis."""
    for size in TITLE_SIZES:
        held = [*lines(title, font(root, HEADING, size, title), ROOM)]
        if len(held) <= LINES - (size == TITLE_SIZES[0]):
            return size, held
    return size, [*held[: LINES - 1], f'{held[LINES - 1]} …']
