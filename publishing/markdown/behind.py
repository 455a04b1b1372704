"""A quiet note below the heading of each section whose original has changed since it was translated, on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markupsafe import Markup

from publishing.languages import ORIGINAL
from publishing.markdown.context import OfPage, PageContext
from publishing.sources import translation

LINK = 'original'  # the class of a link to the original


class Behind(OfPage):
    """Runs after all that looks at headings and paragraphs; its notes are put away whole, for their links are no Markdown."""

    def __init__(self, md: Markdown, page: PageContext):
        super().__init__(md, page)
        self.held = translation.of(page.catalogue, page.source)

    def run(self, root: etree.Element) -> None:
        """Put a note behind each heading of level 2 that is behind."""
        changes = {change.key: change for change in self.held.changes} if self.held else {}
        for place, heading in reversed(list(enumerate(root))):
            change = changes.get(heading.get('id', '')) if heading.tag == 'h2' else None
            if change is not None:
                note = etree.Element('p')
                note.text, note.tail = self.md.htmlStash.store(self._note(change)), '\n'
                root.insert(place + 1, note)

    def _note(self, change: translation.Drift) -> str:
        """What happened, with a link to the same section of the original where that still has it."""
        text = self.page.word(f'section-{change.how}')
        note = Markup('<p class="behind" data-search-ignore="">{}').format(text)
        if change.how != 'removed':
            address = self.page.address(self.page.source.name, ORIGINAL)
            note += Markup(' <a class="{}" href="{}#{}" hreflang="{}">{}</a>').format(
                LINK, address, change.key, ORIGINAL, self.page.word('see-original')
            )
        return note + Markup('</p>')
