"""The copy of a site that opens from a disk, in a real browser without a web server."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from publishing.desk import commands
from publishing.site import finished, proof
from publishing.sources import settings
from tests.projects import CONTACT, change, lay_site

FOLDERS = re.compile(r'(?:href|src|action)="(?!https?:|mailto:|#)[^"]*/"')


@pytest.fixture(scope='module')
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy, in a place with a space and a number sign in its name."""
    root = lay_site(tmp_path_factory.mktemp('copy') / 'mijn #1')
    change(root / 'mkdocs.yml', f'contact: {CONTACT}', f'contact: {CONTACT}\n  redirects: {{oud: uitleg/hoofdstuk}}')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, 'reports', lambda root, at_hand: 0)
        commands.make_site(root, Namespace(offline=True))
    return root / 'build/offline'


def test_every_address_names_a_file(copy: Path) -> None:
    """As the proof of a site reads them: files, places and pictures are all there, and no page leads to a folder."""
    pages = finished.pages(copy, settings.read(copy.parents[1]).site_url)
    assert len(pages) > 10 and proof.faults(copy, {path: page.noted for path, page in pages.items()}) == []
    assert [path for path in pages if FOLDERS.search((copy / path).read_text(encoding='utf-8'))] == []
    assert not list(copy.glob('_*')) and not list(copy.glob('.*'))  # what web servers read


def test_a_reader_finds_the_way(copy: Path, chromium: Browser) -> None:
    """By links, to the other language and by searching, in both; and nothing is asked for that is not in the folder."""
    page = chromium.new_page(viewport={'width': 1280, 'height': 800})
    wrong: list[str] = []
    page.on('request', lambda request: None if request.url.startswith((copy.as_uri(), 'data:')) else wrong.append(request.url))
    page.on('requestfailed', lambda request: wrong.append(request.url))
    page.on('console', lambda message: wrong.append(message.text))
    page.on('pageerror', lambda error: wrong.append(str(error)))
    page.goto((copy / 'index.html').as_uri())
    for language, word, title in (('nl', 'hoofdstuk', 'Voorbeeldhoofdstuk'), ('en', 'chapter', 'Example chapter')):
        assert page.get_attribute('html', 'lang') == language
        page.fill('#q', word)
        page.locator('.results a').filter(has_text=title).first.click()
        expect(page.locator('h1')).to_have_text(title)
        assert page.evaluate('getComputedStyle(document.body).fontFamily').startswith('"Atkinson')
        page.click('a.name')
        page.fill('#q', 'zonnewijzer')
        expect(page.locator('.found')).to_contain_text('‘zonnewijzer’')
        page.click('.search button')  # the page that is for searching
        expect(page.locator('.search--page .found')).to_contain_text('‘zonnewijzer’')
        page.click('a.language')
        page.wait_for_load_state()
    page.goto((copy / 'oud/index.html').as_uri())
    page.wait_for_url((copy / 'uitleg/hoofdstuk/index.html').as_uri())
    page.close()
    assert wrong == []
