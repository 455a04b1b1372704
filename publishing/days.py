"""Today, and the days in the texts with which what is shown changes though no text does: a meeting has been, a consent ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

DAY = re.compile(rb'\b(?:start|end|expires):\s*["\']?(\d{4}-\d{2}-\d{2})')  # keys of a meeting and of consent


def today() -> date:
    """The day on which this runs: the only place that looks at the clock for it."""
    return date.today()


def passed(root: Path) -> Iterator[str]:
    """Each such day that lies before today, by the file that names it: part of the key of what is made from the texts.

    Not today itself: then all would be made anew each morning.
    """
    now = today().isoformat()
    for file in sorted((root / 'docs').rglob('*.md')):
        days = (day.decode() for day in DAY.findall(file.read_bytes()))
        yield from (f'{file.relative_to(root).as_posix()} {day}' for day in days if day < now)
