"""Long lists are tools: on a phone the first result stands on the first screen, and the page does not go on without end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.site import website
from tests import web
from tests.projects import lay_example

INITIATIVES, STORIES = 120, 200
SCREEN, LONGEST = 844, 8_000
DESCRIPTION = 'Een verzonnen bladzijde nummer {number}, om een lange lijst mee uit te proberen.'
FRONT = f'---\ntitle: {{title}}\ndescription: {DESCRIPTION}\nupdated: 2026-11-22\n'
PROVINCES = ('Drenthe', 'Gelderland', 'Groningen', 'Utrecht')


def lay_many(root: Path) -> None:
    """In the original language only: the other shows the same pages."""
    for number in range(INITIATIVES):
        front = FRONT.format(title=f'Plek {number}', number=number)
        facts = f'kind: initiative\nplace: Dorp {number}\nprovince: {PROVINCES[number % 4]}\ntype: farm\nchecked_on: 2026-11-21\n'
        (root / f'docs/initiatieven/plek-{number}.nl.md').write_text(f'{front}{facts}---\n\nEen verzonnen plek.\n', encoding='utf-8')
    for number in range(STORIES):
        front = FRONT.format(title=f'Verhaal {number}', number=number)
        original = f'original:\n  url: https://www.voorbeeld.nl/{number}\n  publisher: Een krant\n  date: "{2000 + number % 25}"\n'
        facts = f'kind: story\nform: elsewhere\nthemes: [thema {number % 5}]\n{original}'
        (root / f'docs/verhalen/verhaal-{number}.nl.md').write_text(f'{front}{facts}---\n\nEen verzonnen verhaal.\n', encoding='utf-8')


@pytest.fixture(scope='module')
def phone(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    root = lay_example(tmp_path_factory.mktemp('lists') / 'project')
    lay_many(root)
    website.build(root)
    with web.served(root / 'site') as address:
        context = chromium.new_context(base_url=address, viewport={'width': 390, 'height': SCREEN})
        yield context.new_page()
        context.close()


@pytest.mark.parametrize(('path', 'least'), [('initiatieven/', INITIATIVES), ('verhalen/', STORIES)])
def test_the_first_result_is_on_the_first_screen_of_a_phone(phone: Page, path: str, least: int) -> None:
    phone.goto(f'/{path}')
    first = phone.locator('.cards > li:visible').first.bounding_box()
    assert first is not None and first['y'] + 60 < SCREEN, first
    assert phone.evaluate('document.documentElement.scrollHeight') < LONGEST
    assert phone.locator('.cards > li').count() >= least
    phone.locator('input[name=naam]').fill('111')
    expect(phone.locator('.cards > li:visible')).to_have_count(1)


def test_the_newest_story_comes_first(phone: Page) -> None:
    phone.goto('/verhalen/')
    years = [int(text) for text in phone.locator('.group h2').all_text_contents() if text.isdigit()]
    assert years == sorted(years, reverse=True)
    assert len(years) >= 25
