"""What others show of a page, and the covers of reports: pictures made at build time."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from publishing.pictures import share_cards, thumbnails
from publishing.sources import manifest
from tests.kinds import address, report, sources
from tests.projects import ROOT
from tests.web import SITE

MOST_CARD, MOST_COVER = 40_000, 15_000  # bytes
LOCALES = {'nl': ('', 'nl_NL', 'en_GB'), 'en': ('en/', 'en_GB', 'nl_NL')}


def drawn(folder: Path, title: str) -> bytes:
    for name in ('fonts', 'style', 'favicon.svg'):
        if not (folder / f'overrides/assets/{name}').exists():
            (folder / 'overrides/assets').mkdir(parents=True, exist_ok=True)
            (folder / f'overrides/assets/{name}').symlink_to(ROOT / f'overrides/assets/{name}')
    return (
        folder / share_cards.FOLDER / 'nl' / share_cards.of(folder, share_cards.look(folder), 'nl', 'Voorbeeld', 'Verhaal', title)
    ).read_bytes()


@pytest.mark.parametrize('title', ['Kort', 'Een lange titel ' * 20, 'Vereenvoudigingsonderwijszorgarrangementencoördinator ' * 3])
def test_a_card_is_small_and_always_the_same(tmp_path: Path, title: str) -> None:
    data = drawn(tmp_path / 'one', title)
    assert data == drawn(tmp_path / 'two', title)
    assert len(data) < MOST_CARD
    with Image.open(io.BytesIO(data)) as card:
        assert card.size == (share_cards.WIDTH, share_cards.HEIGHT)
        assert len(card.convert('RGB').getcolors() or []) >= 8 + len(share_cards.TILES) - 2
        right = card.convert('L').crop((share_cards.LEFT + share_cards.ROOM, 0, share_cards.WIDTH, share_cards.HEIGHT))
        assert right.getextrema()[0] == right.getextrema()[1]  # no word leaves its room


def test_a_name_from_elsewhere_is_drawn(tmp_path: Path) -> None:
    """Letters that none of our own files for Dutch and English has: never the same box."""
    made = [drawn(tmp_path, f'Het verhaal van {name}') for name in ('Ayşe', 'Ayğe', 'Łukasz', 'Šukasz', 'Ayse')]
    assert len(set(made)) == len(made)


def test_the_title_of_a_page_that_is_gone_is_kept_on_no_card(tmp_path: Path) -> None:
    drawn(tmp_path, 'Een verhaal')
    drawn(tmp_path, 'Een ander verhaal')
    (gone, kept) = (tmp_path / share_cards.FOLDER / 'nl').glob('*.png')
    share_cards.keep_only(tmp_path, {kept.name}, 'nl')
    assert kept.is_file() and not gone.exists()


@pytest.mark.parametrize('locale', LOCALES)
@pytest.mark.parametrize('path', ['home', 'readers', 'story', 'publication', 'chapter'], indirect=True)
def test_every_page_has_a_card_in_its_own_words(built: None, locale: str, path: str) -> None:
    prefix, own, other = LOCALES[locale]
    head = lxml.html.parse(SITE / prefix / path / 'index.html').getroot().find('head')
    said = {meta.get('property') or meta.get('name'): meta.get('content') for meta in head.iter('meta')}
    assert (said['og:locale'], said['og:locale:alternate'], said['twitter:card']) == (own, other, 'summary_large_image')
    assert said['og:url'] == head.find('link[@rel="canonical"]').get('href') and said['og:description'] == said['description']
    place = said['og:image'].partition('.example/')[2]
    with Image.open(SITE / place) as card:
        assert (str(card.width), str(card.height)) == (said['og:image:width'], said['og:image:height'])
    assert len((SITE / place).read_bytes()) < MOST_CARD


def test_pages_with_other_words_have_other_cards(built: None) -> None:
    """Each card is that of a page and says one title, in one language; no two look alike, and none is left over."""
    titles: dict[str, set[str]] = {}
    for page in sources().pages.values():
        head = lxml.html.parse(SITE / sources().settings.page_path(page.name, page.locale) / 'index.html').getroot().find('head')
        card = head.find('meta[@property="og:image"]').get('content').rpartition('/')[2]
        titles.setdefault(card, set()).add(f'{page.locale} {page.text("title")}')
    files = list((SITE / share_cards.SITE_FOLDER).iterdir())
    assert {file.name for file in files} == titles.keys()
    assert {name: said for name, said in titles.items() if len(said) > 1} == {}
    assert len({hashlib.sha256(file.read_bytes()).digest() for file in files}) == len(files) >= len(set().union(*titles.values()))


def test_covers_are_small_and_keep_their_room(built: None) -> None:
    place = SITE / address('publications')
    index = lxml.html.parse(place / 'index.html').getroot()
    shown = index.xpath('//img[@class="cover"]')
    assert len(shown) == len(list(ROOT.glob('reports/*/report.yml')))
    for picture in shown:
        assert (picture.get('alt'), picture.get('loading')) == ('', 'lazy')
        for part in picture.get('srcset').split(', '):
            source, width = part.split()
            file = place / source
            assert file.stat().st_size < MOST_COVER
            with Image.open(file) as cover:
                assert f'{cover.width}w' == width
        with Image.open(place / picture.get('src')) as cover:
            assert (str(cover.width), str(cover.height)) == (picture.get('width'), picture.get('height'))


def test_a_cover_is_drawn_alike_each_time(tmp_path: Path, built: None) -> None:
    pdfs = ROOT / 'build/pdf'
    made = manifest.read(pdfs).find(report(), 'nl')
    held = [thumbnails.of(tmp_path / name, pdfs, made) for name in ('one', 'two')]
    assert held[0] == held[1] and held[0] is not None
    for _, name in held[0].files:
        first, second, shown = (
            base / name for base in (*(tmp_path / at / thumbnails.FOLDER for at in ('one', 'two')), SITE / thumbnails.SITE_FOLDER)
        )
        assert first.read_bytes() == second.read_bytes() == shown.read_bytes()
    assert thumbnails.of(tmp_path, pdfs, None) is None
