"""Dates as readers of each language write them, by the Unicode CLDR data in Babel."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, format_skeleton

BABEL_LOCALES = {'nl': 'nl_NL', 'en': 'en_GB'}


def written(value: str | date, locale: str) -> str:
    """A year, month or day (ISO 8601, `2023`, `2023-06`, `2023-06-14`) in words: `14 juni 2023`, `June 2023`, `2023`."""
    text = value.isoformat() if isinstance(value, date) else value
    if len(text) == len('2023'):
        return text
    if len(text) == len('2023-06'):
        return str(format_skeleton('yMMMM', date.fromisoformat(f'{text}-01'), locale=BABEL_LOCALES[locale]))
    return str(format_date(date.fromisoformat(text), 'd MMMM y', locale=BABEL_LOCALES[locale]))
