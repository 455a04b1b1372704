"""Signs that are looked for all at once are those that stand in a text, and the beginnings of expressions are what these begin with."""

from __future__ import annotations

import re
from itertools import product
from random import Random
from string import ascii_lowercase

import pytest

from publishing.checks.privacy.language import beginnings, listed
from publishing.checks.spotter import Spotter
from publishing.checks.unread import LEFT_SIGNS, TYPED_SIGNS
from publishing.languages import LOCALES
from tests.projects import ROOT

VARIED = {'geb.': ('geb.', 'geb. dd.'), 'ms': ('ms', 'ms.'), 'mrs': ('mrs', 'mrs.'), 'mr': ('mr', 'mr.'), 'fragiele': ('fragiele x',)}


@pytest.mark.parametrize('spotter', [LEFT_SIGNS, TYPED_SIGNS], ids=['left', 'typed'])
def test_they_are_those_that_stand_in_each_text(spotter: Spotter) -> None:
    for file in sorted((ROOT / 'docs').rglob('*.md')):
        words = file.read_text(encoding='utf-8')
        assert spotter.spotted(words) == [sign for sign in spotter.signs if sign in words]


def test_each_is_spotted_where_nothing_else_stands() -> None:
    assert [sign for sign in LEFT_SIGNS.signs if sign not in LEFT_SIGNS.spotted(sign)] == []


def test_none_of_many_is_lost_in_a_long_text() -> None:
    """What an automaton may hold in memory is bounded: it starts anew when that is full, and goes on."""
    letters = Random(0).choices(ascii_lowercase[:20], k=300_000)
    spotter = Spotter(map(''.join, product(ascii_lowercase[:10], ascii_lowercase[:10], ascii_lowercase[:20])))
    words = ''.join(letters)
    assert spotter.spotted(words) == [sign for sign in spotter.signs if sign in words]


def test_a_word_is_spotted_where_it_begins() -> None:
    spotter = Spotter([' zo'], words=['zo'])
    assert spotter.spotted('Nu (zoals) hier') == ['zo']
    assert Spotter(words=['één']).spotted('(één)') == ['één']
    assert spotter.spotted('kalfsbezoar \ud800') == []  # half a letter, as "\ud800" between quotation marks in front matter


@pytest.mark.parametrize('locale', LOCALES)
@pytest.mark.parametrize('key', ['born', 'diagnoses', 'familiar'])
def test_what_an_entry_matches_begins_with_its_beginning(key: str, locale: str) -> None:
    for entry, begins in zip(listed(key, locale), beginnings(key, locale), strict=True):
        for words in VARIED.get(begins, (begins,)):
            assert words.startswith(begins) and re.fullmatch(entry, words, re.I), entry
