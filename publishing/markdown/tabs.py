"""Tabs, `=== "Title"` (pymdownx.tabbed), as boxes with one name: on the site one of them is open, in a report all.

The radio buttons of the extension would be fields of a form, which PDF/A and books can't bear; `details` of one name are a choice
that browsers know themselves, by keyboard and read aloud.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from publishing.markdown.context import OfPage


class Tabs(OfPage):
    """Runs before inline patterns, so that titles may hold Markdown."""

    def run(self, root: etree.Element) -> None:
        """Replace the parts of each set of tabs."""
        sets = [element for element in root.iter('div') if element.get('class') == 'tabbed-set']
        for number, element in enumerate(sets, 1):
            tabs = list(self._tabs(element, f'tabs-{number}'))
            element[:] = tabs
            element.attrib = {'class': 'tabs'}

    def _tabs(self, element: etree.Element, name: str) -> Iterator[etree.Element]:
        """Each tab as a box with its title; the first is open."""
        for number, (label, held) in enumerate(zip(element.findall('label'), element.findall('div'))):
            tab = etree.Element('details', {'name': name} if number else {'name': name, 'open': 'open'})
            title = etree.SubElement(tab, 'summary')
            title.text = label.text
            title.extend(label)
            tab.extend(held)
            yield tab
