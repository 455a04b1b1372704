"""Links: each clickable area belongs to a Link and is described by its text (ISO 14289-1, 7.18.5)."""

from __future__ import annotations

import pydyf

from .tree import Annotation, Kid, Node, Tree

Rectangle = tuple[float, float, float, float]


def build(tree: Tree) -> None:
    """Bring each area into its Link, keep one where several overlap, and describe it; a dead link is plain content."""
    for node in list(tree.root.walk()):
        if node.tag not in ('Link', 'Form') and _areas(node):
            _raise(node)
    for link in tree.every('Link'):
        hidden = _hidden(_areas(link))
        link.adopt([kid for kid in link.kids if kid not in hidden])
        _describe(link)
    for node in tree.root.walk():
        node.rebuild(_without_area)


def _areas(node: Node) -> list[Annotation]:
    return [kid for kid in node.kids if isinstance(kid, Annotation)]


def _raise(node: Node) -> None:
    """Move a node's own areas to the Link around it; without one it gets a Link: around a picture, else inside."""
    areas = _areas(node)
    node.rebuild(lambda kid: [] if kid in areas else [kid])
    link = node.above('Link')
    if link is None:
        link = Node('Link', node.element, page=node.page)
        outer = node.parent
        if node.tag == 'Figure' and outer is not None:
            outer.rebuild(lambda kid: [link] if kid is node else [kid])
            link.add(node)
        else:
            link.adopt(node.kids)
            node.adopt([link])
    for area in areas:
        link.add(area)


def _hidden(areas: list[Annotation]) -> list[Annotation]:
    """The areas that add nothing: WeasyPrint makes one for every box in a link, one inside the other."""
    kept: list[tuple[int, Rectangle]] = []
    hidden = []
    for page, place, area in sorted(((area.page, _place(area), area) for area in areas), key=_by_size):
        if any(page == other and _covers(outer, place) for other, outer in kept):
            hidden.append(area)
        else:
            kept.append((page, place))
    return hidden


def _place(area: Annotation) -> Rectangle:
    """Left, bottom, right, top in points."""
    x1, y1, x2, y2 = area.entry['Rect']
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _by_size(found: tuple[int, Rectangle, Annotation]) -> float:
    left, bottom, right, top = found[1]
    return -(right - left) * (top - bottom)


def _covers(outer: Rectangle, inner: Rectangle) -> bool:
    """Whether one area has the breadth of another, to a point, and at least half its height."""
    overlap = min(outer[3], inner[3]) - max(outer[1], inner[1])
    return outer[0] - 1 <= inner[0] and inner[2] <= outer[2] + 1 and overlap >= (inner[3] - inner[1]) / 2


def _describe(link: Node) -> None:
    """Describe the areas by the link's title or text; WeasyPrint's own description is the address."""
    text = ' '.join((link.get('title') or link.get('aria-label') or link.text()).split())
    for area in _areas(link):
        if text:
            area.entry['Contents'] = pydyf.String(text)


def _without_area(kid: Kid) -> list[Kid]:
    if isinstance(kid, Node) and kid.tag == 'Link' and not _areas(kid):
        if not kid.get('lang'):
            return kid.kids
        kid.tag = 'Span'
    return [kid]
