"""Sources that were typed as other programs write them, `(Movisie, 2019)`: no reader can look them up in the list of sources."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from publishing.checks.in_markdown import in_markdown
from publishing.checks.passages import passages
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source

YEAR = r'(?P<year{0}>(?:19|20)\d\d)[a-z]?'
PLACE = r'(?:[,;:] ?[^()\n]{1,40})?\)'
CITED = re.compile(
    rf'\((?:(?i:zie|vgl\.|bron:|see|cf\.|source:) )?(?P<name>[^\W\d_][^()\n;:]{{1,60}}?),? {YEAR.format("")}{PLACE}'
    rf'|(?P<before>[A-ZÀ-Þ][\w’-]*(?: (?:(?:van|het|de|en|der|of|the) )*[A-ZÀ-Þ][\w’-]*){{0,4}}) \({YEAR.format("_behind")}{PLACE}'
)
ONE_NAME = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)+')
SHORT = re.compile(r'[(\[](?P<key>[a-z0-9]+(?:-[a-z0-9]+)+)(?P<place>, [^()\[\]\n]{1,30})?[)\]](?![(\[:])')
IN_BRACKETS = re.compile(r'(?:19|20)\d\d[a-z]?\)|\([^)\n]*(?:19|20)\d\d')
NUMBERED = ('(fig-', '(tab-')
MOST = 3  # that are named when more than one fits


def typed_citations(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A name and a year that are those of a source in the list, which the passage does not cite; in a sentence, which the page does not.

    And the short name of a source without the @, also behind another, or of a figure or table on the page between round brackets.
    """
    if any(sign in page.body for sign in NUMBERED):
        yield from _numbered(page)
    if catalogue.references.broken:
        return
    for citation in page.outline.citations:
        if ONE_NAME.fullmatch(citation.place) and citation.place in catalogue.references.ids:
            values = {'text': f'[@{citation.key}, {citation.place}]', 'near': f'[@{citation.key}; @{citation.place}]'}
            yield Problem(page.path, citation.line, 'citation-comma', values)
    if any(match['key'] in catalogue.references.ids for match in SHORT.finditer(page.body)):
        yield from _short(catalogue, page)
    if not IN_BRACKETS.search(page.body):
        return
    here = {citation.key for citation in page.outline.citations}
    for passage in passages(page):
        for match in CITED.finditer(passage.words) if passage.kind != 'front' and IN_BRACKETS.search(passage.words) else ():
            name, year = match['name'] or match['before'], match['year'] or match['year_behind']
            fitting = _of(catalogue, name, year)
            cited = here if match['before'] else {key for key in fitting if f'@{key}' in passage.raw}
            if fitting and cited.isdisjoint(fitting):
                values = {'text': match[0], 'wanted': ' / '.join(f'[@{key}]' for key in fitting[:MOST])}
                yield Problem(page.path, passage.line_at(match.start(), passage.words), 'citation-typed', values)


def _numbered(page: Source) -> Iterator[Problem]:
    here = {f'({caption.id})' for caption in page.outline.captions}
    for passage in passages(page):
        for match in SHORT.finditer(passage.own):
            if match[0] in here:
                values = {'text': match[0], 'near': in_markdown(match[0])}
                yield Problem(page.path, passage.line_at(match.start(), passage.own), 'left-citation', values)


def _short(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    known = set(catalogue.references.ids)
    for passage in passages(page):
        for match in SHORT.finditer(passage.own) if passage.kind != 'front' else ():
            if match['key'] in known:
                values = {'text': match[0], 'wanted': f'[@{match["key"]}{match["place"] or ""}]'}
                yield Problem(page.path, passage.line_at(match.start(), passage.own), 'citation-typed', values)


def _of(catalogue: Catalogue, name: str, year: str) -> list[str]:
    """The keys of the sources of that maker that appeared in that year."""
    typed = _plain(name)
    return [
        key
        for key, issued, makers in _sources(catalogue)
        if issued.startswith(year) and any(_begins_with(maker, typed) for maker in makers)
    ]


@functools.lru_cache(maxsize=1)
def _sources(catalogue: Catalogue) -> list[tuple[str, str, list[str]]]:
    """Key, day and makers of each source."""
    found = []
    for entry in catalogue.references.entries:
        makers = [str(party.get('literal', '')) for party in entry.get('author') or () if isinstance(party, dict)]
        makers += [str(entry.get(key, '')) for key in ('publisher', 'container-title')]
        found.append((str(entry.get('id')), str(entry.get('issued', '')), [*map(_plain, makers)]))
    return found


def _plain(name: str) -> str:
    return name.casefold().strip(' ,').removeprefix('de ').removeprefix('the ')


def _begins_with(maker: str, typed: str) -> bool:
    """Whether the one is the other, or its first words: who cites a maker with a long name shortens it."""
    return bool(maker) and (f'{maker} '.startswith(f'{typed} ') or typed.startswith(f'{maker} '))
