"""A box as the admonition extension makes it, for what no author typed."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString


def box(kind: str, title: str, text: str) -> etree.Element:
    """A box of a kind with its title and one line; both are final, so inline Markdown leaves them alone."""
    held = etree.Element('div', {'class': f'admonition {kind}'})
    etree.SubElement(held, 'p', {'class': 'admonition-title'}).text = AtomicString(title)
    etree.SubElement(held, 'p').text = AtomicString(text)
    return held
