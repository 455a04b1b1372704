"""Letters that were saved in one encoding and read in another: Ã© for é, â€™ for ’."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A first byte of UTF-8 and those that follow, as Windows-1252 shows them.
FOLLOWS = bytes(range(0x80, 0xC0)).decode('cp1252', errors='ignore') + ''.join(map(chr, range(0x80, 0xA0)))
READ_WRONGLY = re.compile(f'[\u00c2-\u00f4][{re.escape(FOLLOWS)}]{{1,3}}')


def found(text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, what stands there, and what it was."""
    for match in READ_WRONGLY.finditer(text):
        for end in range(len(match[0]), 1, -1):
            typed = match[0][:end]
            if (meant := _decoded(typed)) is not None:
                yield match.start(), typed, meant
                break


def _decoded(typed: str) -> str | None:
    try:
        raw = b''.join(sign.encode('latin-1') if sign < '\u0100' else sign.encode('cp1252') for sign in typed)
        meant = raw.decode('utf-8')
    except UnicodeError:
        return None
    return meant if meant < '\u0180' or '\u2000' <= meant < '\u20d0' else None  # letters and signs of our languages
