"""A site that has grown: its menus stay as long as a reader can use, and its lists without barriers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import jinja2
import pytest
from mkdocs.structure.nav import Navigation as NavTree
from playwright.sync_api import Browser

from publishing.site import navigation
from publishing.site.navigation import MOST, Item, Navigation
from tests.engines import axed, opened

MANY = 100  # items of a list; what axe needs for one grows with all others


def part(number: int) -> Item:
    pages = tuple(Item(f'Pagina {place}', f'deel/{place}/') for place in range(number))
    return Item('Deel', 'deel/', (Item('Deel', 'deel/'), *pages))


def test_a_short_menu_is_whole() -> None:
    held = part(MOST - 1).around('deel/3/')
    assert held == part(MOST - 1) and held.all == 0


def test_a_long_menu_has_what_is_around_the_page_and_its_own_page_first() -> None:
    for here in (0, 1, 300, 998, 999):
        held = part(1000).around(f'deel/{here}/')
        urls = [item.url for item in held.pages]
        assert urls[0] == 'deel/' and f'deel/{here}/' in urls
        assert len(urls) == len(set(urls)) <= MOST + 1
        assert held.all == 1001


def test_a_title_in_another_language_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Dutch title of a page that is not translated, in the English menu; a title is never read as HTML."""

    class Page(SimpleNamespace):
        """As much of a page of MkDocs as a menu asks for."""

    monkeypatch.setattr(navigation, 'Page', Page)
    pages = [
        Page(title=f'Kinderen & <b> {locale}', url=f'{locale}/', file=SimpleNamespace(locale=locale), is_index=False)
        for locale in ('nl', 'en')
    ]
    tree = SimpleNamespace(homepage=None, items=[SimpleNamespace(title='Part', children=pages)])
    menu = Navigation(cast(NavTree, tree), 'Home', 'en')
    template = jinja2.Environment(autoescape=True).from_string('{% for item in items %}{{ item.shown }};{% endfor %}')
    assert template.render(items=menu.parts[0].pages) == '<span lang="nl">Kinderen &amp; &lt;b&gt; nl</span>;Kinderen &amp; &lt;b&gt; en;'


def test_titles_that_begin_alike_stand_below_one_name() -> None:
    """One after the other; each is whole elsewhere. A title of its own with a colon is no group."""
    titles = ('Wie', 'Ruimte: geld', 'Ruimte: tijd', 'Slot: einde', 'Ruimte: los')
    held = list(navigation._grouped(Item(title, f'{place}/') for place, title in enumerate(titles)))
    assert [item.short for item in held] == ['Wie', 'Ruimte', 'Slot: einde', 'Ruimte: los']
    assert [(item.short, item.shown, item.url) for item in held[1].pages] == [
        ('Geld', 'Ruimte: geld', '1/'),
        ('Tijd', 'Ruimte: tijd', '2/'),
    ]
    assert not held[1].has_page


def test_a_group_in_a_menu_is_as_short() -> None:
    held = Item('Deel', 'deel/', (Item('Deel', 'deel/'), part(50))).around('deel/40/')
    assert len(held.pages[1].pages) <= MOST + 1 and held.pages[1].all == 51


@pytest.mark.parametrize(
    ('path', 'items'), [('initiatives', '.cards > li'), ('stories', '.cards > li'), ('search', 'main li')], indirect=['path']
)
def test_no_barrier_that_axe_finds_on_a_long_list(chromium: Browser, site: str, path: str, items: str) -> None:
    """Some faults, such as targets that are too small, show only where there are many."""
    more = """(items, many) => {
        const copies = Math.ceil(many / items.length)
        items.forEach(item => { for (let copy = 0; copy < copies; copy++) item.after(item.cloneNode(true)) })
    }"""
    with opened(chromium, f'{site}/{path}', 'phone') as page:
        page.locator(items).evaluate_all(more, MANY)
        assert page.locator(items).count() > MANY
        assert axed(page) == []
