"""How to cite an edition of a report: the sentence in APA, and the same facts for programs that keep references.

    werk/samenwerken-werktekst.nl.bib        BibTeX, as UTF-8
    werk/samenwerken-werktekst.nl.ris        RIS, as UTF-8
    werk/samenwerken-werktekst.nl.csl.json   CSL-JSON (the CSL 1.0.2 data schema)

A frozen edition has its own two in its folder, with the address of its page, which stays.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publishing.formats import downloads
from publishing.formats.bibliography import as_apa
from publishing.languages import LANGUAGES
from publishing.sources import editions, manifest, version
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.kinds import publication
from publishing.sources.schema.reports import Report
from publishing.sources.schema.values import Bilingual
from publishing.sources.settings import Settings
from publishing.sources.version import Version

TYPES = {'bib': 'application/x-bibtex', 'ris': 'application/x-research-info-systems', 'csl.json': 'application/vnd.citationstyles.csl+json'}
ESCAPED = str.maketrans(
    {sign: f'\\{sign}' for sign in '&%$#_{}'} | {'\\': r'\textbackslash{}', '~': r'\textasciitilde{}', '^': r'\textasciicircum{}'}
)


@dataclass(frozen=True)
class CiteFile:
    """A file with one reference: its address inside the site, the end of its name, media type and size in words."""

    url: str
    suffix: str
    type: str
    size: str


@dataclass(frozen=True)
class Cited:
    """One edition of a report in one language; `address` is where it can be read, `place` that of its files, without their end."""

    slug: str
    locale: str
    title: str
    version: Version
    author: str
    address: str
    place: str
    number: int = 0
    isbn: str = ''
    doi: str = ''

    def text(self, root: Path) -> Markup:
        """The reference in APA, its address as a link. The publisher is the author, so APA does not name it again."""
        return Markup(as_apa(root, {key: value for key, value in self.csl.items() if key not in ('publisher', 'number')}, self.locale))

    @property
    def lasting(self) -> str:
        """The address that a reference gives: that of the DOI where there is one."""
        return f'https://doi.org/{self.doi}' if self.doi else self.address

    @property
    def id(self) -> str:
        """The key in a file of references."""
        return f'{self.slug}-{self.version.name}-{self.locale}'

    @functools.cached_property
    def csl(self) -> dict[str, Any]:
        """The reference in the terms of CSL."""
        issued = {'date-parts': [[self.version.date.year, self.version.date.month, self.version.date.day]]}
        held = {
            'id': self.id, 'type': 'report', 'title': self.title, 'author': [{'literal': self.author}], 'publisher': self.author,
            'issued': issued, 'edition': self.version.in_a_reference(self.locale), 'language': self.locale, 'URL': self.address,
        }  # fmt: skip
        numbers = {'number': str(self.number or ''), 'ISBN': self.isbn, 'DOI': self.doi}
        return held | {name: value for name, value in numbers.items() if value}

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX; braces keep the capitals of title and author."""
        fields = {
            'author': f'{{{_tex(self.author)}}}', 'title': f'{{{_tex(self.title)}}}', 'institution': _tex(self.author),
            'year': str(self.version.date.year), 'month': str(self.version.date.month), 'number': str(self.number or ''),
            'note': _tex(self.version.in_a_reference(self.locale)), 'language': LANGUAGES[self.locale].bibtex, 'isbn': self.isbn,
            'doi': _tex(self.doi), 'url': self.address,
        }  # fmt: skip
        lines = [f'  {name} = {{{value}}},' for name, value in fields.items() if value]
        return '\n'.join([f'@techreport{{{self.id},', *lines, '}', ''])

    @property
    def ris(self) -> str:
        """The reference in RIS, which EndNote, Mendeley and libraries read (Research Information Systems, 2011)."""
        fields = {
            'TY': 'RPRT', 'ID': self.id, 'AU': self.author, 'TI': self.title, 'PB': self.author, 'PY': str(self.version.date.year),
            'DA': f'{self.version.date:%Y/%m/%d}', 'ET': self.version.in_a_reference(self.locale), 'M1': str(self.number or ''),
            'LA': self.locale, 'SN': self.isbn, 'DO': self.doi, 'UR': self.address,
        }  # fmt: skip
        lines = [f'{tag}  - {value}' for tag, value in fields.items() if value]
        return '\r\n'.join([*lines, 'ER  - ', ''])

    def contents(self) -> dict[str, bytes]:
        """The files by their address inside the site."""
        texts = {'bib': self.bibtex, 'ris': self.ris, 'csl.json': json.dumps([self.csl], ensure_ascii=False, indent=2) + '\n'}
        return {f'{self.place}.{suffix}': text.encode() for suffix, text in texts.items()}

    def files(self) -> Iterator[CiteFile]:
        """The files as a reader is told of them."""
        for (url, data), (suffix, kind) in zip(self.contents().items(), TYPES.items()):
            yield CiteFile(url, suffix, kind, downloads.size(len(data), self.locale))


def working(catalogue: Catalogue, slug: str, locale: str) -> Cited:
    """The working text of a report."""
    return of_text(catalogue.settings, slug, catalogue.reports[slug].report, version.working(catalogue, slug), locale)


def of_text(settings: Settings, slug: str, report: Report, called: Version, locale: str) -> Cited:
    """A text that is being made: an edition stands at its own page for ever, a working text at the page of the publication."""
    name = publication(slug) if called.is_working else editions.page_of(slug, called.edition)
    title = _title(report.title, report.subtitle, locale)
    place = f'{manifest.WORKING if called.is_working else f"pdf/{slug}/{called.edition}"}/{slug}-{called.name}.{locale}'
    isbn, doi = report.isbn and report.isbn.of(locale).pdf, report.doi and report.doi.of(locale)
    numbers = ('', '') if called.is_working else (isbn or '', doi or '')  # they are of an edition
    address = settings.page_address(name, locale)
    return Cited(slug, locale, title, called, settings.site_name, address, place, report.number, *numbers)


def frozen(settings: Settings, edition: Edition, locale: str) -> Cited:
    """A frozen edition, at its page, which stays; one of before there were such pages cites its PDF, as it did."""
    facts = edition.facts
    address = edition.address(edition.file('pdf', locale) or edition.book(locale))
    called = version.of_edition(facts)
    where = settings.page_address(edition.page, locale) if facts.slug else settings.site_url + address
    return Cited(
        edition.slug, locale, _title(facts.title, facts.subtitle, locale), called, facts.publisher or settings.site_name, where,
        address.rpartition('.')[0], facts.number,
    )  # fmt: skip


def _title(title: Bilingual, subtitle: Bilingual, locale: str) -> str:
    """Title and subtitle as one, as on the cover."""
    return f'{title.of(locale)}: {lower_first(subtitle.of(locale))}'


def lower_first(text: str) -> str:
    """A subtitle as it goes on behind the title."""
    return text[:1].lower() + text[1:]


def _tex(text: str) -> str:
    """Text in which no sign means anything to TeX."""
    return text.translate(ESCAPED)
