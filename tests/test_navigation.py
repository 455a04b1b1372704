"""The menu of a site that has grown: as long as a reader can use, around the page that is read."""

from __future__ import annotations

from publishing.navigation import MOST, Item


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


def test_a_group_in_a_menu_is_as_short() -> None:
    held = Item('Deel', 'deel/', (Item('Deel', 'deel/'), part(50))).around('deel/40/')
    assert len(held.pages[1].pages) <= MOST + 1 and held.pages[1].all == 51
