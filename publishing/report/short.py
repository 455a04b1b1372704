"""Short documents of ours, as HTML ready for the printer: they look as a report does, and are proven as one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from publishing.dates import written
from publishing.report import changes, templates
from publishing.report.changes import Told
from publishing.sources import version
from publishing.sources.editions import Facts
from publishing.sources.settings import Settings
from publishing.sources.version import Version
from publishing.words import words


@dataclass(frozen=True)
class Paper:
    """One document: the name of its file, its language, its title, what it calls itself with its day, that day, and its text.

    `at` is the file of the sources that it is about: what is wrong with it is told there.
    """

    name: str
    locale: str
    title: str
    label: str
    day: date
    html: str
    at: str


@dataclass(frozen=True)
class Newer:
    """The text that an edition is compared with: an edition, or the working text, with what it says of itself."""

    version: Version
    facts: Facts

    @property
    def name(self) -> str:
        """What stands in names of files."""
        return self.version.name

    def called(self, locale: str) -> str:
        """`editie 2027-05`, `werktekst na editie 2026-11`, as in the middle of a sentence."""
        called = self.version.called(locale)
        return called[:1].lower() + called[1:]


@dataclass(frozen=True)
class Annex:
    """What goes with a letter: its name, what it is, and its sum."""

    name: str
    told: str
    sha256: str


def redline(settings: Settings, told: Told, newer: Newer, locale: str, at: str) -> Paper:
    """What differs between an edition and a newer text, whole, block by block."""
    word = words('changes', locale)
    then, now = version.of_edition(told.then.facts), newer.version
    called = {'edition': then.edition, 'now': newer.called(locale)}
    title, report = word['between'].format(**called), changes.title_of(newer.facts, locale)
    held = told.shown(locale, now.called(locale), newer.facts.note, to=None, whole=True) | {
        'report': report, 'short_title': newer.facts.title.of(locale), 'running': word['running'].format(**called),
        'old': then.dated(locale), 'old_address': told.then.facts.address,
        'new': now.dated(locale), 'new_address': '' if now.is_working else newer.facts.address,
    }  # fmt: skip
    name = f'{told.then.slug}-{then.edition}...{newer.name}.{locale}.pdf'
    html = render(
        'redline.html', settings, locale, kind='redline', title=title, about=word['redline-about'].format(title=report),
        state=now.called(locale), date=now.date, identifier=name, **held,
    )  # fmt: skip
    return Paper(name, locale, title, now.dated(locale), now.date, html, at)


def letter(settings: Settings, facts: Facts, day: date, locale: str, at: str, held: Mapping[str, Any]) -> Paper:
    """The letter that goes with an edition. `held` is what it says: to whom, their reference and ours, paragraphs, annexes."""
    word = words('dossier', locale)
    subject = word['subject-of'].format(title=changes.title_of(facts, locale), edition=facts.edition)
    title, reference = word['letter'].format(subject=subject), held['reference']
    html = render(
        'letter.html', settings, locale, kind='letter', title=title, about=title, state=reference, date=day, identifier=reference,
        subject=subject, word=word, written=written, address=facts.address, contact=settings.contact, **held,
    )  # fmt: skip
    return Paper('brief.pdf', locale, title, f'{reference}, {written(day, locale)}', day, html, at)


def render(template: str, settings: Settings, locale: str, *, identifier: str, **held: Any) -> str:
    """A short document by its template; `identifier` is what it is known by on this site, the same for the same document."""
    known = uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.site_url}#{identifier}').urn
    frame = {'sender': settings.site_name, 'styles': templates.STYLES, 'frame': words('print', locale), 'locale': locale}
    return templates.environment().get_template(template).render(frame | held | {'identifier': known})
