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
    """The first mark in a text, as a problem; a line of seven = below words of a page alone is a heading, and told of as such."""
    found = list(MARK.finditer(text)) if any(sign in text for sign in SIGNS) else []
    if all(match[0].rstrip() == MIDDLE for match in found) and path.endswith('.md'):
        found = [match for match in found if not _line_above(text, match.start())]
    return [Problem(path, text.count('\n', 0, found[0].start()) + 1, RULE, {'text': found[0][0].rstrip()[:SHOWN]})] if found else []


def _line_above(text: str, start: int) -> str:
    return text[: max(start - 1, 0)].rpartition('\n')[2].strip()
