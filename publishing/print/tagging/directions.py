"""Words from right to left are drawn from left to right; an element with those alone says them as they were typed.

By ISO 32000-1 (14.8.2.3.3, 14.9.4). Not in the content itself: PDFium, which Chromium and Edge read by, turns such words around once more.
"""

from __future__ import annotations

from .tree import Mark, Tree


def build(tree: Tree) -> None:
    """Write the words of each piece that stands apart for its direction (markdown/directions.py)."""
    for node in tree.every('Span'):
        if node.name == 'bdi' and all(isinstance(kid, Mark) for kid in node.kids):
            node.entries['ActualText'] = node.text()
