"""What a reader gets from a finished file: its blocks in their order, and its notes, whoever made the file.

A PDF is read by its tags (ISO 32000-1, 14.8), a book and a web page by the elements of HTML and the roles of DPUB-ARIA 1.1, plain text by
its lines. Nothing here knows of the classes and templates of the program.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from publishing.print.proof import reading
from publishing.print.proof.reading import Element

SOFT_HYPHEN = '\xad'.encode()  # where a word may be broken, which nobody reads
CALL = '⟦{}⟧'  # where a note is called
OF_PDF = {
    **dict.fromkeys(('H1', 'H2', 'H3', 'H4', 'H5', 'H6'), 'heading'), **dict.fromkeys(('P', 'LBody', 'Div', 'Sect', 'BlockQuote'), 'words'),
    'TH': 'head', 'TD': 'cell', 'Caption': 'caption', 'Lbl': 'label', 'L': 'words', 'LI': 'words', 'Table': 'words', 'Figure': 'words',
}  # fmt: skip
MARKS_OF_PDF = {'Em': 'em', 'Strong': 'strong', 'Code': 'code'}
OF_HTML = {
    **dict.fromkeys(('h1', 'h2', 'h3', 'h4', 'h5', 'h6'), 'heading'), 'th': 'head', 'td': 'cell', 'caption': 'caption',
    'figcaption': 'caption', 'dt': 'label',
    **dict.fromkeys(
        ('p', 'div', 'section', 'blockquote', 'li', 'dd', 'summary', 'details', 'ul', 'ol', 'dl', 'table', 'figure', 'aside', 'pre', 'nav',
         'header', 'footer', 'body', 'article', 'tr', 'fieldset', 'legend'), 'words'),
}  # fmt: skip
MARKS_OF_HTML = {name: name for name in ('em', 'strong', 's', 'sub', 'sup', 'code')}
STAYS = ('head', 'cell', 'caption')  # what a paragraph in it is a part of
UNREAD = ('script', 'style', 'button', 'head', 'template')
PLAIN_LABEL = re.compile(r'(?:-|\d+\.) (?=\S)')
SHUT = re.compile(r'⟨/(\w+)⟩( ?)⟨\1⟩')


@dataclass(frozen=True)
class Block:
    """A piece of text on lines of its own: `heading`, `words`, `label`, `head`, `cell`, `caption`, `picture` or, in plain text, `line`."""

    kind: str
    text: str


@dataclass
class Finished:
    """A file as it is read; `notes` stand apart, each as its number and its text."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


@dataclass
class _Writer:
    """Gathers words up to the end of a block."""

    finished: Finished = field(default_factory=Finished)
    words: str = ''

    def end(self, kind: str) -> None:
        """The block ends here."""
        if text := tidied(self.words):
            self.finished.blocks.append(Block(kind, text))
        self.words = ''

    def put(self, kind: str, text: str) -> None:
        """A block by itself."""
        self.finished.blocks.append(Block(kind, tidied(text)))


def tidied(text: str) -> str:
    """One space where there is any, outside of marks rather than in them, and behind a box to tick; the same mark twice on end is one."""
    text = reading.whole(re.sub('([☐☑])', r'\1 ', text))
    text = re.sub(r' ((?:⟨/[^⟩]+⟩)+)', r'\1 ', re.sub(r'((?:⟨[^/⟩][^⟩]*⟩)+) ', r' \1', text))
    return ' '.join(re.sub(r'⟨(\w+)⟩⟨/\1⟩', '', SHUT.sub(r'\2', text)).split())


def of_pdf(file: Path) -> Finished:
    """A tagged PDF, in the order of its tags."""
    writer = _Writer()
    _pdf_block(reading.read(file).root, 'words', writer)
    writer.end('words')
    return writer.finished


def _pdf_block(element: Element, kind: str, writer: _Writer) -> None:
    for part in element.parts:
        if isinstance(part, str):
            writer.words += part
        elif part.tag == 'Figure':
            writer.end(kind)
            writer.put('picture', part.facts.get('alt', ''))
            for caption in (inner for inner in part.parts if isinstance(inner, Element)):
                _pdf_block(caption, 'caption', writer)
                writer.end('caption')
        elif part.tag == 'Note':
            inner = _Writer()
            _pdf_block(part, 'note', inner)
            inner.end('note')
            writer.finished.notes += [Block('note', ' '.join(block.text for block in inner.finished.blocks))]
        elif part.tag == 'Reference' and element.tag == 'Span':
            number = ''.join(part.texts())
            writer.words += number.replace(number.strip(), CALL.format(number.strip()))
        elif part.tag == 'Lbl' and element.tag not in ('LI', 'L'):
            _pdf_inline(part, kind, writer)
        elif part.tag in OF_PDF or part.tag in ('THead', 'TBody', 'TR', 'Document', 'TOC', 'TOCI'):
            writer.end(kind)
            inner_kind = kind if kind in STAYS else OF_PDF.get(part.tag, kind)
            _pdf_block(part, inner_kind, writer)
            writer.end(inner_kind)
        else:
            _pdf_inline(part, kind, writer)


def _pdf_inline(element: Element, kind: str, writer: _Writer) -> None:
    mark = MARKS_OF_PDF.get(element.tag) or _drawn(element)
    address = next((address for _, address in element.areas if address), '') if element.tag == 'Link' else ''
    opening, closing = _around(address, mark, element.facts.get('lang', ''))
    writer.words += opening
    _pdf_block(element, kind, writer)
    writer.words += closing


def _around(address: str, mark: str, language: str) -> tuple[str, str]:
    """What opens and closes words that lead somewhere, are marked or are in a language of their own."""
    opened = [language and f'lang={language}', address or mark]
    closed = ['/a' if address else mark and f'/{mark}', language and '/lang']
    return ''.join(f'⟨{part}⟩' for part in opened if part), ''.join(f'⟨{part}⟩' for part in closed if part)


def _drawn(element: Element) -> str:
    """How the words of a part of a line are drawn (ISO 32000-1, 14.8.5.4.5)."""
    if element.facts.get('TextDecorationType') == 'LineThrough':
        return 's'
    shift = float(element.facts.get('BaselineShift', 0))
    return 'sup' if shift > 0 else 'sub' if shift < 0 else ''


def of_book(file: Path) -> Finished:
    """An EPUB, by its spine, without its cover and its navigation."""
    writer = _Writer()
    with zipfile.ZipFile(file) as book:
        package = lxml.etree.fromstring(book.read('EPUB/package.opf'))
        items = {item.get('id'): item for item in package.iterfind('.//{*}manifest/{*}item')}
        for held in package.iterfind('.//{*}spine/{*}itemref'):
            item = items[held.get('idref')]
            if item.get('properties') != 'nav':
                page = lxml.etree.fromstring(book.read(f'EPUB/{item.get("href")}').replace(SOFT_HYPHEN, b''))
                _html_block(page.find('{*}body'), 'words', writer)
                writer.end('words')
    return writer.finished


def of_page(html: str) -> Finished:
    """A web page: what stands in its `main`."""
    writer = _Writer()
    (main,) = lxml.html.document_fromstring(html).iter('main')
    _html_block(main, 'words', writer)
    writer.end('words')
    return writer.finished


def _html_block(element: Any, kind: str, writer: _Writer) -> None:
    writer.words += element.text or ''
    for part in element:
        _html_part(part, kind, writer)
        writer.words += part.tail or ''


def _html_part(part: Any, kind: str, writer: _Writer) -> None:
    tag = _name(part)
    if tag in UNREAD or part.get('aria-hidden') == 'true' or part.get('hidden') is not None or part.get('role') == 'doc-backlink':
        return
    if part.get('role') == 'doc-endnotes':
        writer.finished.notes += _html_notes(part)
    elif part.get('role') == 'doc-noteref':
        writer.words += CALL.format(''.join(part.itertext()))
    elif tag == 'svg' or tag == 'img':
        _picture(part, tag, kind, writer)
    elif tag in OF_HTML:
        writer.end(kind)
        for label in _item_label(part) if tag == 'li' else ():
            writer.put('label', label)
        inner = kind if kind in STAYS else OF_HTML[tag]
        _html_block(part, inner, writer)
        writer.end(inner)
    elif tag == 'br':
        writer.words += ' '
    elif tag == 'input':
        is_ticked = part.get('checked') is not None
        writer.words += {'checkbox': '☑ ' if is_ticked else '☐ '}.get(part.get('type'), ' ')
    else:
        _html_inline(part, tag, kind, writer)


def _html_inline(part: Any, tag: str, kind: str, writer: _Writer) -> None:
    address = part.get('href', '') if tag == 'a' and re.match(r'https?:|mailto:|tel:', part.get('href', '')) else ''
    is_call = any(child.get('role') == 'doc-noteref' for child in part)
    opening, closing = _around(address, '' if is_call else MARKS_OF_HTML.get(tag, ''), part.get('lang', ''))
    writer.words += opening
    _html_block(part, kind, writer)
    writer.words += closing


def _html_notes(area: Any) -> Iterator[Block]:
    for note in area.iter('{*}aside', 'aside', '{*}li', 'li'):
        if _name(note) == 'aside' or note.get('value') is not None:
            inner = _Writer()
            _html_block(note, 'note', inner)
            inner.end('note')
            number = f'{note.get("value")} ' if note.get('value') else ''
            yield Block('note', number + ' '.join(block.text for block in inner.finished.blocks))


def _item_label(item: Any) -> Iterator[str]:
    """The mark of an item as a browser shows it (HTML 4.4.8)."""
    held = item.getparent()
    if _name(held) == 'ul':
        yield '•'
    else:
        yield f'{int(held.get("start", "1")) + list(held).index(item)}.'


def _picture(part: Any, tag: str, kind: str, writer: _Writer) -> None:
    told = [part.get('alt', '')] if tag == 'img' else [''.join(each.itertext()) for each in part.iterfind('{*}title')]
    writer.end(kind)
    writer.put('picture', ' '.join(told))


def _name(element: Any) -> str:
    return str(lxml.etree.QName(element).localname) if isinstance(element.tag, str) else 'script'


def of_text(text: str) -> Finished:
    """Plain text: each line a block, without indent and what underlines a heading; a line `[3] …` and what is indented below is a note."""
    finished, lines = Finished(), text.split('\n')
    is_note = False
    for line, below in zip(lines, [*lines[1:], '']):
        words = line.strip()
        is_note = re.fullmatch(r'\[\d+\] .*', line) is not None or (is_note and line.startswith('    '))
        if is_note and line == words:
            finished.notes.append(Block('note', words))
        elif is_note:
            finished.notes[-1] = Block('note', f'{finished.notes[-1].text} {words}')
        elif words.strip('=-'):
            called = re.sub(r'\[(\d+)\]', lambda call: CALL.format(call[1]), words)
            finished.blocks.append(Block('heading' if set(below) in ({'='}, {'-'}) else 'line', tidied(called)))
    return finished
