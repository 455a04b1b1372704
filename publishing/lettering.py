"""Words on the pictures that are drawn with our own fonts: covers of books, and cards that links show."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FONTS = 'overrides/assets/fonts'
HEADING, TEXT = 'fraunces-latin-600-normal.woff2', 'atkinson-hyperlegible-next-latin-400-normal.woff2'


@functools.cache
def font(root: Path, name: str, size: int) -> Any:
    """One of our fonts for Pillow, `size` in pixels."""
    from PIL import ImageFont  # imported late, as the unpacking: most builds find their pictures in the cache

    from publishing import fonts

    data = fonts.unpacked((root / FONTS / name).read_bytes())
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


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
