"""What a typist's hand does by itself: a word twice, no space between two sentences, and a space where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publishing.checks.text import Text
from publishing.languages import LANGUAGES
from publishing.problems import Problem, shortened

TWICE = re.compile(r'(?<![\w’\'-])(?P<word>[^\W\d_]{2,})\s+(?P<again>(?P=word))(?![\w’\'-])', re.I)
ENDS = '.,;:!?)”’'  # what may stand behind the second
MAY_STAND_TWICE = {locale: frozenset(held.may_stand_twice.split()) for locale, held in LANGUAGES.items()}
# `groot.Hij ligt`, not `Movisie.nl`, `P.J.`, `v2.Beta`; `groot,maar`, not `a,b,c`.
UNSPACED = re.compile(
    r'(?<![\w./@-])(?P<before>[^\W\d_][^\W\d_A-ZÀ-Þ]+[.!])(?P<after>[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]*)(?=,? [^\W\d_A-ZÀ-Þ])'
    r'|(?<=\s)(?P<part>[^\W\d_A-ZÀ-Þ]{3,},)(?P<next>[^\W\d_A-ZÀ-Þ]{3,})(?=[\s.])'
)
# A space before a mark or within brackets. In a value of data, which is shown as it is typed, also two spaces, or one at an end.
BEFORE_MARK = r'(?<=[^\W\d_])[ \u00a0]+(?=[?!:](?:\s|$))|(?<=\()[ \u00a0]+(?=\w)|(?<=\w)[ \u00a0]+(?=\))'
SPACED = re.compile(rf'\u00a0{{2,}}+(?![-*+•])|{BEFORE_MARK}')  # before a point they are told as such
SPACED_IN_DATA = re.compile(rf'^[ \u00a0]+|[ \u00a0]+$|(?<=\S)[ \u00a0]{{2,}}(?=\S)|(?<=\w)[ \u00a0]+(?=[.,;](?:\s|$))|{BEFORE_MARK}')
APART = re.compile(r'(?P<word>[^\s|]+) (?P<cited>\[@[\w-]+[^\[\]\n]*\])(?P<stop>[.,;:?!]?)')
BRACKET = re.compile(r'[()]')
AROUND = 20  # signs that show the place
IN_SPACED = (' ?', ' !', ' :', '( ', ' )')
BY_HAND = ('\u00a0\u00a0', '&nbsp;&nbsp;')  # as some make room
IN_UNSPACED = re.compile(r'[.!,](?<=[^\W\d_].)[^\W\d_]')  # by its sign, of which there are fewer than letters


def citations_apart(text: Text) -> Iterator[Problem]:
    """A citation stands right behind a word or full stop: its note takes its place."""
    for passage in text.passages if ' [@' in text.page.body else ():
        if passage.kind != 'row' and (match := APART.search(passage.raw)):
            wanted = f'{match["word"]}{match["stop"]}{match["cited"]}'
            line = passage.line + passage.raw.count('\n', 0, match.start())
            yield Problem(text.path, line, 'citation-spaced', {'text': match['cited'], 'wanted': wanted})


def doubled(text: Text) -> Iterator[Problem]:
    """A word that stands twice, but for those that may (`wie die die ziet`), and names."""
    words = text.running.split()
    some = any(second.startswith(first) and not second[len(first) :].strip(ENDS) for first, second in pairwise(words))
    for passage in text.passages if some else ():
        for match in TWICE.finditer(passage.own):
            is_name = match['again'][0].isupper()
            if not is_name and match['word'].lower() not in MAY_STAND_TWICE[text.locale]:
                line = passage.line_at(match.start('again'), passage.own)
                yield Problem(text.path, line, 'word-twice', {'text': ' '.join(match[0].split()), 'word': match['again']})


def unspaced(text: Text) -> Iterator[Problem]:
    """Two sentences, or two parts of one, with no space between them."""
    for passage in text.passages if IN_UNSPACED.search(text.running) else ():
        for match in UNSPACED.finditer(passage.own) if IN_UNSPACED.search(passage.own) else ():
            first, second = match['before'] or match['part'], match['after'] or match['next']
            values = {'text': match[0], 'wanted': f'{first} {second}'}
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'space-missing', values)


def unclosed(text: Text) -> Iterator[Problem]:
    """A bracket that opens in a passage and does not close in it."""
    for passage in text.passages if text.page.body.count('(') > text.page.body.count(')') else ():
        if passage.own.count('(') > passage.own.count(')'):
            opened = list[int]()
            for match in BRACKET.finditer(passage.own):
                opened = [*opened, match.start()] if match[0] == '(' else opened[:-1]
            line = passage.line_at(opened[-1], passage.own)
            yield Problem(text.path, line, 'bracket-open', {'text': shortened(passage.own[opened[-1] :].partition('\n')[0])})


def spaced(text: Text) -> Iterator[Problem]:
    """A space too many, where a reader sees it."""
    some = any(sign in text.running for sign in IN_SPACED) or any(spaces in text.page.body for spaces in BY_HAND)
    for passage in text.passages:
        if passage.kind == 'front':
            yield from spaced_value(text.path, passage.line, passage.words)
        elif some and (match := SPACED.search(passage.own)):
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'space-odd', {'text': _around(match)})


def spaced_value(path: str, line: int, value: str) -> Iterator[Problem]:
    """The same of a value of data."""
    if match := SPACED_IN_DATA.search(value):
        yield Problem(path, line, 'space-odd', {'text': _around(match)})


def _around(match: re.Match[str]) -> str:
    """What stands around it in its line."""
    before, after = match.string[: match.start()].rpartition('\n')[2], match.string[match.end() :].partition('\n')[0]
    return f'{before[-AROUND:]}{match[0]}{after[:AROUND]}'
