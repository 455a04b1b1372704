"""The structure tree of a PDF, as plain Python objects (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element


@dataclass(slots=True, eq=False)
class Mark:
    """One marked-content sequence: a line of text or a picture on a page.

    `page` counts from 0, `number` is the MCID, `text` what it shows (its spaces are drawn, see print/spaces.py),
    `hyphen` says that the line ends in a hyphen which only the line break brought.
    """

    page: int
    number: int
    text: str = ''
    hyphen: bool = False


@dataclass(slots=True, eq=False)
class Annotation:
    """One clickable area or form field: the annotation's own dictionary and its page, from 0."""

    page: int
    entry: Any


@dataclass(slots=True, eq=False)
class Node:
    """One structure element.

    `element` is the HTML element it came from and `part` its pseudo-element ('' for the element itself).
    `entries` are keys of the element (Alt, E, Lang, ID), `attributes` go by owner (Layout, List, Table).
    `area` is its box on the page (x1, y1, x2, y2 in PDF points), `span` (columns, rows), `marker` the CSS list style.
    `language` is that of its text, '' for that of what is around it.
    """

    tag: str
    element: Element | None = None
    part: str = ''
    page: int | None = None
    kids: list[Kid] = field(default_factory=list)
    parent: Node | None = None
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    refs: list[Node] = field(default_factory=list)
    area: list[float] | None = None
    span: tuple[int, int] = (1, 1)
    marker: str = ''
    language: str = ''
    written: Any = None

    @property
    def name(self) -> str:
        """The HTML element's name, '' for a pseudo-element or a node of our own."""
        return str(self.element.tag) if self.element is not None and not self.part else ''

    def get(self, attribute: str) -> str:
        """The HTML attribute's value, '' when there is none."""
        return self.element.get(attribute, '') if self.element is not None and not self.part else ''

    def nodes(self) -> list[Node]:
        """The kids that are structure elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order; safe while kids are changed below the node yielded."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.nodes()))

    def add(self, kid: Kid) -> None:
        """Append a kid."""
        if isinstance(kid, Node):
            kid.parent = self
        self.kids.append(kid)

    def adopt(self, kids: Iterable[Kid]) -> None:
        """Replace all kids."""
        self.kids = []
        for kid in kids:
            self.add(kid)

    def rebuild(self, change: Callable[[Kid], Iterable[Kid]]) -> None:
        """Replace each kid by what `change` gives for it: nothing, itself, its own kids, … in one linear pass."""
        self.adopt([new for kid in self.kids for new in change(kid)])

    def above(self, tag: str) -> Node | None:
        """The nearest node with this tag, the node itself included."""
        node: Node | None = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node

    def text(self, calls: bool = False) -> str:
        """What is read here, pictures by their alternative, without notes; spaces not yet collapsed.

        With `calls` it holds the numbers of notes, as WeasyPrint's bookmarks do.
        """
        if 'Alt' in self.entries:
            return self.entries['Alt']
        if self.tag in ('FENote', 'Note') or (self.part == 'footnote-call' and not calls):
            return ''
        return ''.join(kid.text(calls) if isinstance(kid, Node) else getattr(kid, 'text', '') for kid in self.kids)


Kid = Node | Mark | Annotation


@dataclass(slots=True)
class Tree:
    """The whole tree of one document and what the passes need to know of it.

    `notes` holds the notes found at the foot of pages until they are put after their calls.
    `targets` are the elements with an HTML id, by id.
    `artifacts` gives the kind of marked content that is not real content, by (page, MCID).
    `modern` is PDF 2.0 with PDF/UA-2; otherwise PDF 1.7 with PDF/UA-1.
    """

    modern: bool
    language: str
    root: Node = field(default_factory=lambda: Node('Document'))
    notes: Node = field(default_factory=lambda: Node('Document'))
    targets: dict[str, Node] = field(default_factory=dict)
    artifacts: dict[tuple[int, int], str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    given: int = 0

    def every(self, *tags: str) -> list[Node]:
        """All nodes with one of these tags, in reading order."""
        return [node for node in self.root.walk() if node.tag in tags]

    def new_id(self, kind: str) -> str:
        """An identifier that no other element of this file has."""
        self.given += 1
        return f'{kind}-{self.given}'
