"""What differs between PDF 1.7 with PDF/UA-1 and PDF 2.0 with PDF/UA-2: names of structure types only."""

from __future__ import annotations

from .tree import Tree

NAMES_1_7 = {'FENote': 'Note'}
ROLES_1_7 = {'Aside': 'Sect', 'Em': 'Span', 'Strong': 'Span'}
ONLY_2_0 = frozenset({'Document', 'Aside', 'Em', 'Strong', 'FENote'})


def choose(tree: Tree) -> None:
    """Rename what the older standard calls otherwise."""
    for node in tree.root.walk():
        if not tree.modern:
            node.tag = NAMES_1_7.get(node.tag, node.tag)
