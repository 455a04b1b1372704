"""The text of a frozen edition on one page, made from its EPUB: what was frozen is read, so the page says the same for ever.

Its places have the names that they have in the book, so that who was sent to a paragraph of the book finds it here.
"""

from __future__ import annotations

import functools
import io
import re
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from publishing.markdown.html import inside
from publishing.markdown.tables import put_in_regions
from publishing.report import blocks, plain_text
from publishing.report.blocks import classes_of
from publishing.report.epub import FOLDER, PICTURES
from publishing.report.parts import Entry
from publishing.sources.editions import EPUB, Edition
from publishing.words import words

HEADING = re.compile(r'h([1-6])')
DEEPEST = 6
OF_BOOKS = '{'  # how the name of an attribute begins that HTML does not know: `epub:type`, `xml:lang`


@dataclass(frozen=True)
class FrozenText:
    """The text and its contents in two levels, as HTML; pictures stand below the page, as in the book."""

    text: Markup
    contents: list[Entry]


@dataclass(frozen=True)
class Plain:
    """It, and where it stands on the site."""

    address: str
    text: str


@functools.lru_cache(maxsize=128)  # its own page and that of its edition ask for the same
def of(edition: Edition, locale: str) -> FrozenText:
    """The text of an edition in one language. LookupError for one that was withdrawn."""
    data = (edition.folder / edition.book(locale).file).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [next(page.iter('section')) for page in blocks.pages_of(book, blocks.AROUND)]
    places = {element.get('id') for part in parts for element in part.iter()}
    contents = [_entry(part) for part in parts]
    holder = etree.Element('div')
    for part in parts:
        _make_ready(part, places, locale)
        holder.append(part)
    put_in_regions(holder, words('markdown', locale)['table'])
    return FrozenText(inside(holder), contents)


@functools.lru_cache(maxsize=128)  # both languages of a site offer it, and write it
def plain(edition: Edition, locale: str) -> Plain | None:
    """The text of an edition as plain text; None for one that keeps it as a file of its own, or has no book."""
    address = plain_address(edition, locale)
    if not address or edition.facts.withdrawn:
        return None
    return Plain(address, plain_text.of_book((edition.folder / edition.book(locale).file).read_bytes()))


def plain_address(edition: Edition, locale: str) -> str:
    """Where that stands on the site, or stood; '' where there is none."""
    book = edition.file(EPUB, locale)
    return f'{edition.address(book).removesuffix(".epub")}{plain_text.SUFFIX}' if book and not edition.file('plain', locale) else ''


def pictures(edition: Edition, locale: str) -> Iterator[tuple[str, bytes]]:
    """The address of each picture below the page, and its content."""
    with zipfile.ZipFile(edition.folder / edition.book(locale).file) as book:
        for name in book.namelist():
            if name.startswith(f'{FOLDER}/{PICTURES}/'):
                yield name.removeprefix(f'{FOLDER}/'), book.read(name)


def _entry(part: etree.Element) -> Entry:
    """The line of a part in the contents, with those of its sections when it is a chapter."""
    title = next(part.iter('h1'))
    inner = [_line(heading, heading.get('id', '')) for heading in part.iter('h2') if heading.get('id') and _is_numbered(heading)]
    return _line(title, part.get('id', ''), inner)


def _is_numbered(heading: etree.Element) -> bool:
    return len(heading) > 0 and 'number' in classes_of(heading[0])


def _line(heading: etree.Element, id: str, inner: list[Entry] | None = None) -> Entry:
    number = heading[0].text or '' if _is_numbered(heading) else ''
    title = ''.join(heading.itertext()).strip().removeprefix(number).strip()
    return Entry(id, number, Markup.escape(title), inner or [])


def _make_ready(part: etree.Element, places: Container[str | None], locale: str) -> None:
    """A part of a book as a part of a page: below the title of the report, and everything within reach."""
    part.set('class', f'part-{part.get("class", "")}')
    part.attrib.pop('role', None)
    for notes in part.findall('section[@role="doc-endnotes"]'):
        _fold(notes, next(part.iter('h1')))
    for element in part.iter():
        _adapt(element, places)
    up = etree.SubElement(part, 'p', {'class': 'to-contents'})
    etree.SubElement(up, 'a', {'href': '#inhoud'}).text = words('print', locale)['to-contents']


def _adapt(element: etree.Element, places: Container[str | None]) -> None:
    for name in [name for name in element.attrib if name.startswith(OF_BOOKS)]:
        del element.attrib[name]
    if level := HEADING.fullmatch(element.tag):
        element.tag = f'h{min(int(level[1]) + 1, DEEPEST)}'
    elif element.tag == 'img':
        element.set('loading', 'lazy')
    elif element.tag == 'a':
        file, sign, place = element.get('href', '').partition('#')
        if file.endswith('.xhtml') or not file:
            place = place or file.removesuffix('.xhtml')
            element.set('href', f'#{place}') if place in places else element.attrib.pop('href', None)


def _fold(notes: etree.Element, title: etree.Element) -> None:
    """The notes of a part as a list that opens, as on the page of a report: they are a quarter of all text."""
    heading, *held = list(notes)
    for child in list(notes):
        notes.remove(child)
    notes.set('class', 'footnote')
    details = etree.SubElement(notes, 'details')
    heading.tail = None
    heading.tag = 'h2'  # becomes one lower, as all headings do
    heading.text = f'{heading.text}: {"".join(title.itertext()).strip()}'
    etree.SubElement(details, 'summary').append(heading)
    items = etree.SubElement(details, 'ol')
    for note in held:
        items.append(_item(note))


def _item(note: etree.Element) -> etree.Element:
    """A note as an item with its own number, which a book writes out."""
    item = etree.Element('li', {'id': note.get('id', '')})
    item.extend(list(note))
    first = next(note.iter('p'), None)
    number = first.find('span[@class="number"]') if first is not None else None
    if first is not None and number is not None:
        item.set('value', number.text or '')
        first.text = (number.tail or '').lstrip()
        first.remove(number)
    return item
