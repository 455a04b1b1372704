"""Passages in another language say so (ISO 14289-1, 7.2; WCAG 3.1.2)."""

from __future__ import annotations

import re

from .tree import Node, Tree

TAG = re.compile(r'[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*')


def build(tree: Tree) -> None:
    """Write Lang where an element's language differs from that of what is around it."""
    _visit(tree.root, tree.language.lower(), tree)


def _visit(node: Node, around: str, tree: Tree) -> None:
    language = node.language
    if language and language.lower() != around:
        node.entries['Lang'] = language
        around = language.lower()
        if not TAG.fullmatch(language):
            tree.problems.append(f'"{language}" is no language tag')
    for kid in node.nodes():
        _visit(kid, around, tree)
