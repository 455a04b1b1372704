"""The pictures of README.md and of the authors' guide, made from the real thing: `make site`, then `.venv/bin/python -m tests.pictures`.

Those of the guide show a small example project, in which a mistake is made first.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from publishing.site import editor
from publishing.sources import manifest
from tests import kinds
from tests.editors import opened
from tests.ports import serving
from tests.previews import started
from tests.projects import change, lay, lay_site
from tests.web import browser, served

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / '.github' / 'pictures'
GUIDE = ROOT / 'docs' / 'assets' / 'redactie'
BLOCKS = (r'^Tabel: ', r'^- \[ \] ')  # what the chapters hold that are shown: a table, and a checklist
WIDTH, GAP, EDGE = 1600, 32, 2  # in pixels of the picture
GROUND, FRAME = '#e6ded0', '#b9ac98'
COLOURS = 128
LARGEST = 200_000  # bytes


def screenshot(chromium: Browser, address: str, width: int, height: int, scheme: Literal['light', 'dark']) -> Image.Image:
    """What a window of that size (CSS pixels) shows of a page, with two pixels for one."""
    page = chromium.new_page(viewport={'width': width, 'height': height}, color_scheme=scheme, device_scale_factor=2, locale='nl')
    page.goto(address)
    page.evaluate('document.fonts.ready')
    shot = Image.open(io.BytesIO(page.screenshot())).convert('RGB')
    page.close()
    return shot


def site_pages() -> list[Image.Image]:
    """The home page on a wide screen, and a chapter on a phone in dark."""
    with served() as address, browser() as chromium:
        return [
            screenshot(chromium, f'{address}/', 1280, 745, 'light'),
            screenshot(chromium, f'{address}/{kinds.address("chapter")}', 390, 800, 'dark'),
        ]


def report_pages() -> list[Image.Image]:
    """The cover, and the pages on which the chosen chapters begin."""
    slug, chapters = kinds.shown_in_print(*BLOCKS)
    made = manifest.read(ROOT / manifest.FOLDER).find(slug, 'nl')
    assert made is not None
    with pypdfium2.PdfDocument(ROOT / manifest.FOLDER / made.file) as document:
        begins = (0, *(made.starts[chapter.name] - 1 for chapter in chapters))
        return [document[number].render(scale=2).to_pil().convert('RGB') for number in begins]


def composed(pictures: list[Image.Image]) -> Image.Image:
    """Pictures beside each other at one height on a plain ground, WIDTH wide together."""
    room = WIDTH - GAP * (len(pictures) + 1)
    height = round(room / sum(picture.width / picture.height for picture in pictures))
    whole = Image.new('RGB', (WIDTH, height + 2 * GAP), GROUND)
    left = GAP
    for picture in pictures:
        width = round(picture.width * height / picture.height)
        whole.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (left, GAP))
        ImageDraw.Draw(whole).rectangle((left, GAP, left + width, GAP + height), outline=FRAME, width=EDGE)
        left += width + GAP
    return whole


def previews() -> Iterator[tuple[Image.Image, str]]:
    """The live preview of a page with a mistake, in the language of the author; with the name of its file."""
    for locale, path in (('nl', ''), ('en', 'en/')):
        with TemporaryDirectory() as folder, browser() as chromium:
            root = lay_site(Path(folder))
            change(root / f'docs/index.{locale}.md', 'uitleg/voorbeeld.md', 'uitleg/voorbeld.md')
            with started(root, locale) as address:
                page = chromium.new_page(viewport={'width': 900, 'height': 760}, device_scale_factor=2, locale=locale)
                page.goto(address + path)
                page.evaluate('document.fonts.ready')
                yield Image.open(io.BytesIO(page.screenshot())).convert('RGB'), f'voorvertoning.{locale}.png'


def editors() -> Iterator[tuple[Image.Image, str]]:
    """The editor in the browser with a story in both languages, in the language of the author; with the name of its file."""
    with TemporaryDirectory() as folder, browser() as chromium:
        root = lay(Path(folder), ROOT / 'tests/editor')
        with serving(editor.server(root, 0)) as address:
            for locale in ('nl', 'en'):
                context = chromium.new_context(viewport={'width': 1240, 'height': 900}, device_scale_factor=1.3, locale=locale)
                window = context.new_page()
                opened(window, f'{address}/', root).go('verhalen-story/entries/plek')
                window.wait_for_timeout(1000)  # the form slides in
                yield Image.open(io.BytesIO(window.screenshot())).convert('RGB'), f'bewerken.{locale}.png'
                context.close()


def save(picture: Image.Image, name: str, target: Path = TARGET) -> None:
    """Write a small PNG without metadata; one that is too large for its page is a ValueError."""
    held = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(held, 'PNG', optimize=True)
    size = len(held.getvalue())
    if size > LARGEST:
        raise ValueError(f'{name}: {size} bytes')
    target.mkdir(parents=True, exist_ok=True)
    (target / name).write_bytes(held.getvalue())
    print(f'{name}: {size} bytes')


def main() -> int:
    """Make the pictures from site/ and build/pdf/ as they are, and from a preview."""
    save(composed(site_pages()), 'site.png')
    save(composed(report_pages()), 'report.png')
    for picture, name in (*previews(), *editors()):
        save(picture, name, GUIDE)
    return 0


if __name__ == '__main__':
    sys.exit(main())
