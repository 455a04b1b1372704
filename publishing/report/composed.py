"""A report as it was put together: in parts, and rendered for the printer."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publishing import cache
from publishing.dates import written
from publishing.formats import citing
from publishing.formats.citing import Cited
from publishing.report import record, templates
from publishing.report.form import Form
from publishing.report.parts import Entry, Part
from publishing.sources.numbered_things import LISTED
from publishing.sources.schema.reports import Report
from publishing.sources.sections import Section
from publishing.sources.settings import Settings
from publishing.sources.source import Source
from publishing.sources.version import Version

Converted = Mapping[tuple[str, str, str], etree.Element]  # path of a page, medium and root → its text, for the other forms


@dataclass
class Document:
    """One report in one language, ready to render. `html` names no path of a machine: same sources, same text, anywhere."""

    slug: str
    locale: str
    report: Report
    version: Version
    html: str
    pages: list[Source] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)  # page name, and page name#section → its id
    converted: Converted = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File name without folder: `<slug>.<locale>.pdf`; that of an edition says which."""
        return f'{self.slug}{"" if self.version.is_working else f"-{self.version.edition}"}.{self.locale}.pdf'

    def starts(self, places: Mapping[str, int]) -> dict[str, int]:
        """Page name, and page name#section → the page of the PDF on which it begins, where that is among the places."""
        return {name: places[id] for name, id in self.named.items() if id in places}


@dataclass(frozen=True)
class Composed:
    """A report as its parts, put together in one language and one form. Of a chapter alone, the parts before and after are empty."""

    root: Path
    settings: Settings
    slug: str
    locale: str
    report: Report
    version: Version
    form: Form
    front: tuple[Part, ...]
    chapters: tuple[Part, ...]
    back: tuple[Part, ...]
    entries: Mapping[str, list[Entry]]  # `contents`, and a list for each kind of caption
    late: Mapping[str, list[Markup]]
    sections: tuple[Section, ...]
    pages: tuple[Source, ...]
    named: Mapping[str, str]  # page name, and page name#section → its id
    converted: Converted

    @functools.cached_property
    def fingerprint(self) -> str:
        """The same for the same text, whatever the form."""
        return cache.digest([section.model_dump_json() for section in self.sections])[:12]

    @functools.cached_property
    def cited(self) -> Cited:
        """How to cite the report."""
        return citing.of_text(self.settings, self.slug, self.report, self.version, self.locale)

    @property
    def parts(self) -> list[Part]:
        """All parts in reading order."""
        return [*self.front, *self.chapters, *self.back]

    def render(self, template: str, **more: Any) -> str:
        """The report by one of our templates."""
        ours = self.settings.ours
        word = ours.words('print', self.locale)
        given = {
            'report': self.report, 'version': self.version, 'slug': self.slug, 'locale': self.locale, 'word': word, 'form': self.form,
            'front': self.front, 'chapters': self.chapters, 'back': self.back, 'entries': self.entries, 'fingerprint': self.fingerprint,
            'listed': [thing for thing in LISTED if self.entries[thing.listed]],
            'late': self.late, 'written': written, 'settings': self.settings, 'styles': templates.STYLES,
            'cited': self.cited, 'to': '#{}'.format,
            'record': record.of(self.report, self.version, self.settings, self.cited.address, self.locale),
        }  # fmt: skip
        return templates.environment().get_template(template).render(given | more)

    def document(self) -> Document:
        """What was put together for paper, ready for the printer."""
        html = self.render('report.html')
        return Document(self.slug, self.locale, self.report, self.version, html, list(self.pages), dict(self.named), self.converted)
