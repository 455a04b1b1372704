"""The room for notes: none is lost where a line makes room for itself, and each is measured once.

When a line does not fit and may not go to the next page alone, WeasyPrint 70 sends notes of this page to the next one until it fits
(`_linebox_layout`), but never looks at the notes that this very line calls: they are on no page. Here they follow the others.

For each note that comes to a page or leaves it, WeasyPrint lays out all notes of the page to know their height: a page with twelve notes
asks seventy-eight notes. Ours stand below one another without margins, so their height is the sum of their own. And it collapses no
white space in notes: a line of their source would end one on paper.

Private WeasyPrint names used: `weasyprint.layout.block._linebox_layout`, LayoutContext._update_footnote_area, and of that context
`footnotes` (those that still wait for their line), `reported_footnotes` (those that come first on the next page),
`current_page_footnotes`, `current_footnote_area`, `page_bottom` and `in_column`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block

from publishing.print import note_tables


@dataclass(frozen=True)
class Size:
    """What a note takes; of one in parts also the part itself, laid out."""

    height: float
    part: Any = None


@dataclass
class Parted:
    """What is known of notes in parts (publishing/print/long_notes.py) while a page is laid out.

    `parts` are the notes of which a part stands on this page, with the room that it has (None: the note ends here); `rests` go on at the
    next page. `line` is where the line ends that is laid out, None before the first one of a page; `cut` where the one ends whose note
    goes on. `inside` is how many tables, items of lists and boxes that are to stay whole are being laid out, one in the other.
    """

    page: int
    parts: dict[Any, float | None] = field(default_factory=dict)
    rests: list[Any] = field(default_factory=list)
    line: float | None = None
    cut: float | None = None
    inside: int = 0


def parted(context: Any) -> Parted:
    """That of the page that is laid out."""
    held: Parted | None = vars(context).get('parted')
    if held is None or held.page != context.current_page:  # what is placed apart from the text is laid out when its page is done
        held = context.parted = Parted(context.current_page)
    return held


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
    area, parts = context.current_footnote_area, parted(context).parts
    if area.height != 'auto' and not context.in_column:
        context.page_bottom += area.margin_height()
    rests = [note for note in parts if is_rest(note)]
    area.children = [*rests, *context.current_page_footnotes, *(note for note in parts if note not in rests)]
    for note in area.children:
        note.room = parts.get(note)
    area.height = sum(measured(context, note).height for note in area.children)
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return False


def is_rest(note: Any) -> bool:
    """Whether a note began on a page before this one."""
    return 'start' in vars(note)


def measured(context: Any, note: Any) -> Size:
    """A note, or of one in parts what stands on this page, laid out alone in an area of this width."""
    area, held = context.current_footnote_area, parted(context)
    if 'known' not in vars(note):
        note.process_whitespace()
        note_tables.share(note)
        note.known = {}
    known: dict[Any, Size] = note.known
    key = area.page.width, note.room
    if key not in known:
        line = held.line
        alone = build.create_anonymous_boxes(area.copy_with_children([note]).deepcopy())
        laid_out, *_ = block.block_level_layout(context, alone, -inf, None, area.page)
        known[key] = Size(laid_out.height, laid_out.children[0] if key[1] else None)
        held.line = line  # not that of a line of the note
    return known[key]


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
