"""Which structure type an HTML element becomes (ISO 32000-2, 14.8.4); the names are those of PDF 2.0."""

from __future__ import annotations

from xml.etree.ElementTree import Element

BLOCKS = {
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Aside", "blockquote": "BlockQuote",
    "p": "P", "pre": "P", "summary": "P", "dl": "L", "ul": "L", "ol": "L", "menu": "L", "li": "LI",
    "dt": "Lbl", "dd": "LBody",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption",
}  # fmt: skip
INLINES = {'a': 'Link', 'em': 'Em', 'strong': 'Strong', 'code': 'Code', 'q': 'Quote', 'abbr': 'Span', 'bdi': 'Span'}
# What these marks mean is said by how their words are drawn: there is no structure type for it before PDF 2.0 (ISO 32000-1, table 345).
DRAWN = {'s': 'TextDecorationType', 'del': 'TextDecorationType', 'sub': 'BaselineShift', 'sup': 'BaselineShift'}
PICTURES = {'img', 'object', 'embed', '{http://www.w3.org/2000/svg}svg'}
PARTS = {'marker': 'Lbl', 'footnote-call': 'Reference', 'footnote-marker': 'Lbl'}
GROUPS = frozenset({'Document', 'Part', 'Art', 'Sect', 'Div', 'BlockQuote', 'Aside'})
HEADINGS = ('H1', 'H2', 'H3', 'H4', 'H5', 'H6')
INLINE_TAGS = frozenset({'Span', 'Em', 'Strong', 'Code', 'Quote', 'Link', 'Reference', 'Lbl', 'FENote', 'Figure', 'Form'})


def tag_of(element: Element, part: str, block: bool) -> str | None:
    """The structure type of an element's own box; None when its content belongs to what is around it.

    `block` tells whether it is laid out as a block. What has a `data-label` numbers what is around it. An unknown block
    keeps its content apart as a Div; an unknown inline element is a Span when it changes the language, is the target of a link or has
    words of its own that are struck through, raised or lowered.
    """
    if part:
        return PARTS.get(part)
    name = str(element.tag)
    if name in PICTURES or element.get('role') == 'img':
        return 'Figure'
    if element.get('data-label') is not None:
        return 'Lbl'
    tag = BLOCKS.get(name) or INLINES.get(name)
    if tag and not (tag == 'Link' and not element.get('href')):
        return tag
    if block:
        return 'Div'
    is_drawn = name in DRAWN and (element.text or '').strip()
    return 'Span' if element.get('lang') or element.get('id') or is_drawn else None
