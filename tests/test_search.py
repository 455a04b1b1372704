"""Search as a reader meets it: the right page first, in few bytes, and the same words in Python and in the browser."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from publishing.site import search
from publishing.site.search.pages import read
from publishing.site.search.terms import Compounds, Stemmer, words
from publishing.sources import manifest
from tests import web
from tests.projects import ROOT

CASES = Path(__file__).parent / 'search'
LOCALES = ('nl', 'en')
MOST_BYTES = 60_000  # before the first result


@pytest.fixture(scope='module')
def page(chromium: Browser, site: str) -> Iterator[Page]:
    held = chromium.new_context(base_url=site).new_page()
    held.goto('/over/privacy/')
    yield held
    held.context.close()


def first(page: Page, locale: str, queries: list[str]) -> list[str]:
    """The address of the first result of each query."""
    ask = """async ([locale, queries]) => {
        const { find } = await import(`/search/${locale}.js`)
        return Promise.all(queries.map(async query => {
            const { results: [best] } = await find(query)
            return best ? (await best()).url.pathname : ''
        }))
    }"""
    found: list[str] = page.evaluate(ask, [locale, queries])
    return found


@pytest.mark.parametrize('locale', LOCALES)
def test_the_right_page_comes_first(page: Page, locale: str) -> None:
    groups: dict[str, dict[str, str]] = yaml.safe_load((CASES / f'{locale}.yml').read_text(encoding='utf-8'))
    wanted = {str(query): address for group in groups.values() for query, address in group.items()}
    assert dict(zip(wanted, first(page, locale, list(wanted)))) == wanted


@pytest.mark.parametrize('locale', LOCALES)
def test_what_stands_in_a_report_is_found_with_its_page(page: Page, locale: str) -> None:
    """The section is on that page of the PDF."""
    places: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((CASES / 'places.yml').read_text(encoding='utf-8'))
    made = manifest.read(ROOT / manifest.FOLDER)
    page.goto(f'{"" if locale == "nl" else "/en"}/zoeken/')
    for query, wanted in places[locale].items():
        report = made.find(wanted['report'], locale)
        assert report is not None
        page.get_by_role('searchbox').fill(query)
        first = page.locator('.results li').filter(has=page.locator(f'> a[href$="/{wanted["page"]}/"]')).first
        expect(first.locator('.place')).to_have_text(re.compile(rf'^{wanted["words"]}, p\. \d+$'))
        expect(first.locator('.section a')).to_have_text(wanted['section'])
        expect(first.locator('.section a')).to_be_visible()
        number = int(first.locator('.place').inner_text().rpartition(' ')[2])
        printed = pypdfium2.PdfDocument(ROOT / manifest.FOLDER / report.file)[number - 1].get_textpage().get_text_bounded()
        assert wanted['section'] in ' '.join(printed.split())


@pytest.mark.parametrize('locale', LOCALES)
def test_the_browser_stems_as_the_index_does(page: Page, locale: str) -> None:
    texts = [section.text for held in read(web.SITE) if held.locale == locale for section in held.sections]
    known = sorted({word for text in texts for word in words(text)})
    assert len(known) > 2000
    asked = """async ([locale, text, known]) => {
        const { words, stem } = await import(`/search/${locale}.js`)
        return [words(text), known.map(stem)]
    }"""
    sample = 'Ruïne, coördinatie: café’s 1.234 «Fryslân» ﬁets'
    split, stems = page.evaluate(asked, [locale, sample, known])
    stemmer = Stemmer(locale)
    assert split == words(sample)
    assert dict(zip(known, stems)) == {word: stemmer(word) for word in known}


def test_compounds_are_made_of_words_that_stand_alone() -> None:
    parts = Compounds(['samenwerking', 'verbanden', 'onderwijs', 'tijd', 'leerplicht', 'over', 'leggen']).parts
    assert parts('onderwijstijd') == ('onderwijs', 'tijd')
    assert parts('samenwerkingsverband') == ('samenwerking', 'verband')  # a part that stands nowhere alone, beside one that does
    assert parts('leerplichtambtenaar') == ('leerplicht', 'ambtenaar')
    assert parts('onderwijs') == ()
    assert parts('overal') == ()


def test_first_result_in_few_bytes_on_a_large_site(tmp_path: Path) -> None:
    vocabulary = [word for page in read(web.SITE) if page.locale == 'nl' for section in page.sections for word in words(section.text)]
    chance = random.Random(1)
    for number in range(1000):
        folder = tmp_path / f'p{number}'
        folder.mkdir()
        text = ' '.join(chance.choices(vocabulary, k=400))
        article = f'<article data-search><h1>{text[:40]}</h1><p>{text}</p></article>'
        (folder / 'index.html').write_text(f'<!doctype html><html lang="nl"><body>{article}</body></html>', encoding='utf-8')
    search.write(tmp_path)
    files = list((tmp_path / 'search').rglob('*.json'))
    scripts = [tmp_path / 'search/nl.js', search.SCRIPTS / 'search.js']
    largest = sorted((len(gzip.compress(file.read_bytes())) for file in files if file.name.startswith('t')), reverse=True)
    page = max(len(gzip.compress(file.read_bytes())) for file in files if not file.name.startswith('t'))
    held = sum(len(gzip.compress(file.read_bytes())) for file in scripts)
    assert held + 3 * largest[0] + page < MOST_BYTES, (held, largest[:3], page)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ('one', 'two'):
        for source in (web.SITE / 'over').rglob('index.html'):
            target = tmp_path / name / source.relative_to(web.SITE)
            target.parent.mkdir(parents=True)
            target.write_bytes(source.read_bytes())
        search.write(tmp_path / name)
    one, two = (sorted(file for file in (tmp_path / name / 'search').rglob('*') if file.is_file()) for name in ('one', 'two'))
    assert len(one) > 5
    assert [file.name for file in one] == [file.name for file in two]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
