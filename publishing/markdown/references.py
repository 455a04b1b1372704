"""A link without text, `[](#tab-roles)`, takes the number or title of what it points at; the report adds the page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage
from publishing.sources.labels import Label
from publishing.sources.numbered_things import PLACED
from publishing.sources.source import Source

SENTENCE_STARTS = re.compile(r'(?:^|[!?]|(?<!\b[a-z])(?<!\bbijv)(?<!\bvgl)(?<!\bcf)[.])["”’)]*\s*$')
MARKS = tuple(f'{name}-number' for name in PLACED)
INLINE = ('a', 'abbr', 'code', 'em', 'label', 'span', 'strong', 'sub', 'sup', 'wbr')


class References(OfPage):
    """Runs after inline patterns, when links are elements."""

    def run(self, root: etree.Element) -> None:
        """Fill the empty links; the checks have refused those that point at nothing."""
        self._fill(root, '')

    def _fill(self, element: etree.Element, before: str) -> str:
        """Fill the empty links in an element; `before` is the text of the block so far, and is given back with what is added."""
        if element.tag == 'a' and element.get('href') and not len(element) and not (element.text or '').strip():
            text = self.text(element.get('href', ''))
            element.text = text[:1].upper() + text[1:] if SENTENCE_STARTS.search(before) else text
            element.set('class', 'reference')
        running = (before if element.tag in INLINE else '') + (element.text or '')
        for child in element:
            running = self._fill(child, running) + (child.tail or '')
        if element.tag == 'sup' or element.get('class') in MARKS:  # neither starts or ends a sentence
            return before
        return running if element.tag in INLINE else ''

    def text(self, address: str) -> str:
        """`tabel 2.1`, `paragraaf 3.2` (or the heading's text outside reports), or a page's title."""
        found = self.page.target(address)
        if found is None:
            return address
        page, fragment = found
        if not fragment:
            return page.text('title')
        labels = self.page.catalogue.numbering.labels(page, self.page.numbers)
        if self.page.lenient and fragment not in labels:
            return address
        label = labels[fragment]
        if not label.number:
            return label.title
        return f'{self._chapter(page, label)}{self.page.word(label.kind)} {label.number}'.lower()

    def _chapter(self, page: Source, label: Label) -> str:
        """`hoofdstuk 2, ` before what is numbered within its chapter, seen from another chapter."""
        number = self.page.numbers.get(page.name, '').partition('.')[0]
        reports = self.page.catalogue.numbering.report_of
        near = number == self.page.chapter and reports.get(page.name) is reports.get(self.page.source.name)
        return '' if near or label.kind not in PLACED else f'{self.page.word("chapter")} {number}, '
