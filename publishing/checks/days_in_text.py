"""Days and times in running text: each is on the calendar, on the day of the week that it names, and the day stands before the month."""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from babel.dates import get_day_names, get_month_names

from publishing import days
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.languages import LANGUAGES
from publishing.problems import Problem

LEAP = 2024  # stands in where no year is named
NUMBERS = re.compile(
    r'(?<![\w.,/-])(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w/]|[-.]\w)'
    r'|(?<![\w.,/-])(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\w/]|[-.]\w)'
)
TIME = re.compile(r'(?<![\w.,:/-])(?P<hour>\d{1,2})[.:](?P<minute>\d{2}) ?(?:uur|hours)\b')
FAR = re.compile(r'\b(?:[Ss]inds|[Ss]ince) (?P<year>2[1-9]\d\d)(?![\w.,]*\d)(?= |[.,;:)]|$)')
SHORT = [name for name in days.MONTHS if name not in ('maa', 'mar', 'mei', 'may')]  # those are words too, or a whole name
FIGURE, SIGN = re.compile(r'\d'), re.compile(r'[-/.:](?<=\d.)\d')  # what stands in each day, and in each that is in numbers


class Named(NamedTuple):
    """How a language writes a day in words: how that looks, its months in order, and its days of the week from Monday."""

    pattern: re.Pattern[str]
    months: list[str]
    weekdays: list[str]


def days_in_text(text: Text) -> Iterator[Problem]:
    """What is on no calendar or clock, and a day of the week that is not that of its date."""
    named = [form for month in _names(text.locale).spotted(text.running) for form in (month, month.capitalize())]
    for passage in text.passages:
        if not FIGURE.search(passage.own):
            continue
        in_words = _in_words(passage.own, text.locale) if any(month in passage.own for month in named) else ()
        for start, typed, rule, values in (*_in_numbers(passage.own, text.locale), *in_words, *_far(passage.own)):
            yield Problem(text.path, passage.line_at(start, passage.own), rule, {'text': ' '.join(typed.split())} | values)


Found = Iterator[tuple[int, str, str, dict[str, str]]]


def _in_numbers(words: str, locale: str) -> Found:
    if not SIGN.search(words):
        return
    for match in NUMBERS.finditer(words):
        year, month, day = (int(match[name] or match[f'iso_{name}']) for name in ('year', 'month', 'day'))
        if not _exists(year, month, day):
            near = _written(year, day, month, locale) if _exists(year, day, month) else ''
            yield match.start(), match[0], 'no-such-day', {'near': near}
    for match in TIME.finditer(words):
        if int(match['hour']) > 24 or int(match['minute']) > 59:
            yield match.start(), match[0], 'no-such-day', {'near': ''}


def _in_words(words: str, locale: str) -> Found:
    held = _named(locale)
    for match in held.pattern.finditer(words):
        month = held.months.index((match['month'] or match['month_first']).lower()) + 1
        day, year = int(match['day'] or match['day_behind']), match['year'] or match['year_behind']
        if len(year or '') > 4 or not _exists(int(year or LEAP), month, day):
            yield match.start(), match[0], 'no-such-day', {'near': ''}
        elif match['weekday'] and year:
            right = held.weekdays[date(int(year), month, day).weekday()]
            if right != match['weekday'].lower():
                yield match.start(), match[0], 'weekday-differs', {'wanted': right.capitalize() if match['weekday'][0].isupper() else right}


def _far(words: str) -> Found:
    """A year that has not come by far: two of its figures changed places."""
    for match in FAR.finditer(words):
        yield match.start(), match[0], 'no-such-day', {'near': days.passed(match['year'], date(2099, 12, 31))}


def in_months(words: str, locale: str) -> Iterator[tuple[int, int, int]]:
    """Where a day or year stands right beside the name of a month, that number, and which month from 0."""
    for match in _beside_month(locale).finditer(words) if FIGURE.search(words) and _forms(locale).spotted(words.lower()) else ():
        yield match.start(), int(match['before'] or match['behind']), days.MONTHS[(match['month'] or match['first']).lower()[:3]] - 1


def names_month(text: Text) -> bool:
    """Whether a month stands in it by its name."""
    return bool(_names(text.locale).spotted(text.running))


@functools.cache
def _forms(locale: str) -> Spotter:
    """The names and what is short for them."""
    return Spotter(words=[*map(str.lower, months(locale)), *SHORT])


@functools.cache
def _names(locale: str) -> Spotter:
    """Those of the months, in lower case."""
    return Spotter(_named(locale).months)


@functools.cache
def months(locale: str) -> list[str]:
    """The names of the months in order."""
    return [*get_month_names('wide', locale=LANGUAGES[locale].cldr).values()]


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _written(year: int, month: int, day: int, locale: str) -> str:
    return f'{day} {get_month_names("wide", locale=LANGUAGES[locale].cldr)[month]} {year}'


@functools.cache
def _beside_month(locale: str) -> re.Pattern[str]:
    names = '|'.join({form for name in (*months(locale), *SHORT) for form in (name, name.capitalize())})
    number = r'(?<![\d.,/-])(?P<before>\d{1,4})(?:st|nd|rd|th|e)?(?:\s+of)?\s+'
    return re.compile(rf'{number}(?P<month>{names})\b|\b(?P<first>{names})\.?\s+(?P<behind>\d{{1,4}})(?![\d.,]*\d)')


@functools.cache
def _named(locale: str) -> Named:
    cldr = LANGUAGES[locale].cldr
    names, weekdays = months(locale), [get_day_names('wide', locale=cldr)[day] for day in range(7)]
    month = '|'.join({form for name in names for form in (name, name.capitalize())})  # may, in English, is no month
    pattern = (
        rf'\b(?:(?P<weekday>(?i:{"|".join(weekdays)})),?\s+(?:the\s+)?)?(?:(?<![\d.,/-])'
        rf'(?P<day>\d{{1,2}})(?:st|nd|rd|th|e)?(?:\s+of)?\s+(?P<month>{month})\b(?:,?\s+(?P<year>(?:19|20)\d{{2,4}})\b)?'
        rf'|(?P<month_first>{month})\s+(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_behind>(?:19|20)\d\d)\b)'
    )
    return Named(re.compile(pattern), [name.lower() for name in names], [name.lower() for name in weekdays])
