"""A converted page on its way into a report: its notes, ids, links and headings made ready for one long document."""

from __future__ import annotations

import copy
import html
import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from publishing.address import parts
from publishing.languages import ORIGINAL
from publishing.markdown.behind import LINK as ORIGINAL_LINK
from publishing.markdown.context import PageContext
from publishing.markdown.html import inside
from publishing.report import footnotes, page_number
from publishing.report.form import PRINT, Form
from publishing.sources import sections
from publishing.sources.numbered_things import Thing

AT = 'data-at'  # where in the sources a block stands, as `path:line`, until the pages are judged
NOT_IN_LISTS = {'call', 'note-again', 'page-number', 'headerlink'}
LONG = 26  # lines: half a page
LINE = 70  # letters
POINTERS = {'aria-labelledby', 'aria-describedby', 'for', 'headers'}  # attributes that hold ids
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')


def place_of(name: str, fragment: str = '') -> str:
    """The id in a report of a page, or of a place in it, the same in both languages: `samenwerking-overeenkomst--tab-x`."""
    page = name.replace('/', '-')
    return f'{page}--{fragment}' if fragment else page


@dataclass(frozen=True)
class Named:
    """A heading or caption as a list entry: id, number and title (HTML)."""

    id: str
    number: str
    title: Markup


class Fragment:
    """The element tree of one page's body, which becomes the fragment's own; its notes are numbered on from `before`."""

    def __init__(self, root: etree.Element, page: PageContext, form: Form = PRINT, before: int = 0):
        self.root, self.page, self.form = root, page, form
        self.sections = sections.of_page(root)
        number_notes = footnotes.at_the_foot if form.paged else footnotes.at_the_end
        self.notes = number_notes(root, page, before)
        self.noted = list(footnotes.names(root)) if form.paged else []
        self._open()
        self._place_ids()
        self._place_links()
        self._place_pictures()
        self._number_lists()
        if form.paged:
            self._part_long_boxes()
        else:
            self._forget_places()
        self.endnotes = Markup('') if form.paged else self._take_endnotes()

    def html(self) -> Markup:
        """The whole fragment, which takes no changes after it."""
        if self.form.paged:
            footnotes.hide_blocks(self.root)
        return inside(self.root)

    def _take_endnotes(self) -> Markup:
        """The list items of the notes, which go to the end of the chapter."""
        areas = self.root.findall(f'.//div[@class="{footnotes.AREA}"]')
        taken = Markup('').join(inside(area) for area in areas)
        for parent in list(self.root.iter()):
            for area in [child for child in parent if child in areas]:
                parent.remove(area)
        return taken

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

    def places(self) -> dict[str, str]:
        """Each heading as page name#section → its id in the report."""
        name = self.page.source.name
        ids = [element.get('id', '') for element in self.root.iter() if element.tag in HEADINGS and element.get('id')]
        return {f'{name}#{id.removeprefix(place_of(name) + "--")}': id for id in ids}

    def captions(self, thing: Thing) -> Iterator[Named]:
        """The captions, or titles of boxes, of a numbered thing, in order."""
        for element in self.root.iter(thing.holder):
            caption = element.find(thing.title)
            if caption is not None and (thing.typed == 'caption' or thing.name in element.get('class', '').split()):
                label = next((child for child in caption if 'label' in child.get('class', '').split()), None)
                yield Named(element.get('id', ''), label.text or '' if label is not None else '', _inner(caption, 'label'))

    def _open(self) -> None:
        """What can be folded away on a page of the site is open where all is read in one go."""
        for box in self.root.iter('details'):
            box.attrib.pop('name', None)
            box.set('open', 'open')

    def _place_ids(self) -> None:
        for element in self.root.iter():
            if element.get('id'):
                element.set('id', place_of(self.page.source.name, element.get('id', '')))
            for name in POINTERS.intersection(element.keys()):
                places = (place_of(self.page.source.name, part) for part in element.get(name, '').split())
                element.set(name, ' '.join(places))

    def _place_pictures(self) -> None:
        """Pictures are named from the root, where the renderer looks for files; on the site as seen from the page."""
        for picture in self.root.iter('img'):
            name = posixpath.normpath(posixpath.join('/', posixpath.dirname(self.page.source.path), picture.get('src', '')))
            picture.set('src', self.form.root + name.removeprefix('/docs/') if self.form.root else name)

    def _forget_places(self) -> None:
        """Only laid-out pages are judged: no other form tells where in the sources a block stands."""
        for element in self.root.iter():
            element.attrib.pop(AT, None)

    def _number_lists(self) -> None:
        """The renderer of paper knows where a list starts by style alone."""
        for items in self.root.iter('ol') if self.form.paged else ():
            if items.get('start'):
                items.set('style', f'counter-reset: list-item {int(items.get("start", "1")) - 1}')

    def _part_long_boxes(self) -> None:
        """A box of half a page or more may go on at the next one: else the page before it could be half empty."""
        for box in self.root.iter('div'):
            lines = sum(1 + len(''.join(block.itertext())) // LINE for block in box.iter() if block.tag in ('p', 'li', 'tr'))
            if 'admonition' in box.get('class', '').split() and lines > LONG:
                box.set('class', f'{box.get("class")} long')

    def _file(self, address: str) -> str:
        """The address of a file of the site as this form writes it; any other address as it is."""
        name = posixpath.normpath(posixpath.join('/', posixpath.dirname(self.page.source.path), address))
        if not name.startswith('/docs/') or parts(address).scheme or not (self.page.catalogue.root / name[1:]).is_file():
            return address
        return (self.form.root or self.page.catalogue.settings.site_url) + name.removeprefix('/docs/')

    def _place_links(self) -> None:
        """Links to this report become links inside it (in print with the page), other internal links full addresses of the site.

        The first link of a page to a place outside it takes the page number ; the number again, or for a
        place near by, would only be noise.
        """
        paged: set[str] = set()
        for link in self.root.iter('a'):
            address, css = link.get('href', ''), link.get('class', '')
            found = self.page.target(address)
            if css == ORIGINAL_LINK:  # to the text that this is a translation of
                original = self.form.address(self.page.catalogue.settings, self.page.source.name, ORIGINAL)
                link.set('href', f'{original}#{address.partition("#")[2]}')
            if found is None:
                kind = 'address' if (link.text or '').startswith('http') else 'outside'
                link.set('href', self._file(link.get('href', '')))
            elif found[0].name in self.page.numbers or found[0] is self.page.source:
                link.set('href', f'#{place_of(found[0].name, found[1])}')
                kind = 'inside'
                if self.form.paged and found[0] is not self.page.source and link.get('href', '') not in paged:
                    paged.add(link.get('href', ''))
                    _add_page(link, link.get('href', '')[1:])
            else:
                place = f'#{found[1]}' if found[1] else ''
                link.set('href', self.form.address(self.page.catalogue.settings, found[0].name, self.page.locale) + place)
                kind = 'outside'
            link.set('class', f'{css} {kind}'.strip())


def _add_page(link: etree.Element, place: str) -> None:
    """` (p. 12)` behind the text of a link, the number still to be filled in.

    The space that may not break stands with the number: Pango breaks a run that ends in a space too early.
    """
    before = link[-1] if len(link) else None
    number = page_number.element(place)
    number.tail = ')'
    link.append(number)
    if before is not None:
        before.tail = f'{before.tail or ""} (p.'
    else:
        link.text = f'{link.text or ""} (p.'


def _inner(element: etree.Element, without: str) -> Markup:
    """What an element holds as HTML, without one marked child, without notes and links."""
    held = copy.deepcopy(element)
    for child in list(held.iter()):
        for inner in [inner for inner in child if {without, *NOT_IN_LISTS} & set(inner.get('class', '').split())]:
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
