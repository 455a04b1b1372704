"""Where links, bookmarks and contents lead: in PDF/UA-2 to elements, not to places (ISO 14289-2, 8.8)."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import Any

import pydyf

from .names import HEADINGS
from .tree import Annotation, Node, Tree


def aim(tree: Tree) -> None:
    """Remember the elements that links can lead to, before empty ones are dropped."""
    for node in tree.root.walk():
        if identifier := node.get('id'):
            tree.targets.setdefault(identifier, node)


def refer(tree: Tree) -> None:
    """Let each entry of the contents refer to its heading (ISO 14289-2, 8.2.5.9)."""
    for entry in tree.every('TOCI'):
        links = (node for kid in entry.nodes() if kid.tag != 'TOC' for node in kid.walk() if node.tag == 'Link')
        target = tree.targets.get(next((link.get('href') for link in links), '').removeprefix('#'))
        if target is not None:
            entry.refs.append(target)


def point(tree: Tree, pdf: Any) -> None:
    """Complete bookmarks; for PDF/UA-2 let them and internal links point at elements, beside the old places."""
    _complete_bookmarks(tree, pdf)
    for link in tree.every('Link') if tree.modern else []:
        for kid in link.kids:
            if isinstance(kid, Annotation) and 'Dest' in kid.entry:
                _redirect(kid.entry, tree.targets.get(kid.entry['Dest'].string))


def _redirect(area: Any, target: Node | None) -> None:
    """To the element, and for readers that know only places to the place by its name."""
    while target is not None and (target.written is None or target.page is None):
        target = target.parent
    if target is None:
        return
    area['A'] = _go_to(pydyf.Array([target.written.reference, '/Fit']), area.pop('Dest'))


def _go_to(element: Any, place: Any) -> Any:
    return pydyf.Dictionary({'Type': '/Action', 'S': '/GoTo', 'SD': element, 'D': place})


def _complete_bookmarks(tree: Tree, pdf: Any) -> None:
    """Match bookmarks to headings with the same words, in order, and take the numbers of notes out of their titles."""
    headings: dict[str, deque[Node]] = defaultdict(deque)
    for heading in tree.every(*HEADINGS):
        headings[_signs(heading.text(calls=True))].append(heading)
    for entry in pdf.objects:
        bookmark = isinstance(entry, pydyf.Dictionary) and 'Title' in entry and 'Dest' in entry
        if bookmark and (found := headings[_signs(entry['Title'].string)]):
            heading = found.popleft()
            entry['Title'] = pydyf.String(_words(heading.text()))
            if tree.modern:
                place = entry.pop('Dest')
                element = pydyf.Array([heading.written.reference, '/XYZ', place[2], place[3], 0])
                entry['A'] = _go_to(element, place)


def _signs(text: str) -> str:
    """Without spaces: in a bookmark none stands before the number of a note."""
    return ''.join(_words(text).split())


def _words(text: str) -> str:
    return ' '.join(text.replace('\u00ad', '').split())
