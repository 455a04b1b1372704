"""How far the checks are, on one line of a terminal that is wiped when they are done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from publishing.languages import author_language
from publishing.words import words

PATIENCE, PACE = 1.0, 0.1  # seconds: before anything is shown, and between two numbers
WIPE = '\r\x1b[K'


@contextmanager
def shown() -> Iterator[Callable[[int, int], None] | None]:
    """Gives who to tell the number done and the number of all; nobody in CI, or where errors go to a file."""
    if 'CI' in os.environ or not sys.stderr.isatty():
        yield None
        return
    text = words('commands', author_language())['checked-so-far']
    next_at = time.monotonic() + PATIENCE

    def tell(done: int, number: int) -> None:
        nonlocal next_at
        if time.monotonic() > next_at:
            _write(WIPE + text.format(done=done, number=number))
            next_at = time.monotonic() + PACE

    try:
        yield tell
    finally:
        _write(WIPE)


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
