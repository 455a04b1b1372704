"""Which parts of a Markdown text take a number in a report: paragraphs of running text, and points of a checklist.

A paragraph takes a number when it stands by itself: not in a list, table, box, quotation, definition or note, and it
does not begin with a picture. Python-Markdown keeps no lines, so the checks find the paragraphs here, in the text;
publishing/markdown/passage_numbers.py finds the same ones in the tree, and a test holds both beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from publishing.sources.numbered_things import CAPTIONED

NAME = re.compile(r'[ \n]*\{:?[ ]*#(?P<id>[\w-]+)[ ]*\}[ ]*\Z')  # {#name} at the end of a paragraph or point
PICTURE = re.compile(r'\s*\[?!\[[^\]]*\]\([^)]*\)')
POINT = re.compile(r'[ ]*(?:[-*+]|\d+\.)[ ]+\[[ xX]\][ ]+(?P<text>.*)$')
HEADING = re.compile(r'#{1,6}(?!#).')
UNDER = re.compile(r'(?:=+|-+)[ ]*\Z')
RULE = re.compile(r'[ ]{0,3}(?:(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*\Z')
SEPARATOR = re.compile(r'[ ]*\|?[ ]*:?-[-| :]*\Z')
DEFINITION = re.compile(r'[ ]{0,3}:[ ]{1,3}\S')
LABEL = re.compile(r'[ ]{0,3}(?:\[[^\]]+\]:|\*\[[^\]]+\]:)')  # what stands elsewhere: a note, an address, an abbreviation
OTHER = re.compile(r'[ ]{4}|\t|[ ]{0,3}(?:[-*+][ ]|\d+\.[ ]|>)|[ ]*<|(?:' + '|'.join(CAPTIONED) + r'): |[ ]{0,3}\|')
BOX = re.compile(r'(?:!!!|\?\?\?\+?)[ ]*[\w-]|===[!+]{0,2}[ ]+"')
BLOCK = re.compile(r'[ ]{0,3}///')
HELD = re.compile(r'^[ ]{0,3}///+[ ]*(?:outcome|message)\b.*?^[ ]{0,3}///+[ ]*$', re.M | re.S)  # blocks whose text is theirs


@dataclass(frozen=True)
class Numbered:
    """A paragraph or point: its line in the text (from 0), and the name that the author gave it, or None."""

    line: int
    id: str | None


def paragraphs(text: str) -> list[Numbered]:
    """The numbered paragraphs of a body in which code and comments are blank."""
    text = HELD.sub(lambda block: '\n' * block[0].count('\n'), text)
    found: list[Numbered] = []
    last = -2  # where a paragraph ended that a definition below would make its term
    for first, lines in _pieces(text):
        if DEFINITION.match(lines[0]) and found and last == first - 1:
            found.pop()
        for start, end in _running(lines):
            if not any(DEFINITION.match(line) for line in lines[start:end]) and not PICTURE.match(lines[start]):
                name = NAME.search('\n'.join(lines[start:end]))
                found.append(Numbered(first + start, name['id'] if name else None))
                last = first + end
    return found


def _pieces(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines without an empty one between, with the number of its first line."""
    lines = enumerate(text.split('\n'))
    for blank, run in groupby(lines, lambda line: not line[1].strip()):
        if not blank:
            held = list(run)
            yield held[0][0], [line for _, line in held]


def points(text: str) -> list[Numbered]:
    """The points of all checklists in a body in which code and comments are blank."""
    found = ((number, POINT.match(line)) for number, line in enumerate(text.split('\n')) if '[' in line)
    return [Numbered(number, name['id'] if (name := NAME.search(match['text'])) else None) for number, match in found if match]


def _running(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First line and the line after the last of each run of text in a piece without blank lines."""
    at = 0
    while at < len(lines):
        skipped = _skipped(lines, at)
        if skipped:
            at += skipped
            continue
        end = at + 1
        while end < len(lines) and not _interrupts(lines[end]):
            end += 1
        yield at, end
        at = end


def _skipped(lines: list[str], at: int) -> int:
    """How many lines from here are something else than running text; 0 when running text begins."""
    rest = lines[at:]
    if HEADING.match(rest[0]) or RULE.match(rest[0]) or LABEL.match(rest[0]):
        return 1
    if len(rest) > 1 and UNDER.match(rest[1]):
        return 2
    if BOX.match(rest[0]):
        return 1 + next((number for number, line in enumerate(rest[1:]) if not line.startswith(('    ', '\t'))), len(rest) - 1)
    if BLOCK.match(rest[0]):
        return next((number for number, line in enumerate(rest[1:], 2) if BLOCK.match(line)), len(rest))
    table = len(rest) > 1 and '|' in rest[0] and SEPARATOR.match(rest[1])
    return len(rest) if table or OTHER.match(rest[0]) else 0


def _interrupts(line: str) -> bool:
    """Whether a line ends the paragraph above it without a blank line between."""
    return line.lstrip().startswith('>') or any(sign.match(line) for sign in (HEADING, RULE, BOX, BLOCK, LABEL))
