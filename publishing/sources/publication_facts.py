"""What the page of a report of ours says of it: number, status and day are those of report.yml and of its editions, never typed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from publishing.sources import standing
from publishing.sources.editions import Edition
from publishing.sources.report_source import ReportSource
from publishing.sources.source import Source

KEYS = ('number', 'date', 'status')


def told(page: Source, reports: Mapping[str, ReportSource], editions: Iterable[Edition]) -> Source:
    """The page with the facts of its report: those of the edition that readers are given first; a working text did not appear yet.

    A page of no report stays as it is, and so does one that types them itself, for the checks to tell.
    """
    held = reports.get(page.text('report'))
    if held is None or held.broken or page.broken:
        return page
    first = standing.offered_first(edition for edition in editions if edition.report == held.slug)
    facts: dict[str, Any] = {'number': held.data.get('number'), 'status': held.data.get('status')}
    if first is not None:
        facts |= {'date': first.facts.date.isoformat(), 'status': first.facts.status}
    return replace(page, meta=facts | page.meta)
