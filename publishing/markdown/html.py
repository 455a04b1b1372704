"""A tree as text that is both HTML and XML."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markupsafe import Markup

VOID = re.compile(r'></(?:area|br|col|hr|img|input|link|meta|source|wbr)>')  # HTML 13.1.2: these have no end tag


def inside(element: etree.Element) -> Markup:
    """What an element holds."""
    parts = [etree.tostring(child, encoding='unicode', short_empty_elements=False) for child in element]
    return Markup(html.escape(element.text or '', quote=False) + VOID.sub(' />', ''.join(parts)))


def add_text(parent: etree.Element, text: str) -> None:
    """Put text behind what an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or '') + text
    else:
        parent.text = (parent.text or '') + text


def close_up(parent: etree.Element) -> None:
    """Take away the space at the end of what an element holds: a call of a note stands against its word."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or '').rstrip()
    else:
        parent.text = (parent.text or '').rstrip()


def block(parent: etree.Element, tag: str, attributes: dict[str, str] | None = None) -> etree.Element:
    """A new block at the end of an element, on a line of its own."""
    if not len(parent) and not parent.text:
        parent.text = '\n'
    made = etree.SubElement(parent, tag, attributes or {})
    made.tail = '\n'
    return made


def append(parent: etree.Element, made: etree.Element) -> None:
    """A block that was made elsewhere, at the end of an element, on a line of its own."""
    if not len(parent) and not parent.text:
        parent.text = '\n'
    made.tail = '\n'
    parent.append(made)


def words(element: etree.Element) -> Iterator[str]:
    """The words of an element, without calls of notes and the sign that leads to a heading."""
    is_call = element.get('id', '').startswith('fnref') or (element.tag == 'sup' and element.text == ', ')
    if not is_call and element.get('class') != 'headerlink':
        yield element.text or ''
        for child in element:
            yield from words(child)
            yield child.tail or ''
