"""What stands where in a Markdown body: headings, links, pictures, citations, captions and blocks, with their lines.

Python-Markdown keeps no line numbers, so the checks read the text themselves. Code is blanked out first, at equal length,
so that an example of a mistake is not a mistake.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from publishing.sources import passage_numbers
from publishing.sources.code_spans import without_code, without_code_blocks
from publishing.sources.numbered_things import CAPTIONED, THINGS, Thing
from publishing.sources.passage_numbers import NAME, Numbered

HEADING = re.compile(
    r'^(?:(?P<marks>#{1,6})(?!#)(?P<title>.+?)[ ]*(?P<attributes>\{:?(?:[^}]*?#(?P<id>[\w-]+))?[^}]*\})?[ ]*#*'
    r'|(?:(?<=\n\n)|(?<=\A))(?P<underlined>[^\s|].*)\n(?P<under>=+|-+)[ ]*)$',
    re.M,
)
LINK = re.compile(
    r'(?P<bang>!?)\[(?P<text>[^\[\]]*(?:!\[[^\]]*\]\([^)]*\))?[^\[\]]*)\]\((?P<target><[^>]{0,2000}>|[^)\s]{0,2000})(?:\s+(?:"[^"]*"|\'[^\']*\'))?\)'
)
WEB_ADDRESS = re.compile(r'(?:https?://|www\.)[^\s<>)\]|]+')  # typed in running text
LINKED = re.compile(r'<[^<>]*>|\]\([^)]*\)|^[ ]*\[[^\]]+\]:[^\n]*|\{[^}]*\}', re.M)  # where an address leads somewhere, or is code
ATTRIBUTES = re.compile(r'\{:?[^}\n]*\}')
LINK_BELOW = re.compile(r'^[ ]{0,3}\[(?P<text>[^\]^][^\]]*)\]:[ ]*(?P<target>\S+)', re.M)
CITATION = re.compile(r'\[(?P<items>@\w[^\[\]]*)\](?!\()')
CAPTION = re.compile(rf'^(?P<word>{"|".join(CAPTIONED)}): (?P<title>.+?)(?:[ ]*\{{:?[ ]*#(?P<id>[\w-]+)[ ]*\}})?[ ]*$', re.M)
ENDS_OWNER = re.compile(r'(?:[ ]*\|.*|.*\|[ ]*|.*!\[[^\]]*\]\([^)]*\).*|///[ ]*)\Z')  # the last line of a table, picture or block
BLOCK = re.compile(
    r'^///[ ]*(?P<kind>[\w-]+)(?:[ ]*\|[ ]*(?P<argument>.*?))?[ ]*$(?P<closed>\n(?P<content>(?:(?!///).*\n)*)///[ ]*$)?', re.M
)
BOX = re.compile(r'^[ ]*(?:!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]+)[^"\n]*(?P<title>"[^"\n]+")?.*$', re.M)
APOSTROPHE = re.compile(r"(?<!\w)'(?=(?:[stnkm]|\d\d)\b(?!'))")  # 's ochtends, 't, '80; not the quoted letter 's'
NOT_WORDS = re.compile(r'\x02[^\x03]*\x03|\[[@^][^\]]*\]|\{:?[ ]*[^}]*\}')  # what Python-Markdown put away, citations, notes, attributes
MARKED = re.compile(r'(?<!\w)(\*\*|__|\*|_|`)(\S(?:.*?\S)?)\1(?!\w)')
QUOTES = (
    (APOSTROPHE, '’'), (re.compile(r"(?<![\w’])'(?=\w)"), '‘'), (re.compile("'"), '’'),
    (re.compile(r'(?<!\w)"(?=[\w‘’])'), '“'), (re.compile('"'), '”'),
)  # fmt: skip
REMEMBERED = 4096  # headings and captions: several checks ask for each, and so does its translation


@dataclass(frozen=True)
class Heading:
    """A heading: level 1–6, plain title, explicit id or None."""

    line: int
    level: int
    title: str
    id: str | None


@dataclass(frozen=True)
class Link:
    """A link or picture: its text (or alternative text) and its target as typed, and the classes set behind it."""

    line: int
    text: str
    target: str
    picture: bool
    classes: tuple[str, ...] = ()


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
    """`!!! kind "title {#id}"`."""

    line: int
    kind: str
    title: str | None
    id: str | None = None


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


def citations_in(text: str) -> Iterator[tuple[re.Match[str], list[tuple[str, str]]]]:
    """Each `[@key, place; @key]` in the text with its (key, place) pairs."""
    for match in CITATION.finditer(text):
        yield match, [_key_and_place(item) for item in match['items'].split(';')]


def _key_and_place(item: str) -> tuple[str, str]:
    key, _, place = item.strip().removeprefix('@').partition(',')
    return key.strip(), place.strip()


def outline(body: str, first_line: int = 1) -> Outline:
    """Read the outline of a body whose first line is line `first_line` of its file."""
    text = without_code(body)
    lines = text.split('\n')
    starts = list(accumulate(len(line) + 1 for line in lines[:-1]))
    line_at = _Lines(starts, first_line)
    found = [(m, bool(m['bang'])) for m in _links(text)] + [(m, False) for m in LINK_BELOW.finditer(text)]
    return Outline(
        headings=tuple(heading for m in HEADING.finditer(text) if (heading := _heading(line_at(m.start()), body, m)).title),
        links=tuple(
            Link(line_at(m.start()), m['text'], m['target'].strip('<>'), picture, _classes(text, m.end()))
            for m, picture in sorted(found, key=lambda held: held[0].start())
        ),
        citations=tuple(Citation(line_at(m.start()), *pair) for m, pairs in citations_in(text) for pair in pairs),
        captions=tuple(
            Caption(line := line_at(m.start()), CAPTIONED[m['word']].name, m['title'], m['id'], _attached(lines, line - first_line))
            for m in CAPTION.finditer(text)
        ),
        blocks=tuple(
            Block(line_at(m.start()), m['kind'], m['argument'] or '', bool(m['closed']), bool((m['content'] or '').strip()))
            for m in BLOCK.finditer(text)
        ),
        boxes=tuple(_box(line_at(m.start()), m) for m in BOX.finditer(text)),
        paragraphs=tuple(replace(held, line=held.line + first_line) for held in passage_numbers.paragraphs(without_code_blocks(body))),
        points=tuple(replace(held, line=held.line + first_line) for held in passage_numbers.points(text)),
    )


def _box(line: int, match: re.Match[str]) -> Box:
    title = match['title'].strip('"') if match['title'] else None
    name = NAME.search(title) if title else None
    return Box(line, match['kind'], title[: name.start()] if title and name else title, name['id'] if name else None)


def _heading(line: int, body: str, match: re.Match[str]) -> Heading:
    if match['under']:
        return Heading(line, 1 if match['under'].startswith('=') else 2, body[slice(*match.span('underlined'))].strip(), None)
    end = match.start('attributes') if match['attributes'] else match.end()
    return Heading(line, len(match['marks']), body[match.start('title') : end].strip(' #'), match['id'])


def _attached(lines: list[str], at: int) -> bool:
    """Whether the caption on this line (from 0) stands between blank lines, right below a table, picture or block."""
    alone = at > 0 and not lines[at - 1].strip() and not ''.join(lines[at + 1 : at + 2]).strip()
    above = next((line for line in reversed(lines[:at]) if line.strip()), '') if alone else ''
    return ENDS_OWNER.match(above) is not None


def _links(text: str) -> Iterator[re.Match[str]]:
    """Links and pictures; a picture inside a link is found too."""
    for match in LINK.finditer(text):
        yield match
        inner = LINK.search(text, match.start('text'), match.end('text'))
        if inner is not None:
            yield inner


def _classes(text: str, end: int) -> tuple[str, ...]:
    """The classes in an attribute list right behind a link or picture."""
    match = ATTRIBUTES.match(text, end)
    return tuple(re.findall(r'\.([\w-]+)', match[0])) if match else ()


@functools.lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """A heading or caption as typed, as the words that a reader sees: no marks, notes or addresses, typographic quotes."""
    text = NOT_WORDS.sub('', LINK.sub(lambda match: match['text'], text))
    for _ in range(2):  # emphasis within emphasis
        text = MARKED.sub(r'\2', text)
    for pattern, sign in QUOTES:
        text = pattern.sub(sign, text)
    return text.strip()


class _Lines:
    def __init__(self, starts: list[int], first: int):
        self.starts, self.first = starts, first

    def __call__(self, offset: int) -> int:
        return self.first + bisect.bisect_right(self.starts, offset)
