"""The notes of a page, in the order in which the text calls them: the author's own, and `[@key, p. 12]` with the reference."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable

from publishing.markdown.context import PageContext
from publishing.markdown.html import add_text, block
from publishing.sources.reading import Node

BACK = '↩'
Blocks = Callable[[etree.Element, list[Node]], None]


class Notes:
    """Calls get a number when they are met; the list of notes is written when all text has been."""

    def __init__(self, page: PageContext):
        self.page = page
        typed = (node for node in page.source.reading.flat if node.type == 'footnote_reference')
        self.typed: dict[str, Node] = {self.own(node.meta['label']): node for node in typed}
        self.cited: dict[str, tuple[str, str]] = {}
        self.numbers: dict[str, int] = {}
        self.calls = Counter[str]()

    def cite(self, parent: etree.Element, cited: list[tuple[str, str]]) -> None:
        """The calls of all sources between one pair of brackets."""
        for key, place in cited:
            if self.page.lenient and key not in self.page.bibliography.references:
                add_text(parent, f'[@{key}{", " if place else ""}{place}]')
                continue
            name = note_id(key, place)
            self.cited[name] = key, place
            self.call(parent, name)

    def own(self, label: str) -> str:
        """The name of an author's own note, which is not that of a source."""
        return f'noot-{label}' if label.partition('--')[0] in self.page.bibliography.references else label

    def call(self, parent: etree.Element, name: str) -> None:
        """A link to a note, parted from one right before it: 2, 3 is not 23. A later one to the same note has a name of its own."""
        if len(parent) and parent[-1].find('a[@class="footnote-ref"]') is not None and not parent[-1].tail:
            etree.SubElement(parent, 'sup').text = ', '
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        self.calls[name] += 1
        call = etree.SubElement(parent, 'sup', {'id': call_id(name, self.calls[name])})
        etree.SubElement(call, 'a', {'class': 'footnote-ref', 'href': f'#fn-{name}'}).text = str(number)

    def write(self, root: etree.Element, blocks: Blocks) -> None:
        """The list of notes at the end of a text; a note may call further notes, which come after it."""
        if not self.numbers:
            return
        area = block(root, 'div', {'class': 'footnote'})
        block(area, 'hr')
        listed, held = block(area, 'ol'), list[tuple[str, etree.Element]]()
        while len(held) < len(self.numbers):
            name = list(self.numbers)[len(held)]
            item = block(listed, 'li', {'id': f'fn-{name}'})
            held.append((name, item))
            if name in self.cited:
                append_html(block(item, 'p'), self._reference(*self.cited[name]))
            else:
                blocks(item, self.typed[name].children)
        for number, (name, item) in enumerate(held, 1):
            self._ways_back(item, name, number)

    def _reference(self, key: str, place: str) -> str:
        entry = self.page.bibliography.entry(key)
        return f'{entry.rstrip(".")}, {html.escape(place, quote=False)}.' if place else entry

    def _ways_back(self, item: etree.Element, name: str, number: int) -> None:
        last = item[-1] if len(item) and item[-1].tag == 'p' else block(item, 'p')
        add_text(last, '\u00a0')
        for count in range(1, self.calls[name] + 1):
            told = {'href': f'#{call_id(name, count)}', 'title': self.page.word('backlink').format(number)}
            etree.SubElement(last, 'a', {'class': 'footnote-backref', **told}).text = BACK


def append_html(parent: etree.Element, text: str) -> None:
    """Put what is HTML already at the end of an element."""
    held = etree.fromstring(f'<p>{text}</p>')
    add_text(parent, held.text or '')
    parent.extend(held)


def call_id(name: str, count: int) -> str:
    """`fnref-x`, `fnref2-x`."""
    return f'fnref{count if count > 1 else ""}-{name}'


def note_id(key: str, place: str) -> str:
    """`movisie-2019` and `movisie-2019--p-12` are two notes."""
    return f'{key}--{re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")}' if place else key


def is_about(name: str, key: str) -> bool:
    """Whether a note of this name holds the source."""
    return name == key or name.startswith(f'{key}--')
