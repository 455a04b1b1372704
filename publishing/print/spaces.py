"""Spaces between two marks, drawn: words must stand apart in the text of a tagged file (ISO 32000-1, 14.8.2.5).

WeasyPrint draws no text that is only space, such as that between `<strong>Een.</strong>` and `<em>Twee</em>`: on paper there is room, in
the text of the file `Een.Twee`. A sign without width before the space makes it draw what it laid out; the sign itself is in no file.

Private WeasyPrint names used: Page._page_box and the boxes' children.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TextBox

NO_WIDTH = '\u200b'


def draw(document: Any) -> None:
    """Have every space drawn that was laid out; call after the layout."""
    for page in document.pages:
        for box in _texts(page._page_box):
            if box.text.isspace() and box.width:
                box.text = NO_WIDTH + box.text


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, 'children', ()):
        yield from _texts(child)
