"""Today, and the days in the texts with which what is shown changes though no text does: a meeting has been, a consent ends."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from publishing import folders

# Keys of a meeting and of consent: those of which the day itself is the last, and those of which it is the first.
LAST = re.compile(rb'\b(?:start|end|expires):\s*["\']?(\d{4}-\d{2}-\d{2})')
FIRST = re.compile(rb'\b(?:date|date_parents|withdrawn):\s*["\']?(\d{4}-\d{2}-\d{2})')
TODAY = 'PUBLISHING_TODAY'


def today() -> date:
    """The day on which this runs, unless PUBLISHING_TODAY names another: the only place that looks at the clock for it."""
    named = os.environ.get(TODAY)
    return date.fromisoformat(named) if named else date.today()


def passed(root: Path) -> Iterator[str]:
    """Each such day that has passed or begun, by the file that names it: part of the key of what is made from the texts.

    Not today by itself: then all would be made anew each morning.
    """
    now = today().isoformat()
    for file in folders.files(root / 'docs', '**/*.md'):
        text, name = file.read_bytes(), file.relative_to(root).as_posix()
        yield from (f'{name} {day}' for day in map(bytes.decode, LAST.findall(text)) if day < now)
        yield from (f'{name} from {day}' for day in map(bytes.decode, FIRST.findall(text)) if day <= now)
