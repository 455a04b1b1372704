"""Barriers that programs find on the real site: three accessibility engines, the Nu checker, and what sizes and settings hide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import nu, web
from tests.engines import OF_COLOUR, axed, coloured, judged, opened, sniffed, unfold
from tests.kinds import PREFIXES, address, both_languages, every_kind, guide

# CSS Containment Module Level 3: the checker's style part does not know container queries yet.
NEWER_THAN_NU = ("“container-type”: Property “container-type” doesn't exist.", '“max-width”: Unknown dimension.')
PAIRED = [('nl', 'phone'), ('en', 'desktop')]  # each language and each width once: what depends on both is rare, and engines are slow
# A window of 1280 wide at 400 and 200 % zoom is one of 320 and 640 at 100 %.
WIDTHS = (640, 1920)
SPACED = (320, 1280)
CUT, OVERLAP = (Path(__file__).with_name(name).read_text(encoding='utf-8') for name in ('cut.js', 'overlap.js'))
# WCAG 1.4.12: what a reader must be able to set without losing text.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
STYLED = """rules => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  document.adoptedStyleSheets = [sheet]
}"""
TOP_AND_BOTTOM = 'element => { const box = element.getBoundingClientRect(); return [box.top, box.bottom] }'
LINES = 'code => /^\\w{1,11}$/.test(code.textContent) ? code.getClientRects().length : 1'
HEAD = ('.name', '.head .language', '[aria-controls=menu]', '[aria-controls=search]')
MOVING = """() => [...document.querySelectorAll('*')].map(element => [element, getComputedStyle(element)])
  .filter(([, style]) => style.animationName !== 'none' || parseFloat(style.transitionDuration) || style.scrollBehavior === 'smooth')
  .map(([element]) => element.outerHTML.slice(0, 80))"""


@every_kind
@pytest.mark.parametrize(('locale', 'size'), PAIRED)
def test_no_barrier_in_a_page(chromium: Browser, site: str, path: str, locale: str, size: str) -> None:
    """What takes long is looked at once, in Dutch: IBM's checker, the colours in the dark, and a whole report by axe, but for its colours.

    tests/every_page.py leaves no page, width or colours out.
    """
    is_whole = path == address('whole report')
    with opened(chromium, f'{site}{PREFIXES[locale]}{path}', size) as page:
        unfold(page)
        found = sniffed(page)
        if locale == 'nl' or not is_whole:
            found += axed(page, without=OF_COLOUR if is_whole else ())
        if locale == 'nl' and not is_whole:
            found += judged(page) + coloured(page)
        page.set_viewport_size({'width': 320, 'height': 900})
        found += page.evaluate(CUT)
    assert found == []


@pytest.mark.parametrize(('locale', 'opens'), [('nl', 'menu'), ('en', 'search')])
def test_no_barrier_in_what_opens(chromium: Browser, site: str, locale: str, opens: str) -> None:
    with opened(chromium, f'{site}{PREFIXES[locale]}{address("chapter")}', 'phone') as page:
        word = max(page.locator('h1').inner_text().split(), key=len)
        page.locator(f'[aria-controls="{opens}"]').click()
        if opens == 'search':
            page.keyboard.type(word)
            page.locator('.results a').first.wait_for()
        found = axed(page) + sniffed(page)
        found += coloured(page) + (judged(page) if locale == 'nl' else [])
    assert found == []


@every_kind
def test_every_text_is_seen_at_each_width(chromium: Browser, site: str, path: str) -> None:
    """WCAG 1.4.4, 1.4.10 and 1.4.12; and without movement for who asks that."""
    with opened(chromium, f'{site}/{path}', 'phone') as page:
        unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({'width': width, 'height': 900})
            assert page.evaluate(CUT) == [], width
        assert page.evaluate(MOVING) == []
        page.evaluate(STYLED, SPACING)
        for width in SPACED:
            page.set_viewport_size({'width': width, 'height': 900})
            assert page.evaluate(CUT, 'svg') + page.evaluate(OVERLAP) == [], width  # a chart is a picture; its table stands below it


@every_kind
def test_every_text_is_seen_without_javascript(chromium: Browser, site: str, path: str) -> None:
    """And nothing is offered that only works with it."""
    with opened(chromium, f'{site}/{path}', 'phone', java_script_enabled=False) as page:
        unfold(page)
        page.set_viewport_size({'width': 320, 'height': 900})
        assert page.evaluate(CUT) == []
        expect(page.locator('h1')).to_be_visible()
        expect(page.locator('#menu a').first).to_be_visible()
        assert [button.inner_text() for button in page.locator('button[type=button]').all() if button.is_visible()] == []


@both_languages
@pytest.mark.parametrize('rules', ['', SPACING], ids=['as it is', 'spaced'])
def test_the_head_takes_two_rows_on_the_smallest_phone(chromium: Browser, site: str, locale: str, rules: str) -> None:
    with opened(chromium, f'{site}{PREFIXES[locale]}', 'phone') as page:
        page.set_viewport_size({'width': 320, 'height': 900})
        page.evaluate(STYLED, rules)
        (name, below), (language, _), (menu, _), (search, _) = (page.locator(place).evaluate(TOP_AND_BOTTOM) for place in HEAD)
    assert name < below and language < below <= menu == search


def test_code_and_names_of_fields_are_seen_whole_on_the_smallest_phone(chromium: Browser, site: str) -> None:
    """In the guide; a short name in the first column of a table is not broken."""
    with opened(chromium, f'{site}/{guide()}', 'phone') as page:
        page.set_viewport_size({'width': 320, 'height': 900})
        assert page.evaluate(CUT) == []
        heights = page.locator('td:first-child > code:only-child').evaluate_all(f'codes => codes.map({LINES})')
    assert heights and max(heights) == 1


def test_html_and_css_have_no_error(built: None) -> None:
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


def test_the_engines_find_what_is_wrong(chromium: Browser, site: str) -> None:
    with opened(chromium, f'{site}/', 'phone') as page:
        page.evaluate("document.querySelector('label[for=q]').remove(); document.querySelector('a').innerHTML = ''")
        assert axed(page) and sniffed(page) and judged(page)
        assert not page.evaluate(OVERLAP)
        page.evaluate(STYLED, 'h1 { margin-bottom: -2rem }')
        assert page.evaluate(OVERLAP)
        page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(100)")
        page.evaluate(STYLED, 'h1 { overflow-wrap: normal }')
        assert page.evaluate(CUT)
