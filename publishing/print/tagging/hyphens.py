"""A hyphen that only a line break brought reads as a soft hyphen: words stay whole (ISO 32000-1, 14.8.2.2.3).

Tried on Dutch text. With WeasyPrint's own U+2010, PDFium and Poppler leave the word in two. With a plain hyphen,
Poppler joins it, but loses an author's hyphen at a line's end just so. With a soft hyphen as replacement text of the
last glyph alone, PDFium marks that the word goes on, MuPDF finds it, Poppler hands the soft hyphen on.
A text with soft hyphens of its own (&shy;) is not broken elsewhere by WeasyPrint 70: leave them out.
"""

from __future__ import annotations

import re
from typing import Any

# What ends such a line (CSS hyphenate-character): an invisible word joiner tells it from an author's own hyphen.
HYPHEN = '\u2060-'
LAST_GLYPH = re.compile(r'^(.*)<([0-9a-f]*)([0-9a-f]{4})>([^<>]*)\] TJ$', re.DOTALL)
SOFT = '/Span<</ActualText<FEFF00AD>>>BDC'


def soften(items: list[Any], index: int) -> None:
    """Set the last glyph of a line apart in its content stream, with a soft hyphen as its text.

    The line's properties are at `index`; its glyphs are one item `[<0001>-5<0002>] TJ` just before `ET`.
    """
    end = items.index(b'ET', index)
    items[end - 1] = _split(items[end - 1])


def _split(item: bytes) -> bytes:
    match = LAST_GLYPH.match(item.decode('ascii'))
    if match is None:
        return item
    before, glyphs, hyphen, after = match.groups()
    lead = f'{before}<{glyphs}>] TJ ' if glyphs or before != '[' else ''
    return f'{lead}{SOFT} [<{hyphen}>{after}] TJ EMC'.encode('ascii')
