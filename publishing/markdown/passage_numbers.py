"""Numbers of paragraphs, points and boxes such as recommendations, which run on through a chapter, so that each can be cited.

On the site a number is a link to itself, in print a label in the margin. What takes one is said by the reading of the text and by
publishing/sources/numbered_things.py.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.markdown.context import PageContext
from publishing.sources.numbered_things import Thing


def number_mark(page: PageContext, thing: Thing, number: int, name: str) -> etree.Element:
    """The number of a thing, which gives it its place; a name of the author's own is that of the number."""
    named = {'id': name} if name else {}
    if page.medium == 'print':
        mark = etree.Element('span', {'class': f'{thing.name}-number', 'data-label': 'decimal', **named})
    else:
        told = {'aria-label': f'{page.word(thing.name).capitalize()} {number}', 'data-search-ignore': ''}
        mark = etree.Element('a', {'class': f'{thing.name}-number', 'href': f'#{thing.place.format(number)}', **told, **named})
    mark.text, mark.tail = str(number), ' '
    return mark


def caption_label(page: PageContext, text: str, name: str) -> etree.Element:
    """`Tabel 2.1`: on the site a link to itself."""
    linked = name and page.medium == 'site'
    label = etree.Element('a' if linked else 'span', {'class': 'label', **({'href': f'#{name}'} if linked else {})})
    label.text, label.tail = text, ' '
    return label
