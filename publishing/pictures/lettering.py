"""Words on the pictures that are drawn with our own fonts: covers of books, and cards that links show."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from publishing.pictures import drawing

FONTS = 'overrides/assets/fonts'


def file_of(role: Literal['text', 'heading'], weight: int, style: Literal['normal', 'italic'] = 'normal') -> str:
    """The name of the file with one of our fonts."""
    return f'{drawing.family(role).lower().replace(" ", "-")}-latin-{weight}-{style}.woff2'


HEADING, TEXT = file_of('heading', 600), file_of('text', 400)
# Letters such as ş and ł; those that our own files have are left out.
ELSEWHERE = re.compile('[\u0100-\u0130\u0132-\u0151\u0154-\u024f\u1e00-\u1eff]')


def font(root: Path, name: str, size: int, words: str) -> Any:
    """One of our fonts for Pillow, `size` in pixels, with the letters that these words ask for."""
    return _font(root, name, size, bool(ELSEWHERE.search(words)))


@functools.cache
def _font(root: Path, name: str, size: int, elsewhere: bool) -> Any:
    from PIL import ImageFont  # imported late, as the unpacking: most builds find their pictures in the cache

    from publishing.pictures import fonts

    names = [name, *([extended(name)] if elsewhere else [])]
    data = fonts.joined(*((root / FONTS / each).read_bytes() for each in names))
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def extended(name: str) -> str:
    """The file that has the same letters with the signs of other languages, for a font that has only those of ours."""
    return name.replace('-latin-', '-latin-ext-')


def lines(words: str, font: Any, room: float) -> Iterator[str]:
    """The words in lines that fit in `room` pixels; a word that is longer stands alone."""
    line = ''
    for word in words.split():
        longer = f'{line} {word}'.strip()
        if line and font.getlength(longer) > room:
            yield line
            longer = word
        line = longer
    yield line
