"""What a report can't be made of, found without laying it out: each is put together as for the printer, and read.

A report is put together again only when a text changed that was looked at for it, or anything that is no text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.checks import memory
from publishing.checks.signs import is_odd, named
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import admission
from publishing.sources.catalogue import Catalogue
from publishing.sources.inputs import Inputs
from publishing.sources.kept_work import KeptWork
from publishing.sources.source import DATA

if TYPE_CHECKING:
    from publishing.report.comparison import Change
    from publishing.report.composed import Document

FILE = 'build/cache/reports-composed.json'
ID, LEADS = re.compile(r'\sid="([^"]+)"'), re.compile(r'\shref="#([^"]+)"')
UNPRINTED = re.compile(r'<(title|desc|script|style)\b.*?</\1>|<[^>]+>', re.S)  # what of HTML is no text on paper
READ = ('.yml', '.csv')  # data files whose words stand in reports
NAMED_CHANGES = 3


def faults(sources: Catalogue, program: str) -> list[Problem]:
    """Of every report in every language; call after the checks. `program` changes when that which finds them does."""
    admitted = admission.admitted(sources, 'pdf')
    shared = [str((sources.today, sources.settings, sorted(admitted.withheld))), *memory.beside(sources)]
    kept, found = KeptWork(sources.root / FILE, Inputs.of(admitted, shared), program), list[Problem]()
    for slug, locale in [(slug, locale) for slug in admitted.reports for locale in LOCALES]:
        told = kept.of(f'{slug}.{locale}', partial(_plain, admitted, slug, locale))
        found += [Problem(*problem) for problem in told]
    kept.keep()
    return found


def _plain(sources: Catalogue, slug: str, locale: str) -> list[tuple[str, int, str, dict[str, str]]]:
    return [(problem.path, problem.line, problem.rule, problem.values) for problem in _of(sources, slug, locale)]


def _of(sources: Catalogue, slug: str, locale: str) -> Iterator[Problem]:
    from publishing.report import composer  # imported late: what is remembered needs none of it

    document = composer.rehearsed(sources, slug, locale)
    yield from loose(document)
    yield from unprintable(sources.root, document)
    yield from drifted(sources, slug, locale)


def loose(document: Document) -> Iterator[Problem]:
    """References that lead nowhere in the report, and places that have one name: the printer refuses both."""
    places = Counter(ID.findall(document.html))
    for id in dict.fromkeys(LEADS.findall(document.html)):
        if id not in places:
            yield Problem(*_where(document, html.unescape(id)), 'render', {'detail': f'No anchor #{html.unescape(id)}'})
    for id, number in places.items():
        if number > 1:
            yield Problem(*_where(document, html.unescape(id)), 'render', {'detail': f'#{html.unescape(id)} × {number}'})


def unprintable(root: Path, document: Document) -> Iterator[Problem]:
    """Signs that no font of ours has, at each line that holds one: nobody is to find a box where a sign stood."""
    lines = dict[tuple[str, int], list[str]]()
    for sign in sorted(filter(is_odd, set(html.unescape(UNPRINTED.sub('', document.html))))):
        for place in list(lines_with(root, document, sign)) or [(f'reports/{document.slug}/report.yml', 1)]:
            lines.setdefault(place, []).append(named(sign))
    for place, held in lines.items():
        yield Problem(*place, 'missing-glyph', {'sign': ', '.join(held)})


def lines_with(root: Path, document: Document, sign: str) -> Iterator[tuple[str, int]]:
    """Path and line of a sign in everything that a report is made from: its pages, its own texts and the data files."""
    folder = root / 'reports' / document.slug
    own = [
        folder / 'report.yml',
        *sorted(folder.glob(f'*.{document.locale}.md')),
        *sorted(file for file in (root / DATA).iterdir() if file.suffix in READ),
    ]
    for path in dict.fromkeys([page.path for page in document.pages] + [file.relative_to(root).as_posix() for file in own]):
        for number, line in enumerate((root / path).read_text(encoding='utf-8').split('\n'), 1):
            if sign in line or ('&' in line and sign in html.unescape(line)):  # typed, or by its number
                yield path, number


def _where(document: Document, id: str) -> tuple[str, int]:
    """The first line that leads to a place or names it, else the first of report.yml."""
    place = id.rpartition('--')[2]
    for page in document.pages:
        for link in page.outline.links:
            if link.target.partition('#')[2] == place:
                return page.path, link.line
    return f'reports/{document.slug}/report.yml', 1


def drifted(sources: Catalogue, slug: str, locale: str) -> Iterator[Problem]:
    """A text that is no longer that of the edition whose number report.yml still gives it; a story that left it is no such change.

    It is told once for all languages: a translation that has changed with its original is not told too.
    """
    from publishing.report import composer

    if locale != ORIGINAL and any(drifted(sources, slug, ORIGINAL)):
        return
    held = sources.reports[slug]
    for edition in sources.editions_of(slug):
        if edition.facts.edition != held.report.edition or edition.facts.withdrawn:
            continue
        told = composer.since(sources, slug, locale, edition)
        changed = [*(line.what for line in told.facts), *(_place(change) for change in told.comparison.changes if not change.masked)]
        if changed:
            detail = ', '.join([*dict.fromkeys(changed)][:NAMED_CHANGES])
            values = {'edition': edition.facts.edition, 'detail': detail}
            yield Problem(held.path, held.lines.get('edition', 1), 'edition-drifted', values)


def _place(change: Change) -> str:
    place = change.held.place
    return f'{place.number} {place.title}'.strip()
