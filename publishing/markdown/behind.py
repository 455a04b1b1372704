"""A quiet note below the heading of each section whose original has changed since it was translated, on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.languages import ORIGINAL
from publishing.markdown.context import OfPage, PageContext
from publishing.markdown.html import add_text
from publishing.sources import translation

LINK = 'original'  # the class of a link to the original


class Behind(OfPage):
    """Runs after all that looks at headings, paragraphs and links: its own links are addresses already."""

    def __init__(self, page: PageContext):
        super().__init__(page)
        self.held = translation.of(page.catalogue, page.source)

    def run(self, root: etree.Element) -> None:
        """Put a note behind each heading of level 2 that is behind."""
        changes = {change.key: change for change in self.held.changes} if self.held else {}
        for place, heading in reversed(list(enumerate(root))):
            change = changes.get(heading.get('id', '')) if heading.tag == 'h2' else None
            if change is not None:
                root.insert(place + 1, self._note(change))

    def _note(self, change: translation.Drift) -> etree.Element:
        """What happened, with a link to the same section of the original where that still has it."""
        note = etree.Element('p', {'class': 'behind', 'data-search-ignore': ''})
        note.text, note.tail = self.page.word(f'section-{change.how}'), '\n'
        if change.how != 'removed':
            address = f'{self.page.address(self.page.source.name, ORIGINAL)}#{change.key}'
            add_text(note, ' ')
            etree.SubElement(note, 'a', {'class': LINK, 'href': address, 'hreflang': ORIGINAL}).text = self.page.word('see-original')
        return note
