"""The one reading of a text: markdown-it-py's tree of CommonMark with what our pages have beside it, and the line of everything.

All that knows what a text holds asks this tree: outline, numbers, citations, checks, fingerprints, and the HTML of every output. HTML
that an author types is a part of the tree like any other, which nothing writes out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publishing.sources.reading import blocks, finish, inline, joined_cells
from publishing.sources.reading.finish import DIAGRAM, DIAGRAMS, language


class Node:
    """A part of a text: a token of markdown-it, with all that stands between it and the one that closes it.

    `type` is markdown-it's name of it, `line` the line of the body, from 0, where it was typed.
    """

    __slots__ = ('_flat', 'attrs', 'children', 'content', 'hidden', 'info', 'line', 'map', 'markup', 'meta', 'parent', 'tag', 'type')

    def __init__(self, token: Token, parent: Node | None = None, line: int = 0):
        self.type, self.tag, self.content = token.type.removesuffix('_open'), token.tag, token.content
        self.attrs, self.meta, self.map = token.attrs, token.meta, token.map
        self.markup, self.info, self.hidden = token.markup, token.info, token.hidden
        self.parent, self.children = parent, list[Node]()
        self.line = line + int(token.meta['row']) if 'row' in token.meta else line
        self._flat: list[Node] | None = None

    @property
    def flat(self) -> list[Node]:
        """All that it holds, in the order of the text."""
        if self._flat is None:
            held, left = list[Node](), self.children[::-1]
            while left:
                held.append(left.pop())
                left += held[-1].children[::-1]
            self._flat = held
        return self._flat


__all__ = ['DIAGRAM', 'DIAGRAMS', 'Node', 'coded', 'language', 'read', 'text']


# What no document may hold (XML 1.0, 2.2): the soft line break of a word processor is a space.
CONTROL = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f]')

# `[name]: address` is a part that writes nothing, and a link keeps the name that it was found by: so one can ask which are used.
OPTIONS = {'html': True, 'typographer': True, 'quotes': '“”‘’', 'inline_definitions': True, 'store_labels': True}


@functools.cache
def _reader() -> MarkdownIt:
    md = MarkdownIt('commonmark', OPTIONS)
    md.enable(['table', 'strikethrough', 'smartquotes'])
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(deflist_plugin).use(sub_plugin).use(
        superscript_plugin
    )
    md.use(blocks.plugin).use(joined_cells.plugin).use(inline.plugin).use(finish.plugin)
    md.normalizeLink = md.normalizeLinkText = _as_typed  # type: ignore[assignment,method-assign]
    return md


def _as_typed(address: str) -> str:
    return address


def read(body: str) -> Node:
    """The tree of a body, without front matter; lines count from 0."""
    root = Node(Token('root', '', 0))
    _hang(root, _reader().parse(CONTROL.sub(' ', body)), 0)
    return root


def _hang(root: Node, tokens: Sequence[Token], line: int) -> None:
    """Put below a node what the tokens tell; `line` is that of the nearest part around them that has one of its own."""
    here, lines = root, [line]
    for token in tokens:
        if token.nesting == -1:
            assert here.parent
            here = here.parent
            lines.pop()
            continue
        first = token.map[0] if token.map else lines[-1]
        node = Node(token, here, first)
        here.children.append(node)
        if token.nesting:
            here = node
            lines.append(first)
        elif token.children:
            _hang(node, token.children, first)


def coded(tree: Node) -> set[int]:
    """The lines, from 0, that are code in part or whole."""
    lines = set[int]()
    for node in tree.flat:
        if node.type in ('fence', 'code_block'):
            lines |= set(range(*node.map)) if node.map else set()
        elif node.type == 'code_inline':
            lines |= set(range(node.line, node.line + str(node.meta.get('typed', '')).count('\n') + 1))
    return lines


def text(node: Node) -> str:
    """The words of a node as a reader sees them, without notes and pictures."""
    return ''.join(_words(node))


def _words(node: Node) -> Iterator[str]:
    if node.type in ('text', 'code_inline', 'web_address'):
        yield node.content
    elif node.type in ('softbreak', 'hardbreak'):
        yield ' '
    else:
        for child in node.children:
            yield from _words(child)
