"""A report as EPUB 3.3, with the metadata of EPUB Accessibility 1.1: the same parts, numbers and anchors as on paper.

The package is written here and not by a library: ebooklib (0.20) stamps the time of writing into the file, gives no hold on
the order and dates in the archive, and would parse and serialise again what is XHTML already; what remains is a zip file and
three templates. Same input gives the same bytes: entries carry the day of the text.

Decided: fonts are inside, with the letters of the text alone (35 kB; the SIL Open Font License allows it), so that the boxes of checklists
are never missing.
No page list: a book has no pages, and text is cited by section number. No claim of conformance (`dcterms:conformsTo`):
that needs the judgement of a person (EPUB Accessibility 1.1, 3.3), which is the collective's to ask for.
"""

from __future__ import annotations

import io
import mimetypes
import re
import string
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup

from publishing.markdown.html import inside
from publishing.pictures import book_cover, drawing, lettering, scripts
from publishing.report import soft_hyphens
from publishing.report.composed import Composed
from publishing.report.parts import Part
from publishing.words import words

TYPE = 'application/epub+zip'
XHTML = 'application/xhtml+xml'
FOLDER, PICTURES = 'EPUB', 'pictures'
STYLE = Path(__file__).parent / 'book' / 'book.css'
# What nearly every book holds, and what reading programs add: numbers and points of lists, and hyphens. All books of ours then share their
# fonts, which take longer to make than their text, and a word more is no other font.
COMMON = frozenset(f'{string.printable}áàâäéèêëíïóòôöúùûüç‘’“”–—…‐•◦▪↩€\xa0\xad')
FONT = re.compile(r'url\("fonts/([^"]+)"\)')
CONTAINER = f"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
KINDS = {  # part → its kind, in the terms of EPUB's structural semantics and of DPUB-ARIA alike
    'samenvatting': 'abstract', 'leeswijzer': 'introduction', 'begrippen': 'glossary', 'bronnen': 'bibliography', 'wijzigingen': 'appendix',
}  # fmt: skip
TYPE_OF_ROLE = {'doc-noteref': 'noteref', 'doc-backlink': 'backlink'}
MEDIA = mimetypes.MimeTypes()  # the types that Python knows, not those of the machine
MEDIA.add_type('font/woff2', '.woff2')
SVG = 'http://www.w3.org/2000/svg'


@dataclass(frozen=True)
class Item:
    """A file of the book and its line in the manifest."""

    id: str
    name: str
    type: str
    data: bytes
    properties: str = ''
    in_spine: bool = False


def write(composed: Composed) -> bytes:
    """The report as an EPUB file; `composed` in the form `BOOK`."""
    return Book(composed).archive()


class Book:
    """One report on its way into an archive."""

    def __init__(self, composed: Composed):
        self.composed = composed
        self.root, self.report, self.locale = composed.root, composed.report, composed.locale
        self.word = composed.settings.ours.words('print', self.locale) | words('book', self.locale)
        self.files = {place: f'{part.id}.xhtml' for part in composed.parts for place in _places(part)}
        self.pictures: dict[str, str] = {}  # name from the root → name in the book

    def archive(self) -> bytes:
        """The bytes of the file: `mimetype` first and uncompressed (OCF 3.3, 4.2.2), every entry with the day of the text."""
        items = [*self._items()]
        package = self._render('package.opf', items=items)
        entries = [('mimetype', TYPE.encode()), ('META-INF/container.xml', CONTAINER.encode()), (f'{FOLDER}/package.opf', package)]
        entries += [(f'{FOLDER}/{item.name}', item.data) for item in items]
        file = io.BytesIO()
        day = self.composed.version.date
        with zipfile.ZipFile(file, 'w') as archive:
            for name, data in entries:
                entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
                packed = name != 'mimetype' and not name.endswith(('.woff2', '.png', '.jpg', '.jpeg', '.webp'))
                entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
                archive.writestr(entry, data, compresslevel=9)
        return file.getvalue()

    def _items(self) -> Iterator[Item]:
        pages = [*self._pages()]
        yield from pages
        style = drawing.filled(STYLE.read_text(encoding='utf-8') + self._rules())
        yield Item('style', 'book.css', 'text/css', style.encode())
        yield Item('cover-picture', 'cover.png', 'image/png', self._cover(), 'cover-image')
        from publishing.pictures import fonts  # imported late: a site makes no book

        signs = COMMON.union(*(page.data.decode() for page in pages))
        for name in FONT.findall(style):
            yield self._file(f'fonts/{name}', fonts.only((self.root / lettering.FONTS / name).read_bytes(), signs))
        for source, name in self.pictures.items():
            yield self._file(name, (self.root / source).read_bytes())

    def _pages(self) -> Iterator[Item]:
        yield Item('cover', 'cover.xhtml', XHTML, self._render('cover.xhtml'), in_spine=True)
        yield Item('colophon', 'colofon.xhtml', XHTML, self._render('colophon.xhtml'), in_spine=True)
        navigation = self._render('nav.xhtml', place=self._address, kinds=KINDS)
        yield Item('nav', 'nav.xhtml', XHTML, navigation, 'nav', in_spine=True)
        for part in self.composed.parts:
            yield self._part(part)

    def _rules(self) -> str:
        """The fonts that only some texts ask for."""
        held = self.composed
        text = ''.join([held.cited.title, *(f'{part.title}{part.body}{part.notes}' for part in held.parts)])
        return ''.join(face.rule(f'fonts/{face.file}') for face in scripts.asked(text))

    def _part(self, part: Part) -> Item:
        """A chapter or other part, on a page of its own."""
        body = inside(self._ready(part.body))
        drawn = 'svg' if '<svg' in body else ''
        kind = KINDS.get(part.id, 'chapter')
        data = self._render('chapter.xhtml', part=part, body=body, notes=self._notes(part), kind=kind, to=self._address)
        return Item(f'part-{part.id}', f'{part.id}.xhtml', XHTML, data, drawn, in_spine=True)

    def _file(self, name: str, data: bytes) -> Item:
        kind = MEDIA.guess_type(name)[0] or 'application/octet-stream'
        return Item(re.sub(r'[^\w.-]', '-', name), name, kind, data)

    def _render(self, template: str, **more: Any) -> bytes:
        return (self.composed.render(template, **{'word': self.word, **more}).strip() + '\n').encode()

    def _ready(self, text: Markup) -> etree.Element:
        """A text as it stands in the book: links lead to the file of their place, pictures and drawings are XHTML's."""
        root = etree.fromstring(f'<div>{text}</div>')
        for element in root.iter():
            self._make_ready(element)
        return root

    def _address(self, place: str) -> str:
        """Where a place is: its file, and its name in it."""
        return f'{self.files[place]}#{place}'

    def _make_ready(self, element: etree.Element) -> None:
        if element.get('href', '').startswith('#'):
            element.set('href', self._address(element.get('href', '')[1:]))
        if element.get('role', '') in TYPE_OF_ROLE:
            element.set('epub:type', TYPE_OF_ROLE[element.get('role', '')])
        if element.get('lang'):
            element.set('xml:lang', element.get('lang', ''))
        if element.tag == 'svg':
            element.set('xmlns', SVG)
        if element.tag == 'table':
            soft_hyphens.soften(element, self.locale)
        if element.tag == 'img':
            name = element.get('src', '').lstrip('/')
            self.pictures[name] = f'{PICTURES}/{PurePosixPath(name).relative_to("docs") if name.startswith("docs/") else name}'
            element.set('src', self.pictures[name])

    def _notes(self, part: Part) -> Markup:
        """The notes of a chapter as asides, which reading systems show where they are called."""
        root = self._ready(part.notes)
        for item in root.findall('li'):
            item.tag = 'aside'
            item.set('role', 'doc-footnote')
            item.set('epub:type', 'footnote')
            number = etree.Element('span', {'class': 'number'})
            number.text = item.attrib.pop('value')
            if item[0].tag != 'p':  # a list, say: the number still comes first
                item.insert(0, etree.Element('p'))
            first = item[0]
            number.tail, first.text = f' {(first.text or "").lstrip()}', None
            first.insert(0, number)
        return inside(root)

    def _cover(self) -> bytes:
        held = self.report
        called = self.composed.version
        edition = f'{called.dated(self.locale)} · {self.word[f"status-{called.status}"]}'
        title, subtitle = held.title.of(self.locale), held.subtitle.of(self.locale)
        return book_cover.png(self.root, self.composed.render('tiles.svg'), self.composed.settings.site_name, title, subtitle, edition)


def _places(part: Part) -> Iterator[str]:
    """Every id in a part, its own first."""
    yield part.id
    yield from re.findall(r'\sid="([^"]+)"', part.body + part.notes)
