"""What was likely meant by a word that is in no dictionary: named fast, also when there are hundreds."""

from __future__ import annotations

import time

import pytest

from publishing.checks.dictionary import Dictionary
from publishing.checks.lexicon import Lexicon


@pytest.mark.parametrize(('locale', 'typed', 'meant'), [
    ('nl', 'leerlignen', 'leerlingen'), ('nl', 'mailadrressen', 'mailadressen'), ('nl', 'begleiding', 'begeleiding'),
    ('nl', 'expeoiment', 'experiment'), ('nl', 'Samewerken', 'Samenwerken'), ('nl', 'wiijkteams', 'wijkteams'), ('nl', 'vjifde', 'vijfde'),
    ('nl', 'kado', 'cadeau'), ('nl', 'onvankelijk', 'ontvankelijk'), ('nl', 'metname', 'met name'), ('nl', 'vereekeerd', 'verkeerd'),
    ('en', 'recieve', 'receive'), ('en', 'color', 'colour'), ('en', 'acommodate', 'accommodate'), ('en', 'teh', 'the'),
])  # fmt: skip
def test_one_slip_is_seen_through(locale: str, typed: str, meant: str) -> None:
    lexicon = Lexicon()
    assert not lexicon.knows(typed, locale)
    assert lexicon.suggestions(typed, locale)[0] == meant


def test_what_is_no_slip_gets_no_guess() -> None:
    assert [Lexicon().suggestions(word, locale) for word, locale in (('Dorpsstraat', 'en'), ('xqzz', 'nl'), ('a' * 40, 'nl'))] == [
        [],
        [],
        [],
    ]


def test_hundreds_of_words_take_seconds() -> None:
    """Each a real word with a letter too many: 839 of them within a third of what a check of their 250 pages may take."""
    words = ['begeleiding', 'samenwerken', 'ontwikkeling', 'gemeente', 'leerplicht', 'onderwijs', 'afspraken', 'verhalen', 'jongeren']
    typed = [f'{word[:at]}q{word[at:]}' for word in words for at in range(1, len(word))]
    lexicon = Lexicon()
    lexicon.suggestions('begleiding', 'nl')  # dictionaries are read once
    start = time.process_time()
    assert all(lexicon.suggestions(word, 'nl') for word in typed)
    assert (time.process_time() - start) / len(typed) * 839 < 13


def test_what_the_list_has_needs_no_more() -> None:
    """A word that stands in the list is right before the rest is read; what may not stand so, or is not in it, is asked of all."""
    known = Dictionary('nl')
    assert known.spells('tuin') and known.spells('schrijven') and 'whole' not in vars(known)
    assert not known.spells('aangeteld') and 'whole' in vars(known)
    assert not Dictionary('nl').spells('xqzz') and Dictionary('nl').spells('tuinschrijver')
