"""Days of birth."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.checks.privacy.language import beginnings, one_of
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.late import late
from publishing.problems import Problem

BETWEEN = r'[^.!?\n]{0,40}?'  # signs, to the end of a sentence at most


@dataclass(frozen=True)
class Births:
    """A date near a word for being born; a day, and one on which somebody turns ten."""

    born: re.Pattern[str]
    day: re.Pattern[str]
    turned: re.Pattern[str]


def births(text: Text) -> Iterator[Problem]:
    """No date of birth."""
    known = patterns(text.locale)
    for line, typed in text.notable_with(known.day):
        if known.turned.search(typed):
            yield Problem(text.path, line, 'birth-date')
    born = _born(text.locale)
    for passage in (*text.passages, *text.beside) if born.spotted(text.small) else ():
        for match in known.born.finditer(passage.words) if born.spotted(passage.words.lower()) else ():
            yield Problem(text.path, passage.line_at(match.end(), passage.words), 'birth-date')


@functools.cache
def _born(locale: str) -> Spotter:
    return Spotter(words=beginnings('born', locale))


@functools.cache
def patterns(locale: str) -> Births:
    """Those of one language."""
    any_of = functools.partial(one_of, locale=locale)
    month = f'(?:{any_of("months")}|{any_of("months-short")})'
    year = r'(?:,? ?(?:(?:19|20)\d\d|[’\'´]\d\d))?'
    day = rf'(?:\d{{1,2}}(?:st|nd|rd|th|e|de|ste)?|{any_of("numbers")}|{any_of("ordinals")})'
    date = rf'\b(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.][’\']?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|{day}(?: of)? {month}{year}|{month} {day}\b{year})'
    born = rf'(?<!\w){any_of("born")}(?!\w)'
    child = r'(?:hij|zij|ze|ik|he|she|I|(?-i:[A-Z][a-z]+))'
    turns, on = any_of('turns'), rf'\d(?:st|nd|rd|th|e)? {month}{year}'
    turned = (
        rf'{on} (?:{turns} {child}|{child} {turns}) {any_of("n")}',
        rf'{turns} (?:{child} )?(?:op |on )?\d?{on} {any_of("n")}',
    )
    return Births(
        born=late(rf'{born}{BETWEEN}(?:{date}|{month} (?:19|20)\d\d)|{date}{BETWEEN}{born}', re.I),
        day=late(rf'{on} [a-z0-9]'),
        turned=late('|'.join(turned)),
    )
