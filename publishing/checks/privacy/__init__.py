"""What leads to a person: stories are about children, and every old version of a file is kept for ever.

These find what has a form; they can't know whether a child can be recognised. A person reads every story besides.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from publishing.checks.passages import WORD
from publishing.checks.privacy.births import births
from publishing.checks.privacy.names import names
from publishing.checks.privacy.numbers import numbers_of_persons
from publishing.checks.privacy.reach import addresses
from publishing.checks.text import Text
from publishing.problems import Problem
from publishing.words import words

CHILD = r'(?:1\d|[1-9])'  # years; a grown-up who is named with an age is not meant
OWN_FORMS = ('own', 'composite')


@dataclass(frozen=True)
class Patterns:
    """What can only be told by words of a language, from words/checks.yml; `traces` are diagnosis, age and place."""

    traces: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]


@functools.cache
def patterns(locale: str, regions: tuple[str, ...]) -> Patterns:
    """The patterns of one language; the name of a region leads to nobody."""
    known = words('checks', locale)
    too_large = '|'.join((known['months'], known['countries'], *map(re.escape, regions)))
    place = rf"\b(?:{known['at']}) (?:['’]s[- ])?(?!(?:the )?(?:{too_large})\b)(?P<place>[A-ZÀ-Þ][a-zà-þ]{{2,}}(?:[ -][A-ZÀ-Þ][a-zà-þ]+)*)"
    return Patterns(
        traces=(
            re.compile(rf'\b(?:(?:{known["diagnosis-letters"]})\b|(?i:{known["diagnoses"]})\w*)'),
            re.compile(rf'\b(?:{known["age"].format(number=f"(?:{CHILD}|" + known["numbers"] + ")")})\b', re.I),
            re.compile(place),
        ),
    )


def traces(text: Text) -> Iterator[Problem]:
    """Age, place and diagnosis together lead to one child: on one page of a story of ours, in one paragraph elsewhere."""
    starts, letters = _first_words('diagnoses', text.locale), _first_words('diagnosis-letters', text.locale)
    if text.vocabulary.isdisjoint(letters) and not any(word.startswith(starts) for word in text.vocabulary):
        return
    whole = text.page.meta.get('form') in OWN_FORMS
    held = ['\n\n'.join(passage.words for passage in text.passages)] if whole else [passage.words for passage in text.passages]
    wanted = patterns(text.locale, text.common.regions).traces
    for number, held_words in enumerate(held):
        found = list(takewhile(bool, (pattern.search(held_words) for pattern in wanted)))
        if len(found) == len(wanted):
            told = ', '.join(match[0].strip() for match in found if match)
            line = _line_of_story(text, found[0]) if whole else text.passages[number].line
            yield Problem(text.path, line, 'traceable-child', {'text': told})


@functools.cache
def _first_words(key: str, locale: str) -> tuple[str, ...]:
    """The first word of each alternative in a list of words/checks.yml, in lower case: without one of these nothing can be found."""
    return tuple(WORD.findall(known)[0] for known in words('checks', locale)[key].lower().split('|'))


def _line_of_story(text: Text, diagnosis: re.Match[str] | None) -> int:
    return next((passage.line for passage in text.passages if diagnosis and diagnosis[0] in passage.words), text.page.body_line)


__all__ = ['addresses', 'births', 'names', 'numbers_of_persons', 'traces']
