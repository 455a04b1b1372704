"""Every page says what it is, how fresh it is, where its twin is and where it stands in a report, and leads on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import lxml.html
import pytest
import yaml

from publishing.languages import LOCALES
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source
from tests.projects import ROOT
from tests.web import SITE

FACTS = '//section[@class="facts"]//a/@href'
IN_TEXT = '//article//a[contains(@href, "/") and not(contains(@href, ":"))]'  # to another page of the site
ALONE = 'initiatieven/het-dak'


def entered_by_doors() -> set[str]:
    """The pages without a neighbour, whose text is what leads on: the first, and those of a part without a page of its own."""
    nav = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))['nav']
    parts = [list(listed(part)) for part in nav if isinstance(part, dict)]
    return {'index', *(page for part in parts for page in part if not part[0].endswith('/index'))}


def listed(entry: Any) -> Iterator[str]:
    """The pages of an entry of the navigation, by name, at any depth."""
    match entry:
        case dict():
            yield from listed(list(entry.values()))
        case list():
            for each in entry:
                yield from listed(each)
        case str():
            yield entry.removesuffix('.md')


@pytest.fixture(scope='module')
def sources(built: None) -> Catalogue:
    return admission.admitted(catalogue.load(ROOT), 'site')


STANDING = 'concat(//*[@class="kind"], //*[@class="about"])'  # above a chapter, and below any other page


def pages(sources: Catalogue) -> Iterator[tuple[Source, Any]]:
    for page in sources.pages.values():
        file = SITE / sources.settings.page_path(page.name, page.locale) / 'index.html'
        yield page, lxml.html.parse(file).getroot()


def test_every_page_says_what_there_is_to_know_and_leads_on(sources: Catalogue) -> None:
    made, doors = manifest.read(ROOT / 'build/pdf'), entered_by_doors()
    silent = []
    for page, html in pages(sources):
        held = sources.numbering.report_of.get(page.name)
        report = made.find(held.slug, page.locale) if held else None
        said = {
            'title': bool(html.xpath('string(//h1)').strip()),
            'updated': sources.history.day(page) in html.xpath('//*[@class="about"]//time/@datetime'),
            'checked': page.text('checked_on') in ('', *html.xpath('//time/@datetime')),
            'twin': html.xpath('//a[@class="language"]/@hreflang') == [other for other in LOCALES if other != page.locale],
            'sources': len(html.xpath('//*[@class="page-sources"]//li')) == len(sources.not_in_notes(page)),
            'report': report is None or f'p. {report.starts[page.name]}' in html.xpath(STANDING),
            'next': bool(html.xpath(IN_TEXT if page.name in doors else '//*[@class="neighbours"]/a')),
        }
        silent += [(page.path, what) for what, is_said in said.items() if not is_said]
    assert silent == []


def test_initiatives_and_their_stories_lead_to_each_other(sources: Catalogue) -> None:
    shown = {(page.name, page.locale): html for page, html in pages(sources) if page.text('kind') in ('story', 'initiative')}
    told = [(page.name, f'initiatieven/{page.text("initiative")}') for page in sources.of_kind('story', 'nl') if page.text('initiative')]
    links = {place: html.xpath(FACTS) for place, html in shown.items()}
    ways = [way for story, initiative in told for way in ((story, initiative), (initiative, story))]
    assert [way for way in ways for locale in LOCALES if not leads(links[way[0], locale], way[1])] == []


def test_a_story_and_its_initiative_lead_to_each_other(example: str) -> None:
    """In the example site, where one story names an initiative, and no other place is named."""
    for here, there in (('verhalen/eigen', ['initiatieven/de-gieter']), ('initiatieven/de-gieter', ['verhalen/eigen']), (ALONE, [])):
        for prefix in ('', 'en/'):
            links = lxml.html.document_fromstring(urlopen(f'{example}/{prefix}{here}/').read()).xpath(FACTS)
            assert [place for place in ('initiatieven/de-gieter', 'verhalen/eigen', ALONE) if leads(links, place)] == there, here


def leads(links: list[str], place: str) -> bool:
    return any(link.endswith(f'/{place}/') for link in links)
