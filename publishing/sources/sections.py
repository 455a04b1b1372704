"""The text of a converted page by section, without what the form or the place in the report adds: numbers, notes, references."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from publishing.sources.schema.values import Model

ADDED = {
    'number', 'paragraph-number', 'point-number', 'label', 'headerlink', 'reference', 'box', 'footnote', 'footnote-ref', 'behind',
    'pull-quote',
}  # fmt: skip
STARTS = 'h2'
APART = ('p', 'li', 'td', 'th', 'dt', 'dd', 'div', 'caption', 'figcaption', 'br', 'h3', 'h4')  # words on both sides never run together


class Section(Model):
    """A piece of a report that is cited by its number: `id` is its place, the same in both languages; `text` has single spaces.

    `lang` is the language of a text that stands in for its translation.
    """

    id: str
    number: str = ''
    title: str
    text: str = ''
    lang: str = ''


def of_page(root: etree.Element) -> list[Section]:
    """The text before the first heading (id and title ''), then that of each section with the id as the author gave it."""
    found = [Section(id='', title='')]
    for element in root:
        if element.tag == STARTS:
            number = element.find('span[@class="number"]')
            text = number.text if number is not None else None
            found.append(Section(id=element.get('id', ''), number=text or '', title=_single(_words(element))))
        else:
            found[-1].text = f'{found[-1].text} {_single(_words(element))}'.strip()
    return found


def _words(element: etree.Element) -> Iterator[str]:
    if element.tag == 'svg':  # what it shows stands in its caption and its table; its drawing differs by form
        return
    if not ADDED & set(element.get('class', '').split()):
        yield element.text or ''
        for child in element:
            yield from _words(child)
            yield child.tail or ''
    if element.tag in APART:
        yield ' '


def _single(words: Iterator[str]) -> str:
    return ' '.join(''.join(words).split())
