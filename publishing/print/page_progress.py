"""How far a long report is: each page that WeasyPrint lays out is a record of its logger `weasyprint.progress`, with its number."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 25  # pages
LAYS_OUT = 'Step 5 - Creating layout - Page %d'


@contextmanager
def told(tell: Callable[[int], None]) -> Iterator[None]:
    """While open, who lays out a report in this process tells every so many pages."""
    handler, logger = logging.Handler(logging.INFO), logging.getLogger('weasyprint.progress')

    def heard(record: logging.LogRecord) -> None:
        match record.msg, record.args:
            case str(text), (int(page),) if text == LAYS_OUT and page % EVERY == 0:
                tell(page)

    handler.emit = heard  # type: ignore[method-assign]
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
