"""What its sources say that a report holds: the blocks of every text as typed, in the order in which they are read.

It comes from the one reading of each text (`Source.reading`), from front matter and from report.yml. Of HTML this knows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from publishing.sources.catalogue import Catalogue
from publishing.sources.reading import Node, text
from publishing.sources.report_source import TEXTS
from publishing.sources.source import Source, resolve
from publishing.words import words
from tests.expected import Call, Expected, Form, Gap, Mark, Part, Picture, Rule, Title, Typed

CALLS = {'citation', 'footnote_ref'}
MARKS = ('em', 'strong', 's', 'sub', 'sup')
OWN = ('check', 'outcome', 'message')  # blocks of ours that hold what was typed


def report(sources: Catalogue, slug: str, locale: str, form: Form) -> Expected:
    """All that was typed for a report in one language; notes are numbered on through a chapter."""
    return _Report(sources, slug, locale, form).whole()


class _Report:
    """One report on its way to its blocks."""

    def __init__(self, sources: Catalogue, slug: str, locale: str, form: Form):
        self.sources, self.held, self.locale, self.form = sources, sources.reports[slug], locale, form
        self.word = words('print', locale)
        self.expected = Expected()
        self.number = 0

    def whole(self) -> Expected:
        self._opening()
        for name in TEXTS:
            if (name, 'nl') in self.held.texts:
                self.number = 0
                self._part(self.held.texts[name, self.locale], '')
        for place, chapter, sections in self.held.chapters():
            self.number = 0
            self._part(self._page(chapter), str(place + 1))
            for section in sections:
                self._part(self._page(section), str(place + 1), 'heading')
            self._closing(f'{place + 1}')
        self.expected.blocks.append(Gap('glossary, sources and what changed since the edition before'))
        return self.expected

    def _page(self, name: str) -> Source:
        page = self.sources.page(name, self.locale)
        assert page is not None
        return page

    def _put(self, kind: str, *parts: Part, place: str = '', optional: bool = False) -> None:
        self.expected.blocks.append(Typed(kind, parts, place or self.held.path, optional))

    def _opening(self) -> None:
        held, gap = self.held.report, Gap('cover, colophon, contents, and lists of tables and figures')
        title, subtitle = held.title.of(self.locale), held.subtitle.of(self.locale)
        self.expected.blocks.append(gap)
        if self.form == 'pdf':
            self._put('heading', title)
            self._put('words', subtitle)
            self.expected.blocks.append(gap)
        elif self.form == 'page':
            self._put('heading', title)
        else:
            self._put('heading', f'{title}: {subtitle[:1].lower()}{subtitle[1:]}')
        self._put('words', held.description.of(self.locale))
        self.expected.blocks.append(gap)

    def _part(self, page: Source, number: str, title: str = 'title') -> None:
        """A text with its title, and what of its front matter is read."""
        kind = title if self.form == 'plain' else 'heading'
        self._put(kind, Rule('the number of a chapter or section'), page.text('title'), place=page.path)
        if page.text('summary') and title == 'title' and number:
            self._put('words', page.text('summary'), place=page.path)
        if page.text('checked_on') and title == 'title':
            start, middle, end = self.word['checked'].split('{}')
            day = Rule('the day of front matter, written in full')
            self._put('words', start, day, middle, page.text('owner'), end, place=page.path)
        self._put('words', Rule('what is said of a translation that is not in step'), place=page.path, optional=True)
        told = _Text(self.sources, page, self.form, self.number, bool(number))
        blocks = told.blocks()
        if page.text('content_note'):
            self._put('words', words('markdown', self.locale)['content-note'], place=page.path)
            self._put('words', page.text('content_note'), place=page.path)
        self.expected.blocks += blocks
        self.expected.notes += told.notes(blocks)
        self.number = told.last
        if not number:
            self._notes_heading(page.text('title'))
            self.expected.blocks.append(Gap('cover, colophon, contents, and lists of tables and figures'))

    def _closing(self, number: str) -> None:
        self._put('heading', self.word['chapter-sources'], optional=True)
        self._put('words', Rule('the sources of a chapter in few words'), optional=True)
        self._notes_heading(number)

    def _notes_heading(self, number: str) -> None:
        if self.form == 'plain':
            self._put('heading', self.word['notes-of'].format(number), optional=True)
        if self.form == 'page':
            self._put('words', self.word['to-contents'])


class _Text:
    """One text on its way to its blocks; its notes count on from `before`."""

    def __init__(self, sources: Catalogue, page: Source, form: Form, before: int, is_numbered: bool):
        self.sources, self.page, self.form, self.is_numbered = sources, page, form, is_numbered
        self.tree = page.reading
        self.typed = {str(node.meta['label']): node for node in self.tree.flat if node.type == 'footnote_reference'}
        called = [name for node in self._without_notes(self.tree) for name in self._called(node)]
        self.numbers = {name: number for number, name in enumerate(dict.fromkeys(called), before + 1)}
        self.last = before + len(self.numbers)
        self.in_note = False

    def _without_notes(self, node: Node) -> Iterator[Node]:
        for child in node.children:
            if child.type != 'footnote_reference':
                yield child
                yield from self._without_notes(child)

    def _called(self, node: Node) -> list[tuple[str, str]]:
        """The notes that a part of a line calls: sources with a place in them, or the author's own by name."""
        if node.type == 'citation':
            return list(node.meta['cited'])
        return [('', node.meta['label'])] if node.type == 'footnote_ref' and node.meta['label'] in self.typed else []

    def notes(self, blocks: Sequence[Typed | Gap]) -> Iterator[Typed]:
        """What each note says: in print as `blocks` call them (a caption stands above its table), elsewhere by number."""
        self.in_note = True
        called = [part.number for block in blocks if isinstance(block, Typed) for part in block.parts if isinstance(part, Call)]
        order = list(dict.fromkeys(called)) if self.form == 'pdf' else sorted(self.numbers.values())
        for (key, place), number in sorted(self.numbers.items(), key=lambda held: order.index(held[1])):
            start: list[Part] = [f'[{number}] ' if self.form == 'plain' else f'{number} ']
            if key:
                around, title = Rule('what a source is called in a note'), str(self.sources.reference_by_id[key].title)
                yield Typed('note', (*start, around, title, around, *([f', {place}.'] if place else [])), f'{self.page.path} @{key}')
            else:
                node = self.typed[place]
                yield Typed('note', (*start, *self._flat(self._blocks(node.children))), self._place(node))

    def _flat(self, blocks: Iterable[Typed | Gap]) -> Iterator[Part]:
        """The words of blocks one after another."""
        for number, block in enumerate(block for block in blocks if isinstance(block, Typed)):
            yield from [' '] if number else []
            yield from block.parts

    def blocks(self) -> list[Typed | Gap]:
        """The blocks of the text."""
        blocks = self._blocks(self.tree.children, top=True)
        return self._labelled(blocks) if self.form == 'plain' else list(blocks)

    def _labelled(self, blocks: Iterable[Typed | Gap]) -> list[Typed | Gap]:
        """The mark of an item on the line of its first words, as in plain text."""
        held: list[Typed | Gap] = []
        for block in blocks:
            before = held[-1] if held else None
            if isinstance(block, Typed) and isinstance(before, Typed) and before.kind == 'label':
                held[-1] = replace(block, parts=(*before.parts, ' ', *block.parts))
            else:
                held.append(block)
        return held

    def _place(self, node: Node) -> str:
        return f'{self.page.path}:{node.line + self.page.body_line}'

    def _blocks(self, nodes: Sequence[Node], *, top: bool = False) -> Iterator[Typed | Gap]:
        for before, node, after in zip([None, *nodes], nodes, [*nodes[1:], None]):
            if after is not None and _is_above(after, node):
                yield from self._caption(after)
            if before is None or not _is_above(node, before):
                yield from self._block(node, top)

    def _block(self, node: Node, top: bool) -> Iterator[Typed | Gap]:
        match node.type:
            case 'paragraph' if 'caption' in node.meta:
                yield from self._caption(node)
            case 'paragraph':
                number = [Rule('the number of a paragraph')] if top and self.is_numbered and node.meta.get('runs') else []
                yield from self._lines('words', node, number)
            case 'heading':
                yield from self._lines('heading', node, [Rule('the number of a chapter or section')])
            case 'bullet_list' | 'ordered_list':
                yield from self._list(node)
            case 'table':
                yield from self._table(node)
            case 'box':
                yield from self._box(node)
            case 'ours':
                yield from self._ours(node)
            case 'tab':
                yield from self._lines('words', node.children[0])
                yield from self._blocks(node.children[1:])
            case 'dt':
                yield from self._lines('term', node)
            case 'fence' | 'code_block':
                yield from self._code(node)
            case 'inline':
                yield from self._lines('words', node)
            case 'html_block' | 'hr' | 'footnote_reference':
                return
            case _:
                yield from self._blocks(node.children)

    def _code(self, node: Node) -> Iterator[Typed]:
        lines = node.content.rstrip().split('\n') if self.form == 'plain' else [node.content]
        for code in lines:
            if code.strip():
                yield Typed('words', (Mark('code'), code.strip(), Mark('/code')), self._place(node))

    def _lines(self, kind: str, node: Node, before: Sequence[Part] = ()) -> Iterator[Typed]:
        """The words of a block; in all forms but plain text a picture parts them."""
        parts = [*before]
        for part in self._parts(node):
            if isinstance(part, Picture) and self.form != 'plain':
                yield from self._typed(kind, parts, node)
                yield Typed('picture', (part.told,), self._place(node))
                parts = []
            else:
                parts.append(part)
        yield from self._typed(kind, parts, node)

    def _typed(self, kind: str, parts: Sequence[Part], node: Node) -> Iterator[Typed]:
        if any(not isinstance(part, Rule | Mark) and (not isinstance(part, str) or part.strip()) for part in parts):
            yield Typed(kind, tuple(_stripped(parts)), self._place(node))

    def _caption(self, node: Node) -> Iterator[Typed]:
        yield from self._lines('caption', node, [Rule('the number of a table, figure or recommendation')])

    def _list(self, node: Node) -> Iterator[Typed | Gap]:
        start = int(node.attrs.get('start', 1))
        for number, item in enumerate(node.children, start):
            task = 'task' in item.meta
            unordered = Rule('the mark of an item without a number')
            counted = f'{number}.' if node.type == 'ordered_list' else unordered
            mark = Rule('the number of a point to tick') if task else counted
            yield Typed('label', (mark,), self._place(item), optional=task)
            box = [Rule('the number of a point to tick, in its words'), '☑ ' if item.meta['task'] else '☐ '] if task else []
            blocks = self._blocks(item.children)
            for place, block in enumerate(blocks):
                yield block if place or isinstance(block, Gap) else replace(block, parts=(*box, *block.parts))

    def _table(self, node: Node) -> Iterator[Typed]:
        rows = [row.children for part in node.children for row in part.children]
        if self.form != 'plain':
            for row in rows:
                for cell in row:
                    yield from self._lines('head' if cell.type == 'th' else 'cell', cell)
            return
        for row in _with_those_above(rows[1:]):
            for cell in row:
                names = [name for head in rows[0] if set(_covered(head)) & set(_covered(cell)) and (name := list(self._parts(head)))]
                name = [part for number, name in enumerate(names) for part in ([', '] if number else []) + name]
                parts = [*name, ': ' if name else '', *self._parts(cell)]
                yield from self._typed('cell', parts, cell)

    def _box(self, node: Node) -> Iterator[Typed | Gap]:
        if node.meta['kind'] == 'quote':  # words of the page itself, set large: nobody is read them twice
            return
        if not node.meta['title']:
            yield Typed('words', (Rule('the name of a box without a title'),), self._place(node))
        else:
            numbered = [Rule('the number of a table, figure or recommendation')] if node.meta['kind'] == 'recommendation' else []
            yield from self._lines('words', node.children[0], numbered)
        yield from self._blocks(node.children[1:] if node.meta['title'] else node.children)

    def _ours(self, node: Node) -> Iterator[Typed | Gap]:
        if node.meta['kind'] not in OWN:
            yield Gap('a list, table, chart, process, map or help that is made from data')
            return
        if node.meta['kind'] == 'check' and self.form == 'page':
            yield from self._questions(node)
            return
        named = {'outcome': f'outcome-{node.meta["argument"]}', 'message': 'message-to-copy'}.get(node.meta['kind'])
        if named:
            yield Typed('words', (words('markdown', self.page.locale)[named],), self._place(node))
        yield from self._blocks(node.children)
        if node.meta['kind'] == 'message':
            yield Gap('a list, table, chart, process, map or help that is made from data')

    def _questions(self, node: Node) -> Iterator[Typed | Gap]:
        """Conditions on a web page: each with the answers to choose from, and at the end what they come to."""
        word = words('markdown', self.page.locale)
        for child in node.children:
            for item in child.children if child.type == 'bullet_list' else ():
                yield from self._blocks(item.children)
                yield Typed('words', (f'{word["yes"].capitalize()} {word["no"].capitalize()}',), self._place(item))
            yield from () if child.type == 'bullet_list' else self._blocks([child])
        for state in ('open', 'yes', 'no'):
            yield Typed('words', (word[f'check-{state}'],), self._place(node))

    def _parts(self, node: Node) -> Iterator[Part]:
        for before, child in pairwise([None, *node.children]):
            if before and child and {before.type, child.type} <= CALLS and not self.in_note:
                yield Rule('a comma between notes')
            yield from self._part(child) if child else []

    def _part(self, node: Node) -> Iterator[Part]:
        language = str(node.attrs.get('lang', ''))
        yield from [Mark(f'lang={language}')] if language else []
        yield from self._inner(node)
        yield from [Mark('/lang')] if language else []

    def _inner(self, node: Node) -> Iterator[Part]:
        match node.type:
            case 'text' | 'web_address':
                yield node.content
            case 'softbreak' | 'hardbreak':
                yield ' '
            case 'code_inline':
                yield from (Mark('code'), node.content, Mark('/code'))
            case 'image':
                yield from [Picture(text(node))] if text(node) else []
            case 'link':
                yield from self._link(node)
            case kind if kind in CALLS:
                yield from self._calls(node)
            case 'html_inline':
                yield '' if node.content.startswith('<!--') else node.content
            case kind if kind in MARKS:
                yield from [Mark(kind), *self._parts(node), Mark(f'/{kind}')]
            case _:
                yield from self._parts(node)

    def _calls(self, node: Node) -> Iterator[Part]:
        names = self._called(node)
        if self.in_note:
            yield Rule('what a source is called in a note on a note')
            return
        for count, name in enumerate(names):
            yield from [Rule('a comma between notes')] if count else []
            yield Call(self.numbers[name])

    def _link(self, node: Node) -> Iterator[Part]:
        address, inner = str(node.attrs['href']), list(self._parts(node))
        if re.match(r'https?:|mailto:|tel:', address):
            said = ''.join(part for part in inner if isinstance(part, str))
            is_told = said.startswith('http') if self.form == 'pdf' else address in said
            yield from [Mark(address), *inner]
            if self.form == 'pdf' and not is_told:
                yield f' ({address})'
            yield Mark('/a')
            yield f' <{address}>' if self.form == 'plain' and not is_told else ''
        else:
            outside = Rule('the address of a page outside the report')
            yield from [outside, *(inner or [self._named(address)])]
            yield Rule('the page of a place, in print')
            yield from [Rule(f'the address of a page outside the report, in {medium}') for medium in ('print', 'plain text')]
            yield outside

    def _named(self, address: str) -> Part:
        """What an empty link says: the title of a page, or of a heading without a number, and else a number."""
        name, _, place = address.partition('#')
        page = self.sources.page(resolve(self.page, name) or '', self.page.locale) if name else self.page
        assert page is not None
        if not place:
            return page.text('title')
        titles = [text(node) for node in page.reading.flat if node.type == 'heading' and node.attrs.get('id') == place]
        return Title(titles[0]) if titles else Rule('the number that an empty link takes')


def _is_above(caption: Node, node: Node) -> bool:
    """Whether a caption, typed below, is read above it: that of a table, also of one that is made from data."""
    return bool(caption.meta.get('attached')) and (node.type == 'table' or (node.type == 'ours' and node.meta['kind'] == 'table'))


def _covered(cell: Node) -> range:
    return range(cell.meta['column'], cell.meta['column'] + int(cell.attrs.get('colspan', 1)))


def _with_those_above(rows: Sequence[Sequence[Node]]) -> Iterator[list[Node]]:
    """Plain text tells a cell that is one over several rows with each of them."""
    for number, row in enumerate(rows):
        above = [cell for place, held in enumerate(rows[:number]) for cell in held if place + int(cell.attrs.get('rowspan', 1)) > number]
        yield sorted([*above, *row], key=lambda cell: int(cell.meta['column']))


def _stripped(parts: Sequence[Part]) -> list[Part]:
    """Without space at either end."""
    held = list(parts)
    if isinstance(held[0], str):
        held[0] = held[0].lstrip()
    if isinstance(held[-1], str):
        held[-1] = held[-1].rstrip()
    return held
