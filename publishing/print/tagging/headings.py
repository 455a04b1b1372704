"""Headings start at 1 and skip no level (ISO 14289-1, 7.4.2); this can be checked but not mended here."""

from __future__ import annotations

from .names import HEADINGS
from .tree import Tree


def check(tree: Tree) -> None:
    """Report each heading that skips a level."""
    before = 0
    for heading in tree.every(*HEADINGS):
        level = int(heading.tag[1])
        if level > before + 1:
            text = ' '.join(heading.text().split())
            tree.problems.append(f'Heading "{text}" is of level {level}, but level {before + 1} is next')
        before = level
