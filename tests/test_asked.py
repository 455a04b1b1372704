"""The search of the site itself, asked as people ask: the page that they need comes first."""

from __future__ import annotations

from math import inf

import pytest
import yaml
from playwright.sync_api import Page

from tests.kinds import PREFIXES, both_languages
from tests.projects import TESTS
from tests.test_search import addresses

FIRST = 0.95  # of the queries; the others have their page among the first three
LEAST = [
    ('asked_blind', 0.95, 1), ('asked_untouched', 0.86, 0.96), ('asked_by_readers', 0.95, 1), ('asked_by_readers_later', 0.94, 1),
    ('asked_elsewhere', 0.7, 0.88),
]  # fmt: skip


@both_languages
@pytest.mark.parametrize(('file', 'least'), [('asked', 60), ('asked_later', 39)])
def test_the_page_that_people_need_comes_first(page: Page, locale: str, file: str, least: int) -> None:
    asked: dict[str, dict[str, str]] = yaml.safe_load((TESTS / f'search/{file}.yml').read_text(encoding='utf-8'))
    wanted = {str(query): name for query, name in asked[locale].items()}
    page.goto(PREFIXES[locale] + '404.html')
    found = [[place(address, PREFIXES[locale]) for address in all] for all in addresses(page, locale, list(wanted))]
    behind = {query: all[:3] for all, (query, name) in zip(found, wanted.items()) if name not in all[:1]}
    assert len(wanted) >= least
    assert len(behind) <= (1 - FIRST) * len(wanted), behind
    assert {query: all for query, all in behind.items() if wanted[query] not in all} == {}


@both_languages
@pytest.mark.parametrize(('file', 'first', 'among'), LEAST)
def test_so_do_most_pages_that_nothing_was_noted_for(page: Page, locale: str, file: str, first: float, among: float) -> None:
    """A floor below what was measured, in shares: their page comes first, or among the first three."""
    asked: dict[str, dict[str, list[str]]] = yaml.safe_load((TESTS / f'search/{file}.yml').read_text(encoding='utf-8'))
    wanted = asked[locale]
    page.goto(PREFIXES[locale] + '404.html')
    found = [[place(address, PREFIXES[locale]) for address in all] for all in addresses(page, locale, list(wanted))]
    ranks = {query: rank(all, names) for all, (query, names) in zip(found, wanted.items())}
    assert sum(at < 1 for at in ranks.values()) >= first * len(wanted), {query: at for query, at in ranks.items() if at}
    assert sum(at < 3 for at in ranks.values()) >= among * len(wanted), {query: at for query, at in ranks.items() if at}


def rank(found: list[str], right: list[str]) -> float:
    """How many stand before the first right one; the glossary is right with any of its entries."""
    return next(
        (at for at, name in enumerate(found) if {name, name.partition('#')[0]} & {*right} and ('#' not in name or 'begrippen' in right)),
        inf,
    )


def place(address: str, prefix: str) -> str:
    """An address of the site as asked.yml has it: `/en/begrippen/#opp` → `begrippen#opp`."""
    return address.removeprefix(prefix).replace('/#', '#').strip('/')
