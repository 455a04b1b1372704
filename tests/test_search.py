"""Search as a reader meets it: the right page first, in few bytes, and the same words in Python and in the browser."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from publishing.languages import LOCALES
from publishing.site import finished, search
from publishing.site.search import pages
from publishing.site.search.notes import Notes
from publishing.site.search.pages import FoundPage, FoundPart
from publishing.site.search.sayings import SAID, sayings
from publishing.site.search.terms import Compounds, Stemmer, words
from publishing.sources import manifest
from tests import web
from tests.projects import ROOT, TESTS, change, finish_example, lay_example, run_build

CASES = TESTS / 'search'
NOTHING_NOTED = Notes({}, {})
MOST_BYTES = 60_000  # before the first result
DAY = '2026-11-22'
ADDRESS = 'https://voorbeeld.example/'
MORE = '…'
TOLD = {
    'nl': {
        'vvk': '1 pagina gevonden.', 'kompas': '2 pagina’s gevonden.', 'zonnewijzer': '‘zonnewijzer’ staat niet op deze site.',
        'kompsa': '‘kompsa’ staat niet op deze site; dit lijkt erop.', 'vuurto': '‘vuurto’ staat niet op deze site; dit begint ermee.',
        'zonnewijzer kompas': '‘zonnewijzer’ staat niet op deze site. 2 pagina’s gevonden.',
    },
    'en': {
        'vvk': '1 page found.', 'compass': '2 pages found.', 'sundial': '‘sundial’ is not on this site.',
        'comapss': '‘comapss’ is not on this site; this comes near.', 'lighth': '‘lighth’ is not on this site; this begins with it.',
    },
}  # fmt: skip


def found_pages(site: Path) -> Iterator[FoundPage]:
    return (page.found for page in finished.pages(site, ADDRESS).values() if page.found)


def lay_pages(folder: Path) -> None:
    """The invented pages of pages.yml, as files of an author."""
    folder.mkdir()
    pages: dict[str, dict[str, Any]] = yaml.safe_load((CASES / 'pages.yml').read_text(encoding='utf-8'))
    for name, held in pages.items():
        shared = {key: value for key, value in held.items() if key not in LOCALES}
        for locale in LOCALES:
            if locale in held:
                *front, (_, text) = held[locale].items()
                meta = yaml.safe_dump({**dict(front), 'updated': DAY, **shared}, allow_unicode=True, sort_keys=False)
                (folder / f'{name}.{locale}.md').write_text(f'---\n{meta}---\n\n{text}', encoding='utf-8')


@pytest.fixture(scope='module')
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with a report and the pages to search in."""
    root = lay_example(tmp_path_factory.mktemp('search') / 'project')
    for name in ('docs/publicaties', 'docs/assets/data', 'reports'):
        shutil.copytree(TESTS / 'other' / name, root / name, dirs_exist_ok=True)
    lay_pages(root / 'docs/haven')
    change(root / 'reports/eerste/report.yml', 'afspraken\n', 'afspraken\n  - page: haven/dagboek\n')
    made = run_build(root, '--draft')
    assert made.returncode == 0, made.stderr
    finish_example(root)
    return root


@pytest.fixture(scope='module')
def page(chromium: Browser, project: Path) -> Iterator[Page]:
    with web.served(project / 'site') as address:
        held = chromium.new_context(base_url=address).new_page()
        held.goto('/zoeken/')
        yield held
        held.context.close()


def addresses(page: Page, locale: str, queries: list[str], most: int | None = None) -> list[list[str]]:
    """The addresses of all that each query finds, or of the first `most`, best first."""
    ask = """async ([locale, queries, most]) => {
        const { find } = await import(`/search/${locale}.js`)
        return Promise.all(queries.map(async query => {
            const { answers, main, apart } = await find(query)
            const shown = await Promise.all([...answers, ...main, ...apart].slice(0, most ?? undefined).map(show => show()))
            return shown.map(({ url }) => url.pathname + url.hash)
        }))
    }"""
    found: list[list[str]] = page.evaluate(ask, [locale, queries, most])
    return found


@pytest.mark.parametrize('locale', LOCALES)
def test_what_is_found_and_in_which_order(page: Page, locale: str) -> None:
    groups: dict[str, dict[str, list[str]]] = yaml.safe_load((CASES / f'{locale}.yml').read_text(encoding='utf-8'))
    wanted = {str(query): names for group in groups.values() for query, names in group.items()}
    prefix, found = '/' if locale == 'nl' else '/en/', addresses(page, locale, list(wanted))
    shown = [[address.removeprefix(prefix).strip('/') for address in all] for all in found]
    shown = [[*all[: len(names) - 1], MORE] if names[-1:] == [MORE] else all for all, names in zip(shown, wanted.values())]
    assert dict(zip(wanted, shown)) == wanted


def test_what_was_noted_for_the_search_is_not_fetched_with_a_page(project: Path) -> None:
    assert [file for file in (project / 'site').rglob('*.html') if b'roeibootje' in file.read_bytes()] == []


@pytest.mark.parametrize('locale', LOCALES)
def test_it_is_told_how_much_was_found(page: Page, locale: str) -> None:
    """To the eye and to a screen reader, in one or in more, and that a word is not on the site."""
    page.goto(f'{"" if locale == "nl" else "/en"}/zoeken/')
    for query, told in TOLD[locale].items():
        page.get_by_role('searchbox').fill(query)
        expect(page.locator('.search--page .found')).to_have_text(told)
        expect(page.locator('.search--page [role=status]')).to_have_text(told)


def test_who_finds_nothing_is_helped_on(page: Page) -> None:
    """And what is for those who make the site stands apart, below the rest."""
    page.goto('/zoeken/')
    page.get_by_role('searchbox').fill('zonnewijzer')
    expect(page.locator('.search--page .next a')).to_have_text(['de uitleg van woorden', 'alle pagina’s'])
    page.get_by_role('searchbox').fill('wimpel')
    expect(page.locator('.search--page .apart .results > li > a')).to_have_text(['Over seinen schrijven'])
    expect(page.locator('.search--page .next')).not_to_be_visible()


def test_a_meaning_comes_first_and_words_of_a_question_are_not_marked(page: Page) -> None:
    page.goto('/zoeken/')
    page.get_by_role('searchbox').fill('wat is een kleur')
    expect(page.locator('.search--page .results > li').first).to_contain_text('Wat u ziet als licht ergens op valt.')
    page.get_by_role('searchbox').fill('wat is het kompas')
    expect(page.locator('.search--page mark').first).to_be_visible()
    assert {word.lower() for word in page.locator('.search--page mark').all_inner_texts()} == {'kompas'}
    page.get_by_role('searchbox').fill('geen reis zonder kompas')
    expect(page.locator('.search--page mark', has_text='reis').first).to_be_visible()
    assert {word.lower() for word in page.locator('.search--page mark').all_inner_texts()} == {'kompas', 'reis', 'zonder'}


@pytest.mark.parametrize('locale', LOCALES)
def test_the_section_that_says_most_is_shown_with_its_place_in_a_report(page: Page, project: Path, locale: str) -> None:
    """The section is on that page of the PDF."""
    places: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((CASES / 'places.yml').read_text(encoding='utf-8'))
    made = manifest.read(project / manifest.FOLDER).find('eerste', locale)
    assert made is not None
    document = pypdfium2.PdfDocument(project / manifest.FOLDER / made.file)
    page.goto(f'{"" if locale == "nl" else "/en"}/zoeken/')
    for query, wanted in places[locale].items():
        page.get_by_role('searchbox').fill(query)
        first = page.locator('.results li').first
        expect(first.locator('> a')).to_have_attribute('href', re.compile(f'/{wanted["page"]}/$'))
        expect(first.locator('.section a')).to_have_text(wanted['section'])
        expect(first.locator('.section a')).to_be_visible()
        if 'words' not in wanted:
            expect(first.locator('.place')).to_have_count(0)
            continue
        expect(first.locator('.place')).to_have_text(re.compile(rf'^{wanted["words"]}, p\. \d+$'))
        number = int(first.locator('.place').inner_text().rpartition(' ')[2])
        assert wanted['section'] in ' '.join(document[number - 1].get_textpage().get_text_bounded().split())


def vocabulary(locale: str) -> list[str]:
    """Some thousands of the words that the dictionary for the spelling check has, the same every time."""
    lines = (ROOT / f'publishing/dictionaries/{locale}.dic').read_text(encoding='utf-8').splitlines()
    return sorted({word for line in lines[1 :: len(lines) // 5000] for word in words(line.partition('/')[0])})


@pytest.mark.parametrize('locale', LOCALES)
def test_the_browser_stems_as_the_index_does(page: Page, locale: str) -> None:
    known = vocabulary(locale)
    assert len(known) > 4000
    asked = """async ([locale, text, known]) => {
        const { words, stem } = await import(`/search/${locale}.js`)
        return [words(text), known.map(stem)]
    }"""
    sample = 'Ruïne, coördinatie: café’s 1.234 (P.G.B.) 36 663 «Fryslân» 070-312 28 ﬁets'
    split, stems = page.evaluate(asked, [locale, sample, known])
    stemmer = Stemmer(locale)
    assert split == words(sample) == ['ruine', 'coordinatie', 'cafe', 's', '1234', 'pgb', '36663', 'fryslan', '070', '312', '28', 'fiets']
    assert dict(zip(known, stems)) == {word: stemmer(word) for word in known}


def test_a_word_counts_by_where_it_stands() -> None:
    """More in a heading or a description than in a text, in a short title than in a long one, and less on a page that counts less."""

    def counted(description: str = '', heading: str = '', text: str = '') -> float:
        return pages._counted(FoundPage('nl', '', 'Varen', description, sections=[FoundPart('', heading, text, 0)]))['kompas']

    assert counted(heading='Kompas') > counted(description='Kompas') > counted(text='Kompas')
    stemmer = Stemmer('nl')
    for first, second in (
        (FoundPage('nl', '', 'Kompas lezen op zee', ''), FoundPage('nl', '', 'Kompas', '')),
        (FoundPage('nl', '', 'Varen', '', counts_less=True), FoundPage('nl', '', 'Varen', '')),
    ):
        first.counted = second.counted = {'kompas': 1.0}
        assert search._postings([first, second], stemmer)[stemmer('kompas')][::2] == [1, 0]


def test_the_pages_of_editors_are_known(project: Path) -> None:
    assert {page.counts_less for page in found_pages(project / 'site')} == {False, True}


def test_compounds_are_made_of_words_that_stand_alone() -> None:
    parts = Compounds(['samenwerking', 'verbanden', 'onderwijs', 'tijd', 'leerplicht', 'over', 'leggen']).parts
    assert parts('onderwijstijd') == ('onderwijs', 'tijd')
    assert parts('samenwerkingsverband') == ('samenwerking', 'verband')  # a part that stands nowhere alone, beside one that does
    assert parts('leerplichtambtenaar') == ('leerplicht', 'ambtenaar')
    assert parts('onderwijs') == ()
    assert parts('overal') == ()


@pytest.fixture(scope='module')
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand pages of 400 words, of which the second is half as common as the first, the third a third, and so on; and a lighthouse."""
    chance, site = random.Random(1), tmp_path_factory.mktemp('large')
    known = [word for word in vocabulary('nl') if not word.startswith('vuurt')]
    chance.shuffle(known)
    shares = [1 / place for place in range(1, len(known) + 1)]
    for number in range(1000):
        (site / f'p{number}').mkdir()
        text = ' '.join(chance.choices(known, shares, k=400))
        article = f'<article data-search><h1>{"Vuurtoren" if number == 7 else text[:40]}</h1><p>{text}</p></article>'
        (site / f'p{number}/index.html').write_text(f'<!doctype html><html lang="nl"><body>{article}</body></html>', encoding='utf-8')
    search.write(site, found_pages(site), NOTHING_NOTED)
    return site


def test_first_result_in_few_bytes_on_a_large_site(large: Path) -> None:
    files = list((large / 'search').rglob('*.json'))
    scripts = [large / 'search/nl.js', search.SCRIPTS / 'search.js']
    largest = sorted((len(gzip.compress(file.read_bytes())) for file in files if file.name.startswith('t')), reverse=True)
    page = max(len(gzip.compress(file.read_bytes())) for file in files if not file.name.startswith('t'))
    held = sum(len(gzip.compress(file.read_bytes())) for file in scripts)
    assert held + 3 * largest[0] + page < MOST_BYTES, (held, largest[:3], page)


def test_the_best_pages_are_kept_for_a_word_of_all(large: Path) -> None:
    """The 400 in which it counts most."""
    terms = {term: found for file in (large / 'search').rglob('t*.json') for term, found in json.loads(file.read_bytes()).items()}
    weights = [found[1::2] for term, found in terms.items() if ' ' not in term]
    assert all(held == sorted(held, reverse=True) for held in weights)
    assert max(map(len, weights)) == 400


def test_two_letters_are_swapped_at_the_start_of_a_word_on_a_large_site(chromium: Browser, large: Path) -> None:
    """Far from the other words with its first letter, which are too many to load."""
    with web.served(large) as address:
        page = chromium.new_page()
        page.goto(f'{address}/p0/')
        ask = """async query => {
            const { find } = await import('/search/nl.js')
            return Promise.all((await find(query)).main.map(async show => (await show()).url.pathname))
        }"""
        assert page.evaluate(ask, 'uvurtoren') == ['/p7/']
        page.close()


def test_the_same_pages_give_the_same_bytes(tmp_path: Path, project: Path) -> None:
    for name in ('one', 'two'):
        shutil.copytree(project / 'site/haven', tmp_path / name)
        search.write(tmp_path / name, found_pages(tmp_path / name), NOTHING_NOTED)
    one, two = (sorted(file for file in (tmp_path / name / 'search').rglob('*') if file.is_file()) for name in ('one', 'two'))
    assert len(one) == len(list((project / 'site/haven').rglob('index.html'))) + 2  # the pages, their terms and the script
    assert [file.name for file in one] == [file.name for file in two]
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]


def test_of_two_pages_a_saying_tells_more_of_the_one_with_less_noted() -> None:
    """And is told by its words, and by each two beside each other."""
    stemmer, notes = Stemmer('nl'), ['kompas gezocht', 'anker verloren', 'touw gebroken', 'zeil gescheurd']
    held = sayings([FoundPage('nl', '', '', '', asked=asked) for asked in (notes[:1], notes)], stemmer)
    roots = [stemmer(word) for word in notes[0].split()]
    for told in (held[f'{gram} {SAID}'] for gram in (*roots, ' '.join(roots))):
        assert told[::2] == [0, 1]
        assert told[1] > told[3] > 0
