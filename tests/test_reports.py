"""The six real PDFs, opened by others: pikepdf and PDFium read them. What their proofs say is in test_proof.py."""

from __future__ import annotations

import datetime
import functools
import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from publishing import build, catalogue, manifest, pdf, report, settings
from publishing.fragment import Place
from publishing.manifest import Made
from publishing.numbered import PLACES
from publishing.proof import files, reading
from publishing.proof.reading import letters
from publishing.source import Source
from publishing.words import words

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / build.FOLDER
MADE = manifest.read(PLACE).reports
reports = pytest.mark.parametrize('made', MADE, ids=lambda made: made.file)
NOT_TEXT = re.compile(r'^(?:---$|///|```|!!!|\|[\s:|-]+\|$|\s*$)')


def test_every_report_is_there_in_both_languages() -> None:
    slugs = {file.parent.name for file in (ROOT / 'reports').glob('*/report.yml')}
    assert {(made.slug, made.locale) for made in MADE} == {(slug, locale) for slug in slugs for locale in ('nl', 'en')}
    assert all(manifest.is_intact(PLACE, made) for made in MADE)


@reports
def test_says_what_it_is(made: Made) -> None:
    with pikepdf.open(PLACE / made.file) as document:
        assert str(document.Root.Lang) == made.locale
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        facts = document.open_metadata()
        assert facts['dc:title'].startswith(made.title.model_dump()[made.locale])
        assert facts['dc:description'] and facts['dc:creator']
        assert made.locale in facts['dc:language']
        assert len(document.pages) == made.pages


@reports
def test_a_telephone_reads_the_address_of_the_report(made: Made) -> None:
    """The QR code of cover and colophon, at the sharpness of an office printer, is the address that stands beside it."""
    address = settings.read(ROOT).page_address(f'publicaties/{made.slug}', made.locale)
    document = pypdfium2.PdfDocument(PLACE / made.file)
    for number in (0, 1):
        codes = zxingcpp.read_barcodes(document[number].render(scale=150 / 72).to_pil())
        assert [code.text for code in codes] == [address]
        text = document[number].get_textpage().get_text_range()
        assert letters(address.removeprefix('https://')) in letters(text)


@reports
def test_only_our_fonts(made: Made) -> None:
    proof = files.read(PLACE, made)
    assert proof is not None
    assert all(re.match('Atkinson|Fraunces|Signs|Mathematics', name) for name in proof.fonts), proof.fonts


@reports
def test_no_page_is_empty_and_each_says_where_it_is(made: Made) -> None:
    word = words('print', made.locale)
    document = pypdfium2.PdfDocument(PLACE / made.file)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert all(len(text.split()) > 10 for text in texts[1:])
    foot = '{page-of} {{}} {of} {{}}'.format(**word)
    numbered = [number for number, text in enumerate(texts, 1) if foot.format(number, len(texts)) in ' '.join(text.split())]
    assert len(numbered) >= len(texts) - 2, 'all pages but cover and colophon say page x of y'
    marked = [text for text in texts if word[f'status-{made.status}'] in text]
    assert len(marked) >= len(texts) - 1, 'the status stands on every page'


@reports
def test_bookmarks_lead_to_their_chapters(made: Made) -> None:
    held = catalogue.load(ROOT)
    with pikepdf.open(PLACE / made.file) as document:
        order = {page.objgen: number for number, page in enumerate(document.pages)}
        outline = list(_outline(list(document.open_outline().root), order))
    texts = _page_texts(PLACE / made.file)
    titles = [title for title, _ in outline]
    for chapter in held.reports[made.slug].report.chapters:
        page = held.page(chapter.page, made.locale)
        assert page is not None
        assert any(letters(title).endswith(letters(page.text('title'))) for title in titles), page.text('title')
    for title, number in outline[1:]:
        assert letters(title) in letters(texts[number]), f'{title} is not on page {number + 1}'


@reports
def test_links_lead_somewhere_and_say_where(made: Made) -> None:
    with pikepdf.open(PLACE / made.file) as document:
        places = _places(document)
        for page in document.pages:
            for link in page.get('/Annots', []):
                assert str(link.Contents).strip()
                if '/Dest' in link:
                    assert str(link.Dest) in places
                else:
                    assert str(link.A.URI).startswith(('https://', 'http://'))


@reports
def test_page_numbers_in_the_contents_are_true(made: Made) -> None:
    """Each line of the contents ends in the number of the page on which its title stands."""
    held = report.compose(catalogue.load(ROOT), made.slug, made.locale)
    texts = [letters(text) for text in _page_texts(PLACE / made.file)]
    reading = _reading(PLACE / made.file)
    for name in dict.fromkeys(page.text('title') for page in held.pages):
        match = re.search(re.escape(letters(name)) + r'(\d+)', reading)
        assert match, name
        numbers = [int(match[1][:digits]) for digits in (1, 2, 3)]
        assert any(number <= len(texts) and letters(name) in texts[number - 1] for number in numbers), (name, match[1])


@reports
def test_every_sentence_of_the_sources_is_there(made: Made) -> None:
    held = catalogue.load(ROOT)
    reading = _reading(PLACE / made.file)
    pages = [held.page(name, made.locale) for name, _ in held.reports[made.slug].page_names()]
    pages += [text for (_, locale), text in held.reports[made.slug].texts.items() if locale == made.locale]
    missing = [sentence for page in pages if page for sentence in _sentences(page) if letters(sentence) not in reading]
    assert missing == []


@reports
def test_every_note_is_there(made: Made) -> None:
    """A renderer that runs out of room at a page foot drops notes without a word: each must be read, and as often as called."""
    html = report.compose(catalogue.load(ROOT), made.slug, made.locale).html
    root = lxml.html.document_fromstring(html)
    notes = [letters(note.text_content()) for note in root.xpath('//span[@class="note"]')]
    reading = _reading(PLACE / made.file)
    assert notes
    assert [note for note in set(notes) if reading.count(note) < notes.count(note)] == []


@reports
def test_paragraphs_and_points_are_numbered_through_each_chapter(made: Made) -> None:
    """As many as the checks count, from 1 on, and each a place to link to in the PDF."""
    held = catalogue.load(ROOT)
    root = lxml.html.document_fromstring(report.compose(held, made.slug, made.locale).html)
    with pikepdf.open(PLACE / made.file) as document:
        places = _places(document)
    for chapter in held.reports[made.slug].report.chapters:
        outlines = [held.outline(page) for name in (chapter.page, *chapter.sections) if (page := held.page(name, made.locale))]
        section = root.get_element_by_id(Place.of(chapter.page))
        for kind, id in PLACES.items():
            marks = section.xpath(f'.//span[@class="{kind}-number"]')
            assert [mark.text for mark in marks] == [str(number) for number in range(1, len(marks) + 1)]
            assert len(marks) == sum(len(getattr(outline, f'{kind}s')) for outline in outlines)
            named = [next(above.get('id') for above in mark.iterancestors() if above.get('id')) for mark in marks]
            assert [name.rpartition('--')[2] for name in named] == [id.format(mark.text) for mark in marks]
            assert set(named) <= set(places)


@reports
def test_says_where_its_pages_begin(made: Made) -> None:
    """The page that the site names for a chapter is the one on which its title stands."""
    texts = [letters(text) for text in _page_texts(PLACE / made.file)]
    held = catalogue.load(ROOT)
    assert set(made.starts) == {name for name, _ in held.reports[made.slug].page_names()}
    for name, number in made.starts.items():
        page = held.page(name, made.locale)
        assert page is not None and letters(page.text('title')) in texts[number - 1]


def test_same_bytes_from_two_folders(tmp_path: Path) -> None:
    """The shortest report, made again from a copy in another folder, is the same file."""
    made = min(MADE, key=lambda made: made.pages)
    for name in ('docs', 'reports', 'publishing', 'overrides'):
        shutil.copytree(ROOT / name, tmp_path / 'elsewhere' / name, ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copy(ROOT / 'mkdocs.yml', tmp_path / 'elsewhere')
    document = report.compose(catalogue.load(tmp_path / 'elsewhere'), made.slug, made.locale)
    printed = pdf.render(document.html, files={'': tmp_path / 'elsewhere'}, created=datetime.date.fromisoformat(made.date))
    assert hashlib.sha256(printed.data).hexdigest() == made.sha256


@functools.cache
def _page_texts(file: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]


@functools.cache
def _reading(file: Path) -> str:
    """The letters of the file in the order of its tag tree, without running heads and feet."""
    return letters(reading.read(file).text)


def _sentences(page: Source) -> Iterator[str]:
    """The sentences of a page as its author typed them, without Markdown's signs."""
    for line in page.body.split('\n'):
        if NOT_TEXT.match(line) and not line.startswith('!!!'):
            continue
        line = re.sub(r'^(?:Tabel|Table|Figuur|Figure): ', '', line)
        line = re.sub(r'^\s*!!!\s+\w+|\[@[^\]]+\]|\[\^[^\]]+\]:?|\{:?[^}]*\}|^\s*(?:[-*]|\d+\.)\s(?:\[[ xX]\])?', ' ¶ ', line)
        line = re.sub(r'\[\]\([^)]*\)', ' ¶ ', line)
        line = re.sub(r'\[([^\]]+)\]\([^)]*\)', r'\1 ¶ ', line)
        for piece in re.split(r'¶|\|', line):
            yield from (sentence for sentence in re.split(r'(?<=[.!?:])\s', piece) if letters(sentence))


def _places(document: pikepdf.Pdf) -> dict[str, int]:
    """Named destination → page number from 0."""
    order = {page.objgen: number for number, page in enumerate(document.pages)}
    names = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(name): order[_page_of(destination)] for name, destination in names.items()}


def _page_of(destination: Any) -> Any:
    return (destination.D if isinstance(destination, pikepdf.Dictionary) else destination)[0].objgen


def _outline(items: list[pikepdf.OutlineItem], order: dict[Any, int]) -> Iterator[tuple[str, int]]:
    """Title and page number (from 0) of every bookmark."""
    for item in items:
        assert isinstance(item.destination, pikepdf.Array)
        yield item.title, order[item.destination[0].objgen]
        yield from _outline(list(item.children), order)
