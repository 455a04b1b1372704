"""An author's drawing as it is printed: as lines and words where WeasyPrint draws it as a screen does, as pixels where it does not.

What it draws otherwise differs from drawing to drawing, and no list of it is whole. So each is drawn twice, and the pictures compared.
"""

from __future__ import annotations

import functools
import io
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import weasyprint
from PIL import Image, ImageChops, ImageFilter
from weasyprint.urls import URLFetcher

from publishing.cache import remembered_bytes
from publishing.pictures import as_on_screens, fonts, svg_file
from publishing.pictures.drawing import address
from publishing.pictures.photos import BEST_DPI, PRINT_HEIGHT, PRINT_WIDTH, on_white
from publishing.print import mends

SIDE = 600  # pixels of the longest side of the two that are compared
SOFT = 2  # pixels: what the edge of a line may differ by
SPOT, UNLIKE = 10, 40  # pixels of the side of a square, and shades of grey, out of 255, by which the two may differ in it
ROOMS = (Path(__file__).parent, Path(as_on_screens.__file__).parent)  # of the program that it depends on
PROGRAMS = ('weasyprint', 'pydyf', 'pypdfium2', 'pillow', 'resvg_py')
SVG = 'image/svg+xml'
MILLIMETRES = 25.4  # of an inch
Size = tuple[float, float]  # width and height, in pixels of CSS
PAGE = (
    '<style>@page {{ size: {0}px {1}px; margin: 0 }} body {{ margin: 0 }} img {{ display: block; width: {0}px; height: {1}px }} {2}</style>'
)


def make_ready(source: Any) -> None:
    """Put what is to be printed of each drawing in a document of WeasyPrint in its place; call outside mends, which this makes itself."""
    for img in source.etree_element.iter('img'):
        if img.get('src', '').endswith('.svg'):
            with suppress(OSError, ValueError, svg_file.Unreadable):  # which is told of when it is drawn
                data = source.url_fetcher.fetch(urljoin(source.base_url, img.get('src'))).read()
                if (ready := printed(data)) != data:
                    img.set('src', address(ready, SVG))


def printed(data: bytes) -> bytes:
    """The drawing itself, or one that holds a picture of it, as SVG of the same size.

    Raises svg_file.Unreadable.
    """
    program = [metadata.version(name) for name in PROGRAMS]
    return remembered_bytes(fonts.PROGRAM, 'printed.svg', [data, *program, *_made_by()], functools.partial(_printed, data))


@functools.cache
def _made_by() -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for room in ROOMS for file in sorted(room.glob('*.py')))


def _printed(data: bytes) -> bytes:
    drawing = svg_file.parsed(data)
    draw = as_on_screens.ready(data)
    zoom = SIDE / max(_picture(draw(1)).size)
    shown = _picture(draw(zoom))
    size = shown.width / zoom, shown.height / zoom  # not as whole pixels
    if _are_alike(shown, _by_weasyprint(data, size, shown.size)):
        return data
    return _held(drawing, draw(_sharp(drawing, *size)), size)


def _picture(png: bytes) -> Image.Image:
    return on_white(Image.open(io.BytesIO(png)).convert('RGBA')).convert('RGB')


def _by_weasyprint(data: bytes, size: Size, pixels: tuple[int, int]) -> Image.Image:
    """The drawing as it comes from print, on a page of its own."""
    from pypdfium2 import PdfDocument  # imported late: few reports hold a drawing that was not compared yet

    words = svg_file.all_words(svg_file.parsed(data))
    style = PAGE.format(*size, fonts.last_resort() + (fonts.of_all() + fonts.asked(words) if words else ''))
    page = f'{style}<img src="{address(data, SVG)}">'
    with mends.made():
        made = weasyprint.HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=['data'])).write_pdf(font_config=fonts.shipped_only())
    sheet = PdfDocument(made)[0]
    drawn: Image.Image = sheet.render(scale=max(pixels) / max(sheet.get_size())).to_pil()
    return drawn.convert('RGB').resize(pixels)


def _are_alike(one: Image.Image, other: Image.Image) -> bool:
    soft = [picture.filter(ImageFilter.GaussianBlur(SOFT)) for picture in (one, other)]
    unlike = ImageChops.difference(*soft)
    spots = unlike.resize((max(1, one.width // SPOT), max(1, one.height // SPOT)), Image.Resampling.BOX)
    return all(not any(band.histogram()[UNLIKE:]) for band in spots.split())


def _sharp(drawing: lxml.etree._Element, width: float, height: float) -> float:
    """Pixels to each of its own that make it sharp at the width that paper gives it at most."""
    most = min(PRINT_WIDTH / width, PRINT_HEIGHT / height) / MILLIMETRES * BEST_DPI
    return min(most, BEST_DPI / as_on_screens.DPI) if drawing.get('width') else most


def _held(drawing: lxml.etree._Element, png: bytes, size: Size) -> bytes:
    """A drawing of the size of another that holds a picture of it."""
    width, height = (f'{side:g}' for side in size)
    kept = {name: value for name in ('width', 'height', 'preserveAspectRatio') if (value := drawing.get(name))}
    root = lxml.etree.Element(f'{svg_file.SVG}svg', {'viewBox': f'0 0 {width} {height}', **kept}, {None: svg_file.SVG.strip('{}')})
    lxml.etree.SubElement(root, f'{svg_file.SVG}image', {'width': width, 'height': height, 'href': address(png, 'image/png')})
    made: bytes = lxml.etree.tostring(root)
    return made
