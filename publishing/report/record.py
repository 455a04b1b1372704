"""What each file of a report says of itself to archives and libraries, in whatever form: the same facts in PDF (XMP) and EPUB (OPF)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from publishing.sources.schema.reports import Report
from publishing.sources.settings import Settings
from publishing.sources.version import Version
from publishing.words import words


@dataclass(frozen=True)
class Record:
    """A text of a report in one language; what `report.yml` and `mkdocs.yml` do not tell is ''.

    `identifier` is the same for the same report, language and edition, for ever; a working text has another. An ISBN is that of one form
    of an edition, a DOI of all its forms; a working text has none.
    """

    identifier: str
    source: str
    version: str
    date: str
    publisher: str
    rights: str
    language: str
    series: str
    number: str
    isbn_pdf: str
    isbn_epub: str
    doi: str


def of(held: Report, called: Version, settings: Settings, address: str, locale: str) -> Record:
    """The record of a report that can be read at this address."""
    isbn = held.isbn.of(locale) if held.isbn and not called.is_working else None
    doi = held.doi.of(locale) if held.doi and not called.is_working else ''
    return Record(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f'{address}#{called.name}').urn, source=address,
        version=called.called(locale), date=called.date.isoformat(), publisher=settings.site_name,
        rights=settings.ours.licence('texts', locale), language=locale,
        series=words('print', locale)['series-title'], number=str(held.number),
        isbn_pdf=(isbn and isbn.pdf) or '', isbn_epub=(isbn and isbn.epub) or '', doi=doi or '',
    )  # fmt: skip
