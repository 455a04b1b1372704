"""Section numbers in front of the headings of a chapter, the same on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage


class Headings(OfPage):
    """Runs after attribute lists have set the ids and before the table of contents reads the headings."""

    def run(self, root: etree.Element) -> None:
        """Number every heading that has a number among the page's labels."""
        for heading in root.iter():
            label = self.page.labels.get(heading.get('id', '')) if heading.tag in ('h2', 'h3') else None
            if label is None or not label.number:
                continue
            number = etree.Element('span', {'class': 'number'})
            number.text, number.tail, heading.text = label.number, f' {heading.text or ""}', None
            heading.insert(0, number)
