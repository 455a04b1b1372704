"""Marks that git leaves in a file where two people changed the same lines, until somebody has chosen."""

from __future__ import annotations

import re

from publishing.problems import Problem

RULE = 'merge-unfinished'
MARK = re.compile(r'^(?:<{7}|>{7}|\|{7}|={7})(?=\s|$).*$', re.M)
MIDDLE = '======='
SIGNS = ('<<<<<<<', '>>>>>>>', '|||||||', MIDDLE)
SHOWN = 60


def unfinished(text: str, path: str) -> list[Problem]:
    """The first mark in a text, as a problem; a line of seven = between words and an empty line of a page is a heading, told of as such."""
    found = list(MARK.finditer(text)) if any(sign in text for sign in SIGNS) else []
    is_middle = all(match[0].rstrip() == MIDDLE for match in found)
    if is_middle and path.endswith('.md'):
        found = [match for match in found if not _line_above(text, match.start()) or _line_below(text, match.end())]
    if not found:
        return []
    values = {'text': found[0][0].rstrip()[:SHOWN], 'near': '' if is_middle else MIDDLE}
    return [Problem(path, text.count('\n', 0, found[0].start()) + 1, RULE, values)]


def _line_above(text: str, start: int) -> str:
    return text[: max(start - 1, 0)].rpartition('\n')[2].strip()


def _line_below(text: str, end: int) -> str:
    return text[end + 1 :].partition('\n')[0].strip()
