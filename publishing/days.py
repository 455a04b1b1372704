"""Today, and the days that people type."""

from __future__ import annotations

import os
import re
from datetime import date

TODAY = 'PUBLISHING_TODAY'
# Months by their first three letters, in Dutch and English.
MONTHS = {name: number for number, names in enumerate(
    ('jan', 'feb', 'maa mrt mar', 'apr', 'mei may', 'jun', 'jul', 'aug', 'sep', 'okt oct', 'nov', 'dec'), 1
) for name in names.split()}  # fmt: skip
SHORT = '|'.join(MONTHS)  # for a pattern


def today() -> date:
    """The day on which this runs, unless PUBLISHING_TODAY names another: the only place that looks at the clock for it."""
    named = os.environ.get(TODAY)
    return date.fromisoformat(named) if named else date.today()


def passed(typed: str, day: date) -> str:
    """The day, month or year that was likely meant by one after `day`: two figures of the year changed places; '' if in doubt."""
    year, rest = typed[:4], typed[4:]
    swapped = {year[:at] + year[at + 1] + year[at] + year[at + 2 :] + rest for at in range(len(year) - 1)}
    likely = [other for other in swapped if '1990' < other <= day.isoformat()[: len(other)]]
    return likely[0] if len(likely) == 1 else ''


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
    elif not months and len(rest) == 1:
        months = [rest.pop()]  # 11-2026
    if months and rest and not any(word[:3] in MONTHS for word in words) and int(months[0]) > MONTHS['dec'] >= int(rest[0]):
        months, rest = rest[:1], months[:1]  # 2026-29-11
    try:
        parts = [int(part) for part in (*months[:1], *rest[:1])]
        date(int(year), *(parts + [1, 1])[:2])
    except ValueError:
        return ''
    return '-'.join([year, *(f'{part:02}' for part in parts)])
