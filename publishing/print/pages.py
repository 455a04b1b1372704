"""What who leafs through a report sees at once: a heading parted from its text, an item alone, a page almost empty, a box over an edge.

It is read from the pages as WeasyPrint laid them out. Each block of an author's text carries its place in the sources, in `AT`.

Private WeasyPrint names used: Page._page_box, and the boxes' classes, children, element, element_tag and places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from publishing.report.fragment import AT

SLACK = 2.0  # CSS pixels: what rounding may add
INTO_MARGIN = 18 * 96 / 25.4  # how far tables and figures may stand left of the text, in CSS pixels (print/report.css)
HEADS = frozenset({'h1', 'h2', 'h3', 'h4', 'caption', 'dt', 'summary'})  # what stands above what it is about
KEPT_IN = frozenset({'li', 'dd', 'details', 'blockquote'})  # what a table in it may not stick out of, beside boxes
ITEMS = {'ul': 'li', 'ol': 'li', 'tbody': 'tr'}  # what a list or a table is made of
ALMOST_EMPTY = 1 / 3  # of the height of a page
FEW_LINES = 4 * 14.5 * 96 / 72  # CSS pixels: an item as high as this does not look lost
PART = 3  # of the boxes around a line, that of its part of the report: in the page, html and body
SHOWN = 40  # letters of a text that tell which it is


@dataclass(frozen=True)
class Flaw:
    """`rule` is a key of words/problems.yml, `page` counts from 1, `at` is `path:line` ('' when not known), `text` tells what it is."""

    rule: str
    page: int
    at: str
    text: str


@dataclass(frozen=True)
class _Leaf:
    """A line or picture in the flow of a page, with the boxes around it from the outside in."""

    box: Any
    around: tuple[Any, ...]

    def is_in(self, test: Any) -> bool:
        return any(test(box) for box in self.around)

    @property
    def bottom(self) -> float:
        return float(self.box.position_y + self.box.margin_height())


def flaws(document: Any) -> list[Flaw]:
    """The flaws of all pages in their order; call after the layout."""
    pages = [page._page_box for page in document.pages]
    leaves = [list(_leaves(page)) for page in pages]
    found: list[Flaw] = []
    at = ''
    for number, page in enumerate(pages):
        following = leaves[number + 1] if number + 1 < len(pages) else []
        beside = pages[max(number - 1, 0) : number] + pages[number + 1 : number + 2]
        of_page = [*_parted(leaves[number], following), *_alone(page, beside), *_empty(page, leaves[number], following), *_over(page)]
        for rule, box, around in of_page:
            place = next((at for held in reversed((*around, box)) if (at := _at(held))), at)
            found.append(Flaw(rule, number + 1, place, _words(box)))
        at = next((_at(held) for leaf in reversed(leaves[number]) for held in reversed(leaf.around) if _at(held)), at)
    return list(dict.fromkeys(found))


Found = Iterator[tuple[str, Any, tuple[Any, ...]]]  # rule, box, the boxes around it


def _parted(leaves: list[_Leaf], following: list[_Leaf]) -> Found:
    """What heads the next page's text from the foot of this one, and a caption below a picture on the page before."""
    if leaves and following and leaves[-1].is_in(_is_head):
        yield 'heading-parted', leaves[-1].box, leaves[-1].around
    if following and following[0].is_in(lambda box: _tag(box) == 'figcaption'):
        yield 'heading-parted', following[0].box, following[0].around


def _alone(page: Any, beside: list[Any]) -> Found:
    """An item of a list or a row of a table that the end of a page parts from all others; not one of which more is on a page beside it."""
    for box, around in _all(page):
        kind = ITEMS.get(_tag(box))
        if kind and not _is_column(around):
            held = [child for child in box.children if _tag(child) == kind]
            is_one_of_many = len(held) == 1 and sum(child.tag == kind for child in box.element) > 1
            if is_one_of_many and held[0].height < FEW_LINES and not any(_holds(other, held[0].element) for other in beside):
                yield 'item-alone', held[0], (*around, box)


def _holds(page: Any, element: Any) -> bool:
    return any(box.element is element for box, _ in _all(page))


def _empty(page: Any, leaves: list[_Leaf], following: list[_Leaf]) -> Found:
    """A page that its text fills for less than a third, within a part of the report."""
    if leaves and following and leaves[-1].around[PART].element is following[0].around[PART].element:
        notes = sum(child.margin_height() for child in page.children if isinstance(child, boxes.FootnoteAreaBox))
        if max(leaf.bottom for leaf in leaves) - page.content_box_y() + notes < page.height * ALMOST_EMPTY:
            yield 'page-almost-empty', leaves[-1].box, leaves[-1].around


def _over(page: Any) -> Found:
    """What stands over an edge of the text area (left: of the margin that tables may use), of the paper, or of what it is in."""
    left, top = page.content_box_x() - INTO_MARGIN, page.content_box_y()
    right, bottom = page.content_box_x() + page.width, page.content_box_y() + page.height
    for box, around in _all(page):
        if isinstance(box, boxes.LineBox) and box.position_y + box.height > page.margin_height():
            yield 'text-off-page', box, around
        elif isinstance(box, boxes.TableBox) and not all(_is_inside(box, _edges(held)) for held in around if _is_holder(held)):
            yield 'table-outside', box, around
        elif _is_block(box) and not _is_inside(box, (left, top, right, bottom)):
            yield 'over-edge', box, around


def _is_inside(box: Any, edges: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = _edges(box)
    return left >= edges[0] - SLACK and top >= edges[1] - SLACK and right <= edges[2] + SLACK and bottom <= edges[3] + SLACK


def _edges(box: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box with its border, in CSS pixels."""
    x, y = box.border_box_x(), box.border_box_y()
    return x, y, x + box.border_width(), y + box.border_height()


def _leaves(box: Any, around: tuple[Any, ...] = ()) -> Iterator[_Leaf]:
    """The lines and pictures of a page in their order, without those of notes and of a table's head that is repeated."""
    for inner, held in _all(box, around):
        if isinstance(inner, boxes.LineBox | boxes.BlockReplacedBox) and not any(_is_apart(each) for each in held):
            yield _Leaf(inner, held)


def _all(box: Any, around: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every box in the flow below a box, with those around it."""
    for child in getattr(box, 'children', ()):
        if not isinstance(child, boxes.MarginBox) and (isinstance(child, boxes.FootnoteAreaBox) or child.is_in_normal_flow()):
            yield child, (*around, box)
            yield from _all(child, (*around, box))


def _is_apart(box: Any) -> bool:
    return isinstance(box, boxes.LineBox | boxes.FootnoteAreaBox) or getattr(box, 'is_header', False)


def _is_head(box: Any) -> bool:
    return _tag(box) in HEADS or 'admonition-title' in _classes(box)


def _is_block(box: Any) -> bool:
    return isinstance(box, boxes.TableBox | boxes.ReplacedBox | boxes.FootnoteAreaBox) or 'admonition' in _classes(box)


def _is_holder(box: Any) -> bool:
    return _tag(box) in KEPT_IN or 'admonition' in _classes(box)


def _is_column(around: tuple[Any, ...]) -> bool:
    return any(outer.style['column_count'] != 'auto' for outer, _ in pairwise(around))


def _tag(box: Any) -> str:
    return str(box.element_tag) if box.element is not None else ''


def _classes(box: Any) -> list[str]:
    return box.element.get('class', '').split() if box.element is not None and '::' not in box.element_tag else []


def _at(box: Any) -> str:
    return str(box.element.get(AT, '')) if box.element is not None else ''


def _words(box: Any) -> str:
    texts = [inner.text for inner, _ in _all(box) if isinstance(inner, boxes.TextBox)]
    words = ' '.join(' '.join(texts).split()) or (box.element.get('alt') or box.element_tag if box.element is not None else '')
    return words if len(words) <= SHOWN else f'{words[:SHOWN].rstrip()}…'
