"""Blocks that our pages have beside CommonMark's: boxes, tabs, and `/// kind | argument`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

BOX = re.compile(r'(?P<sign>!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]+)[ ]*(?P<rest>.*)')
TAB = re.compile(r'===[!+]{0,2}[ ]+(?P<rest>["“”].*)')
TITLE = re.compile(r'["“”](?P<title>[^"“”]+)["“”]')
OURS = re.compile(r'///[ ]*(?P<kind>[\w-]+)(?:[ ]*\|[ ]*(?P<argument>.*?))?[ ]*')
END = '///'
INTERRUPTS: RuleOptionsType = {'alt': ['paragraph', 'reference', 'blockquote', 'list']}
LEAST, MOST = 2, 4  # columns by which what stands in a box is indented; more is code in it


def plugin(md: MarkdownIt) -> None:
    """Let a reader know all three."""
    md.block.ruler.before('fence', 'box', box, INTERRUPTS)
    md.block.ruler.before('fence', 'tab', tab, INTERRUPTS)
    md.block.ruler.before('fence', 'ours', ours, INTERRUPTS)


def box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! kind "title"`, or `???` for one that is folded, with its text indented below it."""
    found = BOX.fullmatch(_begun(state, start, '!!!', '???'))
    if found is None or silent:
        return found is not None
    title = TITLE.match(found['rest'])
    meta = {'kind': found['kind'].lower(), 'title': title['title'] if title else None, 'sign': found['sign']}
    _indented(state, start, end, 'box', meta)
    return True


def tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`=== "title"`, with its text indented below it; tabs that follow each other are one set."""
    found = TAB.fullmatch(_begun(state, start, '==='))
    title = TITLE.match(found['rest']) if found else None
    if title is None or silent:
        return title is not None
    _indented(state, start, end, 'tab', {'title': title['title']})
    return True


def ours(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`/// kind | argument` up to a line `///`; one that is not closed holds nothing."""
    found = OURS.fullmatch(_begun(state, start, END))
    if found is None or silent:
        return found is not None
    close = next((number for number in _below(state, start, end) if _line(state, number).rstrip() == END), None)
    last = start if close is None else close
    meta = {'kind': found['kind'], 'argument': found['argument'] or '', 'closed': close is not None}
    _push(state, 'ours', [start, last + 1], meta)
    _inside(state, start + 1, last)
    state.push('ours_close', 'div', -1)
    state.line = last + 1
    return True


def _below(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """The lines below one, up to the next block of ours, which an open one does not swallow."""
    for number in range(start + 1, end):
        if OURS.fullmatch(_line(state, number)):
            return
        yield number


def _indented(state: StateBlock, start: int, end: int, kind: str, meta: dict[str, str | None]) -> None:
    column = state.sCount[start]
    last, base = start + 1, column + MOST
    for number in range(start + 1, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] < column + LEAST:
            break
        last, base = number + 1, min(base, state.sCount[number])
    _push(state, kind, [start, last], meta)
    if meta['title']:
        _title(state, start, meta['title'])
    indent, state.blkIndent = state.blkIndent, base
    _inside(state, start + 1, last)
    state.blkIndent = indent
    state.push(f'{kind}_close', 'div', -1)
    state.line = last


def _title(state: StateBlock, line: int, title: str) -> None:
    state.push('title_open', 'p', 1).map = [line, line + 1]
    inline = state.push('inline', '', 0)
    inline.content, inline.map, inline.children = title, [line, line + 1], []
    state.push('title_close', 'p', -1)


def _inside(state: StateBlock, start: int, end: int) -> None:
    last, state.lineMax = state.lineMax, end
    parent, state.parentType = state.parentType, 'root'
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = last, parent


def _push(state: StateBlock, kind: str, lines: list[int], meta: dict[str, str | None] | dict[str, object]) -> Token:
    token = state.push(f'{kind}_open', 'div', 1)
    token.map, token.meta, token.block = lines, dict(meta), True
    return token


def _begun(state: StateBlock, number: int, *signs: str) -> str:
    """The line if it begins with one of the signs and is no code, else nothing: this is asked of every line."""
    begins = state.src.startswith(signs, state.bMarks[number] + state.tShift[number]) and not state.is_code_block(number)
    return _line(state, number) if begins else ''


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
