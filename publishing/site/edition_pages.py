"""The pages of a frozen edition: what it is, its text on one page, and what changed since the one before.

All of it follows from the folders of the editions, so that an address stays when its report gets another name or goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from publishing.formats import citing, downloads, edition_source
from publishing.formats.citing import Cited
from publishing.formats.downloads import Download
from publishing.formats.json_ld import DescribedEdition
from publishing.languages import LOCALES, ORIGINAL
from publishing.report import changes_between, frozen_text, plain_text
from publishing.report.changes_between import Between
from publishing.report.frozen_text import FrozenText
from publishing.report.web_page import LAST, TEMPLATE
from publishing.site.reader import Reader
from publishing.sources import editions, standing
from publishing.sources.editions import EPUB, TEXT, Edition, FrozenFile
from publishing.sources.kinds import publication
from publishing.sources.source import Source
from publishing.sources.standing import Standing

SUMS = 'SHA256SUMS'
RECENT = 6  # editions of a report of which each is compared with each


@dataclass(frozen=True)
class EditionPage:
    """The page of one edition, for ever; only how it stands among the others changes."""

    reader: Reader
    edition: Edition

    @property
    def source(self) -> Source:
        """The page of docs/ that it would be."""
        held = edition_source.of(self.reader.catalogue, self.edition, self.reader.locale)
        return replace(held, meta={**held.meta, 'template': 'edition.html'})

    @property
    def card(self) -> str:
        """That of its publication."""
        return publication(self.edition.report)

    def text(self) -> str:
        """Its template shows all of it."""
        return ''

    @property
    def url(self) -> str:
        """Its address from the top of the site."""
        return self.reader.address(self.edition.page)

    @property
    def series(self) -> list[Edition]:
        """All editions of its report, the newest first."""
        return self.reader.catalogue.editions_of(self.edition.report)

    @property
    def standing(self) -> Standing:
        """How it stands among them."""
        return standing.of(self.edition, self.series)

    @property
    def is_offered(self) -> bool:
        """Whether it may be read; only its book can be shown."""
        return bool(self.edition.offered(self.reader.pages)) and self.edition.file(EPUB, self.reader.locale) is not None

    @property
    def before(self) -> Edition | None:
        """The edition that it is compared with; None when there is none, or it may not be read itself."""
        return editions.before(self.series, self.edition) if self.is_offered else None

    def comparisons(self) -> Iterator[ChangesPage]:
        """What changed up to it: since the edition that it is compared with, and since older ones.

        For the one to read these are all, for others the recent ones; `compare` on the command line takes any two.
        """
        is_first, recent = self.edition is standing.offered_first(self.series), self.series[:RECENT]
        for older in self.series if self.is_offered else ():
            is_wanted = older is self.before or is_first or (self.edition in recent and older in recent)
            if is_wanted and older.order < self.edition.order and EditionPage(self.reader, older).is_offered:
                yield ChangesPage(self, older)

    def _other_comparisons(self, told: ChangesPage | None) -> list[tuple[str, ChangesPage]]:
        """Number of each other edition that it is compared with, beside those that its page has `told` of."""
        newer = [page for held in self.series if held.order > self.edition.order for page in EditionPage(self.reader, held).comparisons()]
        found = [(page.before.facts.edition, page) for page in self.comparisons() if page.before is not self.before]
        found += [(page.of.edition.facts.edition, page) for page in newer if page.before is self.edition]
        kept = [(number, page) for number, page in found if told is None or page.name != told.name]
        return sorted(kept, key=lambda entry: editions.order(entry[0]))

    @property
    def since(self) -> ChangesPage | None:
        """What changed from it to the edition to read instead; None where one of the two may not be read."""
        if not self.is_offered or self.instead is None:
            return None
        return next((page for page in self.instead.comparisons() if page.before is self.edition), None)

    @property
    def sums(self) -> list[FrozenFile]:
        """The files of which anybody may know the sum, also when they are no longer given."""
        return [file for file in self.edition.facts.files if file.kind != TEXT]

    @property
    def sums_address(self) -> str:
        """Of the file that `sha256sum -c` reads."""
        return self.url + SUMS

    @property
    def cited(self) -> Cited:
        """How to cite it."""
        return citing.frozen(self.reader.catalogue.settings, self.edition, self.reader.locale)

    def files(self) -> list[Download]:
        """What can be read or taken along: the page with its text first."""
        if not self.is_offered:
            return []
        text, locale = TextPage(self), self.reader.locale
        held = [*downloads.of_edition(self.edition, locale, self.reader.pages), *self._plain()]
        return [downloads.page(text.url, text.text(), locale), *sorted(held, key=lambda file: file.locale != locale)]

    def _plain(self) -> Iterator[Download]:
        """Its text as plain text, in each language in which it does not keep that."""
        for locale in LOCALES:
            if held := frozen_text.plain(self.edition, locale):
                edition = self.edition.facts.edition
                yield downloads.text(locale, plain_text.TYPE, held.address, held.text, edition, self.reader.locale)

    def facts(self) -> dict[str, Any]:
        """Everything that its template shows."""
        older, newer = self._neighbours()
        changes = ChangesPage(self, self.before) if self.before else None
        since = self.since
        root, reader = self.reader.catalogue.root, self.reader
        return {
            'edition': self, 'files': self.files(), 'changes': changes, 'since': since, 'also': self._other_comparisons(since),
            'compare': compare_address(self.reader, self.edition.report),
            'toc': [], 'older': older, 'newer': newer, 'instead': self.instead,
            'cited': {'': (self.cited.text(root), list(self.cited.files()))} if self.is_offered else {},
            'relations': self._relations(older, newer),
            'work': reader.address(self.card) if (self.card, ORIGINAL) in reader.catalogue.pages else '',
        }  # fmt: skip

    def described(self, trail: list[tuple[str, str]]) -> str:
        """What it is, as JSON-LD."""
        offered = self.edition.offered(self.reader.pages)
        return DescribedEdition(self.reader.catalogue, self.source, trail, self.standing, self.before, offered).json()

    def _neighbours(self) -> tuple[EditionPage | None, EditionPage | None]:
        """The pages of the editions before and after it."""
        held = [None, *(EditionPage(self.reader, edition) for edition in self.series), None]
        here = self.series.index(self.edition) + 1
        return held[here + 1], held[here - 1]

    @property
    def instead(self) -> EditionPage | None:
        """The page of the edition to read instead of this one."""
        held = self.standing
        by = held.by or (standing.offered_first(self.series) if held.kind == 'withdrawn' else None)
        return EditionPage(self.reader, by) if by else None

    def _relations(self, older: EditionPage | None, newer: EditionPage | None) -> dict[str, str]:
        """Relation → full address (RFC 5829, RFC 8574)."""
        held = {
            'cite-as': self.edition, 'latest-version': standing.offered_first(self.series),
            'predecessor-version': older and older.edition, 'successor-version': newer and newer.edition,
        }  # fmt: skip
        return {relation: self.reader.full(other) for relation, other in held.items() if other}


def offered(reader: Reader, report: str) -> list[EditionPage]:
    """The pages of the editions of a report that may be read, the newest first."""
    return [page for edition in reader.catalogue.editions_of(report) if (page := EditionPage(reader, edition)).is_offered]


def compare_address(reader: Reader, report: str) -> str:
    """Where a reader picks two of them, from the top of the site; '' when there are no two."""
    return reader.address(editions.compare_page(report)) if len(offered(reader, report)) > 1 else ''


@dataclass(frozen=True)
class TextPage:
    """The text of an edition on one page."""

    of: EditionPage

    @property
    def source(self) -> Source:
        """As the page of its edition; it repeats the book, so nothing need lead to it."""
        held = self.of.source
        title = f'{held.text("title")}: {self.of.reader.word("whole_report")}'
        return replace(held, name=self.name, meta={**held.meta, 'kind': 'page', 'title': title, 'template': TEMPLATE, 'quiet': True})

    @property
    def name(self) -> str:
        """Its canonical name."""
        return f'{self.of.edition.page}/{LAST}'

    @property
    def url(self) -> str:
        """Its address from the top of the site."""
        return self.of.reader.address(self.name)

    @property
    def card(self) -> str:
        """That of its publication."""
        return self.of.card

    @property
    def held(self) -> FrozenText:
        """What its book holds."""
        return frozen_text.of(self.of.edition, self.of.reader.locale)

    def text(self) -> str:
        """All parts."""
        return str(self.held.text)

    def facts(self) -> dict[str, Any]:
        """Its contents, and the edition that it is of."""
        return {'edition': self.of, 'instead': self.of.instead, 'toc': self.held.contents, 'hreflang': [], 'up': self.of.url}

    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """Address and content of each picture in it."""
        yield from ((self.url + name, data) for name, data in frozen_text.pictures(self.of.edition, self.of.reader.locale))


@dataclass(frozen=True)
class ChangesPage:
    """What changed from the edition before to an edition."""

    of: EditionPage
    before: Edition

    @property
    def name(self) -> str:
        """Its canonical name."""
        return editions.changes_page(self.before, self.of.edition.facts.edition)

    @property
    def url(self) -> str:
        """Its address from the top of the site."""
        return self.of.reader.address(self.name)

    @property
    def source(self) -> Source:
        """As the page of its edition; it repeats words of two books, so nothing need lead to it."""
        held, reader = self.of.source, self.of.reader
        title = reader.word('changes_title', title=self.of.edition.facts.title.of(reader.locale), **self._numbers())
        return replace(held, name=self.name, meta={**held.meta, 'kind': 'page', 'title': title, 'template': 'changes.html', 'quiet': True})

    @property
    def card(self) -> str:
        """That of its publication."""
        return self.of.card

    def between(self) -> Between:
        """All of it, and how much it is."""
        to = '../' * self.url.count('/') + TextPage(self.of).url
        reader = self.of.reader
        return changes_between.of(reader.catalogue.root, self.before, self.of.edition, reader.locale, reader.pages, to)

    def text(self) -> str:
        """Word by word."""
        return str(self.between().text)

    def facts(self) -> dict[str, Any]:
        """The two editions."""
        return {'edition': self.of, 'older': EditionPage(self.of.reader, self.before), 'toc': [], 'hreflang': [], **self._numbers()}

    def _numbers(self) -> dict[str, str]:
        return {'then': self.before.facts.edition, 'now': self.of.edition.facts.edition}
