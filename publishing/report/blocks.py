"""The text of a report as blocks that can be compared: read from its EPUB, so that it works for every edition ever frozen.

Every word that a reader gets stands in exactly one block, but for what is not the text itself: numbers, which shift when something comes
before them; cover, contents and colophon; the list of changes; and the sources by chapter, which repeat the notes.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator

from publishing.report.block import Block, Kind, Place
from publishing.sources.fingerprints import normal

AROUND = ('cover.xhtml', 'colofon.xhtml', 'nav.xhtml')  # what stands around the text
UNREAD = (*AROUND, 'wijzigingen.xhtml')
NUMBERS = {'number', 'paragraph-number', 'point-number', 'label', 'box', 'footnote-backref', 'page-number'}
REPEATED = {'chapter-sources'}
INLINE = {
    'a', 'abbr', 'b', 'bdi', 'br', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'img', 'input', 'ins', 'kbd', 'label', 'mark', 'q', 's', 'samp',
    'small', 'span', 'strong', 'sub', 'sup', 'svg', 'time', 'u', 'var', 'wbr',
}  # fmt: skip
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
KINDS: dict[str, Kind] = {
    'li': 'item', 'tr': 'row', 'aside': 'note', 'caption': 'caption', 'figcaption': 'caption', 'dt': 'term', 'dd': 'term',
    **dict.fromkeys(HEADINGS, 'heading'),
}  # fmt: skip
ANNEXES: dict[str, Kind] = {'bronnen': 'source', 'begrippen': 'term'}
NOTE = re.compile(r'(?:^|--)fn-')  # in the id of a note, where notes are the items of a list
CELL, CALL = '|', '†'
SOFT = '\u00ad'  # where a word may be broken, which is the layout's
SUM = 16

Picture = Callable[[str], bytes]  # the bytes of a picture by its name in the book


def of_book(data: bytes) -> list[Block]:
    """The blocks of an EPUB of ours, of any age, in the order of its spine. Raises BadZipFile, KeyError, ParseError for another file."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [block for part in pages_of(book, UNREAD) for block in of_part(part, lambda name: book.read(f'EPUB/{name}'))]


def pages_of(book: zipfile.ZipFile, unread: Container[str]) -> Iterator[etree.Element]:
    """The pages of a book in the order of its spine, but those that go unread; their elements without namespaces."""
    package = etree.fromstring(book.read('EPUB/package.opf'))
    files = {item.get('id'): item.get('href', '') for item in package.findall('.//{*}item')}
    for name in (files[item.get('idref')] for item in package.findall('.//{*}itemref')):
        if name not in unread:
            yield _bare(etree.fromstring(book.read(f'EPUB/{name}')))


def of_part(page: etree.Element, picture: Picture) -> Iterator[Block]:
    """The blocks of one part: a page of a book, its elements without namespaces."""
    for section in page.iter('section'):
        yield from _Reader(section, picture).blocks()
        return


def of_xhtml(pages: Iterable[str], picture: Picture) -> list[Block]:
    """The blocks of parts as they are about to become pages of a book."""
    return [block for page in pages for block in of_part(_bare(etree.fromstring(page)), picture)]


def _bare(page: etree.Element) -> etree.Element:
    for element in page.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition('}')[2]
    return page


class _Reader:
    """Walks through a part; the words of a block are gathered until an element begins or ends that is no part of a line."""

    def __init__(self, section: etree.Element, picture: Picture):
        self.section, self.picture = section, picture
        self.part = section.get('id', '')
        self.place = self.chapter = Place(self.part, self.part, '', '')
        self.found: list[Block] = []
        self.note = ''  # its number, where notes are the items of a list
        self._start()

    def blocks(self) -> list[Block]:
        """All of them, in reading order."""
        self._inside(self.section, 'text', '')
        return self.found

    def _start(self) -> None:
        self.words: list[str] = []
        self.compared: list[str] = []
        self.heard = ''  # text of which the last word may still go on
        self.links: set[str] = set()
        self.passage = ''

    def _inside(self, element: etree.Element, kind: Kind, id: str) -> None:
        """Read what an element holds; what is directly in it is of this kind."""
        lang = element.get('lang', '')
        self._say(element.text)
        for child in element:
            if not isinstance(child.tag, str) or REPEATED & classes_of(child):
                pass
            elif child.tag in INLINE:
                self._line(child)
            else:
                self._end(kind, id, lang)
                self._enter(child)
                self._row(child) if child.tag == 'tr' else self._inside(child, self._kind(child, kind), child.get('id') or id)
                self.note = '' if child.tag == 'li' else self.note
            self._say(child.tail)
        self._end(kind, id, lang)

    def _kind(self, element: etree.Element, outer: Kind) -> Kind:
        """What the words directly in an element are: a paragraph in a note or an item is of that."""
        if element.tag == 'h1':
            return 'title'
        if 'summary' in classes_of(element):
            return 'summary'
        held = 'note' if self.note else KINDS.get(element.tag)
        annex = ANNEXES.get(self.part)
        if annex and held in ('item', 'term'):
            return annex
        return held or (outer if outer in ('note', 'item', 'term', 'source') else 'text')

    def _enter(self, element: etree.Element) -> None:
        """From a heading on blocks stand under it; one without an id of its own is in the section before."""
        if element.tag == 'li' and element.get('value') and NOTE.search(element.get('id', '')):
            self.note = element.get('value', '')
        elif element.tag == 'h1' or (element.tag in HEADINGS and element.get('id')):
            number = next((span.text or '' for span in element.iter('span') if 'number' in classes_of(span)), '')
            title = ' '.join(''.join(_plain(element)).split())
            self.place = Place(self.part, element.get('id') or self.part, number, title)
            self.chapter = self.place if element.tag == 'h1' else self.chapter

    def _row(self, row: etree.Element) -> None:
        """A row of a table is one block, whatever its cells hold."""
        for number, cell in enumerate(row):
            if number:
                self._word(CELL, CELL)
            self._say(cell.text)
            for element in cell:
                self._line(element)
                self._say(element.tail)
        self._end('row', row.get('id', ''), row.get('lang', ''))

    def _line(self, element: etree.Element) -> None:
        """Read an element that is part of a line."""
        classes = classes_of(element)
        if NUMBERS & classes:
            if classes & {'paragraph-number', 'number'}:
                self.passage = (element.text or '').strip()
            return
        if element.tag == 'img':
            self._draw(element.get('alt', ''), self.picture(posixpath.normpath(element.get('src', ''))))
        elif element.tag == 'svg':
            self._draw(_said(element), '\n'.join(_strokes(element)).encode())
        elif 'footnote-ref' in classes:
            self._word(CALL, f'({element.text})')
        elif 'reference' in classes and '#' in element.get('href', ''):
            self._refer(element)
        else:
            self._inline(element)

    def _inline(self, element: etree.Element) -> None:
        self._say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._line(child)
            self._say(child.tail)
        if element.tag == 'a' and element.get('href'):
            self._lead(element)

    def _lead(self, link: etree.Element) -> None:
        """Where a link leads is compared too, also where its words do not say so."""
        target = link.get('href', '')
        if ':' in target.partition('#')[0]:
            if ''.join(''.join(_plain(link)).split()) != target:
                self._word(f'→{target}', f'({target})')
        else:
            self.links.add(target.rpartition('#')[2])
            self._word(f'→{target.rpartition("#")[2]}', '')

    def _refer(self, link: etree.Element) -> None:
        """`zie tabel 3.1`: the same as long as it leads to the same place."""
        target = link.get('href', '').rpartition('#')[2]
        self.links.add(target)
        self._word(f'→{target}', ' '.join(''.join(link.itertext()).split()))

    def _draw(self, said: str, data: bytes) -> None:
        self._word(f'picture {hashlib.sha256(data).hexdigest()[:SUM]} {normal(said)}', f'[{said}]')

    def _say(self, text: str | None) -> None:
        self.heard += text or ''

    def _hear(self) -> None:
        """What was said becomes words; emphasis within a word does not part it."""
        for word in self.heard.replace(SOFT, '').split():
            self.words.append(word)
            self.compared.append(normal(word) or word)
        self.heard = ''

    def _word(self, compared: str, shown: str) -> None:
        """A sign that stands for something else than its letters."""
        self._hear()
        self.words.append(shown)
        self.compared.append(compared)

    def _end(self, kind: Kind, id: str, lang: str) -> None:
        self._hear()
        if self.words:
            alone = len(self.words) == 1 and self.compared[0].startswith('picture ')
            held: Kind = 'picture' if alone else kind
            place = self.chapter if held == 'note' else self.place
            said = tuple(self.words), tuple(self.compared)
            passage = self.note or self.passage if held in ('text', 'note') else ''
            self.found.append(Block(place, held, *said, passage, id, lang, frozenset(self.links)))
        self._start()


def classes_of(element: etree.Element) -> set[str]:
    """The names in its attribute `class`."""
    return set(element.get('class', '').split())


def _plain(element: etree.Element) -> Iterator[str]:
    """The text of an element without its numbers."""
    yield element.text or ''
    for child in element:
        if isinstance(child.tag, str) and not NUMBERS & classes_of(child):
            yield from _plain(child)
        yield child.tail or ''


def _strokes(drawing: etree.Element) -> Iterator[str]:
    """A drawing as lines that are the same for the same picture, whatever its namespaces are called."""
    for element in drawing.iter():
        held = sorted((name, value) for name, value in element.attrib.items() if not name.startswith(('{', 'xml')))
        yield f'{element.tag} {held} {(element.text or "").strip()} {(element.tail or "").strip()}'


def _said(drawing: etree.Element) -> str:
    """What a drawing says of itself."""
    told = [element for element in drawing.iter() if isinstance(element.tag, str) and element.tag in ('title', 'desc')]
    return ' '.join(' '.join(''.join(element.itertext()).split()) for element in told) or drawing.get('aria-label', '')
