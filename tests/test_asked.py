"""The search of the site itself, asked as people ask: the page that they need comes first."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Page

from tests.kinds import PREFIXES, both_languages
from tests.projects import TESTS
from tests.test_search import addresses

FIRST = 0.95  # of the queries; the others have their page among the first three


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


def place(address: str, prefix: str) -> str:
    """An address of the site as asked.yml has it: `/en/begrippen/#opp` → `begrippen#opp`."""
    return address.removeprefix(prefix).replace('/#', '#').strip('/')
