"""What stands in the folder of one report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publishing.languages import ORIGINAL
from publishing.sources.schema.reports import Report
from publishing.sources.source import Source

TEXTS = ('samenvatting', 'leeswijzer')  # what may stand only in a report, in this order


@dataclass
class ReportSource:
    """reports/<slug>/: its report.yml and the texts that stand only in the report (by name and locale)."""

    slug: str
    path: str
    data: dict[str, Any]
    lines: dict[str, int]
    broken: bool = False
    texts: dict[tuple[str, str], Source] = field(default_factory=dict)

    @functools.cached_property
    def report(self) -> Report:
        """The validated report.yml; call after the checks."""
        return Report.model_validate(self.data)

    def texts_in(self, locale: str) -> list[Source]:
        """The texts that stand only in this report in one language, the original standing in where a translation is missing."""
        return [self.texts.get((name, locale)) or self.texts[name, ORIGINAL] for name in TEXTS if (name, ORIGINAL) in self.texts]

    def chapters(self) -> Iterator[tuple[int, str, list[str]]]:
        """Each chapter that can be read: its place in the list from 0, its page, and the pages that are its sections."""
        held = self.data.get('chapters')
        for place, chapter in enumerate(held if isinstance(held, list) else []):
            if isinstance(chapter, dict):
                sections = chapter.get('sections')
                yield place, str(chapter.get('page') or ''), [str(name) for name in sections] if isinstance(sections, list) else []

    def chapter_names(self) -> list[str]:
        """The pages that are chapters."""
        return [name for _, name, _ in self.chapters()]

    def page_names(self) -> Iterator[tuple[str, int]]:
        """Every page that the report names, sections included, with its line."""
        for place, chapter, sections in self.chapters():
            yield chapter, self.lines.get(f'chapters.{place}.page', 1)
            for index, name in enumerate(sections):
                yield name, self.lines.get(f'chapters.{place}.sections.{index}', 1)
