"""How to cite an edition of a report: the sentence in APA, and the same facts for programs that keep references.

    pdf/samenwerken.nl.bib        BibTeX, as UTF-8
    pdf/samenwerken.nl.csl.json   CSL-JSON (the CSL 1.0.2 data schema)

A frozen edition has its own two in its folder, with the address of its PDF, which never changes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publishing.formats import downloads
from publishing.formats.bibliography import as_apa
from publishing.languages import LANGUAGES
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.kinds import publication
from publishing.sources.schema import Bilingual, Report
from publishing.sources.settings import Settings
from publishing.words import words

TYPES = {'bib': 'application/x-bibtex', 'csl.json': 'application/vnd.citationstyles.csl+json'}
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
    edition: str
    date: date
    status: str
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
        return f'{self.slug}-{self.edition}-{self.locale}'

    @functools.cached_property
    def csl(self) -> dict[str, Any]:
        """The reference in the terms of CSL."""
        issued = {'date-parts': [[self.date.year, self.date.month, self.date.day]]}
        held = {
            'id': self.id, 'type': 'report', 'title': self.title, 'author': [{'literal': self.author}], 'publisher': self.author,
            'issued': issued, 'edition': self.edition_and_status, 'language': self.locale, 'URL': self.address,
        }  # fmt: skip
        numbers = {'number': str(self.number or ''), 'ISBN': self.isbn, 'DOI': self.doi}
        return held | {name: value for name, value in numbers.items() if value}

    @property
    def edition_and_status(self) -> str:
        """As it stands behind the title: `editie 2026-11, concept`."""
        word = words('print', self.locale)
        return f'{word["edition"]} {self.edition}, {word[f"status-{self.status}"]}'.lower()

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX; braces keep the capitals of title and author."""
        fields = {
            'author': f'{{{_tex(self.author)}}}', 'title': f'{{{_tex(self.title)}}}', 'institution': _tex(self.author),
            'year': str(self.date.year), 'month': str(self.date.month), 'number': str(self.number or ''),
            'note': _tex(self.edition_and_status), 'language': LANGUAGES[self.locale].bibtex, 'isbn': self.isbn, 'doi': _tex(self.doi),
            'url': self.address,
        }  # fmt: skip
        lines = [f'  {name} = {{{value}}},' for name, value in fields.items() if value]
        return '\n'.join([f'@techreport{{{self.id},', *lines, '}', ''])

    def contents(self) -> dict[str, bytes]:
        """The files by their address inside the site."""
        texts = {'bib': self.bibtex, 'csl.json': json.dumps([self.csl], ensure_ascii=False, indent=2) + '\n'}
        return {f'{self.place}.{suffix}': text.encode() for suffix, text in texts.items()}

    def files(self) -> Iterator[CiteFile]:
        """The files as a reader is told of them."""
        for (url, data), (suffix, kind) in zip(self.contents().items(), TYPES.items()):
            yield CiteFile(url, suffix, kind, downloads.size(len(data), self.locale))


def of_report(catalogue: Catalogue, slug: str, held: Iterable[Edition], pages: Container[str], locale: str) -> list[Cited]:
    """The current edition of a report, then the frozen ones that are offered while these `pages` may be read in a file."""
    settings = catalogue.settings
    own = [edition for edition in held if edition.slug == slug and edition.offered(pages)]
    return [current(settings, slug, catalogue.reports[slug].report, locale), *(frozen(settings, edition, locale) for edition in own)]


def current(settings: Settings, slug: str, report: Report, locale: str) -> Cited:
    """The edition that report.yml names; it can be read from the page of the publication."""
    address = settings.page_address(publication(slug), locale)
    title = _title(report.title, report.subtitle, locale)
    place = f'pdf/{slug}.{locale}'
    isbn, doi = report.isbn and report.isbn.of(locale).pdf, report.doi and report.doi.of(locale)
    return Cited(
        slug, locale, title, report.edition, report.date, report.status, settings.site_name, address, place, report.number,
        isbn or '', doi or '',
    )  # fmt: skip


def frozen(settings: Settings, edition: Edition, locale: str) -> Cited:
    """A frozen edition, at the address of its PDF, which stays."""
    facts = edition.facts
    (pdf,) = (file for file in facts.files if (file.kind, file.locale) == ('pdf', locale))
    address = edition.address(pdf)
    title = _title(facts.title, facts.subtitle, locale)
    return Cited(
        edition.slug, locale, title, facts.edition, facts.date, facts.status, settings.site_name, settings.site_url + address,
        address.removesuffix('.pdf'),
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
