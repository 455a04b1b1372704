"""The covers of our reports as small pictures for the site: the first page of each PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from publishing.cache import FOLDER as CACHE
from publishing.cache import digest, is_whole, seal
from publishing.sources.manifest import Made

FOLDER = f'{CACHE}/covers'
SITE_FOLDER = 'assets/covers'
WIDTHS = (160, 320)  # pixels: as the style shows it on ordinary and on sharp screens
QUALITY = 80


@dataclass(frozen=True)
class Cover:
    """The pictures of one cover: `files` has width and name of each, from small to large; `height` is that of the first."""

    files: tuple[tuple[int, str], ...]
    height: int

    def srcset(self, top: str = '') -> str:
        """The value of the attribute; `top` leads to the top of the site."""
        return ', '.join(f'{top}{SITE_FOLDER}/{name} {width}w' for width, name in self.files)

    @property
    def address(self) -> str:
        """The smallest, inside the site."""
        return f'{SITE_FOLDER}/{self.files[0][1]}'


def of(root: Path, pdfs: Path, made: Made | None) -> Cover | None:
    """The cover of a report that was made, drawn when its file was not seen before; None without a file."""
    if made is None or not (pdfs / made.file).is_file():
        return None
    return of_file(root, pdfs / made.file, f'{made.slug}.{made.locale}', made.sha256)


def of_file(root: Path, pdf: Path, name: str, sum: str) -> Cover:
    """The cover of a PDF with this sum; the names of its pictures begin with `name`."""
    key = digest([sum, metadata.version('pypdfium2'), metadata.version('pillow'), Path(__file__).read_bytes()])[:12]
    files = tuple((width, f'{name}-{key}-{width}.webp') for width in WIDTHS)
    if not all(is_whole(root / FOLDER / name) for _, name in files):
        _draw(pdf, root / FOLDER, files)
    return Cover(files, _height(root / FOLDER / files[0][1]))


def _draw(pdf: Path, folder: Path, files: tuple[tuple[int, str], ...]) -> None:
    from pypdfium2 import PdfDocument  # imported late: most builds find the pictures in the cache

    page = PdfDocument(pdf)[0]
    for width, name in files:
        written = io.BytesIO()
        page.render(scale=width / page.get_width()).to_pil().convert('RGB').save(written, 'WEBP', quality=QUALITY, method=6)
        seal(folder / name, written.getvalue())


def _height(file: Path) -> int:
    from PIL import Image

    with Image.open(file) as picture:
        return picture.height
