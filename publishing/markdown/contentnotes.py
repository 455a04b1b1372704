"""A story that may hurt starts by saying so: `content_note` of its front matter as a box, on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from publishing.markdown.context import PageContext


class ContentNotes(Treeprocessor):
    """Puts the box before the text."""

    def __init__(self, md: Markdown, page: PageContext):
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        """Insert the box when the page has a note."""
        note = self.page.source.text('content_note')
        if not note:
            return
        box = etree.Element('div', {'class': 'admonition warning'})
        for text, css in ((self.page.word('content-note'), 'admonition-title'), (note, '')):
            line = etree.SubElement(box, 'p', {'class': css} if css else {})
            line.text = AtomicString(text)
        root.insert(0, box)
