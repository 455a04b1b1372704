"""Page numbers of places, filled in after the layout.

CSS has `target-counter()` for this, but the renderer then lays out every page that holds one a second and a third time
(up to half of all work in a report full of references). A page number hardly changes the room that a line takes: so
the layout is done once with a stand-in, and then the number of the page is put in its place and the rest of the line
moved along.

Private WeasyPrint names used: Page._page_box, the boxes' children and pango_layout, split_first_line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.text.line_break import split_first_line

from publishing.report.page_number import MARK, STAND_IN


def places(document: Any, first: int = 1) -> dict[str, int]:
    """The page of every place that has a name; `first` is the number of the first page."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, first):
        for name in page.anchors:  # an element over several pages is where it starts
            numbers.setdefault(name, number)
    return numbers


def fill(document: Any, first: int = 1, elsewhere: Mapping[str, int] | None = None) -> list[str]:
    """Put the page numbers in their places; the names of those that are not known, or that a line end parts.

    For a part of a report `first` is the number of its first page, and `elsewhere` has the pages of places in the rest.
    """
    numbers = {**(elsewhere or {}), **places(document, first)}
    missing: list[str] = []
    for page in document.pages:
        for line in lines(page._page_box):
            _fill(line, numbers, missing)
    return missing


def lines(box: Any) -> Iterator[Any]:
    """Every line of text below a box."""
    if isinstance(box, LineBox):
        yield box
    for child in getattr(box, 'children', ()):
        yield from lines(child)


def _fill(box: Any, numbers: dict[str, int], missing: list[str]) -> float:
    """Fill in below one box and move what follows; by how much (CSS pixels) the box became wider."""
    if isinstance(box, TextBox):
        name = box.element.get(MARK) if box.element is not None else None
        if name is None:
            return 0.0
        if name not in numbers or not box.text.endswith(STAND_IN):
            missing.append(name)
        return _set_text(box, box.text.removesuffix(STAND_IN) + str(numbers.get(name, STAND_IN)))
    moved = 0.0
    for child in getattr(box, 'children', ()):
        if moved:
            child.translate(moved, 0)
        if not isinstance(child, LineBox):  # a line inside (an inline block) is filled on its own
            moved += _fill(child, numbers, missing)
    if moved and not isinstance(box, LineBox) and isinstance(box.width, int | float):
        box.width += moved
    return moved


def _set_text(box: Any, text: str) -> float:
    layout, _, _, width, _, _ = split_first_line(text, box.style, None, None, box.justification_spacing)
    wider = float(width - box.width)
    box.text, box.pango_layout, box.width = text, layout, width
    return wider
