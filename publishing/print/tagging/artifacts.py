"""Content not to be read: running heads, repeated table heads, leaders, decoration (ISO 14289-1, 7.1 and 7.8)."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pydyf


def decoration(element: Element) -> bool:
    """Whether the author says that an element is only decoration: hidden from readers, or a picture with alt=""."""
    if element.get('aria-hidden') == 'true':
        return True
    silent = element.get('alt') == '' or element.get('role') in ('presentation', 'none')
    return silent and element.tag in ('img', '{http://www.w3.org/2000/svg}svg')


def mark(items: list[Any], index: int, kind: str) -> None:
    """Rewrite one marked-content sequence as an artifact, in the items of its content stream.

    `/Span`, the property dictionary (at `index`) and `BDC` are three items. The kind, where known, is 'Header',
    'Footer' or 'Pagination' (ISO 32000-1, table 330).
    """
    properties = pydyf.Dictionary({'Type': '/Pagination' if kind else '/Layout'})
    if kind in ('Header', 'Footer'):
        properties['Subtype'] = f'/{kind}'
    items[index - 1 : index + 1] = ['/Artifact', properties]
