"""Atom (RFC 4287) and JSON Feed 1.1 of each kind of page that can be followed, per language.

Only texts that really are in the language; what the catalogue holds back (a story without consent) is in no feed. All
dates come from front matter, so the same sources give the same bytes.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from feedgenerator import Atom1Feed

from publishing.formats import edition_source
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import FOLLOWED, KINDS
from publishing.sources.source import Source
from publishing.words import words

TYPES = {'xml': 'application/atom+xml', 'json': 'application/feed+json'}
DAY = len('2026-11-22')


class Series:
    """What is new of one kind in one language, newest change first."""

    def __init__(self, catalogue: Catalogue, kind: str, locale: str):
        self.settings, self.kind, self.locale = catalogue.settings, kind, locale
        held = [page for page in catalogue.of_kind(kind, locale) if page.locale == locale]
        held += edition_source.everything(catalogue, locale) if kind == 'publication' else ()
        self.pages = sorted(held, key=lambda page: (page.text('updated'), page.text('start'), page.name), reverse=True)
        self.index = catalogue.page(KINDS[kind].overview, locale)

    @property
    def title(self) -> str:
        """`Verhalen – Initiatieven Collectief`."""
        return f'{words("site", self.locale)[f"feed_{self.kind}"]} – {self.settings.site_name}'

    def path(self, suffix: str) -> str:
        """Where the feed stands in the site: `feeds/verhalen.nl.xml`."""
        return f'feeds/{KINDS[self.kind].folder}.{self.locale}.{suffix}'

    def address(self, page: Source) -> str:
        """The full address of a page; the id of its entry too, for it does not change."""
        return self.settings.page_address(page.name, self.locale)

    @property
    def home(self) -> str:
        """The full address of the page that lists them all."""
        return self.settings.page_address(KINDS[self.kind].overview, self.locale)

    @property
    def updated(self) -> datetime:
        """When something in it last changed; of an empty one, when its page did."""
        held = self.pages or ([self.index] if self.index else [])
        return moment(max((page.text('updated') for page in held), default='1970-01-01'))

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
        for page in self.pages:
            feed.add_item(
                title=page.text('title'), link=self.address(page), description=html.escape(page.text('description'), quote=False),
                unique_id=self.address(page), updateddate=moment(page.text('updated')), pubdate=published(page),
                categories=page.meta.get('themes', []),
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
            'items': [self._item(page) for page in self.pages],
        }  # fmt: skip
        return (json.dumps(feed, ensure_ascii=False, indent=1) + '\n').encode()

    def _item(self, page: Source) -> dict[str, Any]:
        appeared = published(page)
        return {
            'id': self.address(page), 'url': self.address(page), 'title': page.text('title'),
            'content_text': page.text('description'), 'date_modified': moment(page.text('updated')).isoformat(),
            **({'date_published': appeared.isoformat()} if appeared else {}),
            **({'tags': page.meta['themes']} if page.meta.get('themes') else {}),
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


def of(catalogue: Catalogue, locale: str) -> list[Series]:
    """Every feed of a language."""
    return [Series(catalogue, kind, locale) for kind in FOLLOWED]
