"""Read WeasyPrint's laid-out pages into a tree: which box is which structure element.

This module alone knows WeasyPrint 70's private names: `weasyprint.pdf.add_tags`, `Page._page_box`, `Stream._tags`
({box: {'mcid': …}}), the box classes and their `element`, `element_tag`, `style`, `children`, `link_annotation` and
`widget_annotation`.
An element that is cut by a page, column or line is met several times and stays one node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from publishing.print.spaces import NO_WIDTH

from .artifacts import decoration
from .hyphens import HYPHEN
from .names import DRAWN, tag_of
from .tree import Annotation, Mark, Node, Tree

POINTS_PER_PIXEL = 0.75


@contextmanager
def tagged_by(add_tags: Callable[[Any, Any, object, list[Any]], None]) -> Iterator[None]:
    """While open, WeasyPrint calls this function to tag a PDF: with the pydyf PDF, document, PDF version and streams."""
    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def read(tree: Tree, document: Any, streams: list[Any]) -> None:
    """Fill the tree from all pages of a WeasyPrint document and their content streams."""
    reader = _Reader(tree)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        reader.page(number, page, stream._tags)


def contents(pdf: Any, streams: list[Any]) -> list[tuple[int, Any]]:
    """All content streams with their page, from 0: each page's own, then those of groups (opacity) drawn on it."""
    pages = {id(stream._tags): number for number, stream in enumerate(streams)}
    own = {id(stream) for stream in streams}
    drawn = [stream for stream in pdf.objects if isinstance(stream, Stream) and id(stream) not in own]
    groups = [(pages[id(stream._tags)], stream) for stream in drawn if id(stream._tags) in pages]
    return [*enumerate(streams), *(group for group in groups if _marked(group[1]))]


def _marked(stream: Any) -> bool:
    return any(isinstance(item, dict) and 'MCID' in item for item in stream.stream)


class _Reader:
    """Walks the boxes of one page after the other and remembers the node of every element."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[tuple[int, str], Node] = {}

    def page(self, number: int, page: Any, tags: dict[Any, Any]) -> None:
        self.number, self.height, self.tags = number, page.height, tags
        for box in page._page_box.children:
            self.box(box, self.tree.root)

    def box(self, box: Any, parent: Node) -> None:
        """Add what a box shows to its parent node."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self.text(box, parent)
        elif isinstance(box, boxes.MarginBox):
            self.set_aside(box, 'Header' if box.at_keyword.startswith('@top') else 'Footer')
        elif isinstance(box, boxes.FootnoteAreaBox):
            self.children(box, self.tree.notes)
        elif self.repeats(box):
            self.set_aside(box, 'Pagination')
        elif not box.is_leader:
            self.element(box, parent)

    def element(self, box: Any, parent: Node) -> None:
        """Add a box that belongs to an element, and all below it."""
        if box.element is not None and decoration(box.element):
            return
        node = self.node(box, parent)
        if box.link_annotation:
            node.add(Annotation(self.number, box.link_annotation))
        if box.widget_annotation:
            form = Node('Form', page=self.number)
            form.add(Annotation(self.number, box.widget_annotation))
            node.add(form)
        if isinstance(box, boxes.ReplacedBox) and box in self.tags:
            node.add(Mark(self.number, self.tags[box]['mcid']))
        self.children(box, node)

    def children(self, box: Any, node: Node) -> None:
        for child in box.children:
            self.box(child, node)

    def text(self, box: Any, parent: Node) -> None:
        """Add a line's text; invisible text is left out."""
        if box not in self.tags or box.style['visibility'] != 'visible':
            return
        text = box.text.removeprefix(NO_WIDTH).removesuffix(HYPHEN).replace('\u00ad', '')
        parent.add(Mark(self.number, self.tags[box]['mcid'], text, hyphen=box.text.endswith(HYPHEN)))

    def node(self, box: Any, parent: Node) -> Node:
        """The node for a box: the parent itself, the node that its element has already, or a new one."""
        if box.element is None or box.element_tag in ('html', 'body'):
            return parent
        part = box.element_tag.partition('::')[2]
        block = not isinstance(box, boxes.InlineLevelBox | boxes.LineBox)  # an inline block's line is a part of the line around it
        known = self.known.get((id(box.element), part))
        if known is not None and (known is parent or self.goes_on(known, parent, block)):
            return known
        tag = 'FENote' if parent is self.tree.notes else tag_of(box.element, part, block)
        if tag is None:
            return parent
        if part == 'marker':
            parent = self.known.get((id(box.element), ''), parent)
        node = self.known[id(box.element), part] = self.fresh(tag, box, part)
        parent.add(node)
        return node

    @staticmethod
    def goes_on(known: Node, parent: Node, block: bool) -> bool:
        """Whether a box continues a node: blocks wherever their parent does, inline boxes only without a gap."""
        return known.parent is parent and (block or parent.kids[-1] is known)

    def fresh(self, tag: str, box: Any, part: str) -> Node:
        node = Node(tag, box.element, part, self.number, language=box.style['lang'] or '')
        if tag == 'Figure':
            x, y = box.content_box_x(), self.height - box.content_box_y()
            corners = (x, y - box.height, x + box.width, y)
            node.area = [round(value * POINTS_PER_PIXEL, 3) for value in corners]
        elif tag in ('TH', 'TD'):
            node.span = (box.colspan, box.rowspan)
        elif tag == 'LI':
            style = box.style['list_style_type']
            node.marker = style if isinstance(style, str) else 'disc'
        elif tag == 'Span' and node.name in DRAWN:
            node.attributes['Layout'] = {DRAWN[node.name]: _drawn(box)}
        return node

    def repeats(self, box: Any) -> bool:
        """Whether a box shows again on a later page what was read before: table heads and feet, fixed boxes."""
        again = getattr(box, 'is_header', False) or getattr(box, 'is_footer', False) or box.style['position'] == 'fixed'
        known = self.known.get((id(box.element), '')) if again else None
        return known is not None and known.page != self.number

    def set_aside(self, box: Any, kind: str) -> None:
        """Note the kind of artifact of all that a box shows."""
        for part in box.descendants():
            if part in self.tags:
                self.tree.artifacts[self.number, self.tags[part]['mcid']] = kind


def _drawn(box: Any) -> str | float:
    """Struck through, or by how many points its words are raised (ISO 32000-1, table 345)."""
    return '/LineThrough' if box.element_tag in ('s', 'del') else round(box.style['vertical_align'] * POINTS_PER_PIXEL, 3)
