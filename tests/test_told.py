"""Small things as readers and authors are told of them: sizes of files, plurals, and the language of messages."""

from __future__ import annotations

import pytest

from publishing import problems
from publishing.formats.downloads import size
from publishing.formats.vocabulary import Vocabulary
from publishing.languages import author_language
from publishing.pictures import province_map
from publishing.problems import Problem, count
from publishing.sources.schema.data import Term
from publishing.words import words

LEVELS = {'missing-key': 'error', 'bad-day': 'warning', 'empty-value': 'advice'}


@pytest.mark.parametrize(('number', 'dutch', 'english'), [
    (0, '1 kB', '1 kB'),
    (1, '1 kB', '1 kB'),
    (1_499, '1 kB', '1 kB'),
    (1_501, '2 kB', '2 kB'),
    (412_000, '412 kB', '412 kB'),
    (999_499, '999 kB', '999 kB'),
    (999_501, '1,0 MB', '1.0 MB'),
    (1_000_000, '1,0 MB', '1.0 MB'),
    (1_024_000, '1,0 MB', '1.0 MB'),
    (1_230_000, '1,2 MB', '1.2 MB'),
    (12_000_000, '12,0 MB', '12.0 MB'),
    (1_234_560_000, '1234,6 MB', '1234.6 MB'),
])  # fmt: skip
def test_the_size_of_a_file(number: int, dutch: str, english: str) -> None:
    """A kilobyte is a thousand bytes and a megabyte a thousand of those (SI); from a thousand kilobytes on it is told in megabytes."""
    assert (size(number, 'nl'), size(number, 'en')) == (dutch, english)


@pytest.mark.parametrize(('locale', 'text', 'found'), [
    ('en', 'a school plan', ['school plan']),
    ('en', 'Two school plans.', ['school plans']),
    ('en', 'the school planen', []),
    ('en', 'the school planes', []),
    ('nl', 'twee schoolplannen en een ondersteuningsplan', []),
    ('nl', 'twee budgetten, twee budgets, een budget', ['budgets', 'budget']),
    ('nl', 'twee samenwerkingsverbanden', ['samenwerkingsverbanden']),
    ('en', 'two samenwerkingsverbanden', []),
])  # fmt: skip
def test_the_plural_of_a_term(locale: str, text: str, found: list[str]) -> None:
    """English has -s, Dutch -en and -s; a word that only begins alike is another."""
    forms: list[dict[str, str]] = [{'term': term, 'definition': 'Uitleg.'} for term in ('school plan', 'budget', 'samenwerkingsverband')]
    terms = {held['term']: Term.model_validate({'id': f'term-{number}', 'nl': held, 'en': held}) for number, held in enumerate(forms)}
    assert [text[use.start : use.end] for use in Vocabulary(terms, locale).uses(text)] == found


def test_problems_are_counted_in_one_or_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, 'levels', lambda: LEVELS)
    for numbers, dutch, english in (
        ((0, 0, 0), '0 problemen', '0 problems'),
        ((1, 0, 0), '1 probleem', '1 problem'),
        ((2, 0, 0), '2 problemen', '2 problems'),
        ((1, 1, 1), '2 problemen (1 fout, 1 waarschuwing), 1 advies', '2 problems (1 error, 1 warning), 1 piece of advice'),
        ((0, 2, 2), '2 problemen (0 fouten, 2 waarschuwingen), 2 adviezen', '2 problems (0 errors, 2 warnings), 2 pieces of advice'),
    ):
        found = [Problem('a', 1, rule) for rule, number in zip(LEVELS, numbers) for _ in range(number)]
        assert (count(found, 'nl'), count(found, 'en')) == (dutch, english)


@pytest.mark.parametrize(('locale', 'number', 'told'), [
    ('nl', 0, '0 initiatieven'), ('nl', 1, '1 initiatief'), ('nl', 2, '2 initiatieven'),
    ('en', 0, '0 initiatives'), ('en', 1, '1 initiative'), ('en', 2, '2 initiatives'),
])  # fmt: skip
def test_initiatives_are_counted_in_one_or_more(locale: str, number: int, told: str) -> None:
    assert province_map._counted(number, words('markdown', locale).__getitem__) == told


@pytest.mark.parametrize(('chosen', 'of_the_system', 'lang', 'language'), [
    (None, 'en_GB', '', 'en'),
    (None, 'en_US', 'nl_NL.UTF-8', 'en'),
    (None, 'English_United Kingdom', '', 'en'),
    (None, 'nl_NL', 'en_GB.UTF-8', 'nl'),
    (None, 'de_DE', '', 'nl'),
    (None, None, 'en_GB.UTF-8', 'en'),
    (None, None, 'nl_NL.UTF-8', 'nl'),
    (None, None, None, 'nl'),
    ('', 'en_GB', '', 'en'),
    ('nl', 'en_GB', 'en_GB.UTF-8', 'nl'),
    ('en', 'nl_NL', 'nl_NL.UTF-8', 'en'),
])  # fmt: skip
def test_the_language_of_messages(
    chosen: str | None, of_the_system: str | None, lang: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was chosen goes before what the system says, and that before what the environment says; Dutch unless one of them is English."""
    for name, value in (('PUBLISHING_LANG', chosen), ('LANG', lang)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    monkeypatch.setattr('publishing.languages.system_locale.getlocale', lambda: (of_the_system, 'UTF-8'))
    assert author_language() == language
