"""A story that may hurt starts by saying so: `content_note` of its front matter as a box, on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.boxes import box
from publishing.markdown.context import OfPage


class ContentNotes(OfPage):
    """Puts the box before the text."""

    def run(self, root: etree.Element) -> None:
        """Insert the box when the page has a note."""
        note = self.page.source.text('content_note')
        if note:
            root.insert(0, box('warning', self.page.word('content-note'), note))
