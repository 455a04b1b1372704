"""`- [ ] point` and `- [x] point`: a box with a label on the site, a box to fill in by pen in print, numbered in a chapter."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import PageContext


def fill(page: PageContext, holder: etree.Element, done: bool, mark: etree.Element | None) -> None:
    """Put the box before the words of a point, and its number before that."""
    if page.medium == 'print':
        box = etree.Element('span', {'class': 'box'})
        box.text, box.tail, holder.text = '☑' if done else '☐', holder.text, None
        holder.insert(0, box)
    else:
        _label(holder, done)
    if mark is not None:
        holder.insert(0, mark)


def _label(holder: etree.Element, done: bool) -> None:
    """The words as the label of a box to click; lists and paragraphs below them stay outside it."""
    label = etree.Element('label')
    box = etree.SubElement(label, 'input', {'type': 'checkbox', **({'checked': 'checked'} if done else {})})
    box.tail, holder.text = holder.text, None
    for child in [child for child in holder if child.tag not in ('ul', 'ol', 'p')]:
        holder.remove(child)
        label.append(child)
    holder.insert(0, label)
