"""The room for notes: none is lost where a line makes room for itself, and each is measured once.

When a line does not fit and may not go to the next page alone, WeasyPrint 70 sends notes of this page to the next one until it fits
(`_linebox_layout`), but never looks at the notes that this very line calls: they are on no page. Here they follow the others.

For each note that comes to a page or leaves it, WeasyPrint lays out all notes of the page to know their height: a page with twelve notes
asks seventy-eight notes. Ours stand below one another without margins, so their height is the sum of their own.

Private WeasyPrint names used: `weasyprint.layout.block._linebox_layout`, LayoutContext._update_footnote_area, and of that context
`footnotes` (those that still wait for their line), `reported_footnotes` (those that come first on the next page),
`current_page_footnotes`, `current_footnote_area`, `page_bottom` and `in_column`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block


@contextmanager
def kept() -> Iterator[None]:
    """While open, each note stands on the page of its line or on the next, and its height is asked once."""
    original, original_room = block._linebox_layout, LayoutContext._update_footnote_area

    def layout(context: Any, box: Any, index: int, child: Any, lines: list[Any], *rest: Any) -> Any:
        result = original(context, box, index, child, lines, *rest)
        _send_on(context, lines, result)
        return result

    block._linebox_layout, LayoutContext._update_footnote_area = layout, _make_room
    try:
        yield
    finally:
        block._linebox_layout, LayoutContext._update_footnote_area = original, original_room


def _make_room(context: Any) -> bool:
    """As in WeasyPrint: the page ends above its notes. Whether they overflow their room, which only a room of a fixed height can have."""
    area = context.current_footnote_area
    if area.height != 'auto' and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    area.height = sum(_height(context, area, note) for note in area.children)
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return False


def _height(context: Any, area: Any, note: Any) -> float:
    """What a note takes in an area of this width."""
    known: dict[float, float] = vars(note).setdefault('heights', {})
    if area.page.width not in known:
        alone = area.copy_with_children([note])
        laid_out, *_ = block.block_level_layout(context, build.create_anonymous_boxes(alone.deepcopy()), -inf, None, area.page)
        known[area.page.width] = laid_out.height
    return known[area.page.width]


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
