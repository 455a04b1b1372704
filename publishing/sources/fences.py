"""Where the front matter of a page begins and ends, or which of its two lines `---` is not as it should be."""

from __future__ import annotations

import re
from typing import NamedTuple

FENCE = '---'
CODE = re.compile(r'`{3,}|~{3,}')  # how code begins
KEY = re.compile(r'[a-z_]+:(?:\s|$)')
DASHES = re.compile(r'[-–—―−‐‑‒_*=~+]+(?: [-–—―−‐‑‒_*=~+]+)*|\.{3}|…')  # what editors make of ---, and what is typed for it
GOES_ON = re.compile(r'[a-z_]+:(?:\s|$)|[ #-]')  # a line of front matter; a heading of the page has more than one #
HEADING = re.compile(r'#{2,6} ')
NEAR = 30  # lines in which front matter that does not come first is looked for
SHOWN = 60


class Slip(NamedTuple):
    """What is wrong: the rule, its line from 0, and what its message names."""

    rule: str
    line: int
    values: dict[str, str] = {}


def end(lines: list[str]) -> int | Slip:
    """The number of the closing line, from 0, of a text that opens with front matter; else what is wrong."""
    if lines[0].rstrip() != FENCE:
        return _unopened(lines)
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    block = range(1, len(lines) if closing is None else closing)
    mistyped = next((number for number in block if DASHES.fullmatch(lines[number].strip())), None)
    if mistyped is not None and (closing is None or _is_front(lines[1:mistyped])):
        return _mistyped(lines, mistyped)
    if closing is not None and not ''.join(lines).strip().strip('-'):
        return Slip('file-empty', 0)
    return _unclosed(lines) if closing is None else closing


def again(body: list[str]) -> int | None:
    """The number of the line, from 0, of a second block of facts: right below the first, or of a whole page further on.

    None without one, as nearly always.
    """
    fences = [number for number, line in enumerate(body) if line.rstrip() == FENCE]
    for first, last in zip(fences, fences[1:]):
        block = [line for line in body[first + 1 : last] if line.strip()]
        if not ''.join(body[:first]).strip():
            return first if block and all(KEY.match(line) for line in block) else None
        if any(line.startswith('title:') for line in block) and _is_front(block) and not _in_code(body[:first]):
            return first
    return None


def _in_code(above: list[str]) -> bool:
    """Whether code that began above goes on."""
    return sum(1 for line in above if CODE.match(line.lstrip())) % 2 == 1


def forgotten(lines: list[str]) -> Slip | None:
    """Of front matter that can't be read and seems closed: whether the text of the page stands in it, as when `---` below it is missing."""
    over = next((number for number, line in enumerate(lines) if not line.strip() or HEADING.match(line)), None)
    below = next((line for line in lines[over:] if line.strip()), '') if over else ''
    is_text = HEADING.match(below) or (below and not GOES_ON.match(below))
    return _unclosed(lines) if is_text and _is_front(lines[1:over]) else None


def _unopened(lines: list[str]) -> Slip:
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Slip('file-empty', 0)
    opens = [number for number, line in enumerate(lines[:-1]) if KEY.match(lines[number + 1]) and DASHES.fullmatch(line.strip())]
    if KEY.match(lines[first]):
        return Slip('front-matter-unopened', first, {'text': lines[first].strip()[:SHOWN]})
    if opens and opens[0] == 0:
        return _mistyped(lines, 0)
    if opens and opens[0] == first + 1 and (mark := CODE.match(lines[first])):
        return _fenced(lines, first, mark[0])
    if opens and opens[0] < NEAR:
        return Slip('front-matter-late', 0, {'line': str(opens[0] + 1)})
    return Slip('no-front-matter', 0)


def _fenced(lines: list[str], first: int, mark: str) -> Slip:
    """Of a page that was copied as code, whole or only its front matter: with the line where that code ends."""
    front = next((number for number, line in enumerate(lines[first + 2 :], first + 2) if line.rstrip() == FENCE), first)
    below = [number for number, line in enumerate(lines[front + 1 :], front + 1) if line.strip()]
    close = next((number for number in (*below[:1], *below[-1:]) if lines[number].strip() == mark), None)
    return Slip('front-matter-fenced', first, {'line': str(first + 1), 'mark': mark, 'near': str(close + 1) if close else ''})


def _unclosed(lines: list[str]) -> Slip:
    """At the last line that is one of front matter; a file of nothing but the first line has none."""
    after = next((number for number, line in enumerate(lines[1:], 1) if HEADING.match(line) or not GOES_ON.match(line)), len(lines))
    if after < 2:
        return Slip('no-front-matter', 0)
    return Slip('front-matter-unclosed', after - 1, {'text': lines[after - 1].strip()[:SHOWN]})


def _mistyped(lines: list[str], number: int) -> Slip:
    return Slip('front-matter-dashes', number, {'text': lines[number].rstrip()[:SHOWN]})


def _is_front(lines: list[str]) -> bool:
    return bool(lines) and all(GOES_ON.match(line) for line in lines)
