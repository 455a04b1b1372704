"""Atom (RFC 4287) and JSON Feed 1.1 of each kind of page that can be followed, and of what changed on the site, per language.

Only texts that really are in the language; what the catalogue holds back (a story without consent) is in no feed. All
dates come from front matter and from the history of the texts, so the same sources give the same bytes.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from feedgenerator import Atom1Feed

from publishing.formats import changed, edition_source
from publishing.formats.changed import Told
from publishing.sources.catalogue import Catalogue
from publishing.sources.file_names import slug
from publishing.sources.kinds import FOLLOWED, KINDS
from publishing.sources.source import Source
from publishing.words import words

TYPES = {'xml': 'application/atom+xml', 'json': 'application/feed+json'}
DAY = len('2026-11-22')
NEWEST = 50  # changes of the whole site that its feed holds


@dataclass(frozen=True)
class Entry:
    """What a feed tells of: `id` does not change, nor is it that of another."""

    id: str
    address: str
    title: str
    text: str
    updated: datetime
    published: datetime | None = None
    tags: Sequence[str] = ()


class Feed:
    """One feed in one language: its `entries` with the newest change first, and the name of the page that lists them all."""

    word: str  # `feed_<word>` is its title
    stem: str  # of its files
    overview: str
    entries: list[Entry]

    def __init__(self, catalogue: Catalogue, locale: str):
        self.settings, self.history, self.locale = catalogue.settings, catalogue.history, locale
        self.index = catalogue.page(self.overview, locale)

    @property
    def title(self) -> str:
        """`Verhalen – Initiatieven Collectief`."""
        return f'{words("site", self.locale)[f"feed_{self.word}"]} – {self.settings.site_name}'

    def path(self, suffix: str) -> str:
        """Where the feed stands in the site: `feeds/verhalen.nl.xml`."""
        return f'feeds/{self.stem}.{self.locale}.{suffix}'

    def is_of(self, name: str) -> bool:
        """Whether a reader of this page may want it."""
        return name == self.overview

    @property
    def home(self) -> str:
        """The full address of the page that lists them all."""
        return self.settings.page_address(self.overview, self.locale)

    @property
    def updated(self) -> datetime:
        """When something in it last changed; of an empty one, when its page did."""
        of_page = moment(self.history.day(self.index) if self.index else '1970-01-01')
        return max((entry.updated for entry in self.entries), default=of_page)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path in the site and content of both forms."""
        yield self.path('xml'), self.atom()
        yield self.path('json'), self.json()

    def atom(self) -> bytes:
        """The feed as Atom."""
        feed = _Atom(
            title=self.title, link=self.home, description=self.index.text('description') if self.index else '', language=self.locale,
            author_name=self.settings.site_name, feed_url=self.settings.site_url + self.path('xml'), when=self.updated,
        )  # fmt: skip
        for entry in self.entries:
            feed.add_item(
                title=entry.title, link=entry.address, description=html.escape(entry.text, quote=False), unique_id=entry.id,
                updateddate=entry.updated, pubdate=entry.published, categories=entry.tags,
            )  # fmt: skip
        held = io.StringIO()
        feed.write(held, 'utf-8')
        return held.getvalue().encode()

    def json(self) -> bytes:
        """The feed as JSON Feed (https://jsonfeed.org/version/1.1)."""
        feed = {
            'version': 'https://jsonfeed.org/version/1.1', 'title': self.title, 'home_page_url': self.home,
            'feed_url': self.settings.site_url + self.path('json'), 'language': self.locale,
            'authors': [{'name': self.settings.site_name, 'url': self.settings.page_address('index', self.locale)}],
            'items': [_item(entry) for entry in self.entries],
        }  # fmt: skip
        return (json.dumps(feed, ensure_ascii=False, indent=1) + '\n').encode()


class Series(Feed):
    """What is new of one kind in one language."""

    def __init__(self, catalogue: Catalogue, kind: str, locale: str):
        self.kind = self.word = kind
        self.stem, self.overview = KINDS[kind].folder, KINDS[kind].overview
        super().__init__(catalogue, locale)
        held = [page for page in catalogue.of_kind(kind, locale) if page.locale == locale]
        held += edition_source.everything(catalogue, locale) if kind == 'publication' else ()
        self.pages = sorted(held, key=lambda page: (self.history.day(page), page.text('start'), page.name), reverse=True)
        self.entries = [self._entry(page) for page in self.pages]

    def is_of(self, name: str) -> bool:
        return name.startswith(f'{self.stem}/')

    def address(self, page: Source) -> str:
        """The full address of a page; the id of its entry too, for it does not change."""
        return self.settings.page_address(page.name, self.locale)

    def _entry(self, page: Source) -> Entry:
        address, tags = self.address(page), page.meta.get('themes', [])
        when = moment(self.history.day(page))
        return Entry(address, address, page.text('title'), page.text('description'), when, published(page), tags)


class Changes(Feed):
    """What changed on the whole site, on the page that `overview` names."""

    word = 'change'

    def __init__(self, catalogue: Catalogue, overview: str, locale: str):
        self.overview, self.stem = overview, overview.rpartition('/')[2]
        super().__init__(catalogue, locale)
        self.entries = [self._entry(told) for told in changed.of_site(catalogue, locale, NEWEST)]

    def _entry(self, told: Told) -> Entry:
        address = self.settings.page_address(told.page or self.overview, self.locale)
        title = told.title or words('site', self.locale)['feed_change']
        gone = f'-{slug(title)}' if not told.page else ''
        return Entry(f'{address}#{told.day}{gone}', address, title, told.text(), moment(told.day))


def _item(entry: Entry) -> dict[str, Any]:
    return {
        'id': entry.id, 'url': entry.address, 'title': entry.title, 'content_text': entry.text,
        'date_modified': entry.updated.isoformat(),
        **({'date_published': entry.published.isoformat()} if entry.published else {}),
        **({'tags': entry.tags} if entry.tags else {}),
    }  # fmt: skip


class _Atom(Atom1Feed):  # type: ignore[misc]
    """The library's feed, which would call an empty feed changed at this moment."""

    def latest_post_date(self) -> datetime:
        when: datetime = self.feed['when']
        return when


def moment(day: str | date) -> datetime:
    """The start of a day (ISO 8601), in UTC: front matter knows no hours."""
    return datetime.combine(date.fromisoformat(day) if isinstance(day, str) else day, time(), UTC)


def published(page: Source) -> datetime | None:
    """When a publication appeared, if the day is known."""
    held = page.text('date') if page.meta.get('kind') == 'publication' else ''
    return moment(held) if len(held) == DAY else None


def of(catalogue: Catalogue, locale: str) -> list[Feed]:
    """Every feed of a language."""
    changes = catalogue.settings.ours.pages.changes
    return [*(Series(catalogue, kind, locale) for kind in FOLLOWED), *([Changes(catalogue, changes, locale)] if changes else ())]
