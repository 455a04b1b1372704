"""What a heading says and holds: it has no number of its own, and something stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources import reading

NUMBER = re.compile(r'(?P<number>\d{1,2}(?:\.\d{1,2})+\.?|(?:Hoofdstuk|Paragraaf|Chapter|Section) \d+[.:]?) (?=\S)')

LONGEST = 120  # signs; what is longer is a sentence or two


def titles(text: Text) -> Iterator[Problem]:
    """Each heading of the page."""
    blocks = text.page.reading.children
    for number, block in enumerate(blocks):
        if block.type != 'heading' or not (words := reading.text(block).strip()):
            continue
        line, below = text.page.body_line + reading.line(block), blocks[number + 1] if number + 1 < len(blocks) else None
        if match := NUMBER.match(words):
            yield Problem(text.path, line, 'heading-numbered', {'text': shortened(words), 'number': match['number']})
        elif len(words) > LONGEST:
            yield Problem(text.path, line, 'heading-long', {'text': shortened(words), 'number': str(len(words))})
        elif below is None or (below.type == 'heading' and below.tag <= block.tag):
            yield Problem(text.path, line, 'section-empty', {'text': shortened(words)})
