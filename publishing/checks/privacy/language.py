"""What a language says a thing by: the lists of words/privacy.yml as parts of regular expressions, and the given names that we know."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from publishing import words as texts
from publishing.checks.passages import WORD
from publishing.words import words

GIVEN_NAMES = frozenset((Path(texts.__file__).parent / 'given-names.txt').read_text(encoding='utf-8').split())
NAME = re.compile(r'[A-ZÀ-Þ](?<![\w.@/-].)[a-zà-þ]+(?:-[A-ZÀ-Þ][a-zà-þ]+)*(?![\w@/])')
VARYING = re.compile(r'[(\[]|\\?.[?*+{]|(?<!\\)[.]|\\\w')  # where an expression is not as it is typed
ESCAPED = re.compile(r'\\(\W)')
HOLDER = re.compile(r'\{([a-z-]+)\}')
BEGINS, ENDS = r'(?<![\d.,])', r'(?![\d.,]\d|%)'
NUMBERS = {  # beside those in words
    'n': rf'{BEGINS}(?:1\d|[3-9])(?:[.,]5|½)?{ENDS}',  # the years of a child; a grown-up's age leads to no child
    'years': rf'{BEGINS}(?:1\d|[1-9])(?:[.,]5|½)?{ENDS}',  # the same behind a name
    'any': rf'{BEGINS}\d{{1,2}}{ENDS}',
}


@functools.cache
def one_of(key: str, locale: str) -> str:
    """Any of what the list holds, as a group of a regular expression."""
    if key in NUMBERS:
        return rf'(?:{NUMBERS[key]}|\b{one_of("numbers", locale)}(?=\b|jarig))'
    return '(?:' + '|'.join(HOLDER.sub(lambda held: one_of(held[1], locale), entry) for entry in listed(key, locale)) + ')'


def listed(key: str, locale: str) -> list[str]:
    """The entries of a list."""
    return [entry.strip() for entry in words('privacy', locale)[key].split(' | ')]


@functools.cache
def first_words(key: str, locale: str) -> frozenset[str]:
    """The first word of each entry of a list of plain words, in lower case: without one of these nothing of it is on a page."""
    return frozenset(found[0] for entry in listed(key, locale) if (found := WORD.findall(entry.lower())))


@functools.cache
def beginnings(key: str, locale: str) -> tuple[str, ...]:
    """What each entry of a list begins with, in lower case, up to where it varies: without one of these nothing of it is in a text."""
    return tuple(dict.fromkeys(ESCAPED.sub(r'\1', VARYING.split(entry)[0]).lower() for entry in listed(key, locale)))
