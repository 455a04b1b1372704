"""The way of each of the six readers from the first page to what they came for.

On a phone and a desktop, in both languages, with and without JavaScript, and by keyboard alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from publishing.formats import given_first
from publishing.sources import admission, manifest
from tests import web, windows
from tests.kinds import PREFIXES, SIZES, address, doors, report, sources
from tests.projects import ROOT

# From the first page of the example site by links in the text: an entrance that it offers, and what its reader came for.
WAYS = {
    'help': ('voor/ouders/', 'samenwerking/afspraken/'),
    'a place': ('initiatieven/', 'initiatieven/de-gieter/'),
    'a story': ('verhalen/', 'verhalen/eigen/'),
}
NARROW: ViewportSize = {'width': 320, 'height': 450}  # a window of 1280 at 400 %
STILL = {'reduced_motion': 'reduce'}
MOST_STOPS = 120  # of the Tab key on a page
# The path of the link in the text that has the focus
FOCUSED = "() => document.activeElement.closest('main') && document.activeElement.href && new URL(document.activeElement.href).pathname"
PLACE = """path => {
  const links = [...document.querySelectorAll('main a[href]')]
  return links.findIndex(link => new URL(link.href).pathname === path && link.checkVisibility())
}"""
# What shows that an element has the focus, and whether something that stays in place covers it (WCAG 2.4.7 and 2.4.11)
SHOWN = """() => {
  const element = document.activeElement
  const box = element.getClientRects()[0]
  const shape = element.querySelector('rect')
  const style = getComputedStyle(element)
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + box.height / 2)
  const thick = (style, name, least = 2) => parseFloat(style[name]) >= least
  const outlined = shape ? thick(getComputedStyle(shape), 'strokeWidth', 4) : style.outlineStyle !== 'none' && thick(style, 'outlineWidth')
  return [outlined, !at || element.contains(at) || at.contains(element) || !!at.closest('label'), element.outerHTML.slice(0, 90)]
}"""


@dataclass(frozen=True)
class Means:
    """How somebody reads: the language, the window, whether scripts run, and whether there is only a keyboard."""

    locale: str
    size: str
    script: bool = True
    keyboard: bool = False


MEANS = {
    'phone': Means('nl', 'phone'),
    'phone without script': Means('en', 'phone', script=False),
    'desktop': Means('en', 'desktop'),
    'desktop without script': Means('nl', 'desktop', script=False),
    'keyboard': Means('nl', 'desktop', keyboard=True),
    'keyboard at 400 %': Means('en', 'phone', keyboard=True),
}

FOR_ALL = ('phone', 'desktop without script', 'keyboard at 400 %')  # both languages, both widths


@pytest.fixture(params=list(MEANS.values()), ids=list(MEANS))
def means(request: pytest.FixtureRequest) -> Means:
    found: Means = request.param
    return found


@pytest.fixture
def reader(chromium: Browser, site: str, means: Means) -> Iterator[Page]:
    """On the first page of the real site."""
    yield from first_page(chromium, site, means)


@pytest.fixture
def guest(chromium: Browser, example: str, means: Means) -> Iterator[Page]:
    """On the first page of the example site."""
    yield from first_page(chromium, example, means)


def first_page(chromium: Browser, site: str, means: Means) -> Iterator[Page]:
    size = NARROW if means.keyboard and means.size == 'phone' else SIZES[means.size]
    with windows.lent(chromium, size, STILL, java_script_enabled=means.script, base_url=site) as page:
        page.goto(PREFIXES[means.locale])
        yield page


def follow(page: Page, means: Means, path: str) -> None:
    """Take the first link in the text that leads to a path."""
    if means.keyboard:
        for _ in range(MOST_STOPS):
            page.keyboard.press('Tab')
            if page.evaluate(FOCUSED) == path:
                break
        page.keyboard.press('Enter')
    else:
        place = page.evaluate(PLACE, path)
        assert place >= 0, f'{page.url} does not lead to {path}'
        page.locator('main a[href]').nth(place).click()
    page.wait_for_url(f'**{path}')


def step(page: Page, means: Means, path: str) -> None:
    """Follow a link to a page below the language, and see its title at once, in that language."""
    follow(page, means, PREFIXES[means.locale] + path)
    expect(page.locator('h1')).to_be_in_viewport()
    expect(page.locator('html')).to_have_attribute('lang', means.locale)


def change_language(page: Page, means: Means, path: str) -> None:
    """And be at the same place in the other."""
    other = 'en' if means.locale == 'nl' else 'nl'
    page.locator('a.language').first.press('Enter')
    page.wait_for_url(re.compile(re.escape(PREFIXES[other] + path) + '$'))
    expect(page.locator('html')).to_have_attribute('lang', other)


@pytest.mark.parametrize('way', WAYS.values(), ids=WAYS)
def test_each_reader_finds_the_way_in_their_language(guest: Page, means: Means, way: tuple[str, ...]) -> None:
    """And can go on in the other language, at the same place."""
    for path in way:
        step(guest, means, path)
    change_language(guest, means, way[-1])


@pytest.mark.parametrize('way', doors())
@pytest.mark.parametrize('means', [MEANS[name] for name in FOR_ALL], ids=FOR_ALL, indirect=True)
def test_every_entrance_is_entered_from_the_first_page(reader: Page, means: Means, way: str) -> None:
    step(reader, means, way)
    change_language(reader, means, way)


def given(locale: str) -> str:
    """The address of the PDF of a report that its readers are given first: of the edition in force, or of the working text."""
    readable = admission.admitted(sources(), 'pdf').names()
    files = given_first.files(sources(), manifest.read(ROOT / manifest.FOLDER), report(), locale, readable)
    return next(file.url for file in files if file.kind == 'pdf' and file.locale == locale)


def test_a_report_is_taken_home(reader: Page, means: Means) -> None:
    """The first PDF on its page, whole."""
    reader.goto(PREFIXES[means.locale] + address('publication'))
    link = reader.locator('main a[type="application/pdf"]').first
    expect(link).to_be_visible()
    assert (link.get_attribute('href') or '').endswith(f'../{given(means.locale)}')
    link.evaluate("link => link.setAttribute('download', '')")  # else Chromium's own window shows it
    with reader.expect_download() as waiting:
        link.press('Enter')
    assert Path(waiting.value.path()).read_bytes() == (web.SITE / given(means.locale)).read_bytes()


def test_the_list_of_all_pages_or_the_search_leads_on(guest: Page, means: Means) -> None:
    """Search by keyboard from any page; without JavaScript the same address lists every page."""
    prefix, goal = PREFIXES[means.locale], 'samenwerking/afspraken/'
    if means.script:
        opens = guest.locator('[aria-controls=search]')
        (opens if opens.is_visible() else guest.locator('#q')).press('Enter')
        guest.locator('#q').press_sequentially('bloembak' if means.locale == 'nl' else 'flower box')
        expect(guest.locator('.results > li').first).to_be_visible()
        guest.keyboard.press('ArrowDown')
        guest.keyboard.press('Enter')
        guest.wait_for_url(re.compile(rf'{re.escape(prefix + goal)}$'))
    else:
        guest.goto(f'{prefix}zoeken/')
        follow(guest, means, f'{prefix}{goal}')
    expect(guest.locator('h1')).to_be_visible()


@pytest.mark.parametrize('path', ['home', 'joining', 'initiatives', 'figures'], indirect=True)
def test_the_focus_is_seen_at_every_stop(chromium: Browser, site: str, path: str) -> None:
    """No stop is hidden, none is a trap, and the last leads out of the page."""
    seen = []
    with windows.lent(chromium, NARROW, STILL, base_url=site) as page:
        page.goto(f'/{path}')
        for _ in range(3 * MOST_STOPS):
            page.keyboard.press('Tab')
            if page.evaluate('document.activeElement === document.body'):
                break
            seen.append(page.evaluate(SHOWN))
    assert 10 < len(seen) < 3 * MOST_STOPS
    assert [text for outlined, free, text in seen if not (outlined and free)] == []


def test_a_wide_table_scrolls_by_keyboard(chromium: Browser, site: str) -> None:
    with windows.lent(chromium, {**NARROW, 'width': 240}, STILL, base_url=site) as page:  # 320 with larger letters
        page.goto(f'/{address("figures")}')
        table = page.locator('.table[tabindex]').first
        assert table.evaluate('box => box.scrollWidth > box.clientWidth')
        table.focus()
        page.keyboard.press('ArrowRight')
        page.wait_for_timeout(500)  # it glides; a condition to wait for would need what the policy forbids
        assert table.evaluate('box => box.scrollLeft') > 0
        assert table.get_attribute('aria-label')
