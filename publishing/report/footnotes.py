"""The notes of a converted page, numbered on through a chapter: at the page foot in print, at the end of the chapter elsewhere."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from publishing.markdown.context import PageContext

AREA = 'footnote'  # the class that the footnotes extension gives to the list of notes


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


def _parts(holder: etree.Element, mark: str = '') -> Iterator[etree.Element]:
    """What a note holds, each block as a span on lines of its own: at the page foot nothing may end the paragraph around it."""
    first = mark
    for child in [holder] if _is_tight(holder) else list(holder):
        number = int(child.get('start', '1'))
        match child.tag:
            case 'ul' | 'ol':
                for count, item in enumerate(child, number):
                    yield from _parts(item, '• ' if child.tag == 'ul' else f'{count}. ')
            case 'table':
                for row in child.iter('tr'):
                    yield _line([' · '.join(''.join(cell.itertext()).strip() for cell in row)])
            case 'pre':
                yield from (_code(line) for line in ''.join(child.itertext()).rstrip().split('\n'))
            case 'p' | 'li':
                words = _words(child)
                words.text = first + (words.text or '')
                first = ''
                if len(words) or words.text:  # none is left of a paragraph that held the way back alone
                    yield words
                for below in [part for part in child if part.tag in ('ul', 'ol')]:
                    yield from _parts(_holding(below))
            case _:
                yield from _parts(child, first)


def _is_tight(holder: etree.Element) -> bool:
    """Whether words stand in an item of a list itself, and not in paragraphs of it."""
    return holder.tag == 'li' and bool((holder.text or '').strip())


def _holding(element: etree.Element) -> etree.Element:
    holder = etree.Element('div')
    holder.append(copy.deepcopy(element))
    return holder


def _line(texts: list[str]) -> etree.Element:
    line = etree.Element('span')
    line.text = ''.join(texts)
    return line


def _code(text: str) -> etree.Element:
    """A line of code, with the spaces that it begins with."""
    line = _line([])
    words = text.lstrip()
    etree.SubElement(line, 'code').text = '\u00a0' * (len(text) - len(words)) + words
    return line


def _words(paragraph: etree.Element) -> etree.Element:
    """A paragraph of a note as a span, without the links back that only a screen needs."""
    held = copy.deepcopy(paragraph)
    for left in [child for child in held if child.get('class') == 'footnote-backref' or child.tag in ('ul', 'ol')]:
        held.remove(left)
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
        for call in [child for child in parent if _is_call(child)]:
            words = etree.Element('span')
            words.text, words.tail = ' (', call.tail
            words.extend(_parts(notes[call[0].get('href', '')[1:]]))
            for part in words[:-1]:
                part.tail = ' '
            words[-1].tail = ')'
            parent[list(parent).index(call)] = words


def _again(name: str, number: str) -> etree.Element:
    call = etree.Element('sup', {'class': 'note-again'})
    link = etree.SubElement(call, 'a', {'href': f'#{name}'})
    link.text = number
    return call
