"""A drawing as a screen shows it, in pixels: by resvg, which draws all of static SVG, with words in the fonts of ours as in a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import resvg_py

from publishing.pictures import fonts, scripts, svg_file
from publishing.pictures.plain_svg import plain

DPI = 96.0  # pixels of CSS in an inch: what a drawing in millimetres is measured by
MOST_DEEP, MOST_LARGE = 100, 4_000_000  # parts in each other, and letters when all that is used again is written out
KINDS = ('font', 'serif', 'sans_serif', 'cursive', 'fantasy', 'monospace')  # of families: the first is for all others
Draw = Callable[[float], bytes]  # PNG of a drawing, without a ground, so many pixels to each of its own
REFERENCE = re.compile(r'^#(.+)$|url\(["\']?#([^"\')]+)["\']?\)')


class TooMuch(svg_file.Unreadable):
    """A drawing whose parts use each other so often, or so deep, that drawing it takes all time and memory."""


def ready(data: bytes) -> Draw:
    """A drawing that was read, to be drawn in any size.

    Raises svg_file.Unreadable for what can't be drawn, now or then.
    """
    clean = svg_file.cleaned(data)
    tree = svg_file.parsed(clean)
    _measure(tree)
    families = {f'{kind}_family': fonts.FAMILY for kind in KINDS}
    asked = {'dpi': DPI, 'skip_system_fonts': True, 'font_files': _fonts(tree), **families}
    return partial(_drawn, plain(clean).decode(), asked)


def _drawn(svg: str, asked: dict[str, Any], zoom: float) -> bytes:
    draw: Callable[..., bytes] = resvg_py.svg_to_bytes
    try:
        return draw(svg, zoom=zoom, **asked)
    except ValueError as error:
        raise svg_file.Unreadable from error


def _fonts(tree: Any) -> list[str]:
    """Paths of the fonts that its words ask for."""
    words = svg_file.all_words(tree)
    files = [*(file for file, *_ in fonts.FILES), *(face.file for face in scripts.asked(words))] if words else []
    return [str(fonts.unpacked_file((fonts.FOLDER / file).read_bytes())) for file in files]


def _measure(tree: Any) -> None:
    """Raises TooMuch."""
    named = {element.get('id'): element for element in tree.iter() if element.get('id')}
    try:
        large, deep = _written_out(tree, named, {}, set())
    except RecursionError as error:
        raise TooMuch from error
    if large > MOST_LARGE or deep > MOST_DEEP:
        raise TooMuch


def _written_out(element: Any, named: dict[str, Any], known: dict[Any, tuple[int, int]], above: set[Any]) -> tuple[int, int]:
    """How many letters a part is when what it uses is written out, and how many are in each other then; what uses itself ends there."""
    if element in above:
        return 0, 0
    if element not in known:
        found = [match for value in element.attrib.values() for match in REFERENCE.finditer(value)]
        used = [named[name] for match in found if (name := match[1] or match[2]) in named]
        held = [_written_out(part, named, known, above | {element}) for part in (*element, *used)]
        own = sum(len(name) + len(value) for name, value in element.attrib.items()) + len(element.text or '')
        known[element] = own + sum(large for large, _ in held), 1 + max((deep for _, deep in held), default=0)
    return known[element]
