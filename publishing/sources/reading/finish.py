"""What is known of a block only when its lines have been read: points of a checklist, captions, paragraphs that take a number."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publishing.sources.numbered_things import CAPTIONED

TASK = re.compile(r'\[(?P<mark>[ xX])\][ ]+')
CAPTION = re.compile(rf'(?P<word>{"|".join(CAPTIONED)}): ')
OWNERS = ('table_close', 'ours_close')
DIAGRAM = 'd2'  # the language of a block of code that is drawn
DIAGRAMS = {DIAGRAM, 'mermaid', 'dot', 'graphviz', 'plantuml', 'puml', 'pikchr', 'svgbob'}  # and of those that are meant to be


def plugin(md: MarkdownIt) -> None:
    """Mark them when all else is done; a caption ends the table or the words above it, as if an empty line stood between."""
    md.block.ruler.before('paragraph', 'caption', _ends, {'alt': ['paragraph', 'blockquote']})
    md.core.ruler.push('finish', finish)


def _ends(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return silent and CAPTION.match(state.src, state.bMarks[start] + state.tShift[start]) is not None


def finish(state: StateCore) -> None:
    """`meta` of a list item then holds `task`, that of a paragraph `caption` with `attached`, or `runs`."""
    tokens = state.tokens
    for number, token in enumerate(tokens):
        if token.type == 'inline' and tokens[number - 1].type == 'paragraph_open':
            _paragraph(tokens, number)


def _paragraph(tokens: list[Token], number: int) -> None:
    opening, line, before = tokens[number - 1], tokens[number], tokens[number - 2] if number > 1 else None
    task = TASK.match(line.content) if before is not None and before.type == 'list_item_open' else None
    caption = CAPTION.match(line.content)
    if task is not None and before is not None:
        before.meta = {**before.meta, 'task': task['mark'] != ' '}
        _cut(line, task[0])
    elif caption is not None:
        attached = '\n' not in line.content and before is not None and _may_have(tokens[: number - 1])
        opening.meta = {**opening.meta, 'caption': CAPTIONED[caption['word']].name, 'word': caption['word'], 'attached': attached}
        _cut(line, caption[0])
    elif opening.level == 0 and line.children and not _starts_with_picture(line):
        opening.meta = {**opening.meta, 'runs': True}


def _cut(line: Token, start: str) -> None:
    """Take the signs away from the first words."""
    line.content = line.content[len(start) :]
    assert line.children
    line.children[0].content = line.children[0].content[len(start) :].lstrip()


def language(info: str) -> str:
    """What stands first behind the signs that open a block of code."""
    return info.split()[0].lower() if info.strip() else ''


def _may_have(before: list[Token]) -> bool:
    """Whether what stands just before a caption can have one: lines that were meant as a picture or as a table can too."""
    last = before[-1]
    return last.type in OWNERS or (last.type == 'fence' and language(last.info) in DIAGRAMS) or _is_owner(before)


def _is_owner(before: list[Token]) -> bool:
    line = before[-2]
    return before[-1].type == 'paragraph_close' and (_starts_with_picture(line) or line.content.startswith(('|', '![')))


def _starts_with_picture(line: Token) -> bool:
    held = [token.type for token in line.children or () if token.type != 'text' or token.content.strip()]
    return held[:1] == ['image'] or held[:2] == ['link_open', 'image']
