"""What a heading says and holds: it has no number of its own, and something stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.languages import ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import reading, slots
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source

NUMBER = re.compile(r'(?P<number>\d{1,2}(?:\.\d{1,2})+\.?|(?:Hoofdstuk|Paragraaf|Chapter|Section) \d+[.:]?) (?=[^\W\d_])')

LONGEST = 120  # signs; what is longer is a sentence or two


def said_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """Two pages with one title, or one description, can't be told apart in the menu and in search."""
    seen = dict[tuple[str, str, str], Source]()
    for page in catalogue.pages.values():
        held = [(page.locale, key, page.text(key).casefold()) for key in ('title', 'description') if page.text(key) and not page.broken]
        again = next((said for said in held if said in seen and not slots.is_slot(page.text(said[1]))), None)
        if again is not None:
            line, other = page.line_of(again[1]), seen[again]
            if page.body.strip() != other.body.strip() or not page.body.strip():
                yield Problem(page.path, line, 'said-twice', {'key': again[1], 'other': other.path})
            elif page.locale == ORIGINAL or catalogue.page(page.name, ORIGINAL) is None:
                yield Problem(page.path, line, 'page-copied', {'other': other.path})
        seen.update((said, page) for said in held if said not in seen)


def titles(text: Text) -> Iterator[Problem]:
    """Each heading of the page."""
    blocks = text.page.reading.children
    for number, block in enumerate(blocks):
        if block.type != 'heading' or not (words := reading.text(block).strip()):
            continue
        line, below = text.page.body_line + block.line, blocks[number + 1] if number + 1 < len(blocks) else None
        if match := NUMBER.match(words):
            yield Problem(text.path, line, 'heading-numbered', {'text': shortened(words), 'number': match['number']})
        elif len(words) > LONGEST:
            yield Problem(text.path, line, 'heading-long', {'text': shortened(words), 'number': str(len(words))})
        elif below is None or (below.type == 'heading' and below.tag <= block.tag):
            yield Problem(text.path, line, 'section-empty', {'text': shortened(words)})
