"""A diagram typed as text is in the language that is drawn here, can be drawn and read on paper, and is told in words (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.problems import Problem
from publishing.sources import reading
from publishing.sources.catalogue import Catalogue
from publishing.sources.outline import Diagram
from publishing.sources.source import Source
from publishing.words import words


def diagrams(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Each diagram of a page."""
    for held in page.outline.diagrams:
        if held.language != reading.DIAGRAM:
            yield Problem(page.path, held.line, 'diagram-language', {'language': held.language})
            continue
        if not held.description:
            yield Problem(page.path, held.line, 'diagram-without-text')
        if not held.has_caption:
            word = words('markdown', page.locale)['figure']
            yield Problem(page.path, held.line, 'diagram-without-caption', {'word': word})
        yield from _drawn(page, held)


def _drawn(page: Source, held: Diagram) -> Iterator[Problem]:
    from publishing.pictures import diagram  # imported late, as in passages

    try:
        too_large = diagram.is_too_large(page, held.text)
    except diagram.Undrawable as why:
        yield Problem(page.path, held.line + 1 + why.line, why.rule, why.values)
        return
    if too_large:
        yield Problem(page.path, held.line, 'diagram-too-large')
