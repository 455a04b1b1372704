"""References by a number that was typed: the numbers come by themselves, and change when a chapter or a table is added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem

THINGS = [
    'tabel',
    'figuur',
    'hoofdstuk',
    'paragraaf',
    'bijlage',
    'pagina',
    'bladzijde',
    'table',
    'figure',
    'chapter',
    'section',
    'appendix',
    'page',
]
THING = rf'(?:{"|".join(THINGS)})'
NUMBERED = re.compile(rf' (?=\d)(?:{"|".join(f"(?<={thing} )" for thing in THINGS)})')  # what stands in each
REFERENCE = re.compile(
    rf'\b(?:zie|see) (?:ook |also )?{THING} \d+(?:\.\d+)*|\b{THING} \d+(?:\.\d+)* (?:hierboven|hieronder|above|below)\b', re.I
)


def numbers_by_hand(text: Text) -> Iterator[Problem]:
    """Where a passage cites or links to something, the number may be that of another text."""
    if not NUMBERED.search(text.running):
        return
    for passage in text.passages:
        for match in REFERENCE.finditer(passage.own) if '](' not in passage.raw and '[@' not in passage.raw else ():
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'number-by-hand', {'text': match[0]})
