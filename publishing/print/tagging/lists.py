"""Lists: every item is a label and a body, and says how it is numbered (ISO 14289-1, 7.6; ISO 32000-1, table 347)."""

from __future__ import annotations

from .tree import Kid, Node, Tree

NUMBERING = {
    "decimal": "Decimal", "decimal-leading-zero": "Decimal", "circle": "Circle", "square": "Square",
    "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha", "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
}  # fmt: skip


def build(tree: Tree) -> None:
    """Give each list its items, each item its body, and the list its numbering."""
    for node in tree.every('L'):
        if node.name != 'dl':
            _gather(node)
    for item in tree.every('LI'):
        if item.parent is None or item.parent.tag != 'L':
            item.tag = 'Div'
        elif item.parent.name != 'dl':
            _split(item)
    for node in tree.every('L'):
        if node.name != 'dl':
            node.attributes['List'] = {'ListNumbering': f'/{_numbering(node)}'}


def _gather(node: Node) -> None:
    """Keep only items in a list: what stands between them goes into the item before it, or into one of its own."""
    items: list[Kid] = []
    for kid in node.kids:
        if isinstance(kid, Node) and kid.tag in ('LI', 'Caption'):
            items.append(kid)
        elif items and isinstance(items[-1], Node) and items[-1].tag == 'LI':
            items[-1].add(kid)
        else:
            item = Node('LI', page=node.page, marker='none')
            item.add(kid)
            items.append(item)
    node.adopt(items)


def _split(item: Node) -> None:
    """Put an item's labels first and all else in one body."""
    labels = [kid for kid in item.nodes() if kid.tag == 'Lbl']
    first = next(iter(item.nodes()), None)
    if not labels and first is not None and first.tag == 'P':  # of an item with paragraphs
        labels = [kid for kid in first.nodes()[:1] if kid.tag == 'Lbl']
        first.rebuild(lambda kid: [] if kid in labels else [kid])
    body = Node('LBody', page=item.page)
    body.adopt(kid for kid in item.kids if kid not in labels)
    item.adopt([*labels, body] if body.kids else labels)


def _numbering(node: Node) -> str:
    items = [item for item in node.nodes() if item.tag == 'LI']
    labels = [kid for item in items for kid in item.nodes() if kid.tag == 'Lbl']
    if not labels:
        return 'None'
    if labels[0].get('data-label') == 'decimal':
        return 'Decimal'
    return NUMBERING.get(items[0].marker, 'Disc')
