"""A table is measured once: it is laid out again, as a copy, on each page that it goes on at, and in a note for each room it may have.

WeasyPrint 70 knows the widths that a table can have by the table itself, so it asked every word of each copy anew.

Private WeasyPrint names used: `weasyprint.layout.table.table_and_columns_preferred_widths` and LayoutContext's `tables`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import table


def share(note: Any) -> None:
    """Let all copies of a note know what the first one found of its tables."""
    for box in note.descendants():
        if isinstance(box, boxes.TableBox):
            box.widths = {}


@contextmanager
def measured_once() -> Iterator[None]:
    """While open, the widths of a table are asked once: copies know what was known when they were made."""
    original = table.table_and_columns_preferred_widths

    def widths(context: Any, wrapper: Any, outer: bool = True) -> Any:
        held = wrapper.get_wrapped_table()
        shared: dict[bool, Any] = vars(held).setdefault('widths', {})
        if shared:
            context.tables[held] = shared
        result = original(context, wrapper, outer)
        shared.update(context.tables[held])
        return result

    table.table_and_columns_preferred_widths = widths
    try:
        yield
    finally:
        table.table_and_columns_preferred_widths = original
