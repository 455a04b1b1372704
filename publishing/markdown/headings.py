"""Section numbers in front of the headings of a chapter, the same on the site and in print."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage


class Headings(OfPage):
    """Runs before what links to a heading or lists it."""

    def run(self, root: etree.Element) -> None:
        """Number every heading that has a number among the page's labels."""
        for heading in root.iter():
            label = self.page.labels.get(heading.get('id', '')) if heading.tag in ('h2', 'h3') else None
            if label is None or not label.number:
                continue
            number = etree.Element('span', {'class': 'number'})
            number.text, number.tail, heading.text = label.number, f' {heading.text or ""}', None
            heading.insert(0, number)


class Permalinks(OfPage):
    """On the site a heading leads to itself; publishing/site/page_text.py makes the sign part of it. Runs last."""

    def run(self, root: etree.Element) -> None:
        """A sign behind every heading with a name."""
        for heading in root.iter() if self.page.medium == 'site' else ():
            if heading.tag in ('h2', 'h3', 'h4', 'h5') and heading.get('id'):
                link = {'class': 'headerlink', 'href': f'#{heading.get("id")}', 'title': self.page.word('permalink')}
                etree.SubElement(heading, 'a', link).text = '#'
