"""The numbers of pages, and of what stands in them: a page takes them from the first report of the series that holds it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publishing.languages import ORIGINAL
from publishing.sources.labels import Label, counted, order, section_numbers, thing_labels
from publishing.sources.report_source import ReportSource
from publishing.sources.source import Source


@dataclass(frozen=True)
class Numbering:
    """What `reports` number; `page` finds a page by name and locale, or its original."""

    reports: Mapping[str, ReportSource]
    page: Callable[[str, str], Source | None]

    @functools.cached_property
    def numbers(self) -> dict[str, str]:
        """Page name → its number ('3' for a chapter, '3.2' for a page that is a section), from the first report that has it."""
        numbers: dict[str, str] = {}
        for held in reversed(self._series()):
            numbers |= self.within(held)
        return numbers

    @functools.cached_property
    def report_of(self) -> dict[str, ReportSource]:
        """Page name → the report that it takes its numbers from: the first of the series that holds it."""
        return {name: held for held in reversed(self._series()) for name in self.within(held)}

    def _series(self) -> list[ReportSource]:
        """All reports, by their number in the series."""
        return sorted(self.reports.values(), key=lambda held: int(number) if (number := str(held.data.get('number'))).isdecimal() else 0)

    def within(self, held: ReportSource) -> dict[str, str]:
        """Page name → number within one report; the pages of a chapter are numbered on after the chapter's own sections."""
        numbers: dict[str, str] = {}
        for place, chapter, sections in held.chapters():
            page = self.page(chapter, ORIGINAL) if sections else None  # without any nobody need read the chapter
            own = sum(heading.level == 2 for heading in page.outline.headings) if page else 0
            numbers[chapter] = str(place + 1)
            for index, name in enumerate(sections, own + 1):
                numbers[name] = f'{place + 1}.{index}'
        return numbers

    def before(self, name: str, numbers: Mapping[str, str]) -> Counter[str]:
        """What is numbered in the chapter before a page: in the chapter's own page and in the sections before it."""
        own = order(numbers.get(name, ''))
        earlier = (other for other, number in numbers.items() if order(number) < own and order(number)[:1] == own[:1])
        pages = (self.page(other, ORIGINAL) for other in earlier)
        return sum((counted(page.outline) for page in pages if page is not None), Counter[str]())

    def labels(self, page: Source, numbers: Mapping[str, str]) -> dict[str, Label]:
        """Everything in a page that has a number, by id; `numbers` holds the numbers of pages that have one."""
        number = numbers.get(page.name, '')
        found = {label.id: label for label in thing_labels(page.outline, number, self.before(page.name, numbers))}
        for heading_number, heading in section_numbers(page.outline, number):
            if heading.id:
                found[heading.id] = Label(heading.id, 'section', heading_number, heading.title)
        return found
