"""What text can refer to: sections, captions, and what is counted through a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publishing.sources.outline import Heading, Outline, plain


@dataclass(frozen=True)
class Label:
    """Something with a number that text can refer to: `kind` is section, table, figure, paragraph, point or recommendation."""

    id: str
    kind: str
    number: str
    title: str


@dataclass(frozen=True)
class Counts:
    """How many paragraphs, points of a checklist and recommendations there are."""

    paragraphs: int = 0
    points: int = 0
    recommendations: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(self.paragraphs + other.paragraphs, self.points + other.points, self.recommendations + other.recommendations)


def passages_of(outline: Outline) -> Counts:
    """How many of each an outline has."""
    return Counts(len(outline.paragraphs), len(outline.points), len(outline.recommendations))


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


def passage_labels(outline: Outline, chapter: str, before: Counts) -> dict[str, Label]:
    """What the author named of a page's paragraphs, points and recommendations; the first two only have a number in a chapter."""
    found = {
        box.id: Label(box.id, 'recommendation', f'{chapter}.{number}' if chapter else str(number), plain(box.title or ''))
        for number, box in enumerate(outline.recommendations, before.recommendations + 1)
        if box.id
    }
    kinds = {'paragraph': (outline.paragraphs, before.paragraphs), 'point': (outline.points, before.points)} if chapter else {}
    for kind, (held, start) in kinds.items():
        found |= {item.id: Label(item.id, kind, str(number), '') for number, item in enumerate(held, start + 1) if item.id}
    return found
