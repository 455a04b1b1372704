"""The notes of a converted page, numbered on through a chapter: at the page foot in print, at the end of the chapter elsewhere."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from publishing.markdown.context import PageContext
from publishing.markdown.html import add_text, close_up

AREA = 'footnote'  # the class that the footnotes extension gives to the list of notes
BLOCK = 'data-block'
BLOCKS = frozenset({
    'p', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'blockquote', 'pre', 'figure',
    'figcaption', 'div', 'details', 'summary',
})  # fmt: skip


def at_the_foot(root: etree.Element, page: PageContext, before: int) -> int:
    """Each note moves to its first call, where print floats it to the page foot; a later call points at it.

    The notes count on from `before`; the number of the last one.
    """
    notes = _notes(root)
    placed: set[str] = set()
    for parent, index, call, name, number in _calls(root, before):
        note = _again(name, number) if name in placed else _note(notes[name], name, number)
        placed.add(name)
        note.tail = call.tail
        parent[index] = note
    for parent in list(root.iter()):
        for area in [child for child in parent if child.get('class') == AREA and child.tag == 'div']:
            parent.remove(area)
    return before + len(notes)


def at_the_end(root: etree.Element, page: PageContext, before: int) -> int:
    """Calls and notes link to each other, with the numbers and roles that a screen reader tells (DPUB-ARIA 1.1)."""
    notes = _notes(root)
    called = set[str]()
    for _, _, call, _, number in _calls(root, before):
        call.set('class', 'call')
        called.add(call.get('id', ''))
        link = call[0]
        link.text = number
        link.set('role', 'doc-noteref')
    for area in root.findall(f'.//div[@class="{AREA}"]'):
        area[:] = area.findall('ol/li')
    for count, item in enumerate(notes.values(), before + 1):
        item.set('value', str(count))
        _name_ways_back(item, page.word('backlink').format(count), called)
    return before + len(notes)


def names(root: etree.Element) -> Iterator[tuple[str, str]]:
    """Name and number of each note at the foot."""
    for call in root.iter('span'):
        if call.get('class') == 'call':
            yield call.get('id', '').removeprefix('fn-'), call[0].get('data-number', '')


def _notes(root: etree.Element) -> dict[str, etree.Element]:
    """The notes that the text calls by id, in their order, each without notes of its own; what only a note calls stands in that note."""
    areas = root.findall(f'.//div[@class="{AREA}"]')
    notes = {item.get('id', ''): item for area in areas for item in area.findall('ol/li')}
    for item in reversed(notes.values()):  # a note is called before it has its number, so what it calls comes after it
        _put_inner_notes(item, notes)
    called = {name for _, _, _, name, _ in _calls(root, 0)}
    for held in [held for area in areas for held in area.findall('ol')]:
        held[:] = [item for item in held if item.get('id') in called]
    return {name: item for name, item in notes.items() if name in called}


def _calls(root: etree.Element, before: int) -> Iterator[tuple[etree.Element, int, etree.Element, str, str]]:
    """Every call in the text: its parent, its place in it, itself, the note that it calls and that note's number."""
    for parent in list(root.iter()):
        for call in [child for child in parent if _is_call(child)]:
            link = call[0]
            yield parent, list(parent).index(call), call, link.get('href', '')[1:], str(before + int(link.text or 0))


def _is_call(element: etree.Element) -> bool:
    return element.tag == 'sup' and element.find('a[@class="footnote-ref"]') is not None


def _name_ways_back(item: etree.Element, name: str, called: set[str]) -> None:
    """The links back to the text with their name; those to a call that is gone are left out."""
    for parent in item.iter():
        for back in [child for child in parent if child.get('class') == 'footnote-backref']:
            if back.get('href', '')[1:] not in called:
                parent.remove(back)
                continue
            back.set('role', 'doc-backlink')
            back.set('aria-label', name)
            back.attrib.pop('title', None)


def _note(item: etree.Element, name: str, number: str) -> etree.Element:
    """The note as an inline element behind the word that it belongs to; its place is the call, for a float has no anchor."""
    call = etree.Element('span', {'class': 'call', 'id': name})
    note = etree.SubElement(call, 'span', {'class': 'note', 'data-number': number})
    note.extend(_parts(item))
    return call


def _parts(item: etree.Element) -> list[etree.Element]:
    """The blocks of a note, without the links back that only a screen needs."""
    held = copy.deepcopy(item)
    for paragraph in list(held.iter('p')):
        for back in paragraph.findall('a[@class="footnote-backref"]'):
            paragraph.remove(back)
        close_up(paragraph)
    parts = [part for part in held if len(part) or part.text]  # none is left of a paragraph that held the way back alone
    for part in parts[-1:]:
        part.tail = None
    return parts


def _put_inner_notes(item: etree.Element, notes: dict[str, etree.Element]) -> None:
    """What a note calls follows between brackets, and its lists and tables at the end: on paper a note has no notes."""
    for parent in list(item.iter()):
        for call in [child for child in parent if _is_call(child)]:
            words = etree.Element('span')
            words.text, words.tail = ' (', call.tail
            parts = _parts(notes[call[0].get('href', '')[1:]])
            words.extend(part for part in parts if part.tag == 'p')
            item.extend(part for part in parts if part.tag != 'p')
            for part in words:
                part.tag, part.tail = 'span', ' '
            close_up(words)
            add_text(words, ')')
            parent[list(parent).index(call)] = words


def _again(name: str, number: str) -> etree.Element:
    call = etree.Element('sup', {'class': 'note-again'})
    link = etree.SubElement(call, 'a', {'href': f'#{name}'})
    link.text = number
    return call


def hide_blocks(root: etree.Element) -> None:
    """Blocks in notes as spans that say what they are: in HTML a block would end the paragraph in which its note is called."""
    for note in root.iterfind('.//span[@class="note"]'):
        for block in [block for block in note.iter() if block.tag in BLOCKS]:
            block.set(BLOCK, block.tag)
            block.tag = 'span'


def show_blocks(root: etree.Element) -> None:
    """Those blocks as what they are, once the HTML has been read."""
    for block in root.iterfind(f'.//span[@{BLOCK}]'):
        block.tag = block.attrib.pop(BLOCK)
