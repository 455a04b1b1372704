"""What leads to a person is found however it is typed, what only looks like it is not; no cache keeps a word of a private story."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publishing import checks
from publishing.checks import privacy
from publishing.checks.lexicon import Lexicon
from publishing.checks.text import Common, Text
from publishing.languages import LOCALES
from publishing.sources import catalogue
from publishing.sources.front_matter import is_private
from publishing.sources.source import Source
from tests.projects import TESTS, change, lay

ROLE = 'post@voorbeeld.example'
NUMBER = '070-123 45 67'
RULES = (privacy.addresses, privacy.numbers_of_persons, privacy.births, privacy.names, privacy.traces)
STORY = 'docs/verhalen/vogel-grutto.nl.md'
WAYS, APART, ORDINARY = (
    yaml.safe_load((TESTS / f'privacy/{name}.yml').read_text(encoding='utf-8')) for name in ('ways', 'apart', 'ordinary')
)
REGIONS = ('Drenthe', 'Fryslân', 'Friesland', 'Gelderland', 'Groningen', 'Limburg', 'Utrecht', 'Zeeland', 'Noord-Holland', 'Zuid-Holland')
MISSED = 0.1  # of what the guard has never seen: one in ten at most, and one of a short list
LEXICON = Lexicon()


def told(words: str, locale: str = 'nl', name: str = 'a', **meta: object) -> list[str]:
    """The rules that a page with these words breaks."""
    page = Source(f'docs/{name}.{locale}.md', Path(), name, locale, meta, {}, f'\n{words}\n', 5)
    text = Text(page, None, Common({}, {}, (ROLE, NUMBER), REGIONS), LEXICON)
    return [problem.rule for rule in RULES for problem in rule(text)]


def missed(ways: dict[str, dict[str, list[str]]], rule: str, locale: str) -> list[str]:
    """The lines of a list that the rule does not tell of."""
    return [line for line in ways[rule].get(locale, ()) if rule not in told(line, locale)]


@pytest.mark.parametrize('locale', LOCALES)
@pytest.mark.parametrize('rule', WAYS)
def test_ordinary_ways_to_say_what_leads_to_a_child(rule: str, locale: str) -> None:
    assert missed(WAYS, rule, locale) == []


@pytest.mark.parametrize('locale', LOCALES)
@pytest.mark.parametrize('rule', APART)
def test_ways_that_no_pattern_was_made_for(rule: str, locale: str) -> None:
    assert len(missed(APART, rule, locale)) <= max(1, MISSED * len(APART[rule].get(locale, ())))


@pytest.mark.parametrize(('locale', 'words'), [(locale, words) for locale, pages in ORDINARY.items() for words in pages])
def test_an_ordinary_page_gives_no_alarm(locale: str, words: str) -> None:
    assert told(words, locale) == []


@pytest.mark.parametrize(('words', 'name', 'meta', 'rules'), [
    ('![Sven heeft autisme](../assets/a.jpg)', 'a', {}, ['name-of-child']),
    ('[Lees meer](https://a.example "Sven heeft autisme")', 'a', {}, ['name-of-child']),
    ('![Een tafel](../assets/a.jpg "Een jongen van 12 uit Meppel met autisme")', 'a', {}, ['traceable-child']),
    ('<!-- Sven heeft autisme -->', 'a', {}, ['name-of-child']),
    ('![Een tafel](../assets/tim-jansen-groep7.jpg)', 'a', {}, ['name-of-child']),
    ('![Een tafel](../assets/tafel-groep7.jpg)', 'a', {}, []),
    ('[Het werkstuk](../assets/werkstuk_lotte.pdf)', 'a', {}, ['name-of-child']),
    ('[Een verslag](https://a.example/tim-jansen.pdf)', 'a', {}, []),
    ('Een tafel.', 'verhalen/sven', {}, ['name-of-child']),
    ('Een tafel.', 'a', {'place': 'Dorpsstraat 12, Voorbeelddorp'}, ['postal-address']),
    ('Een tafel.', 'a', {'themes': ['thuis', 'Sven heeft autisme']}, ['name-of-child']),
    ('Een tafel.', 'a', {'owner': 'naam [at] school [punt] nl'}, ['e-mail']),
    ('Een tafel.', 'a', {'original': {'publisher': 'Bel 06 12345678'}}, ['telephone']),
    ('Een tafel.', 'a', {'original': {'url': 'https://a.example/sven-heeft-autisme'}}, []),
])  # fmt: skip
def test_what_stands_beside_the_words_is_read_too(words: str, name: str, meta: dict[str, object], rules: list[str]) -> None:
    """Alternative texts, titles, comments, names of our own files and all front matter; not the addresses of others."""
    assert told(words, 'nl', name, **meta) == rules


@pytest.mark.parametrize(('words', 'rules'), [
    ('Kom naar de Dorpsstraat 12.', ['postal-address']),
    ('Kom naar Achterweg 3a.', ['postal-address']),
    ('Schrijf naar 1234 AB Voorbeelddorp.', ['postal-address']),
    ('Schrijf naar 1234AB.', ['postal-address']),
    ('Kom naar de Dorpsstraat.', []),
    ('De Dorpsweg 12 km verder.', []),
    ('In 1234 was dat anders.', []),
    ('Schrijf naar 0234 AB.', []),
    ('Een laan 12 bomen lang.', []),
])  # fmt: skip
def test_a_postal_address(words: str, rules: list[str]) -> None:
    """A street with a number is enough, and so is a postcode."""
    assert told(words) == rules


@pytest.mark.parametrize(('number', 'is_one'), [
    ('111222333', True), ('111 222 333', True), ('111.222.333', True), ('1112 22 333', True), ('1112.22.333', True),
    ('123456789', False), ('123 456 789', False), ('1112223334', False), ('€ 111.222.333,50', False), ('11 122 233 3', False),
])  # fmt: skip
def test_a_citizen_service_number(number: str, is_one: bool) -> None:
    """Nine digits that pass the eleven-test, however people group them; an amount of money is none."""
    assert told(f'Het nummer is {number}.') == ['bsn'] * is_one


@pytest.mark.parametrize(('locale', 'words', 'is_one'), [
    ('nl', 'Geboren 3 maart 2011.', True),
    ('nl', 'Zij is geboren in een huis aan het water, op 3 maart 2011.', True),
    ('nl', f'Zij is geboren{" en" * 13} 3 maart 2011.', True),  # forty signs between
    ('nl', f'Zij is geboren{" en" * 14} 3 maart 2011.', False),
    ('nl', 'Hier is zij geboren. Op 3 maart 2011 begon de school.', False),
    ('nl', 'Geboortedatum: 03-03-2011', True),
    ('nl', 'Geboortedatum: 2011-03-03', True),
    ('nl', 'Zij is geboren in 2011.', False),
    ('en', 'She was born on the 3rd of March.', True),
    ('en', 'Her birthday: 3 March.', True),
    ('en', 'The school began on 3 March 2011.', False),
])  # fmt: skip
def test_a_date_of_birth(locale: str, words: str, is_one: bool) -> None:
    """A few words may stand between, not the end of a sentence."""
    assert told(words, locale) == ['birth-date'] * is_one


@pytest.mark.parametrize(('words', 'rules'), [
    ('Schrijf naar jan.jansen@voorbeeld.example.', ['e-mail']),
    (f'Schrijf naar {ROLE} of {ROLE.title()}.', []),
    ('Bel 06 12345678.', ['telephone']),
    ('Bel +31 (0)20 7946099.', ['telephone']),
    ('Bel 070 1234567.', []),
    ('Bel 070 1234567 of 06 12345678.', ['telephone']),
    ('Bel 0800 0432 of 088 1234567.', []),
    ('Bel 0032 2 555 12 12.', ['telephone']),
    ('In de jaren 2019-2020 waren er 06 kinderen.', []),
    ('Bel 00 123 456 78 90 12.', []),
])  # fmt: skip
def test_an_address_or_number_to_reach_somebody(words: str, rules: list[str]) -> None:
    assert told(words) == rules


@pytest.mark.parametrize(('locale', 'words', 'is_one'), [
    ('nl', 'Mijn dochter Mila zit thuis.', True),
    ('nl', 'Onze jongste zoon Daan zit thuis.', True),
    ('nl', 'Mijn dochter zit thuis.', False),
    ('nl', 'Mila (9) zit thuis.', True),
    ('nl', 'Mila, 19 jaar, zit thuis.', True),
    ('nl', 'Mila (20) geeft les.', False),
    ('nl', 'Zie hoofdstuk (9).', False),
    ('nl', 'Wolfrik heeft autisme.', True),  # a name that nobody knows
    ('nl', 'In Wolfrik werd autisme gevonden.', False),
    ('nl', 'Emma vertelt.', True),
    ('nl', 'Emma, orthopedagoog, vertelt.', False),
    ('nl', 'Emma de Voorbeeld vertelt.', False),
    ('nl', 'Roos is een kleur.', False),
    ('en', 'Mila (9 years old) is at home.', True),
    ('en', 'Their son Daan is at home.', True),
])  # fmt: skip
def test_the_name_of_a_child(locale: str, words: str, is_one: bool) -> None:
    assert told(words, locale) == ['name-of-child'] * is_one


@pytest.mark.parametrize(('form', 'words', 'is_one'), [
    ('', 'Hij is tien jaar, woont in Voorbeelddorp en heeft autisme.', True),
    ('', 'Hij is tien jaar en heeft autisme.', False),
    ('', 'Hij is een jongen van tien met autisme. Movisie schreef dat.', True),  # a word that is no word may be a place
    ('', 'Hij is een jongen van tien met autisme. Limburg is groot.', False),
    ('', 'Kinderen van 10 jaar in Voorbeelddorp hebben ook autisme.', False),
    ('', 'Hij heeft autisme. In Voorbeelddorp duurde dat 5 tot 16 jaar.', False),
    ('', 'Een jongen uit groep 7 van basisschool De Wegwijzer in Meppel.', True),
    ('', 'Basisschool De Wegwijzer in Meppel heeft twee groepen 7. De jongen leest.', False),
    ('', 'Hij is tien jaar, woont in Nederland en heeft autisme.', False),
    ('', 'Hij is tien jaar.\n\nHij woont in Voorbeelddorp.\n\nHij heeft autisme.', False),
    ('own', 'Hij is tien jaar.\n\nHij woont in Voorbeelddorp.\n\nHij heeft autisme.', True),
    ('composite', 'Hij is tien jaar.\n\nHij woont in Voorbeelddorp.\n\nHij heeft autisme.', True),
    ('elsewhere', 'Hij is tien jaar.\n\nHij woont in Voorbeelddorp.\n\nHij heeft autisme.', False),
])  # fmt: skip
def test_what_together_leads_to_one_child(form: str, words: str, is_one: bool) -> None:
    """Age, place and diagnosis: in one paragraph, and anywhere in a story of our own."""
    assert told(words, form=form) == ['traceable-child'] * is_one


@pytest.mark.parametrize(('folder', 'meta', 'private'), [
    ('uitleg', {'kind': 'story', 'form': 'own'}, True),
    ('uitleg', {'kind': 'story', 'form': 'composite'}, True),
    ('uitleg', {'kind': 'story'}, True),
    ('uitleg', {'kind': 'story', 'form': 'elsewhere', 'consent': {}}, True),
    ('verhalen', {'kind': 'story', 'form': 'elsewhere'}, False),
    ('uitleg', {'kind': 'initiative', 'form': 'own'}, False),
    ('verhalen', {'kind': 'page'}, True),
    ('verhalen/oud', {}, True),
    ('uitleg', {}, False),
])  # fmt: skip
def test_which_pages_are_private(folder: str, meta: dict[str, object], private: bool) -> None:
    """In doubt a story is, and whatever stands among the stories."""
    assert is_private(f'docs/{folder}/x.nl.md', meta) is private


def test_no_cache_keeps_a_word_of_a_private_story(tmp_path: Path) -> None:
    """Neither its front matter, nor what was found in it, nor its words that no dictionary knows; of another page all is kept."""
    root = lay(tmp_path, TESTS / 'stories')
    change(root / STORY, 'In de wei zat een grutto.', 'In de wei zat de gruttoloog.\n\nTODO, naar 111222333.')
    change(root / 'docs/index.nl.md', 'Dit is een voorbeeld.', 'Dit is de torenvalkoloog TODO.')
    rules = {problem.rule for problem in checks.check(catalogue.load(root)) if problem.path == STORY}
    assert rules >= {'spelling', 'placeholder', 'bsn'}
    kept = {file.name: file.read_text(encoding='utf-8').lower() for file in (root / 'build/cache').iterdir()}
    assert kept.keys() == {'checks.json', 'words.json', 'front-matter.json'}
    for private, public, files in (
        ('gruttoloog', 'torenvalkoloog', {'checks.json', 'words.json'}),
        ('verhaal over een grutto', 'de eerste pagina van een voorbeeld', {'front-matter.json'}),
        ('docs/verhalen/vogel-grutto', 'docs/index', {'checks.json'}),
    ):
        assert {name for name, text in kept.items() if private in text} == set()
        assert {name for name, text in kept.items() if public in text} == files
