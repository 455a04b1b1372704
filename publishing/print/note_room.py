"""No note is lost where a line makes room for itself.

When a line does not fit and may not go to the next page alone, WeasyPrint 70 sends notes of this page to the next one until it fits
(`_linebox_layout`), but never looks at the notes that this very line calls: they are on no page. Here they follow the others.

Private WeasyPrint names used: `weasyprint.layout.block._linebox_layout`, and of its context `footnotes` (those that still wait for their
line) and `reported_footnotes` (those that come first on the next page).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import block


@contextmanager
def kept() -> Iterator[None]:
    """While open, each note stands on the page of its line or on the next."""
    original = block._linebox_layout

    def layout(context: Any, box: Any, index: int, child: Any, lines: list[Any], *rest: Any) -> Any:
        result = original(context, box, index, child, lines, *rest)
        _send_on(context, lines, result)
        return result

    block._linebox_layout = layout
    try:
        yield
    finally:
        block._linebox_layout = original


def _send_on(context: Any, lines: list[Any], result: Any) -> None:
    """Notes of lines that stay, and that wait all the same, to the next page; `result` tells what of the block is given up (`abort`)."""
    abort, _, _, _, new_footnotes, _ = result
    if abort or not context.footnotes:
        return
    for line in lines:
        for part in line.descendants():
            if part.footnote in context.footnotes:
                context.footnotes.remove(part.footnote)
                context.reported_footnotes.append(part.footnote)
                new_footnotes.append(part.footnote)
