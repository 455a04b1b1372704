"""The HTML of a text, as a tree, from the one reading of it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable, Sequence

from publishing.markdown import captions, code, diagrams
from publishing.markdown.checklists import fill
from publishing.markdown.citations import Notes
from publishing.markdown.context import PageContext
from publishing.markdown.html import add_text, block, close_up
from publishing.markdown.passage_numbers import caption_label, number_mark
from publishing.sources import reading
from publishing.sources.numbered_things import BOXES, OF_PARAGRAPH, OF_POINT, THINGS
from publishing.sources.reading import Node

PLAIN = {  # what becomes one element with blocks or with words in it, and nothing else
    'blockquote': 'blockquote', 'bullet_list': 'ul', 'table': 'table', 'thead': 'thead', 'tbody': 'tbody', 'tr': 'tr', 'dl': 'dl',
}  # fmt: skip
WORDS = {'em': 'em', 'strong': 'strong', 's': 's', 'sub': 'sub', 'sup': 'sup'}
ALIGNED = 'text-align:'
THING_OF = {thing.name: thing for thing in THINGS}
Make = Callable[['Builder', etree.Element, Node], None]


class Builder:
    """One text on its way to one medium; `blocks_of_ours` makes `/// kind`, by kind."""

    def __init__(self, page: PageContext, blocks_of_ours: dict[str, Make]):
        self.page = page
        self.ours = blocks_of_ours
        self.notes = Notes(page)
        self.counts = Counter(page.before)  # of each numbered thing so far
        self.level = 1  # of the author's heading that the text so far ends under
        self.tab_sets = self.questions = 0
        self.starts: list[tuple[int, etree.Element]] = []  # each block of the page with its first line in the body, from 0

    def document(self) -> etree.Element:
        """The whole text in one element."""
        root = etree.Element('div')
        for node in self._grouped(self.page.source.reading.children):
            held = len(root)
            self._blocks(root, node)
            self.starts += [(node[0].line, made) for made in root[held:]]
        self.notes.write(root, self.blocks)
        return root

    def blocks(self, parent: etree.Element, nodes: Sequence[Node]) -> None:
        """Blocks at the end of an element."""
        for group in self._grouped(nodes):
            self._blocks(parent, group)

    def _grouped(self, nodes: Sequence[Node]) -> list[list[Node]]:
        """Each block alone, but tabs that follow each other, and a caption with what it belongs to, together."""
        groups: list[list[Node]] = []
        for node in nodes:
            with_last = (node.type == 'tab' and groups and groups[-1][-1].type == 'tab') or node.meta.get('attached')
            if with_last and groups:
                groups[-1].append(node)
            else:
                groups.append([node])
        return groups

    def _blocks(self, parent: etree.Element, group: list[Node]) -> None:
        if group[0].type == 'tab':
            self._tabs(parent, group)
            return
        for node in group:
            self._block(parent, node)

    def _block(self, parent: etree.Element, node: Node) -> None:
        """One block; in a preview as it was typed when it can't be made: whatever is wrong with it, the checks have told already."""
        held = len(parent)
        try:
            self._made(parent, node)
        except Exception:
            if not self.page.lenient or node.map is None:
                raise
            del parent[held:]
            first, last = node.map
            code.write(parent, '\n'.join(self.page.source.body.split('\n')[first:last]), '')

    def _made(self, parent: etree.Element, node: Node) -> None:
        match node.type:
            case 'paragraph':
                self._paragraph(parent, node)
            case 'heading':
                self._heading(parent, node)
            case 'ordered_list':
                start = str(node.attrs.get('start', 1))
                self.blocks(block(parent, 'ol', {'start': start} if start != '1' else {}), node.children)
            case 'list_item':
                self._item(parent, node)
            case 'box':
                self._box(parent, node)
            case 'ours':
                self.ours[node.meta['kind']](self, parent, node)
            case 'th' | 'td' | 'dt':
                self.words(block(parent, node.type, _attributes(node)), node.children)
            case 'dd':
                self.blocks(block(parent, 'dd', _attributes(node)), node.children)
            case 'fence' if reading.language(node.info) == reading.DIAGRAM:
                diagrams.write(self.page, parent, node)
            case 'fence' | 'code_block':
                code.write(parent, node.content, node.info)
            case 'hr':
                block(parent, 'hr')
            case 'html_block' if not node.content.lstrip().startswith('<!--'):
                add_text(block(parent, 'p'), node.content.strip())
            case 'footnote_reference' | 'definition' | 'html_block':
                return
            case 'inline':
                self.words(parent, node.children)
            case kind:
                self.blocks(block(parent, PLAIN[kind], _attributes(node)), node.children)

    def _paragraph(self, parent: etree.Element, node: Node) -> None:
        if 'caption' in node.meta:
            self._caption(parent, node)
        elif node.hidden:
            self.words(parent, node.children[0].children)
        elif node.meta.get('runs'):
            self._numbered(parent, node)
        else:
            self.words(block(parent, 'p', _attributes(node)), node.children[0].children)

    def _numbered(self, parent: etree.Element, node: Node) -> None:
        made, attributes = block(parent, 'p'), _attributes(node)
        if self.page.number:
            number = self._count(OF_PARAGRAPH.name)
            made.append(number_mark(self.page, OF_PARAGRAPH, number, attributes.pop('id', '')))
            attributes['id'] = OF_PARAGRAPH.place.format(number)
        made.attrib |= attributes
        self.words(made, node.children[0].children)

    def _count(self, name: str) -> int:
        self.counts[name] += 1
        return self.counts[name]

    def _caption(self, parent: etree.Element, node: Node) -> None:
        thing = THING_OF[node.meta['caption']]
        holder = captions.owner(thing, parent) if node.meta['attached'] else None
        if holder is None:
            made = block(parent, 'p', _attributes(node))
            add_text(made, f'{node.meta["word"]}: ')
            self.words(made, node.children[0].children)
            return
        attributes = _attributes(node)
        caption, name = captions.place(thing, holder), attributes.get('id', '')
        prefix = f'{self.page.number}.' if self.page.number else ''
        caption.append(caption_label(self.page, f'{self.page.word(thing.name)} {prefix}{self._count(thing.name)}', name))
        self.words(caption, node.children[0].children)
        holder.attrib |= attributes

    def _heading(self, parent: etree.Element, node: Node) -> None:
        self.level = int(node.tag[1])
        self.words(block(parent, node.tag, _attributes(node)), node.children[0].children)

    def _item(self, parent: etree.Element, node: Node) -> None:
        if 'task' in node.meta:
            self._point(parent, node)
        else:
            self.blocks(block(parent, 'li', _attributes(node)), node.children)

    def _point(self, parent: etree.Element, node: Node) -> None:
        """A point of a checklist: it is counted before the points below it."""
        parent.set('class', 'checklist')
        attributes, first = _attributes(node), node.children[0]
        place, mark = self.point(attributes.pop('id', '') or str(first.attrs.get('id', '')))
        item = block(parent, 'li', attributes | ({'id': place} if place else {}))
        self.blocks(item, node.children)
        holder = item[0] if len(item) and item[0].tag == 'p' and not (item.text or '').strip() else item
        if holder is not item:
            holder.attrib.pop('id', None)  # the number has it
        fill(self.page, holder, node.meta['task'], mark)

    def point(self, name: str) -> tuple[str, etree.Element | None]:
        """The place and the number of the next point of a checklist, which its author may have named; no number outside reports."""
        number = self._count(OF_POINT.name)
        if not self.page.number:
            return name, None
        return OF_POINT.place.format(number), number_mark(self.page, OF_POINT, number, name)

    def _box(self, parent: etree.Element, node: Node) -> None:
        kind, attributes = node.meta['kind'], _attributes(node)
        title, held = (node.children[0], node.children[1:]) if node.meta['title'] else (None, node.children)
        if node.meta['sign'].startswith('?'):
            made = block(parent, 'details', {'class': kind, **({'open': 'open'} if node.meta['sign'].endswith('+') else {})})
            name = block(made, 'summary')
        else:
            quote = kind == 'quote'  # its words stand in the page too: they are read where they stand
            made = block(parent, 'div', {'class': 'pull-quote', 'aria-hidden': 'true'} if quote else {'class': f'admonition {kind}'})
            made.attrib |= {'data-search-ignore': ''} if quote and self.page.medium == 'site' else {}
            name = block(made, 'p', {} if quote else {'class': 'admonition-title'})
        if kind in BOXES:
            prefix = f'{self.page.chapter}.' if self.page.chapter else ''
            name.append(caption_label(self.page, f'{self.page.word(kind)} {prefix}{self._count(kind)}', attributes.get('id', '')))
        if title is None:
            add_text(name, kind.capitalize())
        else:
            self.words(name, title.children[0].children)
        made.attrib |= {key: value for key, value in attributes.items() if key != 'class'}
        self.blocks(made, held)

    def _tabs(self, parent: etree.Element, group: list[Node]) -> None:
        """A set of tabs as boxes of one name: on the site one of them is open, in a report all.

        Radio buttons would be fields of a form, which PDF/A and books can't bear; `details` of one name are a choice that browsers know
        themselves, by keyboard and read aloud.
        """
        self.tab_sets += 1
        tabs = block(parent, 'div', {'class': 'tabs'})
        for number, node in enumerate(group):
            tab = block(tabs, 'details', {'name': f'tabs-{self.tab_sets}', **({} if number else {'open': 'open'})})
            self.words(block(tab, 'summary'), node.children[0].children[0].children)
            self.blocks(tab, node.children[1:])

    def words(self, parent: etree.Element, nodes: Sequence[Node]) -> None:
        """Words within a line at the end of an element."""
        for node in nodes:
            self._word(parent, node)

    def _word(self, parent: etree.Element, node: Node) -> None:
        match node.type:
            case 'text' | 'web_address':
                add_text(parent, node.content)
            case 'inline':
                self.words(parent, node.children)
            case 'softbreak':
                add_text(parent, '\n')
            case 'hardbreak':
                etree.SubElement(parent, 'br').tail = '\n'
            case 'code_inline':
                etree.SubElement(parent, 'code', _attributes(node)).text = node.content
            case 'link':
                self.words(etree.SubElement(parent, 'a', {'href': str(node.attrs['href']), **_attributes(node)}), node.children)
            case 'image':
                shown = {'alt': reading.text(node), 'src': str(node.attrs['src'])}
                etree.SubElement(parent, 'img', {**shown, **_attributes(node)})
            case 'citation':
                close_up(parent)
                self.notes.cite(parent, node.meta['cited'])
            case 'footnote_ref' if self.notes.own(node.meta['label']) in self.notes.typed:
                close_up(parent)
                self.notes.call(parent, self.notes.own(node.meta['label']))
            case 'footnote_ref':
                add_text(parent, f'[^{node.meta["label"]}]')
            case 'html_inline' if node.content.startswith('<!--'):
                return
            case 'html_inline':
                add_text(parent, node.content)
            case kind:
                self.words(etree.SubElement(parent, WORDS[kind], _attributes(node)), node.children)


def _attributes(node: Node) -> dict[str, str]:
    """What an author set, and the side that a column is aligned to as a class: a strict policy allows no style in a page."""
    held = {key: str(value) for key, value in node.attrs.items() if key not in ('href', 'src', 'alt', 'start', 'style')}
    style = str(node.attrs.get('style', ''))
    return held | ({'class': style.removeprefix(ALIGNED)} if style.startswith(ALIGNED) else {})
