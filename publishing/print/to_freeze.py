"""What keeps an edition from being frozen, beside errors in the texts: all of it at once, each with the line of report.yml."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from publishing import git
from publishing.dates import written
from publishing.languages import author_language
from publishing.problems import Problem
from publishing.sources import editions, settings
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.report_source import ReportSource

RESERVED = ('example', 'test', 'invalid', 'localhost', 'example.com', 'example.net', 'example.org')  # RFC 2606, RFC 6761
MOST_NAMED = 5


def problems(sources: Catalogue, slug: str, *, draft: bool) -> list[Problem]:
    """Why the edition that report.yml names may not be frozen now; call after the checks, which judge the rest of the file."""
    if sources.reports[slug].broken or not sources.reports[slug].data.get('edition'):
        return []  # the checks have told
    held = sources.reports[slug]
    frozen = editions.of_report(sources.root, slug)  # as it is now: another may have frozen one meanwhile
    return [
        *_number(held, frozen),
        *_day(sources, held, frozen),
        *_note(held, frozen),
        *_address(sources),
        *_kept(sources.root, held, draft),
    ]


def problem(held: ReportSource, key: str, rule: str, detail: str = '') -> Problem:
    """A reason, told at a key of report.yml."""
    return Problem(held.path, held.lines.get(key, 1), rule, {'detail': detail})


def _number(held: ReportSource, frozen: list[Edition]) -> Iterator[Problem]:
    """`2026-11` and `2026-11.1` are one number; a new one comes after all others."""
    number = held.report.edition
    same = [other for other in frozen if other.order == editions.order(number)]
    if same:
        yield problem(held, 'edition', 'edition-exists', same[0].facts.edition)
    elif frozen and frozen[0].order > editions.order(number):
        yield problem(held, 'edition', 'edition-older', frozen[0].facts.edition)


def _day(sources: Catalogue, held: ReportSource, frozen: list[Edition]) -> Iterator[Problem]:
    last = max((other.facts.date for other in frozen), default=None)
    if last is not None and held.report.date < last:
        yield problem(held, 'date', 'edition-day-before', written(last, author_language()))
    if held.report.date > sources.today:
        yield problem(held, 'date', 'edition-day-to-come', written(sources.today, author_language()))


def _note(held: ReportSource, frozen: list[Edition]) -> Iterator[Problem]:
    """From the second edition on its readers hear in one sentence why it was made; the same sentence twice says nothing."""
    if frozen and (held.report.note is None or held.report.note == frozen[0].facts.note):
        yield problem(held, 'note', 'edition-without-note', frozen[0].facts.edition)


def _address(sources: Catalogue) -> Iterator[Problem]:
    """The address of an edition is printed in it: it must be one that can exist."""
    host = urlsplit(sources.settings.site_url).hostname or ''
    if any(host == name or host.endswith(f'.{name}') for name in RESERVED) or _is_number(host):
        line = sources.settings.lines.get('site_url', 1)
        yield Problem(settings.FILE, line, 'edition-address', {'detail': sources.settings.site_url})


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _kept(root: Path, held: ReportSource, draft: bool) -> Iterator[Problem]:
    """Git holds every text as it is, so that the edition can be made again; for a concept that may be waived (`draft`)."""
    if draft and held.report.status == 'concept':
        return
    try:
        changed = git.changed(root)
        git.commit(root)
    except git.NoHistory:
        yield problem(held, 'edition', 'edition-without-git')
        return
    if changed:
        more = f' (+{len(changed) - MOST_NAMED})' if len(changed) > MOST_NAMED else ''
        yield problem(held, 'edition', 'edition-not-kept', ', '.join(changed[:MOST_NAMED]) + more)
