"""Where a page stands: the part of the site it belongs to, the way to it, and the pages before and after it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup
from mkdocs.structure.nav import Navigation as NavTree
from mkdocs.structure.pages import Page

DOORS, WITH_DOORS = 'doors', 'home.html'  # the id of the first page's list of entrances, and the template that makes it
MOST = 24  # entries of one level of a menu; of a longer one only those around the page are shown, so that no page grows with the site


@dataclass(frozen=True)
class Item:
    """A link in a menu; `pages` are those below it, its own page first when it has one (`has_page`).

    `all` is the number of pages when `pages` holds only some of them, else 0. `lang` is the language of the title where that is not the
    site's: the original stands in for a page that is not translated (WCAG 3.1.2). `brief` is the title below that of its group.
    """

    title: str
    url: str
    pages: tuple[Item, ...] = ()
    has_page: bool = True
    all: int = 0
    lang: str = ''
    brief: str = ''

    @property
    def shown(self) -> str:
        """The title as it stands in a page."""
        return self._told(self.title)

    @property
    def short(self) -> str:
        """The title as it stands in a menu."""
        return self._told(self.brief or self.title)

    def _told(self, words: str) -> str:
        return Markup('<span lang="{}">{}</span>').format(self.lang, words) if self.lang else words

    def around(self, url: str) -> Item:
        """The item with no more entries on each level than a menu can hold: those around the one that is or holds this address."""
        kept, number = self.pages, len(self.pages)
        if number > MOST:
            here = next((place for place, below in enumerate(self.pages) if any(item.url == url for item in below)), 0)
            first = min(max(here - MOST // 2, 0), number - MOST)
            own = self.pages[:1] if self.has_page and first else ()
            kept = (*own, *self.pages[first : first + MOST])
        return replace(self, pages=tuple(below.around(url) for below in kept), all=number if number > MOST else 0)

    def __iter__(self) -> Iterator[Item]:
        """The item and all below it."""
        yield self
        for below in self.pages:
            yield from below


@dataclass(frozen=True)
class Place:
    """Where one page stands. `parent` is the nearest page of the menu for a page that is not in it."""

    part: Item | None
    trail: tuple[Item, ...]
    parent: Item | None
    previous: Item | None
    next: Item | None


class Navigation:
    """The parts of the site in one language, made from the navigation of mkdocs.yml."""

    def __init__(self, tree: NavTree, home_title: str, locale: str):
        self.home = Item(home_title, tree.homepage.url if tree.homepage else '')
        self.has_doors = tree.homepage is not None and tree.homepage.meta.get('template') == WITH_DOORS
        self.parts = tuple(self._part(_item(entry, locale)) for entry in tree.items if entry is not tree.homepage)
        self._part_of = {item.url: part for part in self.parts for item in part}
        self._order_of = {part.url: _order(part) for part in self.parts if part.has_page}

    def _part(self, item: Item) -> Item:
        """A part without a page of its own is entered by the doors of the first page, where it has those."""
        return replace(item, url=f'{self.home.url or "./"}#{DOORS}') if self.has_doors and not item.has_page else item

    def place(self, url: str) -> Place:
        """Where the page at this address stands; the address need not be in the navigation."""
        listed = url if url in self._part_of else self._nearest(url)
        part = self._part_of.get(listed)
        parent = next((item for item in part or () if item.url == listed and item is not part), part) if listed != url else None
        before, after = self._neighbours(part, url)
        return Place(part.around(listed) if part else None, tuple(self._trail(part, parent, url)), parent, before, after)

    def _nearest(self, url: str) -> str:
        """The listed index page whose folder holds this address, '' when there is none."""
        holders = [held for held in self._part_of if url.startswith(held) and held != self.home.url]
        return max(holders, key=len, default='')

    def _trail(self, part: Item | None, parent: Item | None, url: str) -> Iterator[Item]:
        if url == self.home.url:
            return
        yield self.home
        for item in (part, parent if parent is None or part is None or parent.url != part.url else None):
            if item is not None and item.has_page and item.url != url:
                yield item

    def _neighbours(self, part: Item | None, url: str) -> tuple[Item | None, Item | None]:
        """Previous and next inside a part that reads as a whole: one that has a page of its own."""
        order = self._order_of[part.url] if part is not None and part.has_page else {}
        return order.get(url, (None, None))


def _order(part: Item) -> dict[str, tuple[Item | None, Item | None]]:
    """Address → the pages before and after it, of each page below a part."""
    pages = [page for page in dict.fromkeys(page for page in part if page.has_page) if page is not part]
    order: dict[str, tuple[Item | None, Item | None]] = {}
    for before, page, after in zip((None, *pages), pages, (*pages[1:], None)):
        order.setdefault(page.url, (before, after))
    return order


def _item(entry: Any, locale: str) -> Item:
    """A page or section of MkDocs as an item; a section takes the address of its index page, else of its first page."""
    if isinstance(entry, Page):
        own = getattr(entry.file, 'locale', locale)
        return Item(str(entry.title), entry.url, lang=own if own != locale else '')
    pages = tuple(_grouped(_item(child, locale) for child in entry.children))
    first = next(iter(entry.children), None)
    return Item(str(entry.title), pages[0].url if pages else '', pages, has_page=isinstance(first, Page) and first.is_index)


def _grouped(items: Iterable[Item]) -> Iterator[Item]:
    """The items of a menu; those one after the other whose titles begin alike, as in `Group: one`, stand below that name."""
    for (name, lang), alike in itertools.groupby(items, lambda item: (_group_of(item), item.lang)):
        held = tuple(alike)
        if name and len(held) > 1:
            yield Item(name, held[0].url, tuple(replace(item, brief=_brief(item)) for item in held), has_page=False, lang=lang)
        else:
            yield from held


def _group_of(item: Item) -> str:
    name, _, rest = item.title.partition(': ')
    return name if rest and not item.pages else ''


def _brief(item: Item) -> str:
    rest = item.title.partition(': ')[2]
    return rest[0].upper() + rest[1:]
