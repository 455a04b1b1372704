"""What stands in the folder of one report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publishing.sources.schema import Report
from publishing.sources.source import Source


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

    def chapter_names(self) -> list[str]:
        """The pages that are chapters."""
        chapters = self.data.get('chapters')
        return [str(chapter.get('page')) for chapter in (chapters if isinstance(chapters, list) else []) if isinstance(chapter, dict)]

    def page_names(self) -> Iterator[tuple[str, int]]:
        """Every page that the report names, sections included, with its line."""
        chapters = self.data.get('chapters')
        for number, chapter in enumerate(chapters if isinstance(chapters, list) else []):
            if not isinstance(chapter, dict):
                continue
            yield str(chapter.get('page', '')), self.lines.get(f'chapters.{number}.page', 1)
            sections = chapter.get('sections')
            for index, name in enumerate(sections if isinstance(sections, list) else []):
                yield str(name), self.lines.get(f'chapters.{number}.sections.{index}', 1)
