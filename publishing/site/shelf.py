"""All frozen editions as readers of one language find them: their pages, and the files beside these."""

from __future__ import annotations

import json
from collections.abc import Iterator

from publishing.formats import given_first
from publishing.site.compare_page import ComparePage
from publishing.site.edition_pages import EditionPage, TextPage, compare_address, offered
from publishing.site.made_pages import MadePage
from publishing.site.reader import Reader
from publishing.sources.editions import Edition
from publishing.words import words


class Shelf:
    """The editions of all reports, also of those that are gone."""

    def __init__(self, reader: Reader):
        self.reader, self.editions = reader, reader.catalogue.editions

    def of_report(self, report: str) -> list[EditionPage]:
        """The pages of those of one report, as it is called now, the newest first."""
        return [EditionPage(self.reader, edition) for edition in self.reader.catalogue.editions_of(report)]

    def first(self, report: str) -> EditionPage | None:
        """The one that a reader is given who asks for none."""
        found = given_first.edition(self.reader.catalogue, report, self.reader.pages)
        return EditionPage(self.reader, found) if found else None

    def pages(self) -> Iterator[MadePage]:
        """Every page."""
        for page in self._all():
            yield page
            if page.is_offered:
                yield TextPage(page)
            yield from page.comparisons()
        yield from self._compare()

    def _compare(self) -> Iterator[ComparePage]:
        """For each report of which two editions may be read."""
        for report in sorted({edition.report for edition in self.editions}):
            if len(held := offered(self.reader, report)) > 1:
                yield ComparePage(self.reader, held)

    def compare(self, report: str) -> str:
        """Where two editions of a report are picked, '' when there are no two."""
        return compare_address(self.reader, report)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of what is made beside the pages: sums, references, pictures."""
        for page in self._all():
            if page.is_offered:
                yield page.sums_address, ''.join(f'{file.sha256}  {file.file}\n' for file in page.sums).encode()
                yield from page.cited.contents().items()
                yield from TextPage(page).pictures()
        for compared in self._compare():
            yield from compared.files()
        if self.editions:
            yield self.reader.known, json.dumps(self._known(), ensure_ascii=False, indent=1).encode()
        for report in {edition.report for edition in self.editions}:
            yield from self._lasting(report)

    def _all(self) -> Iterator[EditionPage]:
        return (EditionPage(self.reader, edition) for edition in self.editions)

    def _known(self) -> dict[str, dict[str, str]]:
        """The sum of each file → what it is in a sentence, and the page of its edition."""
        return {
            file.sha256: {'told': self._told(page, file.kind, file.locale), 'page': page.url} for page in self._all() for file in page.sums
        }

    def _told(self, page: EditionPage, kind: str, locale: str) -> str:
        word = words('site', self.reader.locale)
        what = f'{word["type_" + kind]} {word["pdf_" + locale]}'
        return word['check_known'].format(
            what=what, title=page.source.text('title'), standing=page.standing.text(self.reader.locale).rstrip('.')
        )

    def _lasting(self, report: str) -> Iterator[tuple[str, bytes]]:
        """The files of the edition that is given first, at an address without a number, under every name that the report has had."""
        first = self.first(report)
        if first is None:
            return
        for file in first.edition.offered(self.reader.pages):
            if file.media_type:
                data, suffix = (first.edition.folder / file.file).read_bytes(), file.file.rpartition('.')[2]
                yield from ((f'pdf/{name}.{file.locale}.{suffix}', data) for name in self._names(report))

    def _names(self, report: str) -> list[str]:
        held: list[Edition] = self.reader.catalogue.editions_of(report)
        return sorted({report, *(edition.slug for edition in held)})
