"""What a heading says and holds: it has no number of its own, and something stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import reading, slots
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source

NUMBER = re.compile(r'(?P<number>\d{1,2}(?:\.\d{1,2})+\.?|(?:Hoofdstuk|Paragraaf|Chapter|Section) \d+[.:]?) (?=[^\W\d_])')

OWN = 300  # signs of a text that no two pages have by chance
LONGEST = 120  # signs; what is longer is a sentence or two


def said_twice(catalogue: Catalogue) -> Iterator[Problem]:
    """Two pages with one title, or one description, can't be told apart in the menu and in search; one with another's text is a copy."""
    seen = dict[tuple[str, str, str], Source]()
    for page in catalogue.pages.values():
        held = [(page.locale, key, page.text(key).casefold()) for key in ('title', 'description') if page.text(key) and not page.broken]
        again = next((said for said in held if said in seen and not slots.is_slot(page.text(said[1]))), None)
        body = page.locale, 'body', page.body.strip()
        same = seen.get(body) if len(page.body) >= OWN else seen[again] if again and seen[again].body.strip() == body[2] != '' else None
        if same is not None:
            yield from _copied(catalogue, same, page)
        elif again is not None:
            yield _said_twice(page, again[1], seen[again])
        seen.update((said, page) for said in (*held, body) if said not in seen)


def _said_twice(page: Source, key: str, other: Source) -> Problem:
    return Problem(page.path, page.line_of(key), 'said-twice', {'key': key, 'other': other.path})


def _copied(catalogue: Catalogue, first: Source, second: Source) -> Iterator[Problem]:
    """Of two pages with one text, that which does not fit its twin is the copy, else the second; a pair is told once."""
    is_first = _fits(catalogue, second) and not _fits(catalogue, first)
    copy, other = (first, second) if is_first else (second, first)
    mine, theirs = (catalogue.page(page.name, ORIGINAL) for page in (copy, other))
    if copy.locale == ORIGINAL or mine is None or theirs is None:
        yield Problem(copy.path, copy.line_of('title'), 'page-copied', {'other': other.path})
    elif mine.body.strip() == theirs.body.strip():
        return  # which is told of the originals
    elif _fits(catalogue, copy):
        yield _said_twice(copy, 'title', other)
    else:
        yield Problem(copy.path, copy.line_of('title'), 'translation-of-other', {'other': other.path, 'wanted': mine.path})


def _fits(catalogue: Catalogue, page: Source) -> bool:
    """Whether a page has the headings of its twin."""
    twins = (twin for locale in LOCALES if locale != page.locale and (twin := catalogue.pages.get((page.name, locale))))
    return all([heading.id for heading in twin.outline.headings] == [heading.id for heading in page.outline.headings] for twin in twins)


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
