"""A box as `!!! kind "title"` becomes one, for what no author typed."""

from __future__ import annotations

import xml.etree.ElementTree as etree


def box(kind: str, title: str, text: str) -> etree.Element:
    """A box of a kind with its title and one line."""
    held = etree.Element('div', {'class': f'admonition {kind}'})
    etree.SubElement(held, 'p', {'class': 'admonition-title'}).text = title
    etree.SubElement(held, 'p').text = text
    return held
