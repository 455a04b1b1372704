"""What the head of each kind of page tells browsers, search engines and telephones, and the files that they ask for unasked."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from PIL import Image

from publishing.pictures import icons
from publishing.site import page_facts
from publishing.sources import settings
from tests import web
from tests.kinds import KINDS, PREFIXES, address, both_languages
from tests.projects import ROOT

NO_KIND = ('not found',)  # stands at no address of its own


def page(kind: str, locale: str) -> tuple[Path, Any]:
    """The file of a kind of page, read."""
    name = '404.html' if kind in NO_KIND else f'{address(kind)}index.html'
    file = web.SITE / PREFIXES[locale].strip('/') / name
    return file, lxml.html.parse(file).getroot()


@both_languages
@pytest.mark.parametrize('kind', KINDS)
def test_the_head_of_a_kind_of_page(built: None, kind: str, locale: str) -> None:
    file, root = page(kind, locale)
    title = root.findtext('head/title')
    assert 0 < len(title) <= page_facts.MOST_SIGNS, title
    assert len(root.xpath('head/meta[@name="description"]/@content')[0]) >= 50
    hidden, canonical = root.xpath('head/meta[@name="robots"]'), root.xpath('head/link[@rel="canonical"]/@href')
    assert len(canonical) == (kind not in ('search', *NO_KIND)) and (hidden or canonical)
    for name in ('apple-touch-icon', 'manifest')[: 1 + (kind == 'home')]:  # the first page is what a telephone keeps
        (told,) = root.xpath(f'head/link[@rel="{name}"]/@href')
        place = web.SITE / told.lstrip('/') if told.startswith('/') else file.parent / told
        assert place.is_file(), told


def test_the_first_pages_are_told_apart(built: None) -> None:
    titles = {page('home', locale)[1].findtext('head/title') for locale in PREFIXES}
    name = settings.read(ROOT).site_name
    assert len(titles) == len(PREFIXES) and all(title != name and name in title for title in titles)


def test_a_title_that_is_too_long_loses_the_name_of_the_site_first() -> None:
    assert page_facts.head_title('Wie is wie', 'Voorbeeld') == 'Wie is wie – Voorbeeld'
    assert page_facts.head_title('x' * 65, 'Voorbeeld') == 'x' * 65
    long = 'Leren van <em>wat</em> er is, en ook van alles wat er nog komen gaat, ook daarna'
    assert page_facts.head_title(long, 'Voorbeeld') == 'Leren van wat er is, en ook van alles wat er nog komen gaat, ook …'


@both_languages
def test_a_telephone_finds_the_icons(built: None, locale: str) -> None:
    file = web.SITE / PREFIXES[locale].strip('/') / icons.MANIFEST
    told = json.loads(file.read_text(encoding='utf-8'))
    assert told['lang'] == locale
    for icon in told['icons']:
        with Image.open(file.parent / icon['src']) as drawn:
            assert f'{drawn.width}x{drawn.height}' == icon['sizes']
    with Image.open(io.BytesIO((web.SITE / icons.FAVICON).read_bytes())) as drawn:
        assert (32, 32) in drawn.info['sizes']


def test_robots_are_led_to_the_list_of_pages(built: None) -> None:
    told = (web.SITE / 'robots.txt').read_text(encoding='utf-8')
    assert f'Sitemap: {settings.read(ROOT).site_url}sitemap.xml' in told


@both_languages
@pytest.mark.parametrize('kind', [kind for kind in KINDS if kind not in NO_KIND])
def test_one_part_of_the_menu_is_marked_at_most(built: None, kind: str, locale: str) -> None:
    """Parts without a page of their own lead to the same place, and are told apart all the same."""
    _, root = page(kind, locale)
    assert len(root.xpath('//nav[@class="menu"]/ul/li/a[@aria-current]')) <= 1
