"""What a feed says in words and in days; that its form is right is in test_following.py."""

from __future__ import annotations

import html
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publishing.formats import feeds
from publishing.formats.feeds import Series
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from tests.projects import EXAMPLE, change, lay

SIGNS = 'Een bericht met 1 < 2 & &lt;vet&gt; <script>x</script>.'
ATOM = {'a': 'http://www.w3.org/2005/Atom'}


@pytest.fixture
def held(tmp_path: Path) -> Catalogue:
    """Two stories that changed on different days, one with signs that mean something in HTML; a publication of a known day."""
    root = lay(tmp_path, EXAMPLE)
    story = root / 'docs/verhalen/elders.nl.md'
    change(story, 'updated: 2026-11-22', 'updated: 2025-03-01')
    lines = story.read_text(encoding='utf-8').splitlines(keepends=True)
    told = ''.join(f"description: '{SIGNS}'\n" if line.startswith('description:') else line for line in lines)
    story.write_text(told, encoding='utf-8')
    change(root / 'docs/publicaties/gids.nl.md', 'date: "2020-03"', 'date: 2020-03-04')
    return catalogue.load(root)


def atom(held: Catalogue, kind: str, locale: str = 'nl') -> Any:
    return etree.fromstring(Series(held, kind, locale).atom())


def test_words_of_a_page_are_words_in_a_feed(held: Catalogue) -> None:
    """An Atom reader takes the summary for HTML, a reader of a JSON feed does not."""
    (summary,) = [text for text in atom(held, 'story').xpath('//a:summary', namespaces=ATOM) if 'script' in text.text]
    assert summary.get('type') == 'html'
    assert '<' not in summary.text and html.unescape(summary.text) == SIGNS
    texts = [item['content_text'] for item in json.loads(Series(held, 'story', 'nl').json())['items']]
    assert SIGNS in texts


def test_the_newest_change_comes_first_and_is_that_of_the_feed(held: Catalogue) -> None:
    feed = atom(held, 'story')
    assert feed.xpath('/a:feed/a:updated/text()', namespaces=ATOM) == ['2026-11-22T00:00:00+00:00']
    assert feed.xpath('//a:entry/a:updated/text()', namespaces=ATOM) == ['2026-11-22T00:00:00+00:00', '2025-03-01T00:00:00+00:00']
    days = [item['date_modified'] for item in json.loads(Series(held, 'story', 'nl').json())['items']]
    assert days == ['2026-11-22T00:00:00+00:00', '2025-03-01T00:00:00+00:00']


def test_a_publication_appeared_on_its_day(held: Catalogue) -> None:
    """When the day is known; a month is no day, and a story has none."""
    appeared = '//a:entry/a:published/text()'
    assert atom(held, 'publication').xpath(appeared, namespaces=ATOM) == ['2020-03-04T00:00:00+00:00']
    assert [item.get('date_published') for item in json.loads(Series(held, 'publication', 'nl').json())['items']] == [
        '2020-03-04T00:00:00+00:00'
    ]
    assert atom(held, 'publication', 'en').xpath(appeared, namespaces=ATOM) == []
    assert atom(held, 'story').xpath(appeared, namespaces=ATOM) == []


def test_an_empty_feed_changed_when_its_page_did(held: Catalogue) -> None:
    """Not at this moment: the same sources give the same bytes."""
    for name in ('verhalen/eigen', 'verhalen/elders'):
        del held.pages[name, 'nl']
    held.pages['verhalen/index', 'nl'].meta['updated'] = '2024-02-29'
    feed = atom(held, 'story')
    assert feed.xpath('//a:entry', namespaces=ATOM) == []
    assert feed.xpath('/a:feed/a:updated/text()', namespaces=ATOM) == ['2024-02-29T00:00:00+00:00']


def test_addresses_of_feeds(held: Catalogue) -> None:
    """Readers have subscribed to these."""
    assert [path for series in feeds.of(held, 'nl') for path, _ in series.files()] == [
        'feeds/verhalen.nl.xml', 'feeds/verhalen.nl.json', 'feeds/publicaties.nl.xml', 'feeds/publicaties.nl.json',
        'feeds/bijeenkomsten.nl.xml', 'feeds/bijeenkomsten.nl.json',
    ]  # fmt: skip
    assert atom(held, 'story').xpath('//a:entry/a:id/text()', namespaces=ATOM) == [
        'https://voorbeeld.example/verhalen/eigen/', 'https://voorbeeld.example/verhalen/elders/',
    ]  # fmt: skip


@pytest.mark.parametrize('day', ['2026-11-22', date(2026, 11, 22)])
def test_a_day_begins_at_midnight_utc(day: str | date) -> None:
    assert feeds.moment(day) == datetime(2026, 11, 22, tzinfo=UTC)
