"""What the two files of a pair must have in common, and whether the translation follows its original."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import zip_longest
from typing import TypeVar

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import fingerprints, slots, spoken, stamps, translation
from publishing.sources.catalogue import Catalogue
from publishing.sources.fingerprints import Translatable
from publishing.sources.kinds import MODELS
from publishing.sources.numbered_things import BOXES, OF_PARAGRAPH, OF_POINT
from publishing.sources.outline import Block, Box, Call, Caption, Diagram, Heading, Link, Listing, Numbered, Outline, Table
from publishing.sources.source import Source
from publishing.sources.validation import misfits

Placed = TypeVar('Placed', Link, Box, Block, Call, Table, Diagram, Numbered, Numbered | Box | Caption, Listing)
Named = Sequence[Heading | Caption | Numbered | Box]
MACHINE = {key for kind in MODELS.values() for key in kind.model_fields} - spoken.DIFFERING - {stamps.KEY}
LANGUAGE = re.compile(rf'\.(?:{"|".join(LOCALES)})(?=\.\w+$)')
ELSEWHERE = 'https://…'
NUMBERED = ([OF_PARAGRAPH], [OF_POINT], list(BOXES.values()))  # whose numbers run on, and so would differ after the first difference


def missing_twin(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every page has its original; one without a translation is shown in the language of the original."""
    for locale in LOCALES if page.path not in catalogue.unread else ():
        if catalogue.twin(page, locale) is None:
            wanted = page.path.removesuffix(f'{page.locale}.md') + f'{locale}.md'
            rule = 'missing-original' if locale == ORIGINAL else 'missing-twin'
            yield Problem(page.path, 1, rule, {'wanted': wanted})


def in_step(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A translation follows its original: nothing has changed there since it was made."""
    held = translation.of(catalogue, page)
    if held is None:
        if page.locale == ORIGINAL and stamps.KEY in page.meta:
            yield Problem(page.path, page.line_of(stamps.KEY), 'made-from-in-original')
        return
    values = {'page': page.path, 'other': held.original.path, 'sections': held.told()}
    if held.state == 'behind':
        yield Problem(page.path, page.line_of(stamps.KEY), 'translation-behind', values)
    elif held.state == 'unchecked' and not page.text(stamps.KEY):
        yield Problem(page.path, 1, 'translation-unchecked', values)


def twin_differs(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A translation has the same machine values, and in each section that is in step the same structure."""
    held = translation.of(catalogue, page)
    if held is None:
        return
    original = held.original
    keys = {key for key in (page.meta.keys() | original.meta.keys()) & MACHINE if page.meta.get(key) != original.meta.get(key)}
    for key in sorted(keys - _unfit(page) - _unfit(original)) if keys else ():
        if not any(slots.inside([page.meta.get(key), original.meta.get(key)])):
            yield Problem(page.path, page.line_of(key), 'twin-value-differs', {'key': key, 'other': original.path})
    here, there = _Part(page, original, set(held.keys)), _Part(original, page, set(held.keys))
    differ = [*_first_level(page, original)]
    differ += _first_difference(page, original, here.headings, there.headings) if _all_named(page) and _all_named(original) else ()
    differ += _first_difference(page, original, here.captions, there.captions)
    yield from differ
    yield from _cited_sources(catalogue, here, there)
    for key in here.sections if not differ else ():  # else the rest would only follow
        if key in there.sections:
            yield from _structure(here, there, key)
            if page.name in catalogue.numbering.numbers:
                yield from _numbers(here, there, key)


class _Part:
    """What stands in the sections of a page that are in step; what is behind is told as a whole.

    So is a section that `other` lacks, with what stands there alone.
    """

    def __init__(self, page: Source, other: Source, behind: set[str]):
        outline, there = page.outline, other.outline
        self.page, self.outline = page, outline
        held = fingerprints.sections(page)
        skipped, alone = _spans(held, behind), _spans(held, held.keys() - fingerprints.sections(other).keys())
        ids, keys = {item.id for item in there.captions}, {item.key for item in there.citations}
        self.sections = {key: section for key, section in held.items() if key not in {*behind, stamps.FRONT}}
        self.headings = [item for item in outline.headings if item.level <= 3 and not _within(item.line, skipped)]
        captions = [item for item in outline.captions if not _within(item.line, skipped)]
        self.captions = [item for item in captions if item.id in ids or not _within(item.line, alone)]
        citations = [item for item in outline.citations if not _within(item.line, skipped)]
        self.citations = [item for item in citations if item.key in keys or not _within(item.line, alone)]


def _spans(sections: dict[str, Translatable], keys: Set[str]) -> list[tuple[int, int]]:
    """The lines of some sections, but for the front matter."""
    return [(section.line, section.end) for key, section in sections.items() if key in keys and key != stamps.FRONT]


def _within(line: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a line stands in one of the spans, which are in the order of the text."""
    before = bisect_right(spans, (line, sys.maxsize))
    return before > 0 and line < spans[before - 1][1]


def _cited_sources(catalogue: Catalogue, here: _Part, there: _Part) -> Iterator[Problem]:
    """One that lacks is told of at its section. Not told when a key is unknown: that would be the same mistake twice."""
    cited, wanted = ({item.key: item.line for item in part.citations} for part in (here, there))
    if not set(catalogue.references.ids) >= cited.keys() | wanted.keys():
        return
    for key in sorted(cited.keys() - wanted.keys()):
        yield Problem(here.page.path, cited[key], 'twin-source-extra', {'key': key, 'other': there.page.path})
    for key in sorted(wanted.keys() - cited.keys()):
        values = {'key': key, 'other': there.page.path, 'line': str(wanted[key])}
        around = next((name for name, section in there.sections.items() if section.line <= wanted[key] < section.end), '')
        line = here.sections[around].line if around in here.sections else here.page.body_line
        yield Problem(here.page.path, line, 'twin-source-missing', values)


def _unfit(page: Source) -> set[str]:
    """The keys of front matter that do not fit, which is told of as what it is; `kind` with them, which may be why."""
    model = MODELS.get(page.text('kind') or 'page')
    found = misfits(model, page.meta, page.path, lambda key: 1) if model else ()
    keys = {problem.values['key'].partition('.')[0] for problem in found if 'key' in problem.values}
    return keys | {'kind'} if keys else keys


def _first_difference(page: Source, original: Source, ours: Named, theirs: Named) -> Iterator[Problem]:
    """Told once, at the first that differs: the ones after it would only follow. One without id is told elsewhere."""
    if any(item.id is None for item in (*ours, *theirs)):
        return
    for mine, other in zip_longest(ours, theirs):
        if mine is None or other is None or mine.id != other.id:
            rule = 'twin-part-missing' if mine is None else 'twin-part-extra' if other is None else 'twin-parts-differ'
            values = {'id': f'#{mine.id}'} if mine else {}
            values |= {'wanted': f'#{other.id}', 'line': str(other.line)} if other else {}
            values['lacking'] = ' '.join(sorted({str(item.id) for item in theirs} - {str(item.id) for item in ours}))
            line = mine.line if mine else ours[-1].line if ours else page.body_line
            yield Problem(page.path, line, rule, values | {'other': original.path})
            return


def _first_level(page: Source, original: Source) -> Iterator[Problem]:
    """A heading has as many # as in the original; told once, for what stands below it then belongs elsewhere."""
    levels = {item.id: item for item in original.outline.headings if item.id}
    for item in page.outline.headings:
        other = levels.get(item.id or '')
        if other is not None and other.level != item.level:
            values = {'id': f'#{item.id}', 'wanted': '#' * other.level, 'other': original.path, 'line': str(other.line)}
            yield Problem(page.path, item.line, 'twin-level-differs', values)
            return


def _all_named(page: Source) -> bool:
    """Whether each heading that needs a name has one: else that is told, and the comparison would only follow."""
    return all(item.id is not None for item in page.outline.headings if item.level <= 3)


def _structure(here: _Part, there: _Part, key: str) -> Iterator[Problem]:
    """A section has the links, notes, pictures, tables, boxes and lists of its original: what lacks here, and what stands only here."""
    mine, other = here.sections[key], there.sections[key]
    for rule, parts in STRUCTURE.items():
        ours, theirs = Counter(parts(here.outline, mine)), Counter(parts(there.outline, other))
        if ours != theirs:
            values = {'section': mine.title or 'intro', 'other': there.page.path, 'line': str(other.line)}
            values |= {'missing': _listed(theirs - ours), 'extra': _listed(ours - theirs)}
            yield Problem(here.page.path, mine.line, rule, values)


def _numbers(here: _Part, there: _Part, key: str) -> Iterator[Problem]:
    """A section of a page in a report has as many of what takes a number as its original, under the same names."""
    mine, other = here.sections[key], there.sections[key]
    counts = []
    for things in NUMBERED:
        ours, theirs = ([*_in(part, [*held.outline.things(*things)])] for held, part in ((here, mine), (there, other)))
        counts.append((f'{len(ours)}', f'{len(theirs)}'))
        yield from _first_difference(here.page, there.page, [item for item in ours if item.id], [item for item in theirs if item.id])
    if any(ours != theirs for ours, theirs in counts):
        values = {'section': mine.title or 'intro', 'other': there.page.path, 'line': str(other.line)}
        values |= {'here': ' + '.join(ours for ours, _ in counts), 'there': ' + '.join(theirs for _, theirs in counts)}
        yield Problem(here.page.path, mine.line, 'twin-numbers-differ', values)


def _listed(parts: Counter[str]) -> str:
    return ', '.join(sorted(parts.elements())) or '–'


def _links(outline: Outline, section: Translatable) -> Iterator[str]:
    """Inside the site the targets; elsewhere only how many, since a site may have a page for each language."""
    for link in _in(section, outline.links):
        if not link.picture:
            yield ELSEWHERE if '://' in link.target else link.target.removeprefix('./')


def _notes(outline: Outline, section: Translatable) -> list[str]:
    return [f'[^{call.label}]' for call in _in(section, outline.calls)]


def _pictures(outline: Outline, section: Translatable) -> list[str]:
    """A picture with words in it has a file for each language: `voorbeeld.nl.png`, `voorbeeld.en.png`; a diagram is typed in each."""
    held = [LANGUAGE.sub('', link.target) for link in _in(section, outline.links) if link.picture]
    return held + [diagram.language for diagram in _in(section, outline.diagrams)]


def _tables(outline: Outline, section: Translatable) -> list[str]:
    """The size of each table, rows × columns, its head included."""
    return [f'{table.rows} × {table.columns}' for table in _in(section, outline.tables)]


def _boxes(outline: Outline, section: Translatable) -> list[str]:
    return [box.kind for box in _in(section, outline.boxes)]


def _blocks(outline: Outline, section: Translatable) -> list[str]:
    return [f'{block.kind} | {block.argument}' for block in _in(section, outline.blocks)]


def _points(outline: Outline, section: Translatable) -> list[str]:
    points = _in(section, outline.points)
    return [str(len(points))] if points else []


def _lists(outline: Outline, section: Translatable) -> list[str]:
    return [str(held.points) for held in _in(section, outline.lists)]


def _in(section: Translatable, items: Sequence[Placed]) -> Sequence[Placed]:
    """What stands in a section, of items in the order of the text."""
    start, end = (bisect_left(items, line, key=lambda item: item.line) for line in (section.line, section.end))
    return items[start:end]


STRUCTURE: dict[str, Callable[[Outline, Translatable], Iterable[str]]] = {
    'twin-links-differ': _links, 'twin-notes-differ': _notes, 'twin-pictures-differ': _pictures, 'twin-tables-differ': _tables,
    'twin-boxes-differ': _boxes, 'twin-blocks-differ': _blocks, 'twin-points-differ': _points,
    'twin-lists-differ': _lists,
}  # fmt: skip
