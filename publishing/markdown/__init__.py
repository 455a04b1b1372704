"""From the reading of a text to HTML, as a tree: what a page and a chapter show, each for its medium."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable

from publishing.markdown.behind import Behind
from publishing.markdown.blocks import OURS
from publishing.markdown.building import Builder
from publishing.markdown.contentnotes import ContentNotes
from publishing.markdown.context import OfPage, PageContext
from publishing.markdown.diagrams import Diagrams
from publishing.markdown.directions import Directions
from publishing.markdown.headings import Headings, Permalinks
from publishing.markdown.html import inside
from publishing.markdown.pictures import Pictures
from publishing.markdown.references import References
from publishing.markdown.tables import Tables
from publishing.markdown.terms import Terms
from publishing.markdown.withheld import Withheld

Add = Callable[[etree.Element, list[tuple[int, etree.Element]]], None]
STEPS: tuple[type[OfPage], ...] = (
    ContentNotes, Tables, Diagrams, Headings, Withheld, References, Pictures, Terms, Behind, Permalinks, Directions,
)  # fmt: skip


def convert(page: PageContext, add: Add | None = None) -> etree.Element:
    """The body of a page in one element; links to pages are still those that the author typed.

    `add` may put more beside the blocks of the text, which it gets with the line that each starts on, from 0.
    """
    builder = Builder(page, OURS)
    root = builder.document()
    for step in STEPS:
        step(page).run(root)
    if add is not None:
        add(root, builder.starts)
    return root


__all__ = ['PageContext', 'convert', 'inside']
