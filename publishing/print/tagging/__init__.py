"""Tags for people: the structure tree of a WeasyPrint PDF, built from the boxes that were laid out.

WeasyPrint's own tree is valid but hard to read: a paragraph over a page break is two, running heads are read aloud,
notes stand at the end. So its step `add_tags` is replaced: pages are read into a tree (layout), the passes below make
it what a reader expects, and it is written back (structure): PDF/UA-1 with PDF/A-2a or PDF/UA-2 with PDF/A-4f.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from . import contents, definitions, destinations, dialect, directions, figures, headings, languages  # isort: skip
from . import layout, links, lists, notes, paragraphs, structure, tables  # isort: skip
from .tree import Tree

PASSES: tuple[Callable[[Tree], None], ...] = (
    notes.place,
    tables.dissolve,
    definitions.build,
    lists.build,
    figures.build,
    contents.build,
    links.build,
    paragraphs.expand,
    paragraphs.build,
    destinations.aim,
    paragraphs.prune,
    tables.build,
    languages.build,
    directions.build,
    headings.check,
    destinations.refer,
    dialect.choose,
)


def mend(tree: Tree) -> None:
    """Turn what was laid out into what is to be read."""
    for step in PASSES:
        step(tree)


@contextmanager
def better_tags() -> Iterator[list[Tree]]:
    """While open, WeasyPrint tags PDFs our way; each tree written is appended to the list given."""
    trees: list[Tree] = []

    def add_tags(pdf: Any, document: Any, version: object, streams: list[Any]) -> None:
        tree = Tree(modern=str(version) >= '2.0', language=document.metadata.lang or '')
        trees.append(tree)
        layout.read(tree, document, streams)
        mend(tree)
        structure.write(tree, pdf, layout.contents(pdf, streams))
        destinations.point(tree, pdf)

    with layout.tagged_by(add_tags):
        yield trees
