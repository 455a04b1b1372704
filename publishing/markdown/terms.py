"""The first use of a term on a page leads to the glossary, and holds what the term means for the script that shows it there.

Only in running text: not in headings, tables, notes, boxes' titles or what is a link or code already. Paper has its own glossary.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.formats.vocabulary import Vocabulary
from publishing.markdown.context import OfPage

RUNNING = {'p', 'li', 'dd'}
LEFT_OUT = {'a', 'abbr', 'code', 'dt', 'fieldset', 'figure', 'form', 'h2', 'h3', 'h4', 'label', 'pre', 'sup', 'table'}
LEFT_OUT_CLASSES = {'footnote', 'list', 'admonition-title', 'behind', 'pull-quote', 'message', 'outcome', 'kind'}


class Terms(OfPage):
    """Runs when links are elements and before MkDocs resolves their addresses."""

    def run(self, root: etree.Element) -> None:
        """Mark the first use of each term."""
        source, ours = self.page.source, self.page.catalogue.settings.ours
        vocabulary = self.page.explained.get(source.locale)
        if vocabulary is None or ours.pages.glossary in (None, source.name) or ours.is_aside(source.meta.get('audience')):
            return
        self.vocabulary: Vocabulary = vocabulary
        self.seen: set[str] = set()
        self._mark(root, is_running=False)

    def _mark(self, element: etree.Element, is_running: bool) -> None:
        classes = set(element.get('class', '').split())
        if element.tag in LEFT_OUT or classes & LEFT_OUT_CLASSES or element.get('lang', self.page.locale) != self.page.locale:
            return
        is_running |= element.tag in RUNNING
        for child in list(element):
            self._mark(child, is_running)
            if is_running and child.tail:
                self._put(element, child, child.tail)
        if is_running and element.text:
            self._put(element, None, element.text)

    def _put(self, parent: etree.Element, before: etree.Element | None, text: str) -> None:
        """Links in a piece of text, which stands behind `before` or opens the parent."""
        done, place, last = 0, 0 if before is None else list(parent).index(before) + 1, before
        for use in self.vocabulary.uses(text):
            if use.id in self.seen:
                continue
            self.seen.add(use.id)
            link = self._link(use.id, text[use.start : use.end])
            _write(parent, last, text[done : use.start])
            parent.insert(place, link)
            done, place, last = use.end, place + 1, link
        if done:
            _write(parent, last, text[done:])

    def _link(self, id: str, text: str) -> etree.Element:
        up = '../' * len(self.page.source.folder.split('/')) if self.page.source.folder else ''
        meaning = self.page.catalogue.terms_by_id[id].of(self.page.locale).definition
        link = etree.Element(
            'a', {'class': 'term', 'href': f'{up}{self.page.catalogue.settings.ours.pages.glossary}.md#{id}', 'data-term': meaning}
        )
        link.text = text
        return link


def _write(parent: etree.Element, before: etree.Element | None, text: str) -> None:
    if before is None:
        parent.text = text
    else:
        before.tail = text
