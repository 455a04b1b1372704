"""A window that a test had before holds nothing of that test."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests import windows
from tests.kinds import SIZES

# All that a page can tell of what was done in it before.
STATE = """async () => ({
  kept: [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length],
  before: [history.length, window.name, window.left ?? null],
  place: [scrollY, document.activeElement.tagName, document.querySelectorAll(':hover').length, document.adoptedStyleSheets.length],
  seen: [innerWidth, innerHeight, devicePixelRatio],
  wishes: ['print', '(prefers-color-scheme: dark)', '(prefers-reduced-motion)', '(forced-colors: active)']
    .map(wish => matchMedia(wish).matches),
})"""
LEAVE = """async () => {
  localStorage.a = sessionStorage.a = window.name = window.left = 'left'
  document.cookie = 'a=left; max-age=999'
  await new Promise(done => { indexedDB.open('a').onsuccess = ({target}) => { target.result.close(); done() } })
  await (await caches.open('a')).put('/', new Response('left'))
  document.adoptedStyleSheets = [new CSSStyleSheet()]
}"""


def state(page: Page, site: str) -> object:
    page.goto(f'{site}/')
    return page.evaluate(STATE)


def leave(page: Page) -> None:
    """All that a test can leave in a window."""
    page.evaluate(LEAVE)
    page.locator('#menu a, [aria-controls=menu]').first.focus()
    page.evaluate('location.hash = "#a"; scrollTo(0, 200)')
    page.mouse.move(100, 100)
    page.emulate_media(media='print', color_scheme='dark', reduced_motion='reduce', forced_colors='active')
    page.set_viewport_size({'width': 320, 'height': 300})
    page.set_default_timeout(1)
    page.context.new_page()


def test_nothing_of_another_test_is_left(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport=SIZES['phone'])
    new = state(context.new_page(), site)
    context.close()
    with windows.lent(chromium, SIZES['phone']) as page:
        state(page, site)
        leave(page)
        assert page.evaluate(STATE) != new
    with windows.lent(chromium, SIZES['phone']) as again:
        assert again is page
        assert state(again, site) == new
        assert len(again.context.pages) == 1


def test_two_at_once_are_two_and_a_failed_test_closes_its_own(chromium: Browser) -> None:
    with windows.lent(chromium) as one, windows.lent(chromium) as other:
        assert one is not other
    with pytest.raises(ZeroDivisionError), windows.lent(chromium) as failed:
        assert 1 / 0
    assert failed.is_closed()
    with windows.lent(chromium) as next:
        assert next is not failed
