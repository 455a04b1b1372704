"""A page of each kind, and the sizes and languages in which they are tried."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

KINDS = {
    'home': '',
    'readers': 'voor/ouders/',
    'chapter': 'samenwerking/wie-is-wie/',
    'checklist': 'samenwerking/overeenkomst/',
    'joining': 'meedoen/',
    'figures': 'cijfers/',
    'glossary': 'begrippen/',
    'stories': 'verhalen/',
    'story': 'verhalen/ponderosa-2024/',
    'initiatives': 'initiatieven/',
    'initiative': 'initiatieven/de-ponderosa/',
    'meetings': 'bijeenkomsten/',
    'meeting': 'bijeenkomsten/2023-06-14/',
    'publications': 'publicaties/',
    'publication': 'publicaties/samenwerken/',
    'whole report': 'publicaties/samenwerken/tekst/',
    'search': 'zoeken/',
    'not found': 'bestaat-niet/',
}
PREFIXES = {'nl': '/', 'en': '/en/'}
SIZES: dict[str, ViewportSize] = {'phone': {'width': 390, 'height': 844}, 'desktop': {'width': 1280, 'height': 900}}
every_kind = pytest.mark.parametrize('path', KINDS.values(), ids=KINDS)
both_languages = pytest.mark.parametrize('locale', PREFIXES)
