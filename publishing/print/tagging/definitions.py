"""Definition lists: each group of terms and their explanations is one item (ISO 32000-2, table 382: Description)."""

from __future__ import annotations

from .names import INLINE_TAGS
from .tree import Kid, Node, Tree


def build(tree: Tree) -> None:
    """Rebuild each `dl`: its `dt` are labels, its `dd` one body; a wrapping `div` dissolves."""
    for node in tree.every('L'):
        if node.name == 'dl':
            node.rebuild(lambda kid: kid.kids if isinstance(kid, Node) and kid.name == 'div' else [kid])
            node.adopt(_items(node))
            node.attributes['List'] = {'ListNumbering': '/Description' if tree.modern else '/Disc'}


def _items(node: Node) -> list[Node]:
    """A new item at each term that follows an explanation; several explanations share one body."""
    items: list[Node] = []
    for part in node.nodes():
        before = items[-1].nodes()[-1] if items else None
        if before is None or (part.tag == 'Lbl' and before.tag == 'LBody'):
            items.append(Node('LI', page=part.page))
            items[-1].add(part)
        elif part.tag == before.tag == 'LBody':
            before.adopt([*_paragraphs(before), *_paragraphs(part)])
            before.element, before.language = None, ''
        else:
            items[-1].add(part)
    return items


def _paragraphs(body: Node) -> list[Kid]:
    """An explanation as a paragraph, or as a group when it has blocks; nothing to do when it was joined before."""
    if body.element is None:
        return body.kids
    blocks = any(isinstance(kid, Node) and kid.tag not in INLINE_TAGS for kid in body.kids)
    group = Node('Div' if blocks else 'P', body.element, page=body.page, language=body.language)
    group.adopt(body.kids)
    return [group]
