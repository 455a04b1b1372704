"""What stands where in a text: headings, links, pictures, citations, captions, blocks and what takes a number, with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from publishing.sources import reading
from publishing.sources.numbered_things import THINGS, Thing
from publishing.sources.reading import Node


@dataclass(frozen=True)
class Heading:
    """A heading: level 1–6, its words, explicit id or None."""

    line: int
    level: int
    title: str
    id: str | None


@dataclass(frozen=True)
class Link:
    """A link or picture: its words (or alternative text), its target as typed, its classes; `apart` is the line of `[1]: target`, or 0."""

    line: int
    text: str
    target: str
    picture: bool
    classes: tuple[str, ...] = ()
    apart: int = 0


@dataclass(frozen=True)
class Citation:
    """One cited source: key and place ('p. 12', '' for none)."""

    line: int
    key: str
    place: str


@dataclass(frozen=True)
class Caption:
    """A caption of a numbered thing, with its id or None; `attached` when it stands alone right below what it may belong to."""

    line: int
    kind: str
    title: str
    id: str | None
    attached: bool


@dataclass(frozen=True)
class Block:
    """`/// kind | argument`; `closed` by a line `///`, with `content` when text stands between the two."""

    line: int
    kind: str
    argument: str
    closed: bool
    content: bool = False


@dataclass(frozen=True)
class Box:
    """`!!! kind "title {#id}"`; `end` is the line after its last."""

    line: int
    kind: str
    title: str | None
    id: str | None = None
    end: int = 0


@dataclass(frozen=True)
class Numbered:
    """A paragraph of running text or a point of a checklist, and the name that its author gave it, or None."""

    line: int
    id: str | None


@dataclass(frozen=True)
class Call:
    """A call of a note: `[^label]`."""

    line: int
    label: str


@dataclass(frozen=True)
class Table:
    """A table, its row of heads counted with the others."""

    line: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Listing:
    """A list, with how many points it has; those of lists in it are not counted."""

    line: int
    points: int


@dataclass(frozen=True)
class Address:
    """A web address in running text, which leads nowhere."""

    line: int
    text: str


@dataclass(frozen=True)
class Html:
    """HTML that an author typed, as typed."""

    line: int
    text: str


@dataclass(frozen=True)
class Diagram:
    """A diagram typed as text: its language, what it shows in words, and its text; `has_caption` when one stands right below it."""

    line: int
    language: str
    description: str
    text: str
    has_caption: bool


@dataclass(frozen=True)
class Outline:
    """Everything found, in the order of the text; lines count from the file's first line."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    captions: tuple[Caption, ...]
    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]
    paragraphs: tuple[Numbered, ...]
    points: tuple[Numbered, ...]
    calls: tuple[Call, ...]
    tables: tuple[Table, ...]
    addresses: tuple[Address, ...]
    html: tuple[Html, ...]
    diagrams: tuple[Diagram, ...]
    lists: tuple[Listing, ...]

    def things(self, *things: Thing) -> Iterator[Numbered | Box | Caption]:
        """What the text holds of these, kind by kind; without any, of all."""
        for thing in things or THINGS:
            match thing.typed:
                case 'paragraph':
                    yield from self.paragraphs
                case 'point':
                    yield from self.points
                case 'box':
                    yield from (box for box in self.boxes if box.kind == thing.name)
                case 'caption':
                    yield from (caption for caption in self.captions if caption.kind == thing.name)


Item = TypeVar('Item', Heading, Link, Citation, Caption, Block, Box, Call, Table, Address, Html, Diagram, Listing)

NUMBERED = ('paragraph', 'list_item')
HELD = {
    'heading', 'link', 'image', 'citation', 'paragraph', 'ours', 'box', 'footnote_ref', 'table', 'web_address', 'html_block', 'html_inline',
    'fence', 'bullet_list', 'ordered_list',
}  # fmt: skip


def outline(tree: Node, first_line: int = 1) -> Outline:
    """The outline of a reading whose first line is line `first_line` of its file."""
    apart = {str(node.meta['id']): first_line + node.line for node in tree.flat if node.type == 'definition'}
    held = ((node, apart.get(str(node.meta.get('label')), 0) if apart else 0) for node in tree.flat if node.type in HELD)
    found = [item for node, at in held for item in _items(node, first_line + node.line, at)]

    def of(kind: type[Item]) -> tuple[Item, ...]:
        return tuple(item for item in found if isinstance(item, kind))

    numbered = [(item, node) for node in tree.flat if node.type in NUMBERED for item in _numbered(node, first_line)]
    return Outline(
        of(Heading), of(Link), of(Citation), of(Caption), of(Block), of(Box),
        tuple(item for item, node in numbered if node.type == 'paragraph'),
        tuple(item for item, node in numbered if node.type == 'list_item'),
        of(Call), of(Table), of(Address), of(Html), of(Diagram), of(Listing),
    )  # fmt: skip


def _items(node: Node, line: int, apart: int) -> Iterator[object]:
    match node.type:
        case 'heading':
            yield Heading(line, int(node.tag[1]), reading.text(node).strip(), _id(node))
        case 'link':
            words = reading.text(node) + ''.join(reading.text(picture) for picture in node.flat if picture.type == 'image')
            yield Link(line, words, str(node.attrs['href']), picture=False, classes=_classes(node), apart=apart)
        case 'image':
            yield Link(line, reading.text(node), str(node.attrs['src']), picture=True, classes=_classes(node), apart=apart)
        case 'citation':
            yield from (Citation(line, key, place) for key, place in node.meta['cited'])
        case 'paragraph' if 'caption' in node.meta:
            yield Caption(line, node.meta['caption'], reading.text(node).strip(), _id(node), node.meta['attached'])
        case 'ours':
            yield Block(line, node.meta['kind'], node.meta['argument'], node.meta['closed'], bool(node.children))
        case 'box':
            title = reading.text(node.children[0]).strip() if node.meta['title'] else None
            yield Box(line, node.meta['kind'], title, _id(node), line + (node.map[1] - node.map[0] if node.map else 1))
        case 'footnote_ref':
            yield Call(line, node.meta['label'])
        case 'table':
            rows = [part for part in node.flat if part.type == 'tr']
            yield Table(line, len(rows), rows[0].meta['columns'])
        case 'bullet_list' | 'ordered_list' if not any('task' in point.meta for point in node.children):
            yield Listing(line, len(node.children))
        case 'web_address' if not node.meta['linked']:
            yield Address(line, node.content.rstrip('.,;:'))
        case 'fence' if (language := reading.language(node.info)) in reading.DIAGRAMS:
            yield Diagram(line, language, node.info.strip()[len(language) :].strip(), node.content, _has_caption(node))
        case 'html_block' | 'html_inline':
            yield Html(line, node.content.strip())


def _has_caption(node: Node) -> bool:
    siblings = node.parent.children if node.parent else []
    below = siblings[siblings.index(node) + 1 :][:1]
    return any('caption' in held.meta for held in below if held.type == 'paragraph')


def _numbered(node: Node, first_line: int) -> Iterator[Numbered]:
    if node.type == 'paragraph' and node.meta.get('runs'):
        yield Numbered(first_line + node.line, _id(node))
    elif node.type == 'list_item' and 'task' in node.meta:
        yield Numbered(first_line + node.line, _id(node) or _id(node.children[0]))


def _id(node: Node) -> str | None:
    held = node.attrs.get('id')
    return str(held) if held else None


def _classes(node: Node) -> tuple[str, ...]:
    return tuple(str(node.attrs.get('class', '')).split())
