"""A note longer than its room goes on at the foot of the next page, under its number, as in books; WeasyPrint 70 would send it on whole.

A part is the note itself with where it starts (`start`, where WeasyPrint's layout goes on in a box) and what it may take (`room`), so all
parts are of one element: its tag is one Note. A page that the rest of a note fills has no text, and a part of the report does not end
before its notes do.

Private WeasyPrint names used: `block_level_layout` and `iter_line_boxes` of `weasyprint.layout.block`, `block_level_layout` of
`weasyprint.layout.page`, LayoutContext's `layout_footnote`, `unlayout_footnote`, `report_footnote` and `page_maker`, and those of
publishing/print/note_room.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, page

from publishing.print.note_room import is_rest, measured, parted

LONG = 1 / 5  # of the height of a page: a shorter note stays whole, and its line goes to the next page with it
TEXT = 2 * 14.5 * 96 / 72  # CSS pixels: two lines of text that stay below the line of a note in parts
KEPT = 2 / 5  # of the height of a page: what stays below that line in a table, a list or a box that is to stay whole
LEAST = 3 * 11 * 96 / 72  # CSS pixels: three lines, of which each part has as many at least
MARKER = '::footnote-marker'
STATE = ('footnotes', 'current_page_footnotes', 'reported_footnotes', 'broken_out_of_flow')  # what a layout notes as it goes

_page, _block, _lines = page.block_level_layout, block.block_level_layout, block.iter_line_boxes
_put, _take, _send = LayoutContext.layout_footnote, LayoutContext.unlayout_footnote, LayoutContext.report_footnote


@contextmanager
def go_on() -> Iterator[None]:
    """While open, long notes stand in parts; within `note_room.kept`."""
    page.block_level_layout, block.block_level_layout, block.iter_line_boxes = _page_layout, _layout, _noted
    LayoutContext.layout_footnote, LayoutContext.unlayout_footnote, LayoutContext.report_footnote = _put_parted, _take_whole, _send_whole
    try:
        yield
    finally:
        page.block_level_layout, block.block_level_layout, block.iter_line_boxes = _page, _block, _lines
        LayoutContext.layout_footnote, LayoutContext.unlayout_footnote, LayoutContext.report_footnote = _put, _take, _send


def _noted(context: Any, box: Any, position_y: float, bottom_space: float, *rest: Any) -> Iterator[Any]:
    """The lines of a block; where each ends is noted."""
    for line, resume_at in _lines(context, box, position_y, bottom_space, *rest):
        parted(context).line = line.position_y + line.height + bottom_space
        yield line, resume_at


def _put_parted(context: Any, note: Any) -> bool:
    """As in WeasyPrint: a note comes to this page. Whether it must go on to the next: behind a note that is not at its end here."""
    held = parted(context)
    waits = held.rests and (held.line == held.cut or held.inside)  # its line stays, for it can't be parted from that of the other note
    note.style['footnote_policy'] = 'auto' if waits else 'line'
    if held.rests:
        context.footnotes.remove(note)
        context.current_page_footnotes.append(note)
        return True
    _put(context, note)
    room = _room(context, note)
    if room or is_rest(note):
        context.current_page_footnotes.remove(note)
        held.parts = held.parts | {note: room}
        context._update_footnote_area()
    if room:
        held.rests, held.cut = [_rest(note, measured(context, note).part)], held.line
    return held.line is None and _missing(context) > 0


def _room(context: Any, note: Any) -> float | None:
    """What a note may take here that is to go on at the next page; None for one that fits or stays whole."""
    held, height, page = parted(context), measured(context, note).height, context.current_footnote_area.page
    if _missing(context) <= 0 or height < LONG * page.height or context.in_column:
        return None
    below = 0 if held.line is None else KEPT * page.height if held.inside else TEXT
    room = float(min(height - _missing(context) - below, height - LEAST))
    return room if room >= LEAST else None


def _missing(context: Any) -> float:
    """How much the notes of this page stand into the line that is laid out, or at the start of a page over its edge."""
    line = parted(context).line
    return float((context.current_footnote_area.page.content_box_y() if line is None else line) - context.page_bottom)


def _rest(note: Any, part: Any) -> Any:
    """What of a note goes on behind a part of it that was laid out."""
    rest = note.copy()
    rest.start, rest.known = part.goes_on_at, {}
    if not is_rest(note):
        rest.marker = _marker(part)
    return rest


def _marker(part: Any) -> tuple[Any, float, float] | None:
    """The number of a note where it hangs in the margin, and how far from the left of the note and from the top of its line it stands."""
    line = next(box for box in part.descendants() if isinstance(box, boxes.LineBox))
    for box in part.descendants():
        if box.element_tag.endswith(MARKER) and box.position_x + box.margin_width() <= part.position_x + 1:
            return box, box.position_x - part.position_x, box.position_y - line.position_y
    return None


def _take_whole(context: Any, note: Any) -> None:
    _join(context, note)
    _take(context, note)


def _send_whole(context: Any, note: Any) -> None:
    _join(context, note)
    _send(context, note)


def _join(context: Any, note: Any) -> None:
    """A note that leaves its page leaves it whole."""
    held = parted(context)
    if note in held.parts:
        held.parts = {part: room for part, room in held.parts.items() if part is not note}
        held.rests = [rest for rest in held.rests if rest.element is not note.element]
        context.current_page_footnotes.append(note)


def _layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any, page_is_empty: bool = True, *rest: Any
) -> Any:
    """A part of a note is laid out from its start for as long as it has room; anything else as ever."""
    room, start = vars(box).get('room'), vars(box).get('start')
    if not room and not start:
        held, keeps = parted(context), _keeps_together(box)
        held.inside += keeps
        result = _block(context, box, bottom_space, skip_stack, containing_block, page_is_empty, *rest)
        held.inside -= keeps
        return result
    space = context.page_bottom - box.position_y - room if room else bottom_space
    notes, context.current_page_footnotes = context.current_page_footnotes, []  # none of them makes room for a line of a note
    part, goes_on_at, *others = _block(context, box, space, start, containing_block, True, *rest)
    context.current_page_footnotes = notes
    part.goes_on_at = goes_on_at
    if start and box.marker:
        _repeat_number(part, *box.marker)
    return part, None, *others


def _keeps_together(box: Any) -> bool:
    """Whether what follows a line in it is to stay with it: rows, items of a list and what is to stay whole."""
    return isinstance(box, boxes.TableBox) or box.element_tag == 'li' or box.style['break_inside'] == 'avoid'


def _repeat_number(part: Any, marker: Any, x: float, y: float) -> None:
    """The number of a note beside the first line that goes on. As the head of a table that goes on it is not read again."""
    line = next(box for box in part.descendants() if isinstance(box, boxes.LineBox))
    again = marker.deepcopy()
    again.is_header = True
    again.translate(part.position_x + x - again.position_x, line.position_y + y - again.position_y)
    line.children = [again, *line.children]


def _page_layout(context: Any, box: Any, *place: Any, **named: Any) -> Any:
    """What of the text stands above the rest of a note: nothing where nothing fits, or where another part of the report would begin."""
    held = parted(context)
    if isinstance(box, boxes.FootnoteAreaBox):  # the last of a page
        context.reported_footnotes = [*held.rests, *context.reported_footnotes]
        result = _page(context, box, *place, **named)
        vars(context).pop('parted')
        return result
    if box.children and held.parts and not _has_text(context, box, *place):
        start, page, *others = place[1:]
        empty, *_ = _page(context, box.copy_with_children([]), 0, None, page, *others)
        return empty, start, _before(context), [], False, None
    return _page(context, box, *place, **named)


def _has_text(context: Any, root: Any, bottom_space: float, start: Any, page: Any, *_: Any) -> bool:
    """Whether anything of the text fits above the notes that a page begins with, or is to stand there at all."""
    if _before(context)['break'] != 'any':
        return False
    state, held = {name: copy(vars(context)[name]) for name in STATE}, replace(parted(context))
    tried, *_ = _page(context, root, bottom_space, start, page, False)
    vars(context).update(state, parted=held)
    context._update_footnote_area()
    return tried is not None


def _before(context: Any) -> dict[str, Any]:
    """What kind of break the page begins with, and the name of its kind of page."""
    kind: dict[str, Any] = context.page_maker[context.current_page - 1][1]
    return kind
