"""What each file of a report says of itself to archives and libraries, in whatever form: the same facts in PDF (XMP) and EPUB (OPF)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from publishing.sources.schema import Report
from publishing.sources.settings import Settings
from publishing.words import words


@dataclass(frozen=True)
class Record:
    """One edition of a report in one language; what `report.yml` and `mkdocs.yml` do not tell is ''.

    `identifier` is the same for the same report, language and edition, for ever. An ISBN is that of one form, a DOI of all.
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


def of(held: Report, settings: Settings, address: str, locale: str) -> Record:
    """The record of a report that can be read at this address."""
    isbn = held.isbn.of(locale) if held.isbn else None
    return Record(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f'{address}#{held.edition}').urn, source=address,
        version=held.edition, date=held.date.isoformat(), publisher=settings.site_name,
        rights=settings.ours.licence('texts', locale), language=locale,
        series=words('print', locale)['series-title'], number=str(held.number),
        isbn_pdf=(isbn and isbn.pdf) or '', isbn_epub=(isbn and isbn.epub) or '', doi=(held.doi and held.doi.of(locale)) or '',
    )  # fmt: skip
