"""What a phone has to fetch to show a page for the first time, and what a page does that nobody asked for."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli  # type: ignore[import-untyped]
import lxml.html
import pytest
from playwright.sync_api import Browser, Page, Request

from publishing.pictures import icons
from publishing.site import editor
from tests import web
from tests.engines import opened
from tests.kinds import PREFIXES, SIZES, address, both_languages, every_kind

KIB = 1024
TEXT, WITH_FONTS, REQUESTS, SHIFT = 30 * KIB, 75 * KIB, 6, 0.02
PICTURES = ('.webp', '.png', '.jpg', '.svg')  # not counted: only fetched when they come near, as small as the screen allows
MANIFEST = icons.MANIFEST  # nor what a telephone may keep of the first page: fetched when all else is there
SEARCH = 60_000  # bytes before the first result
# A whole report as one page is a form of the report that a reader chooses, as long as its text: only what is around it is judged.
WHOLE = 'tekst/'
SHIFTS = """window.shift = 0
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })"""
KEPT = """async () => [
  document.cookie, Object.keys(localStorage), Object.keys(sessionStorage), (await indexedDB.databases()).map(base => base.name),
  await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length,
].flat().filter(Boolean)"""
WRITTEN = """text => {
  document.querySelector('h1').textContent = document.querySelector('.text p').textContent = text
  return new Promise(requestAnimationFrame).then(() => document.fonts.ready).then(() => 0)
}"""


@functools.cache
def sent(path: str, quality: int = 11) -> int:
    """Bytes that a server with brotli sends for an address of the site."""
    file = web.SITE / unquote(path).lstrip('/')
    if file.is_dir():
        file /= 'index.html'
    if not file.is_file():
        file = web.SITE / ('en/404.html' if path.startswith('/en/') else '404.html')
    data = file.read_bytes()
    return len(data) if file.suffix == '.woff2' else len(brotli.compress(data, quality=quality))


def watched(page: Page) -> list[str]:
    """The paths that the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith('data:'):
            asked.append(urlsplit(request.url).path)

    page.on('request', note)
    return asked


@every_kind
def test_a_first_view_is_light_and_leaves_nothing_behind(chromium: Browser, site: str, path: str) -> None:
    context = chromium.new_context(viewport=SIZES['phone'], base_url=site)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    asked = watched(page)
    page.goto(f'/{path}', wait_until='networkidle')
    page.evaluate('document.fonts.ready.then(() => 0)')
    shift, kept, cookies = page.evaluate('shift'), page.evaluate(KEPT), context.cookies()
    context.close()
    asked = [each for each in asked if not each.endswith((*PICTURES, MANIFEST))]
    fonts = [each for each in asked if each.endswith('.woff2')]
    text = sum(sent(each) for each in asked if each not in fonts)
    if path.endswith(WHOLE):
        text -= sent(f'/{path}')
    assert len(asked) <= REQUESTS, asked
    assert text <= TEXT, asked
    assert text + sum(sent(each) for each in fonts) <= WITH_FONTS, asked
    assert shift < SHIFT
    assert (kept, cookies) == ([], [])


def test_letters_of_names_from_elsewhere_are_sent_where_they_stand(chromium: Browser, site: str) -> None:
    with opened(chromium, f'{site}/', 'phone') as page:
        asked = watched(page)
        page.evaluate(WRITTEN, 'Ayşe en Łukasz')
    assert sorted(Path(each).name for each in asked) == [
        'atkinson-hyperlegible-next-latin-ext-wght-normal.woff2', 'fraunces-latin-ext-600-normal.woff2',
    ]  # fmt: skip


def test_every_page_is_light(built: None) -> None:
    """All files, by what their head asks for; the fonts are those of the heaviest kind of page.

    The lists of all sources and of all messages grow with each: their text is held to the same limit, but not the sum with the fonts.
    """
    fonts = sum(sent(f'/assets/fonts/{name}') for name in fonts_of_the_site())
    heavy = {}
    for file in web.SITE.rglob('*.html'):
        place = '/' + file.relative_to(web.SITE).as_posix()
        root = lxml.html.document_fromstring(file.read_bytes())
        parts = root.xpath('//head//link[@rel="stylesheet"]/@href | //script/@src')
        if not parts or place.startswith(f'/{editor.PLACE}/') or Path(place).parent.as_posix().endswith(WHOLE.strip('/')):
            continue
        wanted = [place, *(absolute(place, part) for part in parts)]
        text = sum(sent(each, 5) for each in wanted)
        if text + fonts > WITH_FONTS:
            text = sum(sent(each) for each in wanted)  # dear: only where the quick count is not enough
        lists = [set(held.get('class').split()) for held in root.xpath('//*[@class]')]
        grows = any({'list', 'rules'} <= held or ({'list', 'sources'} <= held and 'page' not in held) for held in lists)
        if text > TEXT or (text + fonts > WITH_FONTS and not grows) or len(parts) > 2:
            heavy[place] = (text, len(parts))
    assert heavy == {}


def fonts_of_the_site() -> list[str]:
    """The files of the fonts for text: regular and bold, italic, headings."""
    return [
        'atkinson-hyperlegible-next-latin-400-700-normal.woff2',
        'atkinson-hyperlegible-next-latin-400-italic.woff2',
        'fraunces-latin-600-normal.woff2',
    ]


def absolute(address: str, part: str) -> str:
    """What an address in a page means, as a path of the site."""
    return (Path(address).parent / part).resolve().as_posix() if not part.startswith('/') else part


@both_languages
@pytest.mark.parametrize('is_right', [True, False], ids=['right', 'typing error'])
def test_a_first_result_of_the_search_is_light(page: Page, locale: str, is_right: bool) -> None:
    """Of the longest word in the title of a chapter, and of that word with two letters swapped.

    Put there at once: who types slowly is shown what its first letters find too, on a machine that is busy each word is typed so.
    """
    page.goto(f'{PREFIXES[locale]}{address("chapter")}', wait_until='networkidle')
    word = max(re.findall(r'\w+', page.locator('h1').inner_text()), key=len)
    asked = watched(page)
    page.locator('[aria-controls=search]').click()
    page.keyboard.insert_text(word if is_right else f'{word[:2]}{word[3]}{word[2]}{word[4:]}')
    page.locator('.found:not(:empty)').wait_for()
    page.wait_for_load_state('networkidle')
    assert 0 < sum(sent(each) for each in asked) <= SEARCH, asked
