"""Meetings for the reader's own calendar (iCalendar, RFC 5545): one file per meeting, and all of them to follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from publishing.formats.feeds import moment
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS
from publishing.sources.source import Source
from publishing.words import words

if TYPE_CHECKING:
    from icalendar import Event

TYPE = 'text/calendar'
FOLDER = KINDS['meeting'].folder


class Agenda:
    """The meetings of one language."""

    def __init__(self, catalogue: Catalogue, locale: str):
        self.settings, self.locale = catalogue.settings, locale
        self.meetings = [page for page in catalogue.of_kind('meeting', locale) if page.locale == locale]

    @property
    def all_path(self) -> str:
        """Where the calendar with all meetings stands in the site."""
        return f'{FOLDER}/agenda.{self.locale}.ics'

    def path(self, meeting: Source) -> str:
        """Where the file of one meeting stands in the site: `bijeenkomsten/2023-06-14.nl.ics`."""
        return f'{meeting.name}.{self.locale}.ics'

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path in the site and content of every calendar file."""
        yield self.all_path, self.calendar(self.meetings)
        for meeting in self.meetings:
            yield self.path(meeting), self.calendar([meeting])

    def calendar(self, meetings: list[Source]) -> bytes:
        """The meetings as one iCalendar object."""
        from icalendar import Calendar  # imported late, here and below: most runs make none

        held = Calendar()
        held.add('prodid', f'-//{self.settings.site_name}//{FOLDER}//{self.locale.upper()}')
        held.add('version', '2.0')
        held.add('method', 'PUBLISH')
        held.add('x-wr-calname', f'{words("site", self.locale)["feed_meeting"]} – {self.settings.site_name}')
        for meeting in sorted(meetings, key=lambda meeting: (meeting.text('start'), meeting.name)):
            held.add_component(self._event(meeting))
        return bytes(held.to_ical())

    def _event(self, meeting: Source) -> Event:
        """One event. Its UID is the same in both languages: it is the same meeting."""
        from icalendar import Event

        address = self.settings.page_address(meeting.name, self.locale)
        event, changed = Event(), moment(meeting.text('updated'))
        event.add('uid', f'{meeting.name.replace("/", "-")}@{urlsplit(self.settings.site_url).netloc}')
        event.add('dtstamp', changed)
        event.add('last-modified', changed)
        start = date.fromisoformat(meeting.text('start'))
        event.add('dtstart', start)
        last = date.fromisoformat(meeting.text('end')) if meeting.text('end') else start
        event.add('dtend', last + timedelta(days=1))  # the day after the last one (RFC 5545, 3.6.1)
        event.add('summary', meeting.text('title'), parameters={'LANGUAGE': self.locale})
        event.add('description', f'{meeting.text("subject")}\n{address}', parameters={'LANGUAGE': self.locale})
        event.add('url', address)
        place = meeting.text('place') or (words('site', self.locale)['online'] if meeting.meta.get('online') else '')
        if place:
            event.add('location', place)
        return event


def is_past(meeting: Source, today: date) -> bool:
    """Whether the last day of a meeting lies before today."""
    return (meeting.text('end') or meeting.text('start')) < today.isoformat()
