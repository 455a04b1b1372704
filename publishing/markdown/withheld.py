"""A link to a story that may not be shown keeps its words and loses its target."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage
from publishing.sources.source import resolve


class Withheld(OfPage):
    """Runs before empty links take the title of what they point at."""

    def run(self, root: etree.Element) -> None:
        """Turn each such link into a span."""
        for link in root.iter('a') if self.page.catalogue.withheld else ():
            path = link.get('href', '').partition('#')[0]
            if path.endswith('.md') and resolve(self.page.source, path) in self.page.catalogue.withheld:
                link.tag, link.attrib = 'span', {}
                if not len(link) and not (link.text or '').strip():
                    link.text = self.page.word('withheld')
