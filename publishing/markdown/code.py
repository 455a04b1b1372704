"""Code as it was typed, in the colours of its language."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from publishing.markdown.html import append

FORMAT = HtmlFormatter(cssclass='highlight', wrapcode=True)


def write(parent: etree.Element, text: str, info: str) -> None:
    """A block of code; without a language that we know, without colours."""
    name = info.split()[0] if info.split() else 'text'
    try:
        lexer = get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name('text', stripnl=False)
    append(parent, etree.fromstring(highlight(text, lexer, FORMAT)))
