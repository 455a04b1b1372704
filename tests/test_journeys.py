"""What people do on the site, in the real browser: with and without JavaScript, on a phone, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing import catalogue
from tests import web

ROOT = Path(web.SITE).parent
PREFIXES = {'nl': '/', 'en': '/en/'}
both_languages = pytest.mark.parametrize('locale', PREFIXES)


@pytest.fixture
def plain(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on a phone without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={'width': 390, 'height': 844}, base_url=site)
    yield context.new_page()
    context.close()


@both_languages
def test_a_filter_works_from_the_address(page: Page, locale: str) -> None:
    pages = catalogue.load(ROOT).of_kind('initiative', locale)
    here = [held for held in pages if held.text('province') == 'Gelderland']
    page.goto(f'{PREFIXES[locale]}initiatieven/?provincie=gelderland')
    shown = page.locator('.initiatives .cards > li:visible')
    expect(shown).to_have_count(len(here))
    expect(page.locator('.filter [role=status]')).to_contain_text(f'{len(here)} ')
    expect(page.locator('#zuid-holland')).not_to_be_visible()


def test_a_filter_by_keyboard_keeps_the_address_and_says_the_count(page: Page) -> None:
    page.goto('/verhalen/')
    everything = page.locator('.stories .cards > li:visible').count()
    field = page.locator('select[name=thema]')
    field.focus()
    page.keyboard.press('ArrowDown')
    page.keyboard.press('Enter')
    page.wait_for_url('**/verhalen/?thema=*')
    left = page.locator('.stories .cards > li:visible').count()
    assert 0 < left < everything
    expect(page.locator('.filter [role=status]')).to_have_text(f'{left} van {everything} getoond')
    page.locator('.filter button[type=reset]').press('Enter')
    expect(page.locator('.stories .cards > li:visible')).to_have_count(everything)
    page.wait_for_url('**/verhalen/')


def test_the_map_leads_to_a_province_that_the_filter_hid(page: Page) -> None:
    page.goto('/initiatieven/?provincie=gelderland')
    page.locator('.map a[href$="#zuid-holland"]').focus()
    page.keyboard.press('Enter')
    expect(page.locator('#zuid-holland')).to_be_in_viewport()
    expect(page.locator('select[name=provincie]')).to_have_value('')


def test_an_unknown_value_in_the_address_shows_everything(page: Page) -> None:
    page.goto('/initiatieven/?provincie="><b>')
    expect(page.locator('.initiatives .cards > li:visible')).to_have_count(len(catalogue.load(ROOT).of_kind('initiative', 'nl')))


def test_without_javascript_the_list_is_whole_and_provinces_are_reached(plain: Page) -> None:
    plain.goto('/initiatieven/?provincie=gelderland')
    expect(plain.locator('.filter')).not_to_be_visible()
    expect(plain.locator('.initiatives .cards > li:visible')).to_have_count(len(catalogue.load(ROOT).of_kind('initiative', 'nl')))
    plain.locator('.map a[href$="#zuid-holland"]').first.click()
    expect(plain.locator('#zuid-holland')).to_be_in_viewport()


def test_a_filter_costs_nothing_on_other_pages(page: Page) -> None:
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    page.goto('/samenwerking/')
    assert not [address for address in asked if 'filter' in address]


@both_languages
def test_feeds_are_found_from_the_page_and_from_its_head(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}bijeenkomsten/')
    announced = [link.get_attribute('href') for link in page.locator('link[rel=alternate][type*="+"]').all()]
    seen = [link.get_attribute('href') for link in page.locator('.follow a[type*="+"]').all()]
    assert announced == seen != []
    for address in (*seen, page.locator('.follow a[type="text/calendar"]').get_attribute('href')):
        assert page.request.get(page.evaluate('address => new URL(address, location).href', address)).ok


@both_languages
def test_a_meeting_goes_into_the_readers_calendar(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}bijeenkomsten/2023-06-14/')
    with page.expect_download() as waiting:
        page.locator('.facts a[type="text/calendar"]').click()
    assert Path(waiting.value.path()).read_bytes().startswith(b'BEGIN:VCALENDAR')


@both_languages
def test_the_data_of_a_chart_are_there_to_take(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}cijfers/')
    link = page.locator('.chart .data a')
    expect(link).to_contain_text('CSV')
    with page.expect_download() as waiting:
        link.click()
    assert Path(waiting.value.path()).read_bytes() == (ROOT / 'docs/assets/data/figures.csv').read_bytes()
