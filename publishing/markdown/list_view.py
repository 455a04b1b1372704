"""What the templates of generated lists ask of the catalogue."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from publishing.dates import written
from publishing.formats import agenda, changed, downloads, facts, feeds, given_first
from publishing.formats.changed import Told
from publishing.markdown import letters, list_filter
from publishing.markdown.context import PageContext
from publishing.markdown.letters import Entry
from publishing.markdown.list_filter import Choice
from publishing.pictures import province_map
from publishing.sources import admission, translation
from publishing.sources.kinds import FOLLOWED
from publishing.sources.schema.data import Term
from publishing.sources.source import Source
from publishing.sources.translation import Comparison
from publishing.words import words

NEWEST = 4  # pages of the list that the first page ends with
CHANGES, AT_ONCE = 200, 12  # those of the whole site that are listed, and those of a day that are shown before a reader asks


@dataclass(frozen=True)
class FeedFile:
    """A file to follow the site with: its address from this page, media type, suffix and size in words."""

    address: str
    type: str
    suffix: str
    size: str


class View:
    """The catalogue as one page sees it."""

    def __init__(self, page: PageContext):
        self.page, self.catalogue = page, page.catalogue

    def pages(self, kind: str, key: str, newest_first: bool = False) -> list[Source]:
        """Pages of a kind in the page's locale, ordered by a front-matter key."""
        found = self.catalogue.of_kind(kind, self.page.locale)
        return sorted(found, key=lambda page: page.text(key).casefold(), reverse=newest_first)

    def address(self, page: Source) -> str:
        """The relative address of a page from this one, as an author would type it."""
        return self.address_of(page.name)

    def address_of(self, name: str) -> str:
        """The same for the name of a page."""
        return f'{self.up}{name}.md'

    def place(self, province: str) -> str:
        """The id of the heading of a province."""
        return province_map.place(province)

    @property
    def up(self) -> str:
        """The way from this page to docs/: `../` for each folder."""
        return '../' * len(self.page.source.folder.split('/')) if self.page.source.folder else ''

    def provinces(self) -> list[tuple[str, list[Source]]]:
        """Initiatives by province, those without one last; in a province those that ended."""
        groups: dict[str, list[Source]] = {}
        for page in sorted(self.pages('initiative', 'title'), key=lambda page: page.text('type') == 'ended'):
            groups.setdefault(page.text('province'), []).append(page)
        return sorted(groups.items(), key=lambda group: (group[0] == '', group[0]))

    def stories(self) -> list[tuple[str, list[Source]]]:
        """Stories by the year in which they were published, the newest first, those of an unknown date last."""
        groups: dict[str, list[Source]] = {}
        for page in sorted(self.pages('story', 'title'), key=self._published, reverse=True):
            groups.setdefault(self._published(page)[:4], []).append(page)
        return list(groups.items())

    def newest(self) -> list[Source]:
        """The last few stories, publications and meetings, by when they appeared or were held."""
        found = [page for kind in FOLLOWED for page in self.pages(kind, 'title')]
        return sorted(found, key=self._published, reverse=True)[:NEWEST]

    @staticmethod
    def _published(page: Source) -> str:
        """When it appeared elsewhere or was held; of a text of our own, when it last changed; '' when that is not known."""
        original = page.meta.get('original')
        if original:
            return str(original.get('date') or '')
        is_ours = page.text('kind') == 'story' or bool(page.text('report'))
        return page.text('start') or page.text('date') or (page.text('updated') if is_ours else '')

    def known(self, page: Source) -> str:
        """What is known of an initiative: its type, its place and since when it is there."""
        since = self.page.word('since').format(page.text('since')) if page.text('since') else ''
        return ', '.join(part for part in (self.type(page), page.text('place'), since) if part)

    def kind(self, page: Source) -> str:
        """What kind of page it is, in words."""
        return words('site', self.page.locale)[f'kind_{page.text("kind")}']

    def when(self, page: Source) -> str:
        """When it appeared or was held, as a reader writes it; '' when that is not known."""
        known = self._published(page)
        return written(known, self.page.locale) if known else ''

    def type(self, page: Source) -> str:
        """What kind of initiative it is, in words; '' when it does not say."""
        return words('site', self.page.locale)[f'type_{page.text("type")}'] if page.text('type') else ''

    def meetings(self) -> Iterator[tuple[str, str, list[Source]]]:
        """Word, id and meetings: those to come, the next one first, then those that have been, the last one first.

        A report is not made anew each day, so it does not part them.
        """
        held = self.pages('meeting', 'start')
        if self.page.medium == 'print':
            yield 'all-meetings', 'alle', held[::-1]
            return
        past = [page for page in held if agenda.is_past(page, self.catalogue.today)]
        yield 'coming', 'komend', [page for page in held if page not in past]
        yield 'past', 'geweest', past[::-1]

    def feeds(self) -> Iterator[tuple[str, str, list[FeedFile]]]:
        """The title of each feed, the name of its place and its files, the calendar with the meetings."""
        calendar = agenda.Agenda(self.catalogue, self.page.locale)
        for series in feeds.of(self.catalogue, self.page.locale):
            files = [self._file(path, content) for path, content in series.files()]
            if series.word == 'meeting':
                files.append(self._file(calendar.all_path, calendar.calendar(calendar.meetings)))
            yield words('site', self.page.locale)[f'feed_{series.word}'], series.stem, files

    def changes(self) -> list[tuple[str, list[tuple[str, list[Told], list[Told]]]]]:
        """Each month with the days on which something changed, the newest first: what is shown at once, and what a reader may ask for."""
        found = changed.of_site(self.catalogue, self.page.locale, CHANGES)
        days = [(day, list(held)) for day, held in groupby(found, key=lambda told: told.day)]
        parted = [(day, held[:AT_ONCE], held[AT_ONCE:]) for day, held in days]
        return [(month, list(held)) for month, held in groupby(parted, key=lambda day: day[0][: len('2026-11')])]

    def changes_known(self) -> str:
        """From which day on changes are known."""
        return changed.known(self.catalogue, self.page.locale)

    def forms(self, page: Source) -> list[downloads.Download]:
        """The files of a publication of ours in the page's language: those of the edition that is given first, else of the working text."""
        files = given_first.files(self.catalogue, self.page.made, page.text('report'), self.page.locale, self._in_files)
        return [file for file in files if file.url and file.locale == self.page.locale]

    @functools.cached_property
    def _in_files(self) -> set[str]:
        """The pages that may be read in a file."""
        return set(admission.admitted(self.catalogue, 'pdf').names())

    def cover(self, page: Source) -> Markup:
        """The cover of a publication of ours; nothing on paper, or while there is no file. Its title stands beside it."""
        if self.page.medium == 'print':
            return Markup('')
        cover = given_first.cover(self.catalogue, self.page.made, page.text('report'), self.page.locale, self._in_files)
        if cover is None:
            return Markup('')
        return Markup('<img class="cover" alt="" loading="lazy" width="{}" height="{}" src="{}{}" srcset="{}" sizes="5.5rem" />').format(
            cover.files[0][0], cover.height, self.up, cover.address, cover.srcset(self.page.top)
        )

    def _file(self, path: str, content: bytes) -> FeedFile:
        suffix = path.rpartition('.')[2]
        kind = {**feeds.TYPES, 'ics': agenda.TYPE}[suffix]
        return FeedFile(f'{self.up}{path}', kind, suffix, downloads.size(len(content), self.page.locale))

    def choices(self, kind: str, names: tuple[str, ...]) -> list[tuple[str, list[Choice]]]:
        """The filters of a list that have something to choose: each with the values that occur, and how often."""
        return list_filter.choices(self.catalogue, self.page.locale, kind, names)

    def marks(self, page: Source) -> Markup:
        """The attributes of an item: its language where that is another one, and on the site what it can be narrowed by."""
        held = {'lang': page.locale} if page.locale != self.page.locale else {}
        if self.page.medium == 'site':
            held |= {f'data-{name}': values for name, values in list_filter.marks(self.catalogue, page, self.page.locale)}
        return Markup('').join(Markup(' {}="{}"').format(name, value) for name, value in held.items())

    def facts(self, page: Source) -> list[facts.Fact]:
        """What the list says of a page whose kind has no list of its own design."""
        return facts.of(page, self.page.locale, self.catalogue.settings.ours)

    def searched(self, term: Term) -> Markup:
        """The attributes that tell the search how else a term is written."""
        if self.page.medium == 'print':
            return Markup('')
        everyday = Markup('' if term.tooltip else ' data-search-everyday=""')
        others = '|'.join(term.forms(self.page.locale)[1:])
        return everyday + (Markup(' data-search-also="{}"').format(others) if others else Markup(''))

    def translations(self) -> list[Comparison]:
        """Every text with its translation, the texts that stand only in a report too."""
        return translation.everything(self.catalogue)

    def terms(self, terms: Mapping[str, Term]) -> list[tuple[str, list[tuple[str, Term]]]]:
        """The glossary by letter; as one list where it is short, in a report and on paper."""
        held = sorted(terms.items(), key=lambda item: item[1].of(self.page.locale).term.lower())
        is_whole = len(held) == len(self.catalogue.terms_by_id)
        return self._by_letter(held, lambda item: item[1].of(self.page.locale).term, is_whole)

    def sources(self, keys: Iterable[str] | None) -> list[tuple[str, list[str]]]:
        """The keys of sources by the letter of their author, in the same way."""
        bibliography = self.page.bibliography
        return self._by_letter(bibliography.sorted_keys(keys), bibliography.sorted_under, keys is None)

    @staticmethod
    def letters(groups: list[tuple[str, list[Entry]]]) -> list[tuple[str, bool]]:
        """The letters to jump by, and which of them the list has."""
        return letters.to_jump_by(groups)

    def _by_letter(self, entries: list[Entry], named: Callable[[Entry], str], is_whole: bool) -> list[tuple[str, list[Entry]]]:
        return letters.parted(entries, named) if is_whole and self.page.medium == 'site' else [('', entries)]

    def entry(self, key: str) -> str:
        """A formatted reference as HTML."""
        return self.page.bibliography.entry(key)
