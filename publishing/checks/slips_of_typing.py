"""What a typist's hand does by itself: a word twice, and no space between two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publishing.checks.text import Text
from publishing.languages import LANGUAGES
from publishing.problems import Problem

TWICE = re.compile(r'(?<![\w’\'-])(?P<word>[^\W\d_]{2,})\s+(?P<again>(?P=word))(?![\w’\'-])', re.I)
ENDS = '.,;:!?)”’'  # what may stand behind the second
MAY_STAND_TWICE = {locale: frozenset(held.may_stand_twice.split()) for locale, held in LANGUAGES.items()}
# `groot.Hij ligt`, not `Movisie.nl`, `P.J.`, `v2.Beta`; `groot,maar`, not `a,b,c`.
UNSPACED = re.compile(
    r'(?<![\w./@-])(?P<before>[^\W\d_][^\W\d_A-ZÀ-Þ]+[.!])(?P<after>[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]*)(?=,? [^\W\d_A-ZÀ-Þ])'
    r'|(?<=\s)(?P<part>[^\W\d_A-ZÀ-Þ]{3,},)(?P<next>[^\W\d_A-ZÀ-Þ]{3,})(?=[\s.])'
)
IN_UNSPACED = re.compile(r'[^\W\d_][.!,][^\W\d_]')


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
        for match in UNSPACED.finditer(passage.own):
            first, second = match['before'] or match['part'], match['after'] or match['next']
            values = {'text': match[0], 'wanted': f'{first} {second}'}
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'space-missing', values)
