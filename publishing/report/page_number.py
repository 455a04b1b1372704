"""Where the page number of a place will stand: a stand-in as wide as most numbers, until publishing/print/page_numbers.py knows the pages.

Apart from that module because it loads the renderer, which a site never needs.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markupsafe import Markup

MARK = 'data-page-of'
STAND_IN = '00'


def element(place: str) -> etree.Element:
    """The element that will hold the number of the page on which a place is, behind a space that may not break."""
    made = etree.Element('span', {'class': 'page-number', MARK: place})
    made.text = f'\u00a0{STAND_IN}'
    return made


def html(place: str) -> Markup:
    """The same, as HTML."""
    return Markup(etree.tostring(element(place), encoding='unicode'))
