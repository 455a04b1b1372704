"""The table of contents: TOC, TOCI, Reference, Link (ISO 32000-1, table 333)."""

from __future__ import annotations

from .names import INLINE_TAGS
from .tree import Kid, Mark, Node, Tree


def build(tree: Tree) -> None:
    """Turn the lists inside a contents navigation (`nav` with role doc-toc or class toc) into tables of contents."""
    for nav in tree.every('Sect'):
        if nav.name == 'nav' and ('doc-toc' in nav.get('role') or 'toc' in nav.get('class').split()):
            for node in list(nav.walk()):
                _retag(node)


def _retag(node: Node) -> None:
    if node.tag == 'L':
        node.tag = 'TOC'
        node.attributes.pop('List', None)
    elif node.tag == 'LI':
        node.tag = 'TOCI'
        node.rebuild(lambda kid: kid.kids if isinstance(kid, Node) and kid.tag == 'LBody' else [kid])
        node.adopt(_entry(node))


def _entry(item: Node) -> list[Node]:
    """An item's kids: labels, lists below it, and every line that leads to a page as a Reference."""
    entry: list[Node] = []
    line: Node | None = None
    for kid in item.kids:
        if _inline(kid):
            if line is None:
                line = Node('Reference', page=item.page)
                entry.append(line)
            line.add(kid)
        elif isinstance(kid, Node):
            line = None
            entry.append(kid)
            if kid.tag in ('P', 'Div') and any(below.tag == 'Link' for below in kid.walk()):
                kid.tag = 'Reference'
    return entry


def _inline(kid: Kid) -> bool:
    return isinstance(kid, Mark) or (isinstance(kid, Node) and kid.tag in INLINE_TAGS and kid.tag != 'Lbl')
