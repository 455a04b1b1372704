"""The other forms of the real reports, the book and the one web page: judged by others, with the numbers and places of print."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.etree
import lxml.html
import pytest

from publishing.print.proof import epub
from publishing.report import composer
from publishing.report.soft_hyphens import SOFT
from publishing.sources import catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Made
from tests import web
from tests.kinds import reports

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / manifest.FOLDER
XHTML = {'h': 'http://www.w3.org/1999/xhtml', 'o': 'http://www.idpf.org/2007/opf', 'e': 'http://www.idpf.org/2007/ops'}


@cache
def sources() -> Catalogue:
    return catalogue.load(ROOT)


@cache
def in_print(made_slug: str, locale: str) -> Any:
    return lxml.html.document_fromstring(composer.compose(sources(), made_slug, locale).html)


@cache
def pages(made_file: str) -> dict[str, Any]:
    """Every XML file of a book by its name."""
    with zipfile.ZipFile(PLACE / made_file) as book:
        return {name: lxml.etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(('.xhtml', '.opf'))}


def book_of(made: Made) -> str:
    return next(form.file for form in made.forms if form.kind == 'epub')


def words_of(element: Any) -> str:
    return ' '.join(''.join(element.itertext()).split())


def headings(elements: Any) -> list[tuple[str, str]]:
    """Place and words of each numbered heading below the title of a chapter."""
    return [(element.get('id'), words_of(element)) for element in elements if 'number' in [part.get('class') for part in element.iter()]]


@pytest.fixture(scope='module')
def judged(tmp_path_factory: pytest.TempPathFactory, built: None) -> dict[str, list[str]]:
    """What EPUBCheck says of the largest book, and of the smallest with a dead link; a release judges every book."""
    smallest, *_, whole = sorted((PLACE / book_of(made) for made in manifest.read(PLACE).reports), key=lambda file: file.stat().st_size)
    broken = tmp_path_factory.mktemp('judged') / 'broken.epub'
    with zipfile.ZipFile(smallest) as book, zipfile.ZipFile(broken, 'w') as copy:
        for entry in book.infolist():
            copy.writestr(entry, book.read(entry).replace(b'href="bronnen.xhtml', b'href="brommen.xhtml'))
    found = epub.complaints([whole, broken])
    return {'whole': found[whole.name], 'broken': found[broken.name]}


def test_epubcheck_has_no_complaint(judged: dict[str, list[str]]) -> None:
    """EPUB 3.3, no error and no warning."""
    assert judged['whole'] == []


def test_the_judge_refuses_a_broken_book(judged: dict[str, list[str]]) -> None:
    assert any(told.startswith('ERROR') for told in judged['broken'])


@reports
def test_a_book_has_the_numbers_and_places_of_print(made: Made) -> None:
    """Each numbered heading, table and figure, under the same name and in the same order."""
    paper = in_print(made.slug, made.locale)
    book = [page for name, page in pages(book_of(made)).items() if name.endswith('.xhtml')]
    for level in ('h2', 'h3'):
        held = {pair for page in book for pair in headings(page.iterfind(f'.//h:{level}', XHTML))}
        assert held == set(headings(paper.iter(level)))
        assert held or level == 'h3'
    labels = [words_of(label) for page in book for label in page.iterfind('.//h:span[@class="label"]', XHTML)]
    assert set(labels) == {words_of(label) for label in paper.findall('.//span[@class="label"]') if label.getparent().tag != 'a'}


@reports
def test_notes_of_a_book_lead_there_and_back(made: Made) -> None:
    for name, page in pages(book_of(made)).items():
        calls = page.xpath('//h:a[@role="doc-noteref"]', namespaces=XHTML)
        notes = {note.get('id'): note for note in page.xpath('//h:aside[@role="doc-footnote"]', namespaces=XHTML)}
        for call in calls:
            file, place = call.get('href').split('#')
            assert name.endswith(file)
            assert words_of(notes[place][0][0]) == words_of(call), 'the number at the call is that of the note'
            backs = {back.get('href').split('#')[1] for back in notes[place].xpath('.//h:a[@role="doc-backlink"]', namespaces=XHTML)}
            assert call.getparent().get('id') in backs


@reports
def test_a_book_says_what_it_is_and_what_it_asks_of_a_reader(made: Made) -> None:
    """EPUB Accessibility 1.1, 2.2: the metadata that must be there."""
    package = pages(book_of(made))['EPUB/package.opf']
    held: dict[str, list[str]] = {}
    for meta in package.iterfind('.//o:meta', XHTML):
        held.setdefault(meta.get('property'), []).append(meta.text)
    assert {'textual', 'visual'} == set(held['schema:accessMode'])
    assert held['schema:accessModeSufficient'] == ['textual']
    assert {'tableOfContents', 'structuralNavigation', 'alternativeText'} <= set(held['schema:accessibilityFeature'])
    assert held['schema:accessibilityHazard'] == ['none']
    assert len(held['schema:accessibilitySummary'][0]) > 100
    assert 'dcterms:conformsTo' not in held, 'nobody has judged that yet'
    assert package.findtext('.//{http://purl.org/dc/elements/1.1/}language') == made.locale


@reports
def test_every_picture_of_a_book_has_words(made: Made) -> None:
    names = set(zipfile.ZipFile(PLACE / book_of(made)).namelist())
    for page in pages(book_of(made)).values():
        for picture in page.iterfind('.//h:img', XHTML):
            assert picture.get('alt') is not None
            assert str(PurePosixPath('EPUB', picture.get('src'))) in names


@reports
def test_a_book_names_no_path_of_the_machine(made: Made) -> None:
    with zipfile.ZipFile(PLACE / book_of(made)) as book:
        texts = [book.read(name) for name in book.namelist() if name.endswith(('.xhtml', '.opf'))]
    assert texts and not any(re.search(rb'file://|(?:src|href)="/', text) for text in texts)


@cache
def on_one_page(slug: str, locale: str) -> Any:
    file = web.SITE / ('en' if locale == 'en' else '') / 'publicaties' / slug / 'tekst/index.html'
    return lxml.html.document_fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding='utf-8'))


@reports
def test_one_page_has_the_numbers_and_places_of_print(made: Made) -> None:
    """A level deeper, because the report's title is the page's."""
    paper, page = in_print(made.slug, made.locale), on_one_page(made.slug, made.locale)
    for level, deeper in (('h2', 'h3'), ('h3', 'h4')):
        assert [(place, words.replace(SOFT, '')) for place, words in headings(page.iter(deeper))] == headings(paper.iter(level))
    levels = [int(element.tag[1]) for element in page.iter('h1', 'h2', 'h3', 'h4', 'h5', 'h6')]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), 'no level is skipped'


@reports
def test_one_page_leads_search_to_the_chapters(made: Made) -> None:
    page = on_one_page(made.slug, made.locale)
    assert [meta.get('content') for meta in page.findall('.//meta[@name="robots"]')] == ['noindex']
    assert page.find('.//article').get('data-search') is None
    switch = page.find('.//a[@class="language"]')
    assert switch.get('href').endswith(f'publicaties/{made.slug}/tekst/')


@reports
def test_links_inside_one_page_lead_somewhere(made: Made) -> None:
    page = on_one_page(made.slug, made.locale)
    places = {element.get('id') for element in page.iter() if element.get('id')}
    assert [
        link.get('href') for link in page.iter('a') if link.get('href', '').startswith('#') and link.get('href')[1:] not in places
    ] == []
    assert page.xpath('//a[@role="doc-noteref"]') and page.xpath('//a[@role="doc-backlink"]')
    assert '<sup>' not in words_of(page)
