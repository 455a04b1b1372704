"""The page of a frozen edition as all else knows pages: with front matter, though it stands in no file of docs/."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.formats.citing import lower_first
from publishing.sources import editions, standing
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.source import Source
from publishing.words import words


def of(catalogue: Catalogue, edition: Edition, locale: str) -> Source:
    """What its page says of itself; it was last changed when the edition was frozen, replaced or withdrawn."""
    facts = edition.facts
    title, by = facts.title.of(locale), standing.of(edition, catalogue.editions_of(edition.report)).by
    days = [facts.date, *filter(None, [facts.withdrawn]), *([by.facts.date] if by else [])]
    meta = {
        'title': words('site', locale)['edition_title'].format(title=title, edition=facts.edition),
        'heading': f'{title}: {lower_first(facts.subtitle.of(locale))}',
        'description': (facts.description or facts.subtitle).of(locale), 'kind': 'publication', 'type': 'report', 'status': facts.status,
        'publisher': facts.publisher or catalogue.settings.site_name, 'date': facts.date.isoformat(),
        'updated': max(days).isoformat(), 'edition': facts.edition,
    }  # fmt: skip
    file = edition.folder / editions.FILE
    numbered = {'number': facts.number} if facts.number else {}
    return Source(file.relative_to(catalogue.root).as_posix(), file, edition.page, locale, meta | numbered)


def everything(catalogue: Catalogue, locale: str) -> Iterator[Source]:
    """The pages of all editions, the newest first."""
    return (of(catalogue, edition, locale) for edition in catalogue.editions)
