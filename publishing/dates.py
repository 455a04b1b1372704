"""Dates as readers of each language write them, by the Unicode CLDR data in Babel."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

from publishing.languages import LANGUAGES


def written(value: str | date, locale: str) -> str:
    """A year, month or day (ISO 8601, `2023`, `2023-06`, `2023-06-14`) in words: `14 juni 2023`, `June 2023`, `2023`."""
    text = value.isoformat() if isinstance(value, date) else value
    if len(text) == len('2023'):
        return text
    if len(text) == len('2023-06'):
        return str(format_skeleton('yMMMM', date.fromisoformat(f'{text}-01'), locale=LANGUAGES[locale].cldr))
    return str(format_date(date.fromisoformat(text), 'd MMMM y', locale=LANGUAGES[locale].cldr))
