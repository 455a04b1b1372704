"""The one reading of a text: markdown-it-py's tree of CommonMark with what our pages have beside it, and the line of everything.

All that knows what a text holds asks this tree: outline, numbers, citations, checks, fingerprints, and the HTML of every output. HTML
that an author types is a part of the tree like any other, which nothing writes out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publishing.sources.reading import blocks, finish, inline, joined_cells
from publishing.sources.reading.finish import DIAGRAM, DIAGRAMS, language


class Node(SyntaxTreeNode):
    """A part of a text. `type` is markdown-it's name of it; that and what else each check asks of each part is found out once."""

    type: str = ''  # type: ignore[assignment]
    map: tuple[int, int] | None = None  # type: ignore[assignment]
    meta: dict[Any, Any] = None  # type: ignore[assignment]
    attrs: dict[str, str | int | float] = None  # type: ignore[assignment]
    content: str = ''  # type: ignore[assignment]

    def __init__(self, tokens: Sequence[Token] = (), *, create_root: bool = True):
        super().__init__(tokens, create_root=create_root)
        token = self.token or (self.nester_tokens.opening if self.nester_tokens else None)
        self.type = token.type.removesuffix('_open') if token else 'root'
        self.meta, self.attrs = (token.meta, token.attrs) if token else ({}, {})
        if token:
            self.content = token.content
            self.map = (token.map[0], token.map[1]) if token.map else None

    @functools.cached_property
    def flat(self) -> list[Node]:
        """All that it holds, in the order of the text."""
        held, left = list[Node](), list(reversed(self.children))
        while left:
            held.append(left.pop())
            left += reversed(held[-1].children)
        return held


__all__ = ['DIAGRAM', 'DIAGRAMS', 'Node', 'coded', 'language', 'line', 'read', 'text']


# What no document may hold (XML 1.0, 2.2): the soft line break of a word processor is a space.
CONTROL = dict.fromkeys((code for code in range(32) if chr(code) not in '\t\n\r'), ' ')

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
    return Node(_reader().parse(body.translate(CONTROL)))


def line(node: Node) -> int:
    """The line of a node in its body, from 0: that of a part of a line is where it was typed."""
    row = int(node.meta.get('row', 0)) if node.type != 'root' and 'row' in node.meta else 0
    above: Node | None = node
    while above is not None and not (above.type != 'root' and above.map):
        above = above.parent
    return (above.map[0] if above is not None and above.map else 0) + row


def coded(tree: Node) -> set[int]:
    """The lines, from 0, that are code in part or whole."""
    lines = set[int]()
    for node in tree.flat:
        if node.type in ('fence', 'code_block'):
            lines |= set(range(*node.map)) if node.map else set()
        elif node.type == 'code_inline':
            lines |= set(range(line(node), line(node) + str(node.meta.get('typed', '')).count('\n') + 1))
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
