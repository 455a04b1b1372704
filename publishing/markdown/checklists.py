"""`- [ ] point` and `- [x] point`: a box with a label on the site, a box to fill in by pen in print."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from publishing.markdown.context import PageContext

BOX = re.compile(r'^\s*\[(?P<mark>[ xX])\]\s+')


class Checklists(Treeprocessor):
    """Runs before inline patterns; works on tight items (text in `li`) and loose ones (text in `li > p`)."""

    def __init__(self, md: Markdown, page: PageContext):
        super().__init__(md)
        self.page = page

    def run(self, root: etree.Element) -> None:
        """Turn every item that starts with a box into a checklist item."""
        for items in [element for element in root.iter() if element.tag in ('ul', 'ol')]:
            for item in items.findall('li'):
                holder = item if (item.text or '').strip() else (item[0] if len(item) and item[0].tag == 'p' else item)
                match = BOX.match(holder.text or '')
                if match is not None:
                    items.set('class', 'checklist')
                    self._fill(holder, match)

    def _fill(self, holder: etree.Element, match: re.Match[str]) -> None:
        done, text = match['mark'] != ' ', (holder.text or '')[match.end() :]
        if self.page.medium == 'print':
            box = etree.Element('span', {'class': 'box'})
            box.text, box.tail, holder.text = AtomicString('☑' if done else '☐'), text, None
            holder.insert(0, box)
            return
        label = etree.Element('label')
        box = etree.SubElement(label, 'input', {'type': 'checkbox', **({'checked': 'checked'} if done else {})})
        box.tail, holder.text = text, None
        for child in [child for child in holder if child.tag not in ('ul', 'ol', 'p')]:
            holder.remove(child)
            label.append(child)
        holder.insert(0, label)
