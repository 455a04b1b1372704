"""What each page tells machines, judged by the whole vocabulary of schema.org as strict models."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from enum import Enum
from typing import Any

import lxml.html
import pydantic
import pytest
import schema_org
from playwright.sync_api import Page

from publishing.formats.json_ld import Described
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from tests import kinds
from tests.kinds import address
from tests.projects import ROOT

DATES = ('dateModified', 'datePublished', 'startDate', 'endDate')
KINDS = {'Organization', 'WebSite', 'Article', 'Report', 'Event', 'DefinedTermSet', 'WebPage', 'BreadcrumbList'}


@pytest.fixture(scope='module')
def sources() -> Catalogue:
    return catalogue.load(ROOT)


def judged(node: Any, key: str = '') -> Any:
    """The node as the vocabulary's own model: an unknown property or a value of the wrong kind raises."""
    if isinstance(node, list):
        return [judged(item) for item in node]
    if isinstance(node, dict):
        held = {name: judged(value, name) for name, value in node.items() if not name.startswith('@')}
        return getattr(schema_org, node['@type']).model_validate(held)
    if key in DATES and len(node) == len('2026-11-22'):
        return date.fromisoformat(node)
    if key == 'eventAttendanceMode':
        modes: type[Enum] = schema_org.EventAttendanceModeEnumeration
        return modes(node)
    return node


def test_the_judge_refuses_what_is_not_in_the_vocabulary() -> None:
    with pytest.raises(pydantic.ValidationError):
        judged({'@type': 'Article', 'headlines': 'x'})
    with pytest.raises(pydantic.ValidationError):
        judged({'@type': 'Event', 'location': {'@type': 'Organization', 'name': 'x'}})


def test_every_page_says_what_it_is(sources: Catalogue) -> None:
    found = Counter[str]()
    for page in sources.pages.values():
        for node in json.loads(Described(sources, page, [('Home', 'https://x.example/')]).json())['@graph']:
            found[node['@type']] += 1
            judged(node)
    assert set(found) == KINDS
    assert found['Report'] == len(sources.of_kind('publication', 'nl')) * 2 and found['Event'] == len(sources.of_kind('meeting', 'nl')) * 2


def test_text_of_an_author_can_not_leave_the_script(sources: Catalogue) -> None:
    page = next(iter(sources.pages.values()))
    page.meta['title'] = '</script><script>alert(1)</script>'
    assert '<' not in Described(sources, page, []).json()


def test_the_browser_keeps_it_under_the_strict_policy(page: Page) -> None:
    """Data is no script: the policy of the site lets it stand, and the page says nothing in the console."""
    page.goto(f'/en/{address("meeting")}')
    held = json.loads(page.locator('script[type="application/ld+json"]').text_content() or '')
    assert [node['@type'] for node in held['@graph']] == ['Event', 'BreadcrumbList']
    assert held['@graph'][0]['startDate'] == kinds.sources().of_kind('meeting', 'nl')[0].text('start')


def test_a_text_that_is_not_translated_is_not_described_as_a_translation(built: None) -> None:
    for file in (ROOT / 'site').rglob('index.html'):
        root = lxml.html.document_fromstring(file.read_bytes())
        fallback = root.find('.//meta[@name="robots"]') is not None and file.parent.name != 'tekst'  # a whole report is one text twice
        assert (root.find('.//script[@type="application/ld+json"]') is None) == fallback, file
