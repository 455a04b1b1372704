"""Text stands in paragraphs and nothing empty remains (ISO 32000-1, 14.8.4; ISO/TS 32005)."""

from __future__ import annotations

from .names import BLOCKS, GROUPS, HEADINGS, INLINE_TAGS
from .tree import Kid, Node, Tree

LINES = frozenset({'P', 'Span', 'Em', 'Strong', 'Code', 'Quote', 'Reference', *HEADINGS})


def build(tree: Tree) -> None:
    """Wrap loose text of grouping elements in paragraphs and take blocks inside paragraphs apart."""
    for node in tree.root.walk():
        if node.tag == 'Div' and node.kids and all(_inline(kid) for kid in node.kids) and not _only_pictures(node):
            node.tag = 'P'
        if node.tag in GROUPS:
            node.adopt(_wrapped(node))
        elif node.tag in LINES or (node.tag == 'Link' and not any(kid.name in BLOCKS for kid in node.nodes())):
            node.rebuild(_flat)  # a link is a line of text, unless it is around whole paragraphs


def prune(tree: Tree) -> None:
    """Drop elements without content, except cells, and Divs around one block; from the leaves up."""
    for node in reversed(list(tree.root.walk())):
        node.rebuild(_kept)


def expand(tree: Tree) -> None:
    """Give an abbreviation with a title its expansion (ISO 32000-1, 14.9.5)."""
    for node in tree.every('Span'):
        if node.name == 'abbr' and node.get('title'):
            node.entries['E'] = node.get('title')


def _inline(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.tag in INLINE_TAGS


def _only_pictures(node: Node) -> bool:
    return all(isinstance(kid, Node) and kid.tag == 'Figure' for kid in node.kids)


def _wrapped(node: Node) -> list[Kid]:
    """A group's kids, each run of inline ones in a new P; pictures may stand alone."""
    kids: list[Kid] = []
    made: Node | None = None
    for kid in node.kids:
        if not _inline(kid) or (made is None and isinstance(kid, Node) and kid.tag == 'Figure'):
            made = None
            kids.append(kid)
            continue
        if made is None:
            made = Node('P', page=node.page)
            kids.append(made)
        made.add(kid)
    return kids


def _flat(kid: Kid) -> list[Kid]:
    """A block inside a line of text adds nothing to it."""
    if isinstance(kid, Node) and kid.tag in ('Div', 'P'):
        if kid.get('lang'):
            kid.tag = 'Span'
            return [kid]
        return [below for inner in kid.kids for below in _flat(inner)]
    return [kid]


def _kept(kid: Kid) -> list[Kid]:
    if not isinstance(kid, Node) or kid.tag in ('TD', 'TH'):
        return [kid]
    alone = len(kid.kids) == 1 and isinstance(kid.kids[0], Node)
    if alone and kid.tag == 'Div' and not kid.get('id') and not kid.get('lang'):
        return kid.kids
    return [kid] if kid.kids else []
