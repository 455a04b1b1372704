"""How the example site looks, and how it is read aloud, against what was approved: pictures in tests/looks, trees in tests/spoken.

After a change that is meant: `python -m tests.test_looks`, look at the difference in git, and commit it. When a picture differs,
build/looks/ holds it, with what differs in red.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps
from playwright.sync_api import Browser, Page

from tests import projects, web
from tests.engines import opened
from tests.kinds import PREFIXES, SIZES, both_languages

HERE = Path(__file__).parent
LOOKS, SPOKEN = HERE / 'looks', HERE / 'spoken'
DIFFERENT = HERE.parent / 'build/looks'
TALLEST = 1600  # pixels of a page that a picture holds
COLOURS = 64  # of a picture in the repository
# Versions of Chromium smooth the edges of letters differently: edges are made soft first, and a few odd pixels are let pass.
SOFT, NEAR, ODD = 1.5, 24, 60
SPOKEN_PAGES = {
    'home': '',
    'readers': 'voor/ouders/',
    'chapter': 'samenwerking/afspraken/',
    'stories': 'verhalen/',
    'story': 'verhalen/eigen/',
    'initiatives': 'initiatieven/',
    'meetings': 'bijeenkomsten/',
    'publication': 'publicaties/gids/',
    'glossary': 'begrippen/',
    'search': 'zoeken/',
    'not-found': 'bestaat-niet/',
}


@dataclass(frozen=True)
class Look:
    """One picture: a page in a size and scheme, with the button pressed that opens a part of it."""

    name: str
    path: str
    size: str = 'phone'
    scheme: str = 'light'
    opens: str = ''
    own_colours: bool = False  # the few that the reader chose for all sites


PICTURES = (
    Look('home', ''),
    Look('home-desktop-dark', '', 'desktop', 'dark'),
    Look('menu-english', 'en/samenwerking/afspraken/', opens='menu'),
    Look('search-dark', 'samenwerking/afspraken/', scheme='dark', opens='search'),
    Look('chapter-dark', 'samenwerking/afspraken/', scheme='dark'),
    Look('chapter-desktop-english', 'en/samenwerking/afspraken/', 'desktop'),
    Look('chapter-own-colours', 'samenwerking/afspraken/', own_colours=True),
    Look('initiatives-own-colours', 'en/initiatieven/', own_colours=True),
    Look('story', 'verhalen/eigen/'),
    Look('not-translated', 'en/verhalen/elders/'),
    Look('initiatives-desktop', 'initiatieven/', 'desktop'),
    Look('initiatives-dark-english', 'en/initiatieven/', scheme='dark'),
    Look('meetings-english', 'en/bijeenkomsten/'),
    Look('publication-desktop-dark', 'publicaties/gids/', 'desktop', 'dark'),
    Look('glossary', 'begrippen/'),
    Look('not-found', 'bestaat-niet/'),
)


def pictured(chromium: Browser, site: str, look: Look, folder: Path) -> Image.Image:
    """The top of a page as it looks now, in the few colours of an approved picture."""
    wishes = {'color_scheme': look.scheme, 'forced_colors': 'active' if look.own_colours else 'none'}
    file = folder / f'{look.name}.full.png'
    with opened(chromium, f'{site}/{look.path}', look.size, wishes) as page:
        if look.opens:
            page.locator(f'[aria-controls="{look.opens}"]').click()
        page.evaluate('document.fonts.ready.then(() => 0)')
        page.screenshot(path=file, full_page=True, caret='hide')
    with Image.open(file) as image:
        top = image.convert('RGB').crop((0, 0, image.width, min(image.height, TALLEST)))
    file.unlink()
    return top.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def differs(approved: Image.Image, now: Image.Image) -> Image.Image | None:
    """The picture of now with what differs in red; None when a reader would see no difference."""
    pair = [ImageOps.pad(image.convert('RGB'), approved.size, centering=(0, 0)) if image.size != approved.size else image.convert('RGB')
            for image in (approved, now)]  # fmt: skip
    soft = [image.filter(ImageFilter.GaussianBlur(SOFT)) for image in pair]
    bands = ImageChops.difference(*soft).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    mask = strongest.point(lambda value: 255 if value > NEAR else 0)
    if approved.size == now.size and mask.histogram()[255] <= ODD:
        return None
    return Image.composite(Image.new('RGB', approved.size, (255, 0, 0)), ImageOps.grayscale(pair[1]).convert('RGB'), mask)


@pytest.mark.parametrize('look', PICTURES, ids=lambda look: look.name)
def test_it_looks_as_approved(chromium: Browser, example: str, look: Look, tmp_path: Path) -> None:
    now = pictured(chromium, example, look, tmp_path)
    with Image.open(LOOKS / f'{look.name}.png') as approved:
        red = differs(approved, now)
    if red is not None:
        DIFFERENT.mkdir(parents=True, exist_ok=True)
        now.save(DIFFERENT / f'{look.name}.png')
        red.save(DIFFERENT / f'{look.name}.differs.png')
    assert red is None, f'see build/looks/{look.name}.differs.png; if it is meant: python -m tests.test_looks'


def test_a_change_of_look_is_seen(tmp_path: Path) -> None:
    """A word in another colour is a difference; softer edges of letters are not."""
    approved = Image.open(LOOKS / 'home.png').convert('RGB')
    assert differs(approved, approved.filter(ImageFilter.GaussianBlur(0.4))) is None
    changed = approved.copy()
    changed.paste((138, 43, 76), (20, 20, 60, 30))
    assert differs(approved, changed) is not None
    assert differs(approved, approved.crop((0, 0, approved.width, approved.height - 40))) is not None


def test_every_approved_picture_and_tree_is_still_compared() -> None:
    assert {file.stem for file in LOOKS.iterdir()} == {look.name for look in PICTURES}
    assert {file.stem for file in SPOKEN.iterdir()} == {f'{name}.{locale}' for name in SPOKEN_PAGES for locale in PREFIXES}


@pytest.fixture(scope='module')
def reader(chromium: Browser, example: str) -> Iterator[Page]:
    """A page of the example site on a phone."""
    context = chromium.new_context(viewport=SIZES['phone'], base_url=example)
    yield context.new_page()
    context.close()


def spoken(page: Page, name: str, locale: str) -> str:
    """The accessibility tree of a page: what a screen reader can say of it, in order."""
    page.goto(PREFIXES[locale] + SPOKEN_PAGES[name])
    return page.locator('html').aria_snapshot() + '\n'


@both_languages
@pytest.mark.parametrize('name', SPOKEN_PAGES)
def test_it_is_read_aloud_as_approved(reader: Page, name: str, locale: str) -> None:
    assert spoken(reader, name, locale) == (SPOKEN / f'{name}.{locale}.yml').read_text(encoding='utf-8')


def approve() -> None:
    """Make every picture and tree anew from the example site as it is now."""
    for folder in (LOOKS, SPOKEN):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    with tempfile.TemporaryDirectory() as name, web.browser() as chromium:
        folder = Path(name)
        with web.served(projects.build_example(folder / 'example')) as site:
            for look in PICTURES:
                pictured(chromium, site, look, folder).save(LOOKS / f'{look.name}.png', optimize=True)
            page = chromium.new_page(base_url=site, viewport=SIZES['phone'])
            for locale in PREFIXES:
                for held in SPOKEN_PAGES:
                    (SPOKEN / f'{held}.{locale}.yml').write_text(spoken(page, held, locale), encoding='utf-8')


if __name__ == '__main__':
    approve()
