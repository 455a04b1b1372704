"""Write a tree into the PDF: structure elements, parent tree, identifiers (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from . import artifacts, hyphens
from .dialect import ONLY_2_0, ROLES_1_7
from .tree import Annotation, Kid, Node, Tree

NAMESPACE_2_0 = 'http://iso.org/pdf2/ssn'
LEAF = 24  # owners in a piece of the parent tree


def write(tree: Tree, pdf: Any, contents: list[tuple[int, Any]]) -> None:
    """Add the structure tree to a pydyf PDF and set the marked content of its streams straight.

    `contents` are all content streams with their page: first each page's own, in order, then groups drawn on a page.
    """
    writer = _Writer(tree, pdf, contents)
    writer.node(tree.root, writer.top.reference)
    for node in writer.pointing:
        node.written['Ref'] = pydyf.Array(target.written.reference for target in node.refs if target.written)
    writer.drop_dead_links()
    writer.tidy_content()
    writer.finish()


class _Writer:
    """Holds what one element must know of all others: page references, owners of marks, identifiers."""

    def __init__(self, tree: Tree, pdf: Any, contents: list[tuple[int, Any]]) -> None:
        self.tree, self.pdf, self.contents = tree, pdf, contents
        self.pages = pdf.page_references
        self.places = dict(_places(contents))
        self.owners: dict[tuple[int, int], bytes] = {}
        self.hyphens: list[tuple[int, int]] = []
        self.areas: list[tuple[Any, bytes]] = []
        self.ids: list[tuple[str, bytes]] = []
        self.pointing: list[Node] = []
        self.top = self.added({'Type': '/StructTreeRoot'})
        self.namespace = b''
        if tree.modern:
            self.namespace = self.added({'Type': '/Namespace', 'NS': pydyf.String(NAMESPACE_2_0)}).reference
            self.top['Namespaces'] = pydyf.Array([self.namespace])

    def added(self, values: dict[str, Any]) -> Any:
        entry = pydyf.Dictionary(values)
        self.pdf.add_object(entry)
        return entry

    def node(self, node: Node, parent: bytes) -> bytes:
        """Write an element and all below it; give its reference."""
        entry = node.written = self.added({'Type': '/StructElem', 'S': f'/{node.tag}', 'P': parent})
        if self.tree.modern and node.tag in ONLY_2_0:
            entry['NS'] = self.namespace
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            entry['Pg'] = self.pages[page]
        entry.update({key: pydyf.String(text) for key, text in node.entries.items()})
        if owned := [_attributes(owner, values) for owner, values in node.attributes.items() if values]:
            entry['A'] = owned[0] if len(owned) == 1 else pydyf.Array(owned)
        if 'ID' in node.entries:
            self.ids.append((node.entries['ID'], entry.reference))
        if node.refs and self.tree.modern:
            self.pointing.append(node)
        kids = [self.kid(kid, entry.reference, page) for kid in node.kids]
        if kids:
            entry['K'] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        return bytes(entry.reference)

    def kid(self, kid: Kid, owner: bytes, page: int | None) -> Any:
        """A kid as it stands in its parent's K: a reference, a number on the parent's page, or a dictionary."""
        if isinstance(kid, Node):
            return self.node(kid, owner)
        if isinstance(kid, Annotation):
            self.areas.append((kid.entry, owner))
            return pydyf.Dictionary({'Type': '/OBJR', 'Obj': kid.entry.reference, 'Pg': self.pages[kid.page]})
        place = (kid.page, kid.number)
        self.owners[place] = owner
        if kid.hyphen:
            self.hyphens.append(place)
        order, _ = self.places.get(place, (kid.page, 0))
        if order == kid.page == page:
            return kid.number
        reference = pydyf.Dictionary({'Type': '/MCR', 'Pg': self.pages[kid.page], 'MCID': kid.number})
        if order != kid.page:
            reference['Stm'] = self.contents[order][1].reference
        return reference

    def drop_dead_links(self) -> None:
        """Remove link areas that no element owns: those in running heads and in decoration."""
        alive = {entry.number for entry, _ in self.areas}
        for page in self.pdf.objects:
            if isinstance(page, pydyf.Dictionary) and page.get('Type') == '/Page' and 'Annots' in page:
                areas = [self.pdf.objects[int(area.split()[0])] for area in page.pop('Annots')]
                kept = [area for area in areas if area.get('Subtype') != '/Link' or area.number in alive]
                if kept:
                    page['Annots'] = pydyf.Array(area.reference for area in kept)

    def tidy_content(self) -> None:
        """Soften line-break hyphens and turn marked content without owner into artifacts."""
        for place in self.hyphens:
            if place in self.places:
                order, index = self.places[place]
                hyphens.soften(self.contents[order][1].stream, index)
        for place, (order, index) in self.places.items():
            if place not in self.owners:
                artifacts.mark(self.contents[order][1].stream, index, self.tree.artifacts.get(place, ''))

    def finish(self) -> None:
        """Write the way back from content to elements, and what the catalog says of tagging."""
        parents = self.parents()
        self.top['K'] = self.tree.root.written.reference
        self.top['ParentTree'] = self.added({'Kids': pydyf.Array(self.leaves(parents))}).reference
        self.top['ParentTreeNextKey'] = len(parents)
        if not self.tree.modern:
            self.top['RoleMap'] = pydyf.Dictionary({name: f'/{role}' for name, role in ROLES_1_7.items()})
        if self.ids:
            names = [part for key, element in sorted(self.ids) for part in (pydyf.String(key), element)]
            self.top['IDTree'] = pydyf.Dictionary({'Names': pydyf.Array(names)})
        self.pdf.catalog['StructTreeRoot'] = self.top.reference
        self.pdf.catalog['MarkInfo'] = pydyf.Dictionary({'Marked': 'true'})
        self.pdf.catalog['ViewerPreferences'] = pydyf.Dictionary({'DisplayDocTitle': 'true'})

    def leaves(self, parents: list[Any]) -> Iterator[bytes]:
        """The parent tree in short pieces: validators and readers go through a whole one for each owner that they ask."""
        for first in range(0, len(parents), LEAF):
            held = parents[first : first + LEAF]
            nums = pydyf.Array(part for key, owner in enumerate(held, start=first) for part in (key, owner))
            yield self.added({'Limits': pydyf.Array([first, first + len(held) - 1]), 'Nums': nums}).reference

    def parents(self) -> list[Any]:
        """The owners of the parent tree, by their number: an array of them for each stream, then one for each annotation."""
        rows: list[dict[int, bytes]] = [{} for _ in self.contents]
        for (page, number), (order, _) in self.places.items():
            rows[order][number] = self.owners.get((page, number), b'null')
        parents: list[Any] = []
        for row in rows:
            size = max(row, default=-1) + 1
            parents.append(pydyf.Array(row.get(number, b'null') for number in range(size)))
        for order, (_, stream) in enumerate(self.contents):
            if order >= len(self.pages):
                stream.extra['StructParents'] = order
        for entry, owner in self.areas:
            entry['StructParent'] = len(parents)
            parents.append(owner)
        return parents


def _places(contents: list[tuple[int, Any]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each piece of marked content begins: (page, MCID) → (number of its stream, index of its properties)."""
    for order, (page, stream) in enumerate(contents):
        for index, item in enumerate(stream.stream):
            if type(item) is pydyf.Dictionary and 'MCID' in item:
                yield (page, item['MCID']), (order, index)


def _attributes(owner: str, values: dict[str, Any]) -> Any:
    """One attribute object; header lists hold strings, boxes hold numbers."""
    entry = pydyf.Dictionary({'O': f'/{owner}'})
    for key, value in values.items():
        if key == 'Headers':
            value = pydyf.Array(pydyf.String(identifier) for identifier in value)
        entry[key] = pydyf.Array(value) if type(value) is list else value
    return entry
