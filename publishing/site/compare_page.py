"""Any two editions of a report compared in the browser of whoever reads (overrides/assets/script/compare.js).

What stands here is what that needs: the blocks of each edition that may be read, and the words to tell it in. Forty editions are 780 pairs
in each language: as pages they would take minutes and megabytes to make, as blocks of each edition no more than their text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publishing.dates import written
from publishing.report import changes
from publishing.report.block import Block
from publishing.site.edition_pages import ChangesPage, EditionPage, TextPage
from publishing.site.reader import Reader
from publishing.sources import editions
from publishing.sources.source import Source
from publishing.words import words

DATA, BLOCKS = 'edities.json', 'blokken.json'
NOT_TOLD = ('annex', 'between', 'running', 'redline', 'how', 'report', 'old', 'new', 'why', 'standing', 'too', 'stories', 'unread')


@dataclass(frozen=True)
class ComparePage:
    """Where a reader picks two editions of a report, of those that may be read."""

    reader: Reader
    held: Sequence[EditionPage]

    @property
    def source(self) -> Source:
        """As the page of the newest edition; it says nothing of its own."""
        newest, word = self.held[0], self.reader.word
        title = word('compare_title', title=newest.edition.facts.title.of(self.reader.locale))
        meta = {'kind': 'page', 'title': title, 'description': word('compare_description'), 'template': 'compare.html', 'quiet': True}
        return replace(newest.source, name=self.name, meta={**newest.source.meta, **meta})

    @property
    def name(self) -> str:
        """Its canonical name."""
        return editions.compare_page(self.held[0].edition.report)

    @property
    def url(self) -> str:
        """Its address from the top of the site."""
        return self.reader.address(self.name)

    @property
    def card(self) -> str:
        """That of its publication."""
        return self.held[0].card

    def text(self) -> str:
        """The script writes it."""
        return ''

    def facts(self) -> dict[str, Any]:
        """The editions, and the pairs that have a page of their own."""
        made: list[ChangesPage] = [page for held in self.held for page in held.comparisons()]
        return {'held': self.held, 'made': made, 'data': f'{self.url}{DATA}', 'toc': [], 'hreflang': []}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of what the script asks for."""
        said = {key: text for key, text in words('changes', self.reader.locale).items() if not key.startswith(NOT_TOLD)}
        order = {page.edition.facts.edition: self._told(page, at) for at, page in enumerate(reversed(self.held))}
        yield f'{self.url}{DATA}', _packed({'words': said, 'editions': order})
        for page in self.held:
            yield page.url + BLOCKS, _packed(of_blocks(changes.text_of(page.edition, self.reader.locale)))

    def _told(self, page: EditionPage, order: int) -> dict[str, Any]:
        facts, locale = page.edition.facts, self.reader.locale
        return {
            'order': order, 'date': written(facts.date, locale), 'note': facts.note.of(locale) if facts.note else '',
            'facts': {name: changes.fact(facts, name, locale) for name in changes.OF_FACTS}, 'tells': bool(facts.slug),
            'blocks': page.url + BLOCKS, 'text': TextPage(page).url,
        }  # fmt: skip


def of_blocks(text: Sequence[Block]) -> dict[str, Any]:
    """A text as JSON can hold it: its places, and of each block what two are compared by."""
    places = list(dict.fromkeys(block.place for block in text))
    numbered = {place: number for number, place in enumerate(places)}
    return {
        'places': [[place.part, place.id, place.number, place.title] for place in places],
        'blocks': [
            [numbered[block.place], block.kind, '\n'.join(block.words), _others(block), block.passage, block.id] for block in text
        ],
    }  # fmt: skip


def _others(block: Block) -> dict[str, str]:
    """Number of a word → what it is compared by, where that is not the word itself."""
    pairs = enumerate(zip(block.words, block.compared))
    return {str(number): compared for number, (word, compared) in pairs if word != compared}


def _packed(held: object) -> bytes:
    return json.dumps(held, ensure_ascii=False, separators=(',', ':')).encode()
