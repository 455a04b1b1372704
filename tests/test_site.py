"""The real site: its files read as they are, and opened in Chromium at phone and desktop width."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jinja2
import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.languages import LOCALES
from publishing.site import finished
from publishing.site.search.pages import FoundPage
from publishing.site.theme_files import Shown
from publishing.sources import catalogue, manifest, settings
from tests import web, windows
from tests.kinds import PREFIXES, SIZES, address, both_languages, report, sources

ROOT = web.SITE.parent
# The addresses of the first two pages that each query finds
FOUND = """async ([locale, queries]) => {
    const { find } = await import(`/search/${locale}.js`)
    return Promise.all(queries.map(async query => {
        const { main, apart } = await find(query)
        return Promise.all([...main, ...apart].slice(0, 2).map(async show => (await show()).url.pathname))
    }))
}"""
pytestmark = pytest.mark.usefixtures('built')


def test_of_the_theme_no_file_is_passed_over_that_mkdocs_would_copy() -> None:
    folders = [str(ROOT / 'overrides'), str(files('material') / 'templates')]
    every = jinja2.FileSystemLoader(folders).list_templates()
    assert Shown(folders).list_templates() == [name for name in every if not re.search(r'(^|/)\.[^/]+/', name)]


def parsed(file: Path) -> Any:
    return lxml.html.document_fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding='utf-8'))


def html_files() -> list[Path]:
    return sorted(file for file in web.SITE.rglob('*.html'))


def test_every_page_is_there_in_both_languages() -> None:
    for name in catalogue.load(ROOT).names():
        path = name.removesuffix('index').rstrip('/')
        assert (web.SITE / path / 'index.html').is_file(), name
        assert (web.SITE / 'en' / path / 'index.html').is_file(), name


def test_every_file_says_its_language_and_names_itself() -> None:
    for file in html_files():
        root = parsed(file)
        locale = 'en' if (web.SITE / 'en') in file.parents else 'nl'
        assert root.get('lang') == locale, file
        assert (root.findtext('head/title') or '').strip(), file
        assert len(root.findall('.//h1')) == 1, file
        ids = [element.get('id') for element in root.iter() if element.get('id')]
        assert len(ids) == len(set(ids)), file


def test_no_file_names_another_host_for_what_it_loads() -> None:
    scripts_and_pictures = r'<(?:script|img|iframe|source)[^>]+src="(?:https?:)?//'
    styles_and_fonts = r'<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+href="(?:https?:)?//'
    loads = re.compile(f'{scripts_and_pictures}|{styles_and_fonts}')
    assert [file for file in html_files() if loads.search(file.read_text(encoding='utf-8'))] == []


def test_alternates_are_absolute_and_mutual() -> None:
    address = settings.read(ROOT).site_url
    held = {}
    for file in html_files():
        root = parsed(file)
        canonical = root.find('.//link[@rel="canonical"]')
        links = {link.get('hreflang'): link.get('href') for link in root.findall('.//link[@hreflang]')}
        if canonical is not None and links:
            held[canonical.get('href')] = links
    assert len(held) == 2 * len(catalogue.load(ROOT).names())
    for own, links in held.items():
        assert set(links) == {'nl', 'en', 'x-default'}
        assert own in links.values() and str(own).startswith(address)
        assert all(held[links[locale]] == links for locale in ('nl', 'en'))
        assert links['x-default'] == links['nl']


def test_a_place_has_the_same_name_in_both_languages() -> None:
    """So that whoever goes to the other language stays there. The letters of the glossary are those of each language."""
    unlike = []
    for page in catalogue.load(ROOT).names():
        files = [
            web.SITE / prefix.strip('/') / ('' if page == 'index' else page.removesuffix('/index')) / 'index.html'
            for prefix in PREFIXES.values()
        ]
        dutch, english = ({element.get('id') for element in parsed(file).iter() if element.get('id')} for file in files)
        unlike += [(page, name) for name in dutch ^ english if not re.fullmatch('begrip-[a-z]', name)]
    assert unlike == []


def test_the_sitemap_lists_every_page_with_its_date() -> None:
    space = {'s': 'http://www.sitemaps.org/schemas/sitemap/0.9'}
    entries = ElementTree.parse(web.SITE / 'sitemap.xml').findall('s:url', space)
    sources = catalogue.load(ROOT)
    assert len(entries) == 2 * len(sources.names())
    days = {sources.settings.page_address(name, locale): sources.history.day(page) for (name, locale), page in sources.pages.items()}
    assert {entry.findtext('s:loc', '', space): entry.findtext('s:lastmod', '', space) for entry in entries} == days


@both_languages
def test_no_words_of_the_other_language_in_the_frame(locale: str) -> None:
    """The theme's own words are the usual place where a translation is forgotten."""
    foreign = {
        'nl': ('Skip to', 'Search', 'Previous', 'Next', 'Back to', 'Table of contents', 'Made with'),
        'en': ('Zoeken', 'Vorige', 'Volgende', 'Naar inhoud'),
    }
    file = web.SITE / PREFIXES[locale].strip('/') / address('chapter') / 'index.html'
    root = parsed(file)
    for article in root.findall('.//article'):
        article.clear()
    frame = ' '.join(root.itertext()) + ' '.join(element.get('aria-label', '') + element.get('title', '') for element in root.iter())
    assert [word for word in foreign[locale] if word in frame] == []


STANDING = 'concat(//p[@class="kind"], //*[@class="about"])'  # above a chapter, and below any other page


def test_numbers_are_the_same_in_both_languages_and_in_the_reports() -> None:
    """Each number is a link to itself, and so the same address in both languages."""
    held = catalogue.load(ROOT)
    for name in held.numbering.numbers:
        path = name.removesuffix('index').rstrip('/')
        roots = [parsed(web.SITE / prefix / path / 'index.html') for prefix in ('', 'en')]
        marks = [[mark.get('href') for mark in root.xpath('//a[contains(@class, "-number")]')] for root in roots]
        sections = [[mark.text for mark in root.xpath('//article//span[@class="number"]')] for root in roots]
        assert marks[0] == marks[1] and sections[0] == sections[1], name
        assert all(root.get_element_by_id(place[1:]) is not None for root, places in zip(roots, marks) for place in places)
        assert all(held.numbering.report_of[name].report.title.model_dump()[locale] in root.xpath(STANDING)
                   for locale, root in zip(('nl', 'en'), roots)), name  # fmt: skip


@both_languages
def test_the_number_of_a_paragraph_can_be_had_on_a_phone(page: Page, locale: str) -> None:
    """Hidden until asked for: of one paragraph by its address, of all by a link; no script needed."""
    number = page.locator('#al-2 > .paragraph-number')
    page.goto(f'{PREFIXES[locale]}{address("chapter")}')
    expect(number).to_be_hidden()
    page.locator('.show-numbers').click()
    expect(number).to_be_visible()
    page.goto(f'{PREFIXES[locale]}{address("chapter")}#al-2')
    expect(number).to_be_visible()
    expect(page.locator('#al-1 > .paragraph-number')).to_be_hidden()


@both_languages
def test_a_publication_offers_its_files(page: Page, locale: str) -> None:
    made = manifest.read(ROOT / 'build/pdf').find(report(), locale)
    assert made is not None
    page.goto(f'{PREFIXES[locale]}{address("publication")}')
    link = page.locator(f'a[href$="/{made.address(made.file)}"]').first
    expect(link).to_contain_text('PDF')
    expect(link).to_contain_text(str(made.pages))
    answer = page.request.get(f'/{made.address(made.file)}')
    assert answer.ok and len(answer.body()) == made.bytes


@both_languages
def test_the_language_switch_stays_on_the_page(page: Page, locale: str) -> None:
    other = 'en' if locale == 'nl' else 'nl'
    page.goto(f'{PREFIXES[locale]}{address("chapter")}')
    page.locator(f'a[hreflang="{other}"]').first.click()
    expect(page).to_have_url(re.compile(re.escape(f'{PREFIXES[other]}{address("chapter")}')))
    expect(page.locator('html')).to_have_attribute('lang', other)


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(page: Page) -> None:
    page.goto('/')
    button, menu = page.locator('[aria-controls="menu"]'), page.locator('#menu')
    expect(menu).not_to_be_visible()
    button.focus()
    page.keyboard.press('Enter')
    expect(button).to_have_attribute('aria-expanded', 'true')
    expect(menu).to_be_visible()
    page.keyboard.press('Tab')
    page.keyboard.press('Escape')
    expect(menu).not_to_be_visible()
    expect(button).to_be_focused()


@pytest.mark.parametrize('locale', LOCALES)
def test_search_finds_in_the_language_of_the_page(page: Page, locale: str) -> None:
    name = address('chapter')
    query = lxml.html.parse(web.SITE / PREFIXES[locale].strip('/') / name / 'index.html').findtext('.//h1').strip()
    page.goto(f'{PREFIXES[locale]}zoeken/?q={query}')
    results = page.locator('.results a')
    expect(results.first).to_be_visible()
    addresses = [result.get_attribute('href') or '' for result in results.all()[:8]]
    assert any(name in found for found in addresses), addresses
    assert all(('/en/' in found) == (locale == 'en') for found in addresses), addresses


@functools.cache
def found_pages() -> list[FoundPage]:
    return [page.found for page in finished.pages(web.SITE, sources().settings.site_url).values() if page.found]


def test_every_page_can_be_searched() -> None:
    """In its own language, and nothing else: no text that stands in for a translation, no whole report."""
    held = sources()
    assert {(found.url, found.locale) for found in found_pages()} == {
        (held.settings.page_path(page.name, page.locale), page.locale) for page in held.pages.values()
    }


@pytest.mark.parametrize('locale', LOCALES)
def test_every_page_is_found_by_its_title(page: Page, locale: str) -> None:
    """As the first page, or behind one with the same title."""
    titles = {f'/{found.url}': found.title for found in found_pages() if found.locale == locale}
    page.goto(PREFIXES[locale])
    found = page.evaluate(FOUND, [locale, list(titles.values())])
    assert [(title, address) for (address, title), all in zip(titles.items(), found) if address not in all] == []


def test_search_costs_nothing_until_it_is_used(page: Page) -> None:
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    page.goto(f'/{address("chapter")}')
    assert not [address for address in asked if 'search' in address]


def test_the_reader_chooses_dark_and_it_is_kept(page: Page) -> None:
    page.goto('/')
    assert page.evaluate('localStorage.length') == 0
    page.locator('input[name=scheme][value=dark]').check()
    page.goto(f'/{address("publications")}')
    assert page.evaluate('getComputedStyle(document.body).backgroundColor') != 'rgb(251, 247, 239)'
    assert page.context.cookies() == []


def test_everything_is_readable_without_javascript(chromium: Browser, site: str) -> None:
    with windows.lent(chromium, SIZES['phone'], java_script_enabled=False, base_url=site) as page:
        page.goto(f'/{address("chapter")}')
        expect(page.locator('#menu a').first).to_be_visible()
        link = page.locator(f'#menu a[href$="/{address("publications")}"]').first
        link.click()
        page.wait_for_url(f'**/{address("publications")}')
        expect(page.locator('h1')).to_be_visible()
