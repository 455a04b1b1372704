"""Long lists by letter: the alphabet leads to where each letter begins, on the site, and paper has the list alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from publishing.markdown import letters
from tests.engines import opened
from tests.kinds import PREFIXES, both_languages, holding


@both_languages
@pytest.mark.parametrize('block', [r'list \| terms', r'list \| sources'])
def test_each_letter_leads_to_where_it_begins(chromium: Browser, site: str, block: str, locale: str) -> None:
    with opened(chromium, f'{site}{PREFIXES[locale]}{holding(block)}', 'desktop') as page:
        page.locator('.letters a', has_text='M').click()
        heading = page.locator('.list:has(dt) h3, .by-letter h3').filter(has_text='M').first
        expect(heading).to_be_in_viewport()
        bar = page.locator('.letters').bounding_box()
        box = heading.bounding_box()
        assert bar and box and box['y'] >= bar['y'] + bar['height']  # what stays in sight covers nothing
        known = page.locator('.letters a').all_inner_texts()
        begun = page.locator('.terms > h3, .by-letter > h3').evaluate_all(
            'all => all.map(each => each.id.slice(each.id.indexOf("-") + 1).toUpperCase())'
        )
        assert known == begun
        page.emulate_media(media='print')
        expect(page.locator('.letters')).to_be_hidden()


def test_names_stand_under_their_letter_without_accent_and_numbers_together() -> None:
    names = ['2doc', '’s Heeren', 'Één', 'ezel', 'Zon']
    assert [letters.initial(name) for name in names] == ['0-9', 'S', 'E', 'E', 'Z']
    groups = letters.parted(['2doc', 'één', 'ezel', 'zon'], str, least=4)
    assert groups == [('0-9', ['2doc']), ('E', ['één', 'ezel']), ('Z', ['zon'])]
    assert letters.parted(['één'], str) == [('', ['één'])]
    assert [letter for letter, is_there in letters.to_jump_by(groups) if is_there] == ['0-9', 'E', 'Z']
    assert len(letters.to_jump_by(groups)) == 27
