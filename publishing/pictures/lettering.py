"""Words on the pictures that are drawn with our own fonts: covers of books, and cards that links show."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from publishing.pictures import drawing, scripts

FONTS = 'overrides/assets/fonts'


def file_of(role: Literal['text', 'heading'], weight: int, style: Literal['normal', 'italic'] = 'normal') -> str:
    """The name of the file with one of our fonts."""
    return f'{drawing.family(role).lower().replace(" ", "-")}-latin-{weight}-{style}.woff2'


HEADING, TEXT = file_of('heading', 600), file_of('text', 400)
# Letters such as ş and ł; those that our own files have are left out.
ELSEWHERE = re.compile('[\u0100-\u0130\u0132-\u0151\u0154-\u024f\u1e00-\u1eff]')


@dataclass(frozen=True)
class Lettering:
    """One of our fonts for Pillow, and the fonts of other scripts by name: words are written in runs of one font each."""

    own: Any
    others: Mapping[str, Any]

    def getlength(self, words: str) -> float:
        """How wide words are, in pixels."""
        return sum(float(font.getlength(part)) for font, part in self._runs(words))

    def write(self, pen: Any, place: tuple[float, float], words: str, fill: Any) -> None:
        """Write a line of words with its top at a place; those of another font stand on the same line."""
        left, top = place
        for font, part in self._runs(words):
            if font is self.own:
                pen.text((left, top), part, fill, font)
            else:
                pen.text((left, top + self.own.getmetrics()[0]), part, fill, font, anchor='ls')
            left += font.getlength(part)

    def _runs(self, words: str) -> Iterator[tuple[Any, str]]:
        end = 0
        for family, run in scripts.runs(words):
            yield from [(self.own, words[end : run.start])] if run.start > end else []
            yield self.others[family], words[run.start : run.stop]
            end = run.stop
        yield from [(self.own, words[end:])] if words[end:] else []


def made_from(root: Path) -> Iterator[bytes | str]:
    """What stands for how words are drawn: fonts, colours, this program and what draws."""
    files = [*sorted((root / FONTS).glob('*.woff2')), *drawing.TOKENS, Path(__file__), Path(scripts.__file__)]
    yield from map(metadata.version, ('pillow', 'fonttools'))
    yield from (file.read_bytes() for file in files)


def font(root: Path, name: str, size: int, words: str) -> Lettering:
    """One of our fonts, `size` in pixels, with the letters that these words ask for."""
    others = {family: _other(root, family, size, name == HEADING) for family, _ in scripts.runs(words)}
    return Lettering(_font(root, name, size, bool(ELSEWHERE.search(words))), others)


@functools.cache
def _font(root: Path, name: str, size: int, elsewhere: bool) -> Any:
    from PIL import ImageFont  # imported late, as the unpacking: most builds find their pictures in the cache

    from publishing.pictures import fonts

    names = [name, *([extended(name)] if elsewhere else [])]
    data = fonts.joined(*((root / FONTS / each).read_bytes() for each in names))
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _other(root: Path, family: str, size: int, bold: bool) -> Any:
    """The font of another script, whose letters may join and run from right to left."""
    from PIL import ImageFont

    from publishing.pictures import fonts

    data = fonts.unpacked((root / FONTS / scripts.file_of(family, bold)).read_bytes())
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.RAQM)


def extended(name: str) -> str:
    """The file that has the same letters with the signs of other languages, for a font that has only those of ours."""
    return name.replace('-latin-', '-latin-ext-')


def lines(words: str, font: Lettering, room: float) -> Iterator[str]:
    """The words in lines that fit in `room` pixels; a word that is longer stands alone."""
    space = font.getlength(' ')
    line, length = '', -space
    for word in words.split():
        more = font.getlength(word)
        if line and length + space + more > room:
            yield line
            line, length = word, more
        else:
            line, length = f'{line} {word}'.strip(), length + space + more
    yield line
