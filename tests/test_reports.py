"""The real PDFs, opened by others: pikepdf and PDFium read them. What their proofs say is in test_proof.py."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pypdfium2
import zxingcpp

from publishing.print.proof import files, reading
from publishing.print.proof.reading import letters
from publishing.report import composer
from publishing.report.composed import Document
from publishing.report.fragment import place_of
from publishing.sources import catalogue, manifest, settings
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Made
from publishing.sources.numbered_things import THINGS
from publishing.sources.source import Source
from publishing.words import words
from tests.kinds import REPORTS, reports

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / manifest.FOLDER
MM = 72 / 25.4
NUMBERS, RIGHT = 26 * MM, (210 - 24) * MM  # of the column of numbers and of the text: publishing/print/report.css
FOOT, HEAD = 21 * MM, (297 - 21) * MM  # between the running foot and head
LEAST = 0.08  # of the height of a page is text: an end of a chapter is some lines and its sources
NOTE = 8.6  # points: notes and numbers are not larger
NOT_TEXT = re.compile(r'^(?:---$|\s*///|```|\|[\s:|-]+\|$|\s*$)')


@functools.cache
def sources() -> Catalogue:
    return catalogue.load(ROOT)


@functools.cache
def composed(slug: str, locale: str) -> Document:
    """A report as it goes to print, put together once for all that is asked of it."""
    return composer.compose(sources(), slug, locale)


def test_every_report_is_there_in_both_languages(built: None) -> None:
    held = manifest.read(PLACE).reports
    assert sorted((made.slug, made.locale) for made in held) == sorted(REPORTS)
    assert all(manifest.is_intact(PLACE, made) for made in held)


@reports
def test_says_what_it_is(made: Made) -> None:
    with pikepdf.open(PLACE / made.file) as document:
        assert str(document.Root.Lang) == made.locale
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        facts = document.open_metadata()
        assert facts['dc:title'].startswith(made.title.of(made.locale))
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
    assert all(re.match('Atkinson|Fraunces|Signs|Mathematics|Noto|Mono', name) for name in proof.fonts), proof.fonts


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
    held = sources()
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
    held = composed(made.slug, made.locale)
    texts = [letters(text) for text in _page_texts(PLACE / made.file)]
    reading = _reading(PLACE / made.file)
    for name in dict.fromkeys(page.text('title') for page in held.pages):
        match = re.search(re.escape(letters(name)) + r'(\d+)', reading)
        assert match, name
        numbers = [int(match[1][:digits]) for digits in (1, 2, 3)]
        assert any(number <= len(texts) and letters(name) in texts[number - 1] for number in numbers), (name, match[1])


@reports
def test_every_sentence_of_the_sources_is_there(made: Made) -> None:
    held = sources()
    reading = _reading(PLACE / made.file)
    pages = [held.page(name, made.locale) for name, _ in held.reports[made.slug].page_names()]
    pages += [text for (_, locale), text in held.reports[made.slug].texts.items() if locale == made.locale]
    missing = [sentence for page in pages if page for sentence in _sentences(page) if letters(sentence) not in reading]
    assert missing == []


@reports
def test_every_note_is_there(made: Made) -> None:
    """A renderer that runs out of room at a page foot drops notes without a word: each must be read, and as often as called."""
    html = composed(made.slug, made.locale).html
    root = lxml.html.document_fromstring(html)
    notes = [letters(note.text_content()) for note in root.xpath('//span[@class="note"]')]
    reading = _reading(PLACE / made.file)
    assert notes
    assert [note for note in set(notes) if reading.count(note) < notes.count(note)] == []


@reports
def test_paragraphs_and_points_are_numbered_through_each_chapter(made: Made) -> None:
    """As many as the checks count, from 1 on, and each a place to link to in the PDF."""
    held = sources()
    root = lxml.html.document_fromstring(composed(made.slug, made.locale).html)
    with pikepdf.open(PLACE / made.file) as document:
        places = _places(document)
    for chapter in held.reports[made.slug].report.chapters:
        outlines = [page.outline for name in (chapter.page, *chapter.sections) if (page := held.page(name, made.locale))]
        section = root.get_element_by_id(place_of(chapter.page))
        for thing in (thing for thing in THINGS if thing.place):
            marks = section.xpath(f'.//span[@class="{thing.name}-number"]')
            assert [mark.text for mark in marks] == [str(number) for number in range(1, len(marks) + 1)]
            assert len(marks) == sum(len([*outline.things(thing)]) for outline in outlines)
            named = [next(above.get('id') for above in mark.iterancestors() if above.get('id')) for mark in marks]
            assert [name.rpartition('--')[2] for name in named] == [thing.place.format(mark.text) for mark in marks]
            assert set(named) <= set(places)


@reports
def test_says_where_its_pages_begin(made: Made) -> None:
    """The page that the site names for a chapter, and search for a section, is the one on which its title stands."""
    texts = [letters(text) for text in _page_texts(PLACE / made.file)]
    held = sources()
    titles = {}
    for name, _ in held.reports[made.slug].page_names():
        page = held.page(name, made.locale)
        assert page is not None
        titles[name] = page.text('title')
        titles |= {f'{name}#{heading.id}': heading.title for heading in page.outline.headings if heading.id}
    assert made.starts.keys() >= titles.keys()  # the headings of lists are made
    assert {name for name, title in titles.items() if letters(title) not in texts[made.starts[name] - 1]} == set()


@reports
def test_sources_of_a_chapter_lead_to_the_list_and_name_their_notes(made: Made) -> None:
    """Every source of the chapter's pages, at its place in the list at the end; a number is that of a note of the chapter."""
    held = sources()
    root = lxml.html.document_fromstring(composed(made.slug, made.locale).html)
    listed = root.get_element_by_id('bronnen').xpath('.//@id')
    with pikepdf.open(PLACE / made.file) as document:
        places = _places(document)
    for chapter in held.reports[made.slug].report.chapters:
        section = root.get_element_by_id(place_of(chapter.page))
        keys = {key for name in (chapter.page, *chapter.sections) if (page := held.page(name, made.locale)) for key in held.cited(page)}
        links = section.xpath('.//section[@class="chapter-sources"]//a/@href')
        assert sorted(link.rpartition('--')[2] for link in links) == sorted(keys)
        assert all(link[1:] in places and link[1:] in listed for link in links)
        notes = set(section.xpath('.//span[@class="note"]/@data-number'))
        named = re.findall(r'(?:noot|noten|notes?)\xa0([\d, ]+)', ''.join(section.xpath('.//section[@class="chapter-sources"]/p//text()')))
        assert {number for numbers in named for number in numbers.split(', ')} <= notes
        assert named or not notes


@reports
def test_a_page_is_filled_ends_in_text_and_keeps_its_margins(made: Made) -> None:
    """No heading closes a page, none is nearly empty but for a text that is, and nothing stands beside the column and its margin."""
    document = pypdfium2.PdfDocument(PLACE / made.file)
    begins = {mark.get_dest().get_index() + 1 for mark in document.get_toc() if mark.level == 0} | {len(document) + 1}
    for number, page in enumerate(document, 1):
        if number == 1:
            continue  # the cover bleeds
        pieces = [piece for piece in _pieces(page) if FOOT < piece.bottom < HEAD]
        assert all(piece.left >= NUMBERS - 1 and piece.right <= RIGHT + 1.5 for piece in pieces), f'page {number}'
        covered = {point for piece in pieces for point in range(int(piece.bottom), int(piece.bottom + piece.size))}
        is_whole_text = {number, number + 1} <= begins
        assert is_whole_text or len(covered) > LEAST * (HEAD - FOOT), f'page {number} is nearly empty'
        text = [piece.bottom for piece in pieces if not piece.heading and piece.size > NOTE]
        headings = [piece.bottom for piece in pieces if piece.heading]
        assert not headings or min(text) < min(headings), f'page {number} ends in a heading'


def test_every_text_in_print_has_contrast() -> None:
    """At least 4.5:1 (WCAG 2.2, 1.4.3) for each colour of text, on paper and on what a box or the cover puts behind it."""
    style = (ROOT / 'publishing/print/report.css').read_text(encoding='utf-8')
    tokens = dict(re.findall(r'--([\w-]+): (#[0-9a-f]{6});', (ROOT / 'overrides/assets/style/tokens.css').read_text(encoding='utf-8')))
    inks = set(re.findall(r'(?<![\w-])color: var\(--([\w-]+)\)', style))
    grounds = ['#ffffff', *(tokens[name] for name in set(re.findall(r'background: var\(--([\w-]+)\)', style)))]
    assert len(inks) > 4 and len(grounds) > 2
    assert {(ink, ground) for ink in inks for ground in grounds if _contrast(tokens[ink], ground) < 4.5} == set()


def test_boxes_differ_without_colour() -> None:
    """Printed in black and white, the frame of each kind of box is another."""
    style = (ROOT / 'publishing/print/report.css').read_text(encoding='utf-8')
    frames = dict(re.findall(r'^\.admonition\.([\w-]+) \{([^}]*)\}', style, re.M))
    bare = [re.sub(r'var\(--[\w-]+\)|(?:border-color|background): [^;]*;', '', frame).split() for frame in frames.values()]
    assert len(bare) > 5 and len({tuple(frame) for frame in bare}) == len(bare), frames


@dataclass(frozen=True)
class Piece:
    """Some text as it stands on a page, in points from the left and from the foot."""

    left: float
    right: float
    bottom: float
    size: float
    heading: bool


def _pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    """Everything that is set on a page, by PDFium; not what a drawing holds apart, which has places of its own."""
    for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        left, bottom, right, _ = item.get_bounds()
        if right > left:
            size = item.get_font_size() * abs(item.get_matrix().d)
            yield Piece(left, right, bottom, size, 'Fraunces' in item.get_font().get_base_name())


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2: contrast ratio of two colours `#rrggbb`."""
    light, dark = sorted(map(_luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


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
        if NOT_TEXT.match(line):
            continue
        line = re.sub(r'^\s*(?:Tabel|Table|Figuur|Figure): ', '', line)
        line = re.sub(r'^\s*(?:!!!|\?\?\?\+?)\s+\w+', ' ¶ ', line)
        line = re.sub(r'\[@[^\]]+\]|\[\^[^\]]+\]:?|\{:?[^}]*\}|^\s*(?:[-*]|\d+\.)\s(?:\[[ xX]\])?', ' ¶ ', line)
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
