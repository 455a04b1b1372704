"""`- [ ] point` and `- [x] point`: a box with a label on the site, a box to fill in by pen in print, numbered in a chapter."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from publishing.markdown.context import OfPage
from publishing.markdown.passage_numbers import number_mark, split_name
from publishing.sources.numbered_things import OF_POINT

BOX = re.compile(r'^\s*\[(?P<mark>[ xX])\]\s+')


def text_of(item: etree.Element) -> etree.Element:
    """The element that holds the text of a list item: the item of a tight list, its first paragraph in a loose one."""
    return item[0] if len(item) and item[0].tag == 'p' and not (item.text or '').strip() else item


class Checklists(OfPage):
    """Runs before inline patterns; works on tight items (text in `li`) and loose ones (text in `li > p`)."""

    def run(self, root: etree.Element) -> None:
        """Turn every item that starts with a box into a point of a checklist."""
        lists = {id(item): items for items in root.iter() if items.tag in ('ul', 'ol') for item in items}
        number = self.page.before[OF_POINT.name]
        for item in root.iter('li'):
            holder = text_of(item)
            match = BOX.match(holder.text or '')
            if match is not None:
                number += 1
                lists[id(item)].set('class', 'checklist')
                text, name = split_name((holder.text or '')[match.end() :])
                mark = number_mark(self.page, OF_POINT, number, name) if self.page.number else None
                place = OF_POINT.place.format(number) if self.page.number else name
                item.attrib |= {'id': place} if place else {}
                self._fill(holder, text, match['mark'] != ' ', mark)

    def _fill(self, holder: etree.Element, text: str, done: bool, mark: etree.Element | None) -> None:
        if self.page.medium == 'print':
            box = etree.Element('span', {'class': 'box'})
            box.text, box.tail, holder.text = AtomicString('☑' if done else '☐'), text, None
            holder.insert(0, box)
        else:
            self._label(holder, text, done)
        if mark is not None:
            mark.tail = ' '
            holder.insert(0, mark)

    def _label(self, holder: etree.Element, text: str, done: bool) -> None:
        """The point as the label of a box to click."""
        label = etree.Element('label')
        box = etree.SubElement(label, 'input', {'type': 'checkbox', **({'checked': 'checked'} if done else {})})
        box.tail, holder.text = text, None
        for child in [child for child in holder if child.tag not in ('ul', 'ol', 'p')]:
            holder.remove(child)
            label.append(child)
        holder.insert(0, label)
