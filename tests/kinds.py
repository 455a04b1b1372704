"""A page of each kind of the real site, and the sizes and languages in which they are tried.

A page is found by what it is or holds, never by its name: authors add, rename and remove pages.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from publishing.languages import LOCALES
from publishing.sources import admission, catalogue
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source
from tests.projects import ROOT

BOX = re.compile(r'^- \[ \] ', re.M)
GUIDE = 'redactie/'  # shows an example of everything


@functools.cache
def sources() -> Catalogue:
    """The real content, as the site shows it. Not to be changed."""
    return admission.admitted(catalogue.load(ROOT), 'site')


def _texts() -> list[Source]:
    """The Dutch pages by name, without those of the guide."""
    return [page for (name, locale), page in sorted(sources().pages.items()) if locale == 'nl' and not name.startswith(GUIDE)]


def _address(page: Source) -> str:
    return sources().settings.page_path(page.name, 'nl')


def holding(block: str) -> str:
    """The first page with a block, such as `chart`."""
    return _address(next(page for page in _texts() if re.search(rf'^/// {block}', page.body, re.M)))


def _of_kind(kind: str) -> str:
    return _address(sources().of_kind(kind, 'nl')[0])


def _chapter() -> str:
    """The first chapter with a source and more than two paragraphs, as chapters are."""
    return _address(next(page for page in sources().of_kind('chapter', 'nl') if _is_told(page)))


def _is_told(page: Source) -> bool:
    return bool(sources().cited(page)) and len(page.outline.paragraphs) > 2


def _checklist() -> str:
    """The page with most boxes to tick, below a chapter: readers print it."""
    return _address(max((page for page in _texts() if sources().cited(page)), key=lambda page: len(BOX.findall(page.body))))


def guide() -> str:
    """The first page for editors with tables of fields, and so with names in code."""
    return _address(next(page for (name, _), page in sorted(sources().pages.items()) if re.search('^/// fields', page.body, re.M)))


def report() -> str:
    """The folder of the shortest report: what holds for each is tried on one."""
    return min(sorted(sources().reports), key=lambda slug: len(list(sources().reports[slug].page_names())))


def longest() -> Source:
    """The chapter with most words."""
    return max(sources().of_kind('chapter', 'nl'), key=lambda page: len(page.body.split()))


def apart() -> Source:
    """The first page that is no chapter, no overview and in no report."""
    return next(
        page
        for page in _texts()
        if page.text('kind') in ('', 'page') and not page.name.endswith('index') and page.name not in sources().numbering.report_of
    )


def shown_in_print(*blocks: str) -> tuple[str, list[Source]]:
    """The first report that has a chapter with each of these patterns, each another one, and those chapters."""
    for slug, held in sorted(sources().reports.items()):
        chapters = [page for chapter in held.report.chapters if (page := sources().page(chapter.page, 'nl'))]
        found: list[Source] = []
        for block in blocks:
            found += [page for page in chapters if page not in found and re.search(block, page.body, re.M)][:1]
        if len(found) == len(blocks):
            return slug, found
    raise LookupError(f'no report has a chapter with each of {blocks}')


def _readers() -> str:
    """The first entrance that the home page offers."""
    return doors()[0]


def doors() -> list[str]:
    """The entrances of the readers, in the order of the home page: what its first list leads to."""
    items = re.findall(r'^- \*\*\[[^\]]+\]\(([\w/-]+)\.md\)', sources().pages['index', 'nl'].body, re.M)
    return [sources().settings.page_path(name, 'nl') for name in items]


KINDS: dict[str, Callable[[], str]] = {
    'home': lambda: '',
    'readers': _readers,
    'chapter': _chapter,
    'checklist': _checklist,
    'joining': lambda: holding('check'),
    'figures': lambda: holding('chart'),
    'glossary': lambda: holding(r'list \| terms'),
    'stories': lambda: holding(r'list \| stories'),
    'story': lambda: _of_kind('story'),
    'initiatives': lambda: holding(r'list \| initiatives'),
    'initiative': lambda: _of_kind('initiative'),
    'meetings': lambda: holding(r'list \| meetings'),
    'meeting': lambda: _of_kind('meeting'),
    'publications': lambda: holding(r'list \| publications'),
    'publication': lambda: f'publicaties/{report()}/',
    'whole report': lambda: f'publicaties/{report()}/tekst/',
    'search': lambda: 'zoeken/',
    'not found': lambda: 'bestaat-niet/',
}


def address(kind: str) -> str:
    """Where the page of a kind is, in Dutch and below the site."""
    return KINDS[kind]()


PREFIXES = {'nl': '/', 'en': '/en/'}
SIZES: dict[str, ViewportSize] = {'phone': {'width': 390, 'height': 844}, 'desktop': {'width': 1280, 'height': 900}}
every_kind = pytest.mark.parametrize('path', KINDS, indirect=True)
both_languages = pytest.mark.parametrize('locale', PREFIXES)
REPORTS = [(file.parent.name, locale) for file in sorted(ROOT.glob('reports/*/report.yml')) for locale in LOCALES]
reports = pytest.mark.parametrize('made', REPORTS, indirect=True, ids='.'.join)
