"""Feeds and calendars: judged by the grammars of their standards, and read by programs that readers use."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import fastjsonschema  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar
from lxml import etree

from publishing.formats import agenda, feeds
from publishing.languages import LOCALES
from publishing.markdown.context import PageContext
from publishing.markdown.list_view import View
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from tests.grammars import STANDARDS, grammar
from tests.projects import ROOT, TESTS, change, lay

KINDS = ('story', 'publication', 'meeting')
each_feed = pytest.mark.parametrize(('kind', 'locale'), [(kind, locale) for kind in KINDS for locale in LOCALES])


@pytest.fixture(scope='module')
def sources() -> Catalogue:
    return catalogue.load(ROOT)


def test_the_grammar_refuses_a_feed_without_id(sources: Catalogue) -> None:
    root = etree.fromstring(feeds.Series(sources, 'story', 'nl').atom())
    root.remove(root.find('{*}id'))
    assert not grammar('atom').validate(root)


@each_feed
def test_atom_is_valid_and_names_every_page(sources: Catalogue, kind: str, locale: str) -> None:
    series = feeds.Series(sources, kind, locale)
    assert grammar('atom').validate(etree.fromstring(series.atom())), grammar('atom').error_log
    read = feedparser.parse(series.atom())
    assert not read.bozo and read.feed.language == locale
    assert {entry.link for entry in read.entries} == {series.address(page) for page in sources.of_kind(kind, locale)}
    assert all(entry.link.startswith('https://') and entry.id == entry.link for entry in read.entries)
    assert all(entry.updated == f'{sources.history.day(page)}T00:00:00+00:00' for entry, page in zip(read.entries, series.pages))


@each_feed
def test_json_feed_is_valid_and_holds_the_same(sources: Catalogue, kind: str, locale: str) -> None:
    series = feeds.Series(sources, kind, locale)
    held = json.loads(series.json())
    schema = json.loads((STANDARDS / 'jsonfeed-1.1.json').read_text(encoding='utf-8'))
    fastjsonschema.validate(schema, held)
    read = feedparser.parse(series.atom())
    assert [(item['id'], item['title']) for item in held['items']] == [(entry.id, entry.title) for entry in read.entries]


def test_only_what_is_written_in_the_language_is_in_its_feed(tmp_path: Path) -> None:
    root = lay(tmp_path, TESTS / 'markdown/project')
    (root / 'docs/verhalen/verhaal.en.md').unlink()
    held = catalogue.load(root)
    assert '/verhalen/verhaal/' not in feeds.Series(held, 'story', 'en').atom().decode()
    assert '/verhalen/verhaal/' in feeds.Series(held, 'story', 'nl').atom().decode()


@pytest.mark.parametrize('locale', LOCALES)
def test_a_calendar_program_reads_every_meeting(sources: Catalogue, locale: str) -> None:
    held = agenda.Agenda(sources, locale)
    events = Calendar.from_ical(held.calendar(held.meetings)).events
    assert {str(event['url']) for event in events} == {sources.settings.page_address(page.name, locale) for page in held.meetings}
    for event, meeting in zip(events, sorted(held.meetings, key=lambda page: page.text('start'))):
        assert event.start == date.fromisoformat(meeting.text('start')) and event['summary'] == meeting.text('title')
        assert (event.end - event.start).days == 1
    assert [line for line in held.calendar(held.meetings).split(b'\r\n') if len(line) > 75] == []


def test_a_meeting_is_the_same_event_in_both_languages(sources: Catalogue) -> None:
    ids = [[str(event['uid']) for event in Calendar.from_ical(held.calendar(held.meetings)).events] for held in both(sources)]
    assert ids[0] == ids[1]


def both(sources: Catalogue) -> list[agenda.Agenda]:
    """The calendars of both languages."""
    return [agenda.Agenda(sources, locale) for locale in LOCALES]


def test_the_next_meeting_comes_first_and_the_last_one_leads_the_past(tmp_path: Path) -> None:
    """What is to come stands in the order of the calendar, what has been with the last one first."""
    root = lay(tmp_path, TESTS / 'markdown/project')
    model = (root / 'docs/bijeenkomsten/eerste.nl.md').read_text(encoding='utf-8')
    start = next(line for line in model.splitlines() if line.startswith('start:'))
    for file in (root / 'docs/bijeenkomsten').glob('*.md'):
        file.unlink()
    for day in ('2020-01-02', '2021-03-04', '2998-05-06', '2999-07-08'):
        file = root / f'docs/bijeenkomsten/{day}.nl.md'
        file.write_text(model, encoding='utf-8')
        change(file, start, f'start: {day}')
    held = catalogue.load(root)
    context = PageContext(held.pages['index', 'nl'], held, None, 'site', {})  # type: ignore[arg-type]
    coming, past = ([page.text('start') for page in pages] for _, _, pages in View(context).meetings())
    assert coming == ['2998-05-06', '2999-07-08']
    assert past == ['2021-03-04', '2020-01-02']
