"""What was laid out and does not fit: text beside the paper, and a title that runs into the picture of the cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from publishing.print.tagging.hyphens import HYPHEN

PX_PER_MM = 96 / 25.4
SLACK = 1.5  # CSS pixels: what rounding may add to a line that fits
COVER_PICTURE = 147 * PX_PER_MM  # where the picture of the cover starts, from the top (print/report.css)
# How a complaint starts; publishing/print/complaints.py knows them again and finds the line in the sources.
TABLE, TEXT, TITLE = 'Table wider than the page', 'Text wider than the page', 'Title too long for the cover'


def complaints(document: Any) -> list[str]:
    """`Table wider than the page: <id>: <a word>` (once a table), `Text wider than the page: <a word>`, `Title too long for the cover`."""
    found: dict[str, str] = {}
    for page in document.pages:
        for text in _of_page(page._page_box):
            found.setdefault(text.rpartition(': ')[0] if text.startswith(TABLE) else text, text)
    return list(found.values())


def _of_page(page: Any) -> Iterator[str]:
    edge = page.content_box_x() + page.width + SLACK
    for child in page.children:
        if not isinstance(child, boxes.MarginBox):
            yield from _of_box(child, edge, None)


def _of_box(box: Any, edge: float, table: Any) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        if box.position_x + box.width > edge and box.text.strip():
            yield _told(box, table)
        return
    if _is_title(box) and box.position_y + box.margin_height() > COVER_PICTURE:
        yield TITLE
    if isinstance(box, boxes.TableBox):
        table = box
    if isinstance(box, boxes.TableCellBox):  # a word may also run into the next cell
        edge = min(edge, box.position_x + box.border_width() + SLACK)
    for child in getattr(box, 'children', ()):
        child = child[0] if isinstance(child, tuple) else child
        yield from _of_box(child, edge, table)


def _told(box: Any, table: Any) -> str:
    word = max(box.text.split(), key=len).strip(f'{HYPHEN}-')
    if table is None:
        return f'{TEXT}: {word}'
    return f'{TABLE}: {table.element.get("id") or "-"}: {word}'


def _is_title(box: Any) -> bool:
    return box.element is not None and box.element_tag == 'div' and box.element.get('class') == 'title'
