"""Tables as everybody can use them: heads that say of which column they are, and on the site a region that scrolls by itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from publishing.markdown.context import OfPage
from publishing.markdown.html import words

JOINS = {'colspan', 'rowspan'}
BEHIND = re.compile(r'(?<=[./_])(?=\w)')  # a line may break here


class Tables(OfPage):
    """Runs when captions stand in their tables."""

    def run(self, root: etree.Element) -> None:
        """Give every table its header scope; a wide one scrolls inside a region that the keyboard reaches (WCAG 2.1.1).

        A head without words heads nothing: it is an ordinary cell (HTML 4.9.9; ISO 14289-1, 7.5).
        """
        for table in root.iter('table'):
            for head in table.findall('thead/tr/th'):
                if len(head) or (head.text or '').strip():
                    head.set('scope', 'col')
                else:
                    head.tag = 'td'
            if self.page.medium == 'print':
                _tell_joins(table)
            else:
                for code in table.iter('code'):
                    _let_break(code)
        if self.page.medium == 'site':
            put_in_regions(root, self.page.word('table'))


def _tell_joins(table: etree.Element) -> None:
    """A class for a table with joined cells, and for one that ends in such: WeasyPrint looks for them from each cell again (`:has()`)."""
    names = ['joins'] if any(JOINS.intersection(cell.attrib) for cell in table.iter()) else []
    names += ['joins-end'] if any('rowspan' in row[-1].attrib for row in table.iter('tr')) else []
    if names:
        table.set('class', ' '.join(names))


def _let_break(code: etree.Element) -> None:
    """Let a long name of a field or file go on in a next line behind its signs, as a column on a phone is narrow."""
    first, *rest = BEHIND.split(code.text or '')
    code.text = first
    for place, part in enumerate(rest):
        pause = etree.Element('wbr')
        pause.tail = part
        code.insert(place, pause)


def put_in_regions(root: etree.Element, other: str) -> None:
    """Put each table in a region with the name of its caption, or with the `other` name."""
    for parent in list(root.iter()):
        for table in [child for child in parent if child.tag == 'table']:
            caption = table.find('caption')
            name = ' '.join(''.join(words(caption)).split()) if caption is not None else other
            region = etree.Element('div', {'aria-label': name, 'class': 'table', 'role': 'region', 'tabindex': '0'})
            region.text, region.tail, table.tail = '\n', table.tail, '\n'
            parent[list(parent).index(table)] = region
            region.append(table)
