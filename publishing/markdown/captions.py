"""`Tabel: …  {#id}` below a table and `Figuur: … {#id}` below a picture or chart become numbered captions inside them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter

from markdown import Markdown

from publishing.markdown.context import OfPage, PageContext
from publishing.markdown.passage_numbers import caption_label
from publishing.sources.numbered_things import CAPTIONED, Thing
from publishing.sources.outline import CAPTION, plain
from publishing.sources.passage_numbers import PICTURE


class Captions(OfPage):
    """Runs before inline patterns, while a caption is still the text that the author typed."""

    def __init__(self, md: Markdown, page: PageContext):
        super().__init__(md, page)
        self.counts = Counter[str]()

    def run(self, root: etree.Element) -> None:
        """Give every captioned table and figure its caption, and every table its header scope."""
        for parent in list(root.iter()):
            children = list(parent)
            for before, caption in zip(children, children[1:]):
                match = CAPTION.fullmatch((caption.text or '').strip()) if caption.tag == 'p' and not len(caption) else None
                if match is not None:
                    self._attach(parent, before, caption, match)
        for table in list(root.iter('table')):
            for head in table.iterfind('thead/tr/th'):
                head.set('scope', 'col')
        if self.page.medium == 'site':
            self._make_scrollable(root)

    def _attach(self, parent: etree.Element, before: etree.Element, paragraph: etree.Element, match: re.Match[str]) -> None:
        thing = CAPTIONED[match['word']]
        owner = self._owner(thing, parent, before)
        if owner is None:
            return
        caption = etree.Element(thing.title)
        owner.insert(0 if thing.holder == 'table' else len(owner), caption)
        self.counts[thing.name] += 1
        prefix = f'{self.page.number}.' if self.page.number else ''
        label = caption_label(self.page, f'{self.page.word(thing.name)} {prefix}{self.counts[thing.name]}', match['id'] or '')
        label.tail = f' {match["title"]}'
        caption.append(label)
        if match['id']:
            owner.set('id', match['id'])
        parent.remove(paragraph)

    def _owner(self, thing: Thing, parent: etree.Element, before: etree.Element) -> etree.Element | None:
        """What a caption belongs to, made where a picture stands alone; None when it stands below something else."""
        if before.tag == thing.holder:
            return before
        if thing.holder != 'figure' or before.tag != 'p' or not PICTURE.match(before.text or ''):
            return None
        figure = etree.Element('figure')
        parent.insert(list(parent).index(before), figure)
        parent.remove(before)
        figure.append(before)
        return figure

    def _make_scrollable(self, root: etree.Element) -> None:
        """A wide table scrolls inside a region that the keyboard reaches (WCAG 2.1.1) and that has the caption's name."""
        for parent in list(root.iter()):
            for table in [child for child in parent if child.tag == 'table']:
                caption = table.find('caption')
                name = plain(''.join(caption.itertext())) if caption is not None else self.page.word('table')
                region = etree.Element('div', {'class': 'table', 'role': 'region', 'tabindex': '0', 'aria-label': name})
                parent.insert(list(parent).index(table), region)
                parent.remove(table)
                region.append(table)
