"""The search of the site itself, asked as people ask: the page that they need comes first."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import ExitStack
from math import inf

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests import web
from tests.kinds import PREFIXES, both_languages
from tests.projects import TESTS
from tests.test_search import addresses

LONG = re.compile(r'\b[a-z]{6,}\b')
FIRST = 0.95  # of the queries; the others have their page among the first three
LEAST = [
    ('asked_blind', 0.95, 1), ('asked_untouched', 0.9, 1), ('asked_by_readers', 0.95, 1), ('asked_by_readers_later', 0.94, 1),
    ('asked_by_readers_last', 0.95, 1), ('asked_elsewhere', 0.88, 0.97), ('asked_by_many', 0.94, 0.98),
    ('asked_from_titles', 0.92, 0.97), ('asked_from_titles_again', 0.93, 0.98), ('asked_from_life', 0.92, 0.97),
    ('asked_on_a_phone', 0.95, 1), ('asked_in_two_halves', 0.97, 1), ('asked_sealed', 0.97, 0.99),
]  # fmt: skip


@pytest.fixture(scope='module')
def searches(chromium: Browser, site: str) -> Iterator[dict[str, Page]]:
    """A page in each language of which only the search is asked, so that its index is read once."""
    with ExitStack() as held:
        pages = {locale: held.enter_context(web.watched(chromium, site)) for locale in PREFIXES}
        for locale, page in pages.items():
            page.goto(f'{PREFIXES[locale]}404.html')
        yield pages


@both_languages
@pytest.mark.parametrize(('file', 'least'), [('asked', 60), ('asked_later', 39)])
def test_the_page_that_people_need_comes_first(searches: dict[str, Page], locale: str, file: str, least: int) -> None:
    asked: dict[str, dict[str, str]] = yaml.safe_load((TESTS / f'search/{file}.yml').read_text(encoding='utf-8'))
    wanted = {str(query): name for query, name in asked[locale].items()}
    found = [[place(address, PREFIXES[locale]) for address in all] for all in addresses(searches[locale], locale, list(wanted), 3)]
    behind = {query: all[:3] for all, (query, name) in zip(found, wanted.items()) if name not in all[:1]}
    assert len(wanted) >= least
    assert len(behind) <= (1 - FIRST) * len(wanted), behind
    assert {query: all for query, all in behind.items() if wanted[query] not in all} == {}


@both_languages
@pytest.mark.parametrize(('file', 'first', 'among'), LEAST)
def test_so_do_most_pages_that_nothing_was_noted_for(searches: dict[str, Page], locale: str, file: str, first: float, among: float) -> None:
    """A floor below what was measured, in shares: their page comes first, or among the first three."""
    asked: dict[str, dict[str, list[str]]] = yaml.safe_load((TESTS / f'search/{file}.yml').read_text(encoding='utf-8'))
    wanted = asked[locale]
    found = [[place(address, PREFIXES[locale]) for address in all] for all in addresses(searches[locale], locale, list(wanted), 3)]
    ranks = {query: rank(all, names) for all, (query, names) in zip(found, wanted.items())}
    assert sum(at < 1 for at in ranks.values()) >= first * len(wanted), {query: at for query, at in ranks.items() if at}
    assert sum(at < 3 for at in ranks.values()) >= among * len(wanted), {query: at for query, at in ranks.items() if at}


@both_languages
def test_so_they_do_with_a_typing_error(searches: dict[str, Page], locale: str) -> None:
    """In one long word of each query: two letters swapped, one missed, or one twice."""
    asked: dict[str, dict[str, str]] = yaml.safe_load((TESTS / 'search/asked.yml').read_text(encoding='utf-8'))
    chance = random.Random(1)
    wanted = {mistyped(query, chance): name for query, name in asked[locale].items() if LONG.search(query)}
    found = [[place(address, PREFIXES[locale]) for address in all] for all in addresses(searches[locale], locale, list(wanted), 3)]
    behind = {query: all for all, (query, name) in zip(found, wanted.items()) if name not in all[:1]}
    assert len(behind) <= 0.1 * len(wanted), behind
    assert sum(wanted[query] not in all for query, all in behind.items()) <= 0.04 * len(wanted), behind


@both_languages
def test_what_is_found_by_its_facts_stands_on_a_page_of_the_report(searches: dict[str, Page], locale: str) -> None:
    """They stand at the top of the page."""
    found = searches[locale].evaluate("""async locale => {
        const { find } = await import(`/search/${locale}.js`)
        return (await (await find('krakenburg nuenen noord brabant')).main[0]()).place
    }""", locale)  # fmt: skip
    assert re.search(r'p\. [1-9]\d*$', found), found


def mistyped(query: str, chance: random.Random) -> str:
    word = chance.choice(LONG.findall(query))
    at = chance.randrange(2, len(word) - 1)
    wrong = chance.choice([word[at + 1] + word[at], word[at + 1], word[at] * 2 + word[at + 1]])
    return query.replace(word, word[:at] + wrong + word[at + 2 :], 1)


def rank(found: list[str], right: list[str]) -> float:
    """How many stand before the first right one; the glossary is right with any of its entries, unless one is named."""
    return next((at for at, name in enumerate(found) if name in right or ('#' in name and name.partition('#')[0] in right)), inf)


def place(address: str, prefix: str) -> str:
    """An address of the site as asked.yml has it: `/en/begrippen/#opp` → `begrippen#opp`."""
    return address.removeprefix(prefix).replace('/#', '#').strip('/')
