"""The icon of the site as the files that browsers, telephones and programs ask for, all from its one drawing."""

from __future__ import annotations

import io
import json
import re
from importlib import metadata
from pathlib import Path

from publishing.cache import FOLDER as CACHE
from publishing.cache import digest, is_whole, seal
from publishing.pictures.drawing import tokens

FOLDER = f'{CACHE}/icons'
FAVICON, TOUCH, MANIFEST = 'favicon.ico', 'apple-touch-icon.png', 'manifest.json'
SIZES = {TOUCH: 180, 'icon-192.png': 192, 'icon-512.png': 512}  # those of a telephone, which cuts their corners off itself
OLD = (16, 32, 48)  # pixels, in the file that browsers ask for unasked
CORNERS = re.compile(r' rx="\d+"')


def drawn(root: Path, svg: str) -> dict[str, Path]:
    """Each file by its name on the site, drawn when there was none of this drawing."""
    held = {name: root / FOLDER / f'{digest([svg, metadata.version("vl-convert-python"), metadata.version("pillow")])[:16]}-{name}'
            for name in (FAVICON, *SIZES)}  # fmt: skip
    for name, file in held.items():
        if not is_whole(file):
            seal(file, _favicon(svg) if name == FAVICON else png(CORNERS.sub('', svg), SIZES[name]))
    return held


def manifest(name: str, locale: str, up: str) -> str:
    """What a telephone shows of a site that is put on its first screen (Web Application Manifest); `up` leads to the top of the site."""
    icons = [{'src': f'{up}{file}', 'sizes': f'{size}x{size}', 'type': 'image/png'} for file, size in SIZES.items() if file != TOUCH]
    colours = {'background_color': tokens()['paper'], 'theme_color': tokens()['deep']}
    return json.dumps(
        {'name': name, 'lang': locale, 'start_url': './', 'display': 'browser', **colours, 'icons': icons}, ensure_ascii=False
    )


def png(svg: str, size: int) -> bytes:
    """A drawing that says no size of its own, in so many pixels."""
    import vl_convert  # the SVG engine that draws the charts; slow to load

    drawn: bytes = vl_convert.svg_to_png(svg.replace('<svg ', f'<svg width="{size}" height="{size}" ', 1), scale=1)
    return drawn


def _favicon(svg: str) -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.open(io.BytesIO(png(svg, max(OLD)))).save(written, 'ICO', sizes=[(size, size) for size in OLD])
    return written.getvalue()
