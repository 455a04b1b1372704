"""A row of a table goes to the next page whole, but one that takes much of a page may break: else its caption and head stay behind alone.

Private WeasyPrint names used: `weasyprint.layout.block.table_layout`, the table's `column_widths` and the cells' `grid_x`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox
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
    """Let such rows break, and the row below one begin on a page of its own."""
    for group in table.children:
        for row, below in pairwise([*group.children, None]):
            if any(_height(cell, table) > tall for cell in row.children):
                _let(row, 'break_inside')
                _let(below, 'break_before')


def _let(row: Any, name: str) -> None:
    if row is not None:
        row.style = row.style.copy()
        row.style[name] = 'auto'


def _height(cell: Any, table: Any) -> float:
    """How high the text of a cell will be in its columns, about, in CSS pixels."""
    letters = sum(len(text.text) for text in cell.descendants() if isinstance(text, TextBox))
    width = sum(table.column_widths[cell.grid_x :][: cell.colspan])
    return float(letters * ROOM * cell.style['font_size'] ** 2 / width) if width else 0.0
