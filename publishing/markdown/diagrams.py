"""A block of code that is a diagram becomes a figure with inline SVG; on the site one that is wide scrolls by itself."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage, PageContext
from publishing.markdown.html import append, words
from publishing.pictures import diagram
from publishing.sources.reading import Node

PHONE = 440  # pixels: so wide, letters of 16 pixels are 12 or more when all of it is shown on a phone


def write(page: PageContext, parent: etree.Element, node: Node) -> None:
    """The figure at the end of an element; call after the checks."""
    figure = etree.Element('figure', {'class': 'diagram'})
    figure.append(diagram.svg(page.source, node.content, diagram.described(node.info), page.medium))
    append(parent, figure)


class Diagrams(OfPage):
    """Runs when captions stand in their figures."""

    def run(self, root: etree.Element) -> None:
        """Put a wide diagram in a region that the keyboard reaches (WCAG 2.1.1), so that its letters stay large on a phone."""
        for figure in root.iter('figure') if self.page.medium == 'site' else ():
            if figure.get('class') == 'diagram' and float(figure[0].get('width', '')) > PHONE:
                caption = figure.find('figcaption')
                name = ' '.join(''.join(words(caption)).split()) if caption is not None else self.page.word('figure')
                region = etree.Element('div', {'aria-label': name, 'class': 'wide', 'role': 'region', 'tabindex': '0'})
                region.append(figure[0])
                figure[0] = region
