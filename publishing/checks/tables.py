"""Tables have a row of heads and hang together; a table or figure has a caption that is read as one (WCAG 1.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from publishing.checks.passages import Passage
from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources import reading
from publishing.sources.reading import Node
from publishing.words import words

LIKE_CAPTION = re.compile(r'\W*(?:tabell?|figuu?r|fig|afbeelding|table|figure|picture)\b\.?(?:[ ]\d+)?\W?[ ]?[:：.]\W?[ ]', re.I)
LONGEST = 120  # signs of a caption
COLON = re.compile(r':[ ]')  # what begins a caption in another program
THINGS = {'tab': 'table', 'fig': 'figure'}  # what a name begins with


def tables(text: Text) -> Iterator[Problem]:
    """A table has a row of heads, no empty line within, and a caption that says what it holds."""
    headed = {table.line for table in text.page.outline.tables if table.rows == 1}
    for rows, above, below in _tables(text.passages):
        torn = next(
            (row for row, next_ in zip(rows[1:], rows[2:]) if next_.line - row.line == 2 and next_.raw.rstrip().endswith('|')), None
        )
        if len(rows) > 1 and not rows[1].words.strip(' |:-–—=_'):
            if rows[1].line == rows[0].line + 1:
                values = {'columns': str(rows[0].raw.strip(' |').count('|') + 1), 'text': shortened(rows[1].raw.strip())}
                yield Problem(text.path, rows[1].line, 'table-dashes', values)
                continue
            torn = rows[0]
        if torn is not None:
            yield Problem(text.path, torn.line + 1, 'table-torn')
            continue
        if rows[0].line in headed:
            yield Problem(text.path, rows[0].line, 'table-without-rows', {'text': shortened(rows[0].words.strip(' |'))})
        elif len(rows) == 1 or rows[1].line - rows[0].line != 2 or not rows[0].words.replace('|', '').strip():
            yield Problem(text.path, rows[0].line, 'table-without-head', {'text': shortened(rows[0].words.strip(' |'))})
        word = words('markdown', text.locale)['table']
        if below is not None and ((below.kind == 'caption' and _thing(below) == 'figure') or COLON.match(below.raw)):
            yield Problem(text.path, below.line, 'caption-form', {'text': shortened(below.raw), 'word': word, 'prefix': 'tab'})
        elif not any(near is not None and (near.kind == 'caption' or _is_meant(near)) for near in (above, below)):
            yield Problem(text.path, rows[-1].line, 'table-without-caption', {'word': word})


def captions(text: Text) -> Iterator[Problem]:
    """What was meant as a caption begins with the word for it and a colon."""
    for passage in text.passages:
        if passage.kind == 'paragraph' and _is_meant(passage):
            thing = _thing(passage)
            values = {'text': shortened(passage.raw), 'word': words('markdown', text.locale)[thing], 'prefix': thing[:3]}
            yield Problem(text.path, passage.line, 'caption-form', values)


def leaning(text: Text) -> Iterator[Problem]:
    """A line in italics right below a picture was meant as its caption."""
    blocks = text.page.reading.children
    for above, below, behind in zip_longest(blocks, blocks[1:], blocks[2:]):
        if below is None or 'caption' in below.meta or (behind is not None and 'caption' in behind.meta):
            continue
        if _holds(above, 'image') and _holds(below, 'em') and not _reads_as_one(below.children[0].content):
            values = {'text': shortened(reading.text(below)), 'word': words('markdown', text.locale)['figure'], 'prefix': 'fig'}
            yield Problem(text.path, text.page.body_line + below.line, 'caption-form', values)


def _holds(block: Node, kind: str) -> bool:
    """Whether a paragraph is one thing of a kind."""
    held = block.children[0].children if block.type == 'paragraph' and block.children else []
    return [part.type for part in held] == [kind]


def _is_meant(passage: Passage) -> bool:
    """By its name, or by how it begins."""
    return (
        passage.kind == 'paragraph' and '\n' not in passage.raw and (passage.id.partition('-')[0] in THINGS or _reads_as_one(passage.raw))
    )


def _reads_as_one(typed: str) -> bool:
    """Whether a line that was typed begins as a caption does, and is as short as one."""
    return '\n' not in typed and len(typed) < LONGEST and LIKE_CAPTION.match(typed) is not None


def _thing(passage: Passage) -> str:
    named = THINGS.get(passage.id.partition('-')[0])
    return named or ('table' if passage.raw.lstrip('*_ ').lower().startswith('tab') else 'figure')


def _tables(passages: list[Passage]) -> Iterator[tuple[list[Passage], Passage | None, Passage | None]]:
    """The rows of each table, the line of dashes left out, and what stands above and below it."""
    rows: list[Passage] = []
    above: Passage | None = None
    for passage in passages:
        if rows and not (passage.kind == 'row' and passage.line - rows[-1].line <= 2):
            yield rows, above, passage
            rows, above = [], None
        if passage.kind == 'row':
            rows.append(passage)
        else:
            above = passage
    if rows:
        yield rows, above, None
