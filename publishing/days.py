"""Today, and the days that people type."""

from __future__ import annotations

import os
import re
from calendar import monthrange
from datetime import MINYEAR, date

TODAY = 'PUBLISHING_TODAY'
# Months by their first three letters, in Dutch and English.
MONTHS = {name: number for number, names in enumerate(
    ('jan', 'feb', 'maa mrt mar', 'apr', 'mei may', 'jun', 'jul', 'aug', 'sep', 'okt oct', 'nov', 'dec'), 1
) for name in names.split()}  # fmt: skip
WITH_TIME = re.compile(r'\d[ T,](?:\D*[ T])?\d{1,2}(?:[:.]\d{2}| ?(?:uur|u|h|am|pm)\b)', re.I)  # 2026-05-03 19.30, 3 mei 2026 om 20 uur
LONGEST, PARTS = 31, 3  # days of a month, parts of a day
OLDEST = 1990  # no year before it was likely meant by one that is still to come
SHORT = '|'.join(MONTHS)  # for a pattern


def today() -> date:
    """The day on which this runs, unless PUBLISHING_TODAY names another: the only place that looks at the clock for it."""
    named = os.environ.get(TODAY)
    return date.fromisoformat(named) if named else date.today()


def passed(typed: str, day: date, oldest: int = OLDEST) -> str:
    """The day, month or year that was likely meant by one after `day`: two figures of the year changed places; '' if in doubt.

    None before the year `oldest` is meant.
    """
    year, rest = typed[:4], typed[4:]
    swapped = {year[:at] + year[at + 1] + year[at] + year[at + 2 :] + rest for at in range(len(year) - 1)}
    likely = [other for other in swapped if str(oldest) <= other <= day.isoformat()[: len(other)]]
    return likely[0] if len(likely) == 1 else ''


def meant(typed: str) -> str:
    """The day, month or year (ISO 8601) that somebody likely meant by `3 mei 2026`, `May 3, 2026` or `3-5-2026`; '' if in doubt."""
    words = re.findall(r'\d+|[^\W\d_]+', typed.lower())
    months = [str(MONTHS[word[:3]]) for word in words if word[:3] in MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    year = next((number for number in numbers if len(number) == len('2026')), '') or _short_year(numbers, len(months))
    rest = [number for number in numbers if len(number) < len('2026')]
    if not year or any(len(number) > 2 for number in numbers if number != year):
        return ''
    if not months and len(rest) > 1:
        months = [rest.pop(0 if numbers[0] == year else 1)]  # 2026/5/3, else the day first, as in Dutch
    elif not months and len(rest) == 1:
        months = [rest.pop()]  # 11-2026
    if months and rest and not any(word[:3] in MONTHS for word in words) and int(months[0]) > MONTHS['dec'] >= int(rest[0]):
        months, rest = rest[:1], months[:1]  # 2026-29-11
    parts = [int(part) for part in (*months[:1], *rest[:1])]
    month, day = (parts + [1, 1])[:2]
    if int(year) < MINYEAR or not 1 <= month <= MONTHS['dec'] or not 1 <= day <= LONGEST:
        return ''
    day = min(day, monthrange(int(year), month)[1])  # 31 November
    return '-'.join([year, *(f'{part:02}' for part in (month, day)[: len(parts)])])


def _short_year(numbers: list[str], months: int) -> str:
    """The year that the last of three numbers, or of two behind the name of a month, is short for, taken from them; '' if in doubt."""
    is_short = len(numbers) + months == PARTS and all(len(number) <= 2 for number in numbers) and len(numbers[-1]) == 2
    return f'20{numbers.pop()}' if is_short and int(f'20{numbers[-1]}') <= today().year else ''


def months(typed: str) -> str:
    """The months that there are, of a year with one that there is not (`2026-13`); '' for anything else."""
    match = re.fullmatch(r'(\d{4})-(?:1[3-9]|[2-9]\d|00)', typed)
    return f'{match[1]}-01" … "{match[1]}-12' if match else ''


def rule(of_value: str, typed: str) -> str:
    """The rule that a value breaks where a day belongs: that of `of_value`, unless it is a day with a time behind it."""
    return 'day-with-time' if of_value == 'bad-day' and WITH_TIME.search(typed) and meant(typed) else of_value
