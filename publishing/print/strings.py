"""Letters stand in one string where nothing moves them apart.

WeasyPrint 70 writes a correction of 0 behind nearly every letter, so that a file has as many strings as letters. Without it nothing moves
on paper, and whoever reads the file, the judges of each build first, has a third of the parts to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

NOTHING = '>0<'  # between two letters


@contextmanager
def joined() -> Iterator[None]:
    """While open, text is written so."""
    original = pydyf.Stream.show_text

    def show(stream: Any, text: str) -> None:
        original(stream, text.replace(NOTHING, ''))

    pydyf.Stream.show_text = show
    try:
        yield
    finally:
        pydyf.Stream.show_text = original
