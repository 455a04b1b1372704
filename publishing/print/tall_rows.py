"""A row of a table goes to the next page whole, but one that takes much of a page may break: else its caption and head stay behind alone.

Private WeasyPrint names used: `weasyprint.layout.block.table_layout`, the table's `column_widths` and the cells' `grid_x`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox
from weasyprint.layout import block

TALL = 1 / 2  # of the height of a page
ROOM = 0.7  # what a letter takes of a page, about, as a part of the square of the size of letters: half as wide, on a line of 1.4


@contextmanager
def broken() -> Iterator[None]:
    """While open, such rows may break."""
    original = block.table_layout

    def layout(context: Any, table: Any, *rest: Any) -> Any:
        if 'loosened' not in vars(table):
            table.loosened = True
            _loosen(table, TALL * context.current_footnote_area.page.height)
        return original(context, table, *rest)

    block.table_layout = layout
    try:
        yield
    finally:
        block.table_layout = original


def _loosen(table: Any, tall: float) -> None:
    """Let a row break whose text is so high; one that is so high with its pictures begins on a page of its own, as does the row below."""
    for group in table.children:
        for row, below in pairwise([*group.children, None]):
            if any(_text(cell, table) > tall for cell in row.children):
                _let(row, 'break_inside')
            if any(_text(cell, table) + _pictures(cell, table) > tall for cell in row.children):
                _let(row, 'break_before')
                _let(below, 'break_before')


def _let(row: Any, name: str) -> None:
    if row is not None:
        row.style = row.style.copy()
        row.style[name] = 'auto'


def _text(cell: Any, table: Any) -> float:
    """How high the text of a cell will be in its columns, about, in CSS pixels."""
    letters = sum(len(part.text) for part in cell.descendants() if isinstance(part, TextBox))
    return float(letters * ROOM * cell.style['font_size'] ** 2 / _width(cell, table))


def _pictures(cell: Any, table: Any) -> float:
    """The same of its pictures."""
    return sum(_picture(part, _width(cell, table)) for part in cell.descendants() if isinstance(part, ReplacedBox))


def _picture(box: Any, width: float) -> float:
    _, height, ratio = box.replacement.get_intrinsic_size(1, 1)
    most = box.style['max_height'].value
    return min(float(size) for size in (height, width / ratio if ratio else None, most) if size is not None)


def _width(cell: Any, table: Any) -> float:
    return max(1.0, float(sum(table.column_widths[cell.grid_x :][: cell.colspan])))
