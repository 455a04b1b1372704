"""A converted page on its way into a report: its notes, ids, links and headings made ready for one long document."""

from __future__ import annotations

import copy
import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from publishing import pagenumbers
from publishing.markdown.context import PageContext
from publishing.outline import without_code
from publishing.problems import Problem, ProblemsFound
from publishing.source import Source

ENTITY = re.compile(r'&([A-Za-z][A-Za-z0-9]*);')
TAG = re.compile(r'<[a-zA-Z/!][^>:@]*>?')
XML_OWN = {'amp', 'lt', 'gt', 'quot'}
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')


class Place:
    """Names of places in a report: unique, and the same in both languages."""

    @staticmethod
    def of(name: str, fragment: str = '') -> str:
        """The id of a page, or of a place in it: `samenwerking-overeenkomst--tab-x`."""
        page = name.replace('/', '-')
        return f'{page}--{fragment}' if fragment else page


@dataclass(frozen=True)
class Named:
    """A heading or caption as a list entry: id, number and title (HTML)."""

    id: str
    number: str
    title: Markup


def _unreadable(page: Source) -> Problem:
    """Told at the first HTML that the author typed: Python-Markdown keeps no lines."""
    body = without_code(page.body)
    tag = TAG.search(body)
    line = body[: tag.start()].count('\n') if tag else 0
    return Problem(page.path, page.body_line + line, 'raw-html', {'text': page.body.split('\n')[line].strip()})


class Fragment:
    """The element tree of one page's body."""

    def __init__(self, root: etree.Element, page: PageContext, notes: int = 0):
        self.root, self.page, self.notes = root, page, notes
        self._number_notes()
        self._place_ids()
        self._place_links()
        self._place_pictures()

    @classmethod
    def read(cls, text: str, page: PageContext, notes: int = 0) -> Fragment:
        """Read converted Markdown, its notes numbered on from `notes`; ProblemsFound when the author's own HTML in it can't be read."""
        plain = ENTITY.sub(lambda match: match[0] if match[1] in XML_OWN else html.unescape(match[0]), text)
        try:
            return cls(etree.fromstring(f'<div>{plain}</div>'), page, notes)
        except etree.ParseError as error:
            raise ProblemsFound([_unreadable(page.source)]) from error

    def html(self) -> Markup:
        """The fragment as HTML text."""
        inner = ''.join(etree.tostring(child, encoding='unicode', short_empty_elements=True) for child in self.root)
        return Markup(_html_void(html.escape(self.root.text or '', quote=False) + inner))

    def demote(self, by: int) -> None:
        """Every heading `by` levels deeper, for a page that is a section of a chapter."""
        for element in self.root.iter():
            if by and element.tag in HEADINGS:
                element.tag = f'h{min(int(element.tag[1]) + by, 6)}'

    def headings(self, level: int) -> Iterator[Named]:
        """The headings of one level, for the contents."""
        for element in self.root.iter(f'h{level}'):
            number = element.find('span[@class="number"]')
            yield Named(element.get('id', ''), number.text or '' if number is not None else '', _inner(element, 'number'))

    def captions(self, kind: str) -> Iterator[Named]:
        """The captions of `tables` or `figures`, in order."""
        holder, tag = ('table', 'caption') if kind == 'tables' else ('figure', 'figcaption')
        for element in self.root.iter(holder):
            caption = element.find(tag)
            if caption is not None:
                label = caption.find('span[@class="label"]')
                yield Named(element.get('id', ''), label.text or '' if label is not None else '', _inner(caption, 'label'))

    def _number_notes(self) -> None:
        """Each note moves to its first call, where print floats it to the page foot; a later call points at it."""
        areas = self.root.findall('.//div[@class="footnote"]')
        notes = {item.get('id', ''): item for area in areas for item in area.findall('ol/li')}
        for item in notes.values():
            _put_inner_notes(item, notes)
        placed: set[str] = set()
        before, self.notes = self.notes, self.notes + len(notes)
        for parent in list(self.root.iter()):
            for call in [child for child in parent if child.tag == 'sup' and child.find('a[@class="footnote-ref"]') is not None]:
                link = call.find('a')
                assert link is not None
                name = link.get('href', '')[1:]
                number = str(before + int(link.text or 0))
                note = _again(name, number) if name in placed else _note(notes[name], name, number)
                placed.add(name)
                note.tail = call.tail
                parent[list(parent).index(call)] = note
        for parent in list(self.root.iter()):
            for area in [child for child in parent if child.get('class') == 'footnote' and child.tag == 'div']:
                parent.remove(area)

    def _place_ids(self) -> None:
        for element in self.root.iter():
            if element.get('id'):
                element.set('id', Place.of(self.page.source.name, element.get('id', '')))
            if element.get('aria-labelledby'):
                places = (Place.of(self.page.source.name, part) for part in element.get('aria-labelledby', '').split())
                element.set('aria-labelledby', ' '.join(places))

    def _place_pictures(self) -> None:
        """Pictures are named from the root, where the renderer looks for files."""
        for picture in self.root.iter('img'):
            picture.set('src', f'/{posixpath.normpath(posixpath.join(posixpath.dirname(self.page.source.path), picture.get("src", "")))}')

    def _place_links(self) -> None:
        """Links to this report become page references, other internal links full addresses of the site.

        The first link of a page to a place outside it takes the page number ; the number again, or for a
        place near by, would only be noise.
        """
        paged: set[str] = set()
        for link in self.root.iter('a'):
            address, css = link.get('href', ''), link.get('class', '')
            found = self.page.target(address)
            if found is None:
                kind = 'address' if (link.text or '').startswith('http') else 'outside'
            elif found[0].name in self.page.numbers or found[0] is self.page.source:
                link.set('href', f'#{Place.of(found[0].name, found[1])}')
                kind = 'inside'
                if found[0] is not self.page.source and link.get('href', '') not in paged:
                    paged.add(link.get('href', ''))
                    _add_page(link, link.get('href', '')[1:])
            else:
                place = f'#{found[1]}' if found[1] else ''
                link.set('href', self.page.catalogue.settings.page_address(found[0].name, self.page.locale) + place)
                kind = 'outside'
            link.set('class', f'{css} {kind}'.strip())


def _add_page(link: etree.Element, place: str) -> None:
    """` (p. 12)` behind the text of a link, the number still to be filled in.

    The space that may not break stands with the number: Pango breaks a run that ends in a space too early.
    """
    number = etree.SubElement(link, 'span', {'class': 'page-number', pagenumbers.MARK: place})
    number.text, number.tail = f'\u00a0{pagenumbers.STAND_IN}', ')'
    before = link[-2] if len(link) > 1 else None
    if before is not None:
        before.tail = f'{before.tail or ""} (p.'
    else:
        link.text = f'{link.text or ""} (p.'


def _note(item: etree.Element, name: str, number: str) -> etree.Element:
    """The note as an inline element behind the word that it belongs to; its place is the call, for a float has no anchor."""
    call = etree.Element('span', {'class': 'call', 'id': name})
    note = etree.SubElement(call, 'span', {'class': 'note', 'data-number': number})
    for paragraph in item.iter('p'):
        note.append(_words(paragraph))
    return call


def _words(paragraph: etree.Element) -> etree.Element:
    """A paragraph of a note as a span, without the links back that only a screen needs."""
    held = copy.deepcopy(paragraph)
    for back in [child for child in held if child.get('class') == 'footnote-backref']:
        held.remove(back)
    held.tag, held.tail = 'span', None
    held.text = (held.text or '').lstrip()
    if len(held):
        held[-1].tail = (held[-1].tail or '').rstrip()
    else:
        held.text = held.text.rstrip()
    return held


def _put_inner_notes(item: etree.Element, notes: dict[str, etree.Element]) -> None:
    """A source that a note cites follows between brackets: on paper a note has no notes."""
    for parent in list(item.iter()):
        for call in [child for child in parent if child.tag == 'sup' and child.find('a[@class="footnote-ref"]') is not None]:
            link = call.find('a')
            assert link is not None
            words = etree.Element('span')
            words.text, words.tail = ' (', call.tail
            words.extend(_words(paragraph) for paragraph in notes[link.get('href', '')[1:]].iter('p'))
            words[-1].tail = ')'
            parent[list(parent).index(call)] = words


def _again(name: str, number: str) -> etree.Element:
    call = etree.Element('sup', {'class': 'note-again'})
    link = etree.SubElement(call, 'a', {'href': f'#{name}'})
    link.text = number
    return call


def _inner(element: etree.Element, without: str) -> Markup:
    """What an element holds as HTML, without one marked child, without notes and links."""
    held = copy.deepcopy(element)
    for child in list(held.iter()):
        for inner in [inner for inner in child if inner.get('class') in (without, 'call', 'note-again', 'page-number')]:
            _remove(child, inner)
    for child in held.iter():
        child.attrib = {key: value for key, value in child.attrib.items() if key == 'lang'}
        child.tag = 'span' if child.tag == 'a' else child.tag
    text = html.escape(held.text or '', quote=False) + ''.join(etree.tostring(child, encoding='unicode') for child in held)
    return Markup(text.strip())


def _remove(parent: etree.Element, child: etree.Element) -> None:
    """Take a child out and keep the text behind it."""
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or '') + (child.tail or '')
    else:
        parent.text = (parent.text or '') + (child.tail or '')
    parent.remove(child)


def _html_void(text: str) -> str:
    """`<span />` as `<span></span>`: HTML knows no empty tag but for void elements and SVG."""
    return re.sub(r'<(a|span|p|td|th|li|div|em|strong|dd|dt)((?:\s[^<>]*?)?)\s*/>', r'<\1\2></\1>', text)
