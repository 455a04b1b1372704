"""Every page says what it is, how fresh it is, where its twin is and where it stands in a report, and leads on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest

from publishing.languages import LOCALES
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source
from tests.projects import ROOT
from tests.web import SITE

DOORS = ('index', 'voor/')  # the first page and the entrances of the readers: their text is what leads on


@pytest.fixture(scope='module')
def sources(built: None) -> Catalogue:
    return admission.admitted(catalogue.load(ROOT), 'site')


def pages(sources: Catalogue) -> Iterator[tuple[Source, Any]]:
    for page in sources.pages.values():
        file = SITE / sources.settings.page_path(page.name, page.locale) / 'index.html'
        yield page, lxml.html.parse(file).getroot()


def test_every_page_says_what_there_is_to_know_and_leads_on(sources: Catalogue) -> None:
    made = manifest.read(ROOT / 'build/pdf')
    silent = []
    for page, html in pages(sources):
        held = sources.numbering.report_of.get(page.name)
        report = made.find(held.slug, page.locale) if held else None
        said = {
            'title': bool(html.xpath('string(//h1)').strip()),
            'updated': page.text('updated') in html.xpath('//*[@class="about"]//time/@datetime'),
            'checked': page.text('checked_on') in ('', *html.xpath('//time/@datetime')),
            'twin': html.xpath('//a[@class="language"]/@hreflang') == [other for other in LOCALES if other != page.locale],
            'sources': not sources.cited(page) or len(html.xpath('//*[@class="page-sources"]//li')) == len(sources.cited(page)),
            'report': report is None or f'p. {report.starts[page.name]}' in html.xpath('string(//*[@class="kind"])'),
            'next': page.name.startswith(DOORS) or page.name.endswith('/index') or bool(html.xpath('//*[@class="neighbours"]/a')),
        }
        silent += [(page.path, what) for what, is_said in said.items() if not is_said]
    assert silent == []


def test_initiatives_and_their_stories_lead_to_each_other(sources: Catalogue) -> None:
    shown = {(page.name, page.locale): html for page, html in pages(sources) if page.text('kind') in ('story', 'initiative')}
    told = [(page.name, f'initiatieven/{page.text("initiative")}') for page in sources.of_kind('story', 'nl') if page.text('initiative')]
    if not told:
        pytest.skip('no story tells of an initiative now')
    for story, initiative in told:
        for locale in LOCALES:
            for here, there in ((story, initiative), (initiative, story)):
                links = shown[here, locale].xpath('//section[@class="facts"]//a/@href')
                assert any(link.endswith(f'/{there}/') for link in links), (here, there)
