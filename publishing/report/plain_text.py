"""A report as plain text in UTF-8: to read with any program, to archive words alone, and to compare with one's own tools.

A paragraph is one line (programs fold lines themselves, and a comparison shows the paragraph that changed). What layout says on
paper is said in signs: a heading is underlined, a note is called and told by `[1]`, a row of a table is a block with the names of its
columns, an address follows the words that link to it, and of a drawing stands what it shows.
"""

from __future__ import annotations

import io
import textwrap
import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterator

from publishing.report import blocks
from publishing.report.composed import Composed

SUFFIX, TYPE = '.txt', 'text/plain'
UNREAD = ('cover.xhtml', 'nav.xhtml')
UNDERLINES = {'h1': '=', 'h2': '-'}
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
BLOCKS = {
    *HEADINGS, 'p', 'ul', 'ol', 'dl', 'table', 'div', 'section', 'aside', 'nav', 'figure', 'figcaption', 'blockquote', 'pre', 'details',
    'summary', 'svg', 'hr',
}  # fmt: skip
NUMBERS = ('paragraph-number', 'point-number')
SVG = '{http://www.w3.org/2000/svg}'
MARK = '- '


def write(composed: Composed) -> bytes:
    """The report as UTF-8 text with lines that end in a line feed; same input gives the same bytes."""
    root = etree.fromstring(composed.render('text.html'))
    return ('\n\n'.join(_blocks(root)) + '\n').encode()


def of_book(data: bytes) -> str:
    """The same, but for its first page, read from an EPUB of ours: so the text of an edition needs not be kept twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        pages = [page.find('body') for page in blocks.pages_of(book, UNREAD)]
    for number in [number for page in pages if page is not None for note in page.iter('aside') for number in note.iter('span')]:
        if number.get('class') == 'number':
            number.text = f'[{number.text}]'
    return '\n\n'.join(block for page in pages if page is not None for block in _blocks(page)) + '\n'


def _blocks(element: etree.Element) -> Iterator[str]:
    """What an element holds: each block apart, and the words between two blocks as a paragraph; what is for the eye alone is left out."""
    words = [element.text or '']
    for child in element:
        if child.get('aria-hidden') == 'true' and _name(child) != 'svg':
            words.append(child.tail or '')
        elif _name(child) in BLOCKS:
            yield from _paragraph(words)
            yield from _block(child)
            words = [child.tail or '']
        else:
            words += [_inline(child), child.tail or '']
    yield from _paragraph(words)


def _paragraph(words: list[str]) -> Iterator[str]:
    if text := ' '.join(''.join(words).split()):
        yield text


def _block(element: etree.Element) -> Iterator[str]:
    match _name(element):
        case 'ul' | 'ol':
            yield '\n'.join(_items(element))
        case 'dl':
            yield '\n'.join(_terms(element))
        case 'table':
            yield from _table(element)
        case 'pre':
            yield textwrap.indent(''.join(element.itertext()).rstrip(), '    ')
        case 'svg':
            yield from _drawing(element)
        case name if name in HEADINGS:
            for title in _blocks(element):
                yield f'{title}\n{UNDERLINES[name] * len(title)}' if name in UNDERLINES else title
        case _:
            yield from _blocks(element)


def _items(held: etree.Element) -> Iterator[str]:
    """The items of a list, as numbered as they are on paper."""
    number = int(held.get('start', '1'))
    for item in held:
        number = int(item.get('value', number))
        mark = MARK if held.tag == 'ul' else f'[{number}] ' if held.get('class') == 'notes' else f'{number}. '
        number += 1
        yield textwrap.indent('\n'.join(_blocks(item)), ' ' * len(mark)).replace(' ' * len(mark), mark, 1)


def _terms(held: etree.Element) -> Iterator[str]:
    """Each term with what is said of it below it; a group of them may stand in a `div`."""
    for item in (part for part in held.iter() if part.tag in ('dt', 'dd')):
        text = '\n'.join(_blocks(item))
        yield text if item.tag == 'dt' else textwrap.indent(text, '    ')


def _table(table: etree.Element) -> Iterator[str]:
    """The caption, then each row with the names of its columns; a cell that is one over several rows is told with each."""
    caption = table.find('caption')
    if caption is not None:
        yield from _blocks(caption)
    columns = {column: name for row in _grid(table.findall('thead/tr')) for name, covered in row for column in covered}
    for row in _grid(table.findall('tbody/tr')):
        yield '\n'.join(_told(', '.join(dict.fromkeys(filter(None, map(columns.get, covered)))), cell) for cell, covered in row)


def _told(name: str, cell: str) -> str:
    return f'{name}: {cell}' if name else cell


def _grid(rows: list[etree.Element]) -> Iterator[list[tuple[str, range]]]:
    """The cells of each row with the columns that they cover, from 0; a cell over several rows stands in each (HTML 4.9.12.1)."""
    going_on: dict[int, tuple[str, range, int]] = {}  # first column → words, columns, and how many rows still
    for row in rows:
        held, column = {first: cell for first, cell in going_on.items() if cell[2]}, 0
        for cell in row:
            while any(column in covered for _, covered, _ in held.values()):
                column += 1
            covered = range(column, column + int(cell.get('colspan', '1')))
            held[column] = ' '.join(_blocks(cell)), covered, int(cell.get('rowspan', '1'))
        yield [(words, covered) for _, (words, covered, _) in sorted(held.items())]
        going_on = {first: (words, covered, left - 1) for first, (words, covered, left) in held.items()}


def _drawing(drawing: etree.Element) -> Iterator[str]:
    told = [_inline(part) for part in drawing if _name(part) in ('title', 'desc')]
    yield from _paragraph(['[', '. '.join(text.strip().rstrip('.') for text in told), ']'] if told else [])


def _inline(element: etree.Element) -> str:
    """The words of an element within a line."""
    words = (element.text or '') + ''.join(_inline(child) + (child.tail or '') for child in element)
    classes = element.get('class', '').split()
    match element.tag:
        case 'img':
            return f'[{element.get("alt")}]' if element.get('alt') else ''
        case 'br':
            return ' '
        case 'a' if 'footnote-ref' in classes:
            return f'[{words}]'
        case 'a' if 'footnote-backref' in classes:
            return ''
        case 'a' if (address := element.get('href', '')).startswith(('http', 'mailto:', 'tel:')) and address not in words:
            return f'{words} <{address}>'
        case 'span' if any(kind in classes for kind in NUMBERS):
            return f'({words})'
        case 'span' if 'box' in classes:
            return f'{words} '
        case _:
            return words


def _name(element: etree.Element) -> str:
    return element.tag.removeprefix(SVG)
