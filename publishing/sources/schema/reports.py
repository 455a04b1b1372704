"""What report.yml may hold, and the front matter of a text that stands only in a report."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from publishing.sources.registered import Doi, Isbn
from publishing.sources.schema.values import EDITION_PATTERN, Bilingual, Day, InEachLanguage, Model, Stamp, Status, Words


class ReportChapter(Model):
    """A page of docs/ as a chapter, with pages that become its sections."""

    page: Words
    sections: list[Words] = []


class Isbns(Model):
    """The ISBN of each form that has one."""

    pdf: Isbn | None = None
    epub: Isbn | None = None


class IsbnsInEachLanguage(InEachLanguage):
    """The ISBNs of a report."""

    nl: Isbns = Isbns()
    en: Isbns = Isbns()

    @model_validator(mode='after')
    def _each_once(self) -> IsbnsInEachLanguage:
        held = [number for isbns in (self.nl, self.en) for number in (isbns.pdf, isbns.epub) if number]
        if len(set(held)) < len(held):
            raise ValueError('isbn-twice')
        return self


class DoiInEachLanguage(InEachLanguage):
    """The DOI of a report in each language, whatever the form."""

    nl: Doi | None = None
    en: Doi | None = None


class Report(Model):
    """report.yml: what a report is and which pages of docs/ are its chapters."""

    number: Annotated[int, Field(ge=1)]
    title: Bilingual
    subtitle: Bilingual
    description: Bilingual
    edition: Annotated[str, Field(pattern=EDITION_PATTERN, examples=['"2026-11"', '"2026-11.1"'])]
    date: Day
    status: Status
    note: Bilingual | None = None
    chapters: Annotated[list[ReportChapter], Field(min_length=1)]
    glossary: bool = True
    isbn: IsbnsInEachLanguage | None = None
    doi: DoiInEachLanguage | None = None


class ReportText(Model):
    """Front matter of a text that stands only in the report."""

    title: Words
    made_from: Stamp | None = None
