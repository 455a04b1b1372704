"""What other judges than axe find on the real site: the Nu HTML checker, HTML_CodeSniffer and IBM's checker."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests import engines, nu, web
from tests.test_site import KINDS, PREFIXES, SIZES, both_languages, every_kind

# CSS Containment Module Level 3: the checker's style part does not know container queries yet.
NEWER_THAN_NU = ("“container-type”: Property “container-type” doesn't exist.", '“max-width”: Unknown dimension.')
MANY = 1000


def test_html_and_css_have_no_error() -> None:
    files = [file for suffix in ('html', 'css') for file in sorted(web.SITE.rglob(f'*.{suffix}'))]
    judged, found = nu.errors(files)
    assert [error for error in found if not error.endswith(NEWER_THAN_NU)] == []
    assert judged == len(files)


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """Otherwise its silence says nothing."""
    (tmp_path / 'a.html').write_text('<!doctype html><title>A</title><p id="a"><p id="a">', encoding='utf-8')
    (tmp_path / 'a.css').write_text('p { colour: red }', encoding='utf-8')
    judged, found = nu.errors([tmp_path / 'a.html', tmp_path / 'a.css'])
    assert judged == 2 and len(found) == 2


@every_kind
@both_languages
@pytest.mark.parametrize('size', SIZES)
def test_no_barrier_that_the_sniffer_finds(chromium: Browser, site: str, path: str, locale: str, size: str) -> None:
    page = opened(chromium, f'{site}{PREFIXES[locale]}{path}', size)
    found = engines.sniffed(page)
    page.context.close()
    assert found == []


@every_kind
@both_languages
def test_no_barrier_that_ibm_finds(chromium: Browser, site: str, path: str, locale: str) -> None:
    page = opened(chromium, f'{site}{PREFIXES[locale]}{path}', 'phone' if locale == 'nl' else 'desktop')
    found = engines.judged(page)
    page.context.close()
    assert found == []


@both_languages
@pytest.mark.parametrize('opens', ['menu', 'search'])
def test_no_barrier_in_what_opens(chromium: Browser, site: str, locale: str, opens: str) -> None:
    page = opened(chromium, f'{site}{PREFIXES[locale]}{KINDS["chapter"]}', 'phone')
    page.locator(f'[aria-controls="{opens}"]').click()
    if opens == 'search':
        page.keyboard.type('school')
        page.locator('.results a').first.wait_for()
    found = engines.sniffed(page), engines.judged(page), Axe().run(page).response['violations']
    page.context.close()
    assert found == ([], [], [])


def test_the_engines_find_what_is_wrong(chromium: Browser, site: str) -> None:
    page = opened(chromium, f'{site}/', 'phone')
    page.evaluate("document.querySelector('label[for=q]').remove(); document.querySelector('a').innerHTML = ''")
    found = engines.sniffed(page), engines.judged(page)
    page.context.close()
    assert all(found)


@pytest.mark.parametrize('path', ['verhalen/', 'en/verhalen/', 'zoeken/'])
def test_no_barrier_in_a_long_list(chromium: Browser, site: str, path: str) -> None:
    """A thousand items: axe finds targets that are too small or too close only among many."""
    page = opened(chromium, f'{site}/{path}', 'phone')
    held = page.evaluate(
        """many => {
          const list = [...document.querySelectorAll('main ul')].reduce((a, b) => b.children.length > a.children.length ? b : a)
          const items = [...list.children]
          for (let at = items.length; at < many; at++) {
            const copy = list.appendChild(items[at % items.length].cloneNode(true))
            for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id')
            for (const named of copy.querySelectorAll('[aria-labelledby]')) named.removeAttribute('aria-labelledby')
          }
          return list.children.length
        }""",
        MANY,
    )
    found = Axe().run(page)
    page.context.close()
    assert held == MANY
    assert found.response['violations'] == [], found.generate_report()


def opened(chromium: Browser, address: str, size: str) -> Page:
    """The page at rest, in a window of this size."""
    page = chromium.new_context(viewport=SIZES[size], reduced_motion='reduce').new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page
