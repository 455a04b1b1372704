"""What a page is, for machines: JSON-LD in the words of schema.org, from front matter and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition, FrozenFile
from publishing.sources.kinds import KINDS, publication
from publishing.sources.source import Source
from publishing.sources.standing import Standing

CONTEXT = 'https://schema.org'
MODES = {True: 'https://schema.org/OnlineEventAttendanceMode', False: 'https://schema.org/OfflineEventAttendanceMode'}
HOME = 'index'
STATUS = {'current': 'Published', 'replaced': 'Obsolete', 'draft': 'Draft', 'withdrawn': 'Withdrawn'}
Node = dict[str, Any]


class Described:
    """One page in one language; `trail` holds name and full address of the pages above it."""

    def __init__(self, catalogue: Catalogue, page: Source, trail: Iterable[tuple[str, str]]):
        self.catalogue, self.settings, self.page, self.trail = catalogue, catalogue.settings, page, tuple(trail)
        self.address = self.settings.page_address(page.name, page.locale)

    def json(self) -> str:
        """The graph as text that is safe inside a script element: no `<` can end it."""
        return json.dumps({'@context': CONTEXT, '@graph': list(self.graph())}, ensure_ascii=False).replace('<', '\\u003c')

    def graph(self) -> Iterator[Node]:
        """Everything that the page says of itself."""
        if self.page.name == HOME:
            yield self._publisher()
            yield {'@type': 'WebSite', 'name': self.settings.site_name, **self._common()}
            return
        yield from self._main()
        if self.trail:
            yield {'@type': 'BreadcrumbList', 'itemListElement': list(self._crumbs())}

    def _publisher(self) -> Node:
        """Who publishes the site, by the same name on every page."""
        return {
            '@type': 'Organization',
            '@id': f'{self.settings.site_url}#{self.settings.ours.organisation.id}',
            'name': self.settings.site_name,
            'url': self.settings.site_url,
        }

    def _common(self) -> Node:
        return {'url': self.address, 'description': self.page.text('description'), 'inLanguage': self.page.locale}

    def _text(self, kind: str) -> Node:
        dates = {'dateModified': self.catalogue.history.day(self.page)}
        return {'@type': kind, 'name': self.page.text('title'), **self._common(), **dates, 'publisher': self._publisher()}

    def _main(self) -> Iterator[Node]:
        kind = KINDS[self.page.text('kind') or 'page'].schema_type
        if self.page.text('form') == 'elsewhere':
            yield self._text('WebPage') | {'citation': _cited(self.page.meta['original'])}
        elif kind == 'Event':
            yield self._event()
        elif kind == 'Report':
            yield self._report()
        elif self.page.name == self.settings.ours.pages.glossary:
            yield {'@type': 'DefinedTermSet', 'name': self.page.text('title'), **self._common(), 'hasDefinedTerm': list(self._terms())}
        else:
            yield self._text(kind) | ({'headline': self.page.text('title')} if kind == 'Article' else {})

    def _event(self) -> Node:
        """A meeting; without a place nothing is said of where it is."""
        meta = self.page.meta
        held = {'@type': 'Event', 'name': self.page.text('title'), **self._common(), 'startDate': self.page.text('start')}
        held |= {'endDate': self.page.text('end') or self.page.text('start'), 'organizer': self._publisher()}
        if meta.get('online') or meta.get('place'):
            online = bool(meta.get('online'))
            where = {'@type': 'VirtualLocation', 'url': self.address} if online else {'@type': 'Place', 'name': self.page.text('place')}
            held |= {'eventAttendanceMode': MODES[online], 'location': where}
        return held

    def _report(self) -> Node:
        """A publication: who published it as its page says, for one of ours also the number in the series."""
        held = self._text('Report') | {'publisher': {'@type': 'Organization', 'name': self.page.text('publisher')}}
        held |= _appeared(self.page.text('date'))
        if self.page.text('number'):
            held['reportNumber'] = self.page.text('number')
        if self.page.text('link'):
            held['sameAs'] = self.page.text('link')
        return held

    def _terms(self) -> Iterator[Node]:
        for id, term in self.catalogue.terms_by_id.items():
            words = term.of(self.page.locale)
            yield {'@type': 'DefinedTerm', 'name': words.term, 'url': f'{self.address}#{id}'}

    def _crumbs(self) -> Iterator[Node]:
        for position, (name, address) in enumerate([*self.trail, (self.page.text('title'), self.address)], 1):
            yield {'@type': 'ListItem', 'position': position, 'name': name, 'item': {'@type': 'WebPage', '@id': address}}


class DescribedEdition(Described):
    """The page of a frozen edition, as it is `held` among others: a version of the publication, made from the one `before`."""

    def __init__(
        self, catalogue: Catalogue, page: Source, trail: Iterable[tuple[str, str]], held: Standing, before: Edition | None,
        offered: Iterable[FrozenFile],
    ):  # fmt: skip
        super().__init__(catalogue, page, trail)
        self.held, self.before, self.offered = held, before, offered

    def _main(self) -> Iterator[Node]:
        edition = self.held.edition
        work = self.settings.page_address(publication(edition.report), self.page.locale)
        held = self._report() | {'version': edition.facts.edition, 'creativeWorkStatus': STATUS[self.held.kind]}
        held['exampleOfWork'] = {'@type': 'CreativeWork', 'name': edition.facts.title.of(self.page.locale), 'url': work}
        if self.before is not None:
            held['isBasedOn'] = self.settings.page_address(self.before.page, self.page.locale)
        if encoding := [self._file(edition, file) for file in self.offered if file.media_type]:
            held['encoding'] = encoding
        yield held

    def _file(self, edition: Edition, file: FrozenFile) -> Node:
        return {
            '@type': 'MediaObject', 'contentUrl': self.settings.site_url + edition.address(file), 'encodingFormat': file.media_type,
            'contentSize': f'{file.bytes} B', 'inLanguage': file.locale, 'sha256': file.sha256,
        }  # fmt: skip


def _cited(original: dict[str, Any]) -> Node:
    """Where a story was published."""
    publisher = {'@type': 'Organization', 'name': str(original['publisher'])}
    return {'@type': 'CreativeWork', 'url': original['url'], 'publisher': publisher, **_appeared(str(original.get('date', '')))}


def _appeared(when: str) -> Node:
    """When something appeared, if the day is known: a schema.org Date is a whole day."""
    return {'datePublished': when} if len(when) == len('2026-11-22') else {}
