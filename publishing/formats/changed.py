"""What changed on the site, as readers are told: of each page, and of all pages of a language together.

Only pages that the catalogue holds are named, with headings that stand on them now. Who wrote what, and why, is told nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from markupsafe import Markup

from publishing.dates import written
from publishing.formats import edition_source
from publishing.sources.catalogue import Catalogue
from publishing.sources.fingerprints import sections
from publishing.sources.history import Event
from publishing.sources.kinds import KINDS
from publishing.sources.page_words import FACTS
from publishing.sources.source import Source
from publishing.sources.stamps import FRONT, INTRO
from publishing.words import words


@dataclass(frozen=True)
class Part:
    """Some sections of the page that had the same happen to them: each the name of its place, '' for none, and its title."""

    word: str
    places: tuple[tuple[str, str], ...]

    def markup(self, address: str) -> Markup:
        """A sentence with links."""
        link = Markup('<a href="{}#{}">{}</a>').format
        held = Markup(', ').join(link(address, id, title) if id else title for id, title in self.places)
        return Markup('{} {}{}').format(self.word, held, '' if self.places[-1][1].endswith(('?', '!', '.')) else '.')


@dataclass(frozen=True)
class Told:
    """What happened to a page on a day; `page` and `title` are '' of one that is gone and is not named.

    `instead` is what to read for one that is gone: the name of a page and its title.
    """

    day: str
    page: str
    title: str
    said: str = ''
    parts: tuple[Part, ...] = ()
    rest: str = ''
    instead: tuple[str, str] | None = None

    def markup(self, address: str = '') -> Markup:
        """All of it but the title, with links to the sections of the page at this address."""
        return Markup(' ').join([*filter(None, [self.said]), *(part.markup(address) for part in self.parts), *filter(None, [self.rest])])

    def text(self) -> str:
        """The same in plain words."""
        return f'{self.markup().striptags()} {self.instead[1] if self.instead else ""}'.rstrip()


Telling = tuple[str, Callable[[], Told]]  # the day, and what gives the rest: of all that ever happened little is asked


def of_page(catalogue: Catalogue, page: Source) -> list[Told]:
    """What happened to a page, the newest first."""
    return [tell() for _, tell in _of_page(catalogue, page)]


def of_site(catalogue: Catalogue, locale: str, most: int | None = None) -> list[Told]:
    """What happened to all pages of a language but those for editors, the newest first; of one day, what stands in lists comes last.

    `most` is how much is asked of it.
    """
    ours = catalogue.settings.ours
    pages = [page for page in catalogue.pages.values() if page.locale == locale and not ours.is_aside(page.meta.get('audience'))]
    texts, listed = ([page for page in pages if bool(KINDS[page.text('kind') or 'page'].listed) is listed] for listed in (False, True))
    editions, gone = _editions(catalogue, locale), _gone(catalogue, locale)
    found = [*map(_known, editions), *_of_pages(catalogue, texts), *map(_known, gone), *_of_pages(catalogue, listed)]
    return [tell() for _, tell in sorted(found, key=itemgetter(0), reverse=True)[:most]]


def _known(told: Told) -> Telling:
    return told.day, lambda: told


def _of_pages(catalogue: Catalogue, pages: Iterable[Source]) -> Iterator[Telling]:
    for page in sorted(pages, key=lambda page: page.text('title').casefold()):
        yield from _of_page(catalogue, page)


def _of_page(catalogue: Catalogue, page: Source) -> Iterator[Telling]:
    return ((event.day, partial(_told, page, event)) for event in catalogue.history.of(page) if event.how != 'removed')


def _told(page: Source, event: Event) -> Told:
    word, held = words('history', page.locale), sections(page)
    if event.how == 'new':
        return Told(event.day, page.name, page.text('title'), word['new'])
    titles = {FACTS: ('', word[FACTS]), FRONT: ('', word[FRONT]), INTRO: ('', word[INTRO])}
    titles |= {key: (key, section.title) for key, section in held.items() if section.title}
    parts = [
        Part(word[how], tuple(titles[key] for key in keys if key in titles))
        for how, keys in (('changed', event.changed), ('added', event.added))
    ]
    said = word['moved'] if event.how == 'moved' else ''
    kept = tuple(part for part in parts if part.places)
    gone = word['gone-one' if event.gone == 1 else 'gone-many'].format(event.gone) if event.gone else ''
    return Told(event.day, page.name, page.text('title'), said, kept, gone or ('' if said or kept else word['later']))


def _editions(catalogue: Catalogue, locale: str) -> Iterator[Told]:
    """The editions that were frozen."""
    for page in edition_source.everything(catalogue, locale):
        yield Told(page.text('date'), page.name, page.text('title'), words('history', locale)['edition'])


def _gone(catalogue: Catalogue, locale: str) -> Iterator[Told]:
    """The pages that are gone; those that told of others by their number alone."""
    word, unnamed = words('history', locale), Counter[str]()
    for gone in (gone for gone in catalogue.history.gone if gone.locale == locale):
        instead = catalogue.page(catalogue.settings.redirects.get(gone.name) or '', locale)
        if not gone.title:
            unnamed[gone.day] += 1
        elif instead is not None:
            yield Told(gone.day, '', gone.title, word['replaced'], instead=(instead.name, instead.text('title')))
        else:
            yield Told(gone.day, '', gone.title, word['removed'])
    for day, number in unnamed.items():
        yield Told(day, '', '', word['others-one' if number == 1 else 'others-many'].format(number))


def known(catalogue: Catalogue, locale: str) -> str:
    """From which day on this is known, in words."""
    history, word = catalogue.history, words('history', locale)
    key = 'since' if history.is_whole else 'shallow' if history.since else 'unknown'
    return word[key].format(day=written(history.since, locale) if history.since else '')
