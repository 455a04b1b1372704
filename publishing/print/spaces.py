"""Spaces, drawn: words must stand apart in the text of a tagged file, whoever reads it without looking (ISO 32000-1, 14.8.2.5).

On paper there is room where WeasyPrint 70 draws nothing: between `<strong>Een.</strong>` and `<em>Twee</em>`, where a line ends, and
before the small number of a note. In the text of the file that would be `Een.Twee` and `in 20207`. So there a space is drawn behind the
last letter, where it moves nothing; not where a line ends within a word. A text that is only space is drawn when a sign without width
stands before it; that sign is in no file.

Private WeasyPrint names used: `weasyprint.layout.inline.get_next_linebox`, Page._page_box, the boxes' children, TextBox.pango_layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline

from publishing.print.page_numbers import lines

NO_WIDTH = '\u200b'
JOINER = '\u2060'  # with it print/report.css keeps the number of a note on the line of its word


@contextmanager
def noticed() -> Iterator[None]:
    """While open, each line that is laid out knows whether a word goes on behind it, as `parts_word`."""
    original = inline.get_next_linebox

    def layout(context: Any, whole: Any, *rest: Any) -> Any:
        line, resume_at = original(context, whole, *rest)
        if line is not None:
            line.parts_word = resume_at is not None and _is_in_word(whole, resume_at)
        return line, resume_at

    inline.get_next_linebox = layout
    try:
        yield
    finally:
        inline.get_next_linebox = original


def draw(document: Any) -> None:
    """Have every space drawn that was laid out, or that a reader needs; call after the layout."""
    for page in document.pages:
        for line in lines(page._page_box):
            _draw(line)


def _draw(line: Any) -> None:
    parts = list(_parts(line))
    for part in parts:
        if isinstance(part, TextBox) and part.text.isspace() and part.width:
            part.text = NO_WIDTH + part.text
    drawn = [part for part in parts if isinstance(part, LineBox) or part.text.strip()]
    apart = [part for part, following in pairwise(drawn) if isinstance(following, LineBox) or following.text.startswith(JOINER)]
    for part in apart if line.parts_word else [*apart, *drawn[-1:]]:
        if isinstance(part, TextBox) and not part.text[-1].isspace():
            part.text = part.pango_layout.text = f'{part.text} '


def _parts(box: Any) -> Iterator[Any]:
    """The texts of a line, and each line inside it: that of an inline block or of what floats."""
    for child in getattr(box, 'children', ()):
        if isinstance(child, TextBox | LineBox):
            yield child
        else:
            yield from _parts(child)


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, 'children', ()):
        yield from _texts(child)


def _is_in_word(box: Any, place: Any) -> bool:
    """Whether there is no space on either side of a place in a line.

    `place` is WeasyPrint's: the number of a child, with the place in it or None; in a text the number of bytes before it.
    """
    before = ''
    while place and not isinstance(box, TextBox):
        ((index, place),) = place.items()
        before = next((text for child in reversed(box.children[:index]) if (text := _words(child))), before)
        box = box.children[index]
    after = _words(box)
    if place:
        ((size, _),) = place.items()
        before, after = after.encode()[:size].decode(), after.encode()[size:].decode()
    return bool(before and after) and not (before[-1].isspace() or after[0].isspace())


def _words(box: Any) -> str:
    return ''.join(text.text for text in _texts(box))
