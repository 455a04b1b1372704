"""What a text of a report calls itself. Only what is being frozen bears the number of an edition; all else is a working text.

So no number ever stands on two texts: a working text says after which edition it comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publishing.dates import written
from publishing.languages import ORIGINAL
from publishing.sources import editions
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Facts
from publishing.sources.schema.reports import Report
from publishing.sources.schema.values import Status
from publishing.words import words


@dataclass(frozen=True)
class Version:
    """An edition, or a working text (`is_working`), of which `edition` is the last edition that was frozen, '' for none.

    `date` is the day of the edition; for a working text the last day on which one of its pages was updated.
    """

    edition: str
    date: date
    status: Status
    is_working: bool = False

    @property
    def name(self) -> str:
        """What stands in names of files and identifiers: `2026-11`, `werktekst-na-2026-11`, `werktekst`."""
        if not self.is_working:
            return self.edition
        return f'werktekst-na-{self.edition}' if self.edition else 'werktekst'

    def called(self, locale: str) -> str:
        """`Editie 2026-11`, `Werktekst na editie 2026-11`, `Werktekst`."""
        word = words('print', locale)
        if not self.is_working:
            return f'{word["edition"]} {self.edition}'
        return word['working-after'].format(self.edition) if self.edition else word['working']

    def dated(self, locale: str) -> str:
        """What it is called, with its day."""
        return f'{self.called(locale)}, {written(self.date, locale)}'

    def in_a_reference(self, locale: str) -> str:
        """As it stands behind the title: `editie 2026-11, concept`, `werktekst na editie 2026-11, 3 maart 2027`."""
        called = (
            self.dated(locale) if self.is_working else f'{self.called(locale)}, {words("print", locale)[f"status-{self.status}"].lower()}'
        )
        return called[:1].lower() + called[1:]


def of_edition(facts: Facts) -> Version:
    """What a frozen edition calls itself."""
    return Version(facts.edition, facts.date, facts.status)


def to_freeze(report: Report) -> Version:
    """The edition that report.yml names."""
    return Version(report.edition, report.date, report.status)


def working(catalogue: Catalogue, slug: str) -> Version:
    """The text as it stands in the sources; nobody has adopted it. Call after the checks."""
    held = catalogue.reports[slug]
    names = [name for name, _ in held.page_names()]
    days = [date.fromisoformat(page.text('updated')) for name in names if (page := catalogue.page(name, ORIGINAL)) is not None]
    last = next((edition.facts.edition for edition in catalogue.editions_of(slug)), '')
    return Version(last, max(days, default=held.report.date), 'concept', is_working=True)


def facts(catalogue: Catalogue, slug: str) -> Facts:
    """What the edition that report.yml names says of itself, before there are files of it."""
    report, settings = catalogue.reports[slug].report, catalogue.settings
    licence = settings.ours.organisation.licence
    own = {
        'slug': slug, 'publisher': settings.site_name, 'licence': licence.texts if licence else None,
        'address': settings.page_address(editions.page_of(slug, report.edition), ORIGINAL),
    }  # fmt: skip
    return Facts.model_validate(report.model_dump(mode='json', include=set(Facts.model_fields)) | own)
