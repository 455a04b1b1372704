"""What WeasyPrint 70 does otherwise in a report than by itself, all at once; each module says why, and what private names it uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from publishing.print import drawn_pictures, drawn_words, gradients, long_notes, note_room, note_tables, spaces, strings, tall_rows, unset

IN_NOTES = (note_room.kept, long_notes.go_on)
MENDS = (
    *IN_NOTES,
    note_tables.measured_once,
    tall_rows.broken,
    spaces.noticed,
    drawn_words.whole,
    drawn_pictures.crisp,
    gradients.in_units_of_the_drawing,
    strings.joined,
    unset.known,
)


@contextmanager
def made() -> Iterator[None]:
    """While open, it does so."""
    with ExitStack() as held:
        for mend in MENDS:
            held.enter_context(mend())
        yield
