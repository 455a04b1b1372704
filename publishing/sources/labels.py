"""What text can refer to: sections, captions, and what is counted through a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing.sources.numbered_things import THINGS
from publishing.sources.outline import Heading, Numbered, Outline


@dataclass(frozen=True)
class Label:
    """Something with a number that text can refer to: `kind` is `section` or the name of a numbered thing."""

    id: str
    kind: str
    number: str
    title: str


def counted(outline: Outline) -> Counter[str]:
    """How many an outline has of each thing whose numbers run on through a chapter."""
    return Counter({thing.name: len(list(outline.things(thing))) for thing in THINGS if thing.scope == 'chapter'})


def order(number: str) -> tuple[int, ...]:
    """`3.10` after `3.9`; outside reports ()."""
    return tuple(int(part) for part in number.split('.') if part)


def section_numbers(outline: Outline, number: str) -> Iterator[tuple[str, Heading]]:
    """Headings of level 2 and 3 with their numbers: 3.2 and 3.2.1 in chapter 3; '' outside reports."""
    section = subsection = 0
    for heading in outline.headings:
        if heading.level == 2:
            section, subsection = section + 1, 0
            yield (f'{number}.{section}' if number else ''), heading
        elif heading.level == 3:
            subsection += 1
            yield (f'{number}.{section}.{subsection}' if number else ''), heading


def thing_labels(outline: Outline, number: str, before: Mapping[str, int]) -> Iterator[Label]:
    """What the author named of the numbered things of a page with this number; `before` is what its chapter has of them earlier."""
    chapter = number.partition('.')[0]
    for thing in THINGS:
        prefix = '' if thing.place else chapter if thing.scope == 'chapter' else number
        held = outline.things(thing) if chapter or not thing.place else ()
        for place, item in enumerate(held, before[thing.name] + 1 if thing.scope == 'chapter' else 1):
            if item.id:
                title = '' if isinstance(item, Numbered) else item.title or ''
                yield Label(item.id, thing.name, f'{prefix}.{place}' if prefix else str(place), title)
