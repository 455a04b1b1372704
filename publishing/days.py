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
# Months by their first three letters, in Dutch and English.
MONTHS = {name: number for number, names in enumerate(
    ('jan', 'feb', 'maa mrt mar', 'apr', 'mei may', 'jun', 'jul', 'aug', 'sep', 'okt oct', 'nov', 'dec'), 1
) for name in names.split()}  # fmt: skip


def today() -> date:
    """The day on which this runs, unless PUBLISHING_TODAY names another: the only place that looks at the clock for it."""
    named = os.environ.get(TODAY)
    return date.fromisoformat(named) if named else date.today()


def meant(typed: str) -> str:
    """The day, month or year (ISO 8601) that somebody likely meant by `3 mei 2026`, `May 3, 2026` or `3-5-2026`; '' if in doubt."""
    words = re.findall(r'\d+|[^\W\d_]+', typed.lower())
    months = [str(MONTHS[word[:3]]) for word in words if word[:3] in MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    year = next((number for number in numbers if len(number) == len('2026')), '')
    rest = [number for number in numbers if len(number) < len('2026')]
    if not year or any(len(number) > 2 for number in numbers if number != year):
        return ''
    if not months and len(rest) > 1:
        months = [rest.pop(0 if numbers[0] == year else 1)]  # 2026/5/3, else the day first, as in Dutch
    try:
        parts = [int(part) for part in (*months[:1], *rest[:1])]
        date(int(year), *(parts + [1, 1])[:2])
    except ValueError:
        return ''
    return '-'.join([year, *(f'{part:02}' for part in parts)]) if months or not rest else ''


def passed(root: Path) -> Iterator[str]:
    """Each such day that has passed or begun, by the file that names it: part of the key of what is made from the texts.

    Not today by itself: then all would be made anew each morning.
    """
    now = today().isoformat()
    for file in folders.files(root / 'docs', '**/*.md'):
        text, name = file.read_bytes(), file.relative_to(root).as_posix()
        yield from (f'{name} {day}' for day in map(bytes.decode, LAST.findall(text)) if day < now)
        yield from (f'{name} from {day}' for day in map(bytes.decode, FIRST.findall(text)) if day <= now)
