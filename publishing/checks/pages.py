"""What a page says of itself: front matter, headings, captions, citations, blocks and boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from publishing import days
from publishing.checks.figures import chart_in_table, chart_sources
from publishing.checks.in_markdown import in_markdown
from publishing.checks.near import near, near_source
from publishing.languages import ORIGINAL
from publishing.pictures import chart, process
from publishing.problems import Problem
from publishing.sources import numbered_things, publication_facts, shapes
from publishing.sources.block_names import BLOCKS_CALLED, BOXES_CALLED, CONTAINERS, HELP, generated
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS, MODELS
from publishing.sources.numbered_things import GIVEN, THINGS
from publishing.sources.outline import Box, Caption, Heading, Numbered
from publishing.sources.schema.pages import Page
from publishing.sources.slots import SLOT
from publishing.sources.source import Source
from publishing.sources.validation import problems_in

DATA_FILES = {'chart': chart.problems, 'process': process.problems}  # blocks whose argument is the name of a data file
DAY, PARTIAL = re.compile(r'\d{4}-\d{2}-\d{2}'), re.compile(r'\d{4}(?:-\d{2}){0,2}')
WITH_REGION = re.compile(r'(?P<place>[^(),/]+?)(?:,? *\(|, *| */ *| - )(?P<region>[^()]+?)\)?')
IN_CAPITALS, IN_SMALL = re.compile(r'[A-ZÀ-Þ]{4,}'), re.compile(r'[a-zß-ÿ-]+')
WITHIN_PLACES, NOWHERE = ('aan', 'bij', 'de', 'den', 'het', 'in', 'op', 'van'), ('online', 'landelijk', 'nationwide')
QUOTES = r'\'"“”‘’()\[\]'
UNTITLED = re.compile(
    rf'(?P<sign>!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]+)(?:[ ]*[:{QUOTES}]|[ ])[ {QUOTES}]*(?P<title>[^"“”()\[\]]*\w[^"“”()\[\]]*?)[ {QUOTES}]*'
)
BOXES = ('note', 'tip', 'warning', 'law', 'missing', 'example', *numbered_things.BOXES, 'quote')


def front_matter(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """The front matter fits the schema of the page's kind."""
    if page.broken:
        return
    kind = page.meta.get('kind', 'page')
    if not isinstance(kind, str) or kind not in MODELS:
        yield Problem(page.path, page.line_of('kind'), 'bad-value', {'key': 'kind', 'value': str(kind)} | shapes.choice(str(kind), MODELS))
        return
    found = list(problems_in(MODELS[kind], page.meta, page.path, page.line_of, catalogue.settings.ours))
    lacking = [problem for problem in found if problem.rule == 'missing-key' and problem.values['key'] not in Page.model_fields]
    if lacking and (folders := KINDS[kind].folders) and page.folder not in folders:  # it was likely meant to be no such page
        meant = next((name for name, of_folder in KINDS.items() if page.folder in of_folder.folders), 'page')
        values = {'kind': kind, 'folders': '/, docs/'.join(folders), 'wanted': meant}
        yield Problem(page.path, page.line_of('kind'), 'kind-elsewhere', values)
        of_it = [problem for problem in found if problem.rule == 'unknown-key' and problem.values['key'] in MODELS[meant].model_fields]
        found = [problem for problem in found if problem not in lacking and problem not in of_it]
    yield from _of_a_kind(page, found)


def _of_a_kind(page: Source, found: list[Problem]) -> Iterator[Problem]:
    """Keys of the kind whose folder it stands in, on a page that says another kind, or none, are one mistake."""
    for name, kind in KINDS.items():
        of_it = [problem for problem in found if problem.rule == 'unknown-key' and problem.values['key'] in kind.model.model_fields]
        if of_it and page.folder in kind.folders and not any(problem.values.get('near') == 'kind' for problem in found):
            values = {'kind': name, 'keys': ', '.join(problem.values['key'] for problem in of_it), 'said': (said := page.text('kind'))}
            line = page.line_of('kind') if said else min(problem.line for problem in of_it)
            yield Problem(page.path, line, 'kind-of-folder' if said else 'missing-kind', values)
            found = [problem for problem in found if problem not in of_it]
    yield from found


def texts_and_days(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A page has a text, and says nothing of what was done on a day still to come."""
    if not page.broken and not page.body.strip():
        yield Problem(page.path, page.body_line - 1, 'page-without-text')
    yield from future_days(page.meta, ('updated', 'checked_on', 'since'), catalogue.today, page.path, page.line_of)


def place_alone(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """The place of an initiative does not name its region too."""
    match = WITH_REGION.fullmatch(page.text('place'))
    if match and match['region'].casefold() in (region.casefold() for region in catalogue.settings.ours.choices('province', page.locale)):
        values = {'value': page.text('place'), 'near': match['place']}
        yield Problem(page.path, page.line_of('place'), 'place-with-region', values)


def place_as_written(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A place has a capital, and no word of it is in capitals: the list of initiatives shows it as it is typed."""
    place = page.text('place')
    if IN_CAPITALS.search(place) or (IN_SMALL.fullmatch(place) and place not in NOWHERE):
        near = ' '.join(word if word in WITHIN_PLACES else word.title().replace('Ij', 'IJ') for word in place.lower().split())
        yield Problem(page.path, page.line_of('place'), 'place-capitals', {'value': place, 'near': near[:1].upper() + near[1:]})


def day_of_name(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A page that is named by a day tells of that day, as a copied one does not."""
    named, starts = page.name.rpartition('/')[2], str(page.meta.get('start', ''))
    if page.locale == ORIGINAL and DAY.fullmatch(named[:10]) and DAY.fullmatch(starts) and named[:10] != starts:
        yield Problem(page.path, page.line_of('start'), 'day-of-name', {'name': named[:10], 'value': starts})


def future_days(data: dict[str, Any], keys: Iterable[str], today: date, path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """A day on which something was done is not still to come."""
    for key in keys:
        value = str(data.get(key))
        if PARTIAL.fullmatch(value) and value > today.isoformat()[: len(value)]:
            values = {'key': key, 'value': value, 'near': days.passed(value, today, days.OLDEST if key == 'since' else today.year - 10)}
            yield Problem(path, line_of(key), 'day-to-come', values, raised='error' if key == 'since' else None)


def publications(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A publication of ours names a report that exists, and leaves to it what that says itself."""
    slug = page.text('report')
    for key in publication_facts.KEYS:
        if slug in catalogue.reports and key in page.lines:
            yield Problem(page.path, page.line_of(key), 'fact-of-report', {'key': key, 'report': f'reports/{slug}/report.yml'})
    if slug and slug not in catalogue.reports:
        values = {'key': 'report', 'value': slug} | shapes.choice(slug, catalogue.reports)
        yield Problem(page.path, page.line_of('report'), 'bad-value', values)


def law_pages(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """What a page says of the law was checked not longer ago than `law_months` in mkdocs.yml."""
    checked, months = page.meta.get('checked_on'), catalogue.settings.law_months
    if page.meta.get('kind') != 'chapter' or not isinstance(checked, str) or not DAY.fullmatch(checked):
        return
    year, month = divmod(int(checked[:4]) * 12 + int(checked[5:7]) - 1 + months, 12)
    if f'{year:04}-{month + 1:02}{checked[7:]}' < catalogue.today.isoformat():
        yield Problem(page.path, page.line_of('checked_on'), 'law-page-old', {'date': checked, 'months': str(months)})


def sources(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A chapter says where what it says comes from."""
    named = page.meta.get('sources') or page.outline.citations
    if page.meta.get('kind') == 'chapter' and not named and not page.broken and not SLOT.search(page.body):
        yield Problem(page.path, page.body_line, 'chapter-without-sources')


def headings(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """No second title, no skipped level, an id of its own on every section (WCAG 1.3.1; PDF/UA-1 7.4.2)."""
    level, seen = 1, dict[str, int]()
    for heading in page.outline.headings:
        if heading.level == 1:
            yield Problem(page.path, heading.line, 'second-title', {'title': heading.title})
            continue
        if heading.level > level + 1:
            values = {'title': heading.title, 'level': str(heading.level), 'wanted': '#' * (level + 1)}
            yield Problem(page.path, heading.line, 'heading-skips', values)
        level = heading.level
        if heading.id is None and heading.level <= 3 and heading.title and not heading.title.endswith('}'):  # of those another check tells
            yield Problem(page.path, heading.line, 'heading-without-id', {'title': heading.title})
        yield from _used_once(page, heading, seen)
    for caption in page.outline.captions:
        if not caption.attached:
            yield Problem(page.path, caption.line, 'caption-alone', {'title': caption.title})
        if caption.id is None:
            yield Problem(page.path, caption.line, 'caption-without-id', {'title': caption.title})
        yield from _used_once(page, caption, seen)
    for item in page.outline.things(*(thing for thing in THINGS if thing.typed != 'caption')):
        yield from _used_once(page, item, seen)


def _titled(page: Source, box: Box) -> str:
    """The first line of a box with what was likely meant for its title between quotation marks, '' without any."""
    typed = page.body.split('\n')[box.line - page.body_line].strip(' >\t')
    match = UNTITLED.fullmatch(typed)
    return f'{match["sign"]} {match["kind"].lower()} "{match["title"].strip()}"' if match else ''


def _used_once(page: Source, item: Heading | Caption | Numbered | Box, seen: dict[str, int]) -> Iterator[Problem]:
    if item.id and GIVEN.fullmatch(item.id):
        yield Problem(page.path, item.line, 'id-is-number', {'id': item.id})
    elif item.id in seen:
        yield Problem(page.path, item.line, 'double-id', {'id': item.id, 'line': str(seen[item.id])})
    elif item.id is not None:
        seen[item.id] = item.line


def citations(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every cited source stands in the bibliography."""
    if catalogue.references.broken:
        return
    known = set(catalogue.references.ids)
    cited = [(item.key, item.line) for item in page.outline.citations]
    listed = page.meta.get('sources')
    cited += [(str(key), page.line_of(f'sources.{number}')) for number, key in enumerate(listed if isinstance(listed, list) else [])]
    member = page.meta.get('member')
    cited += [(str(member['source']), page.line_of('member.source'))] if isinstance(member, dict) and member.get('source') else []
    meant = [call for call in page.outline.calls if call.label in known]
    noted = {node.meta['label'] for node in page.reading.flat if node.type == 'footnote_reference'} if meant else set()
    for call in meant:
        if call.label not in noted:
            yield Problem(page.path, call.line, 'left-citation', {'text': f'[^{call.label}]', 'near': f'[@{call.label}]'})
    for key, line in cited:
        if key not in known:
            first, _, place = key.partition(' ')
            if '@' in place and first in known:
                yield Problem(page.path, line, 'citation-comma', {'text': f'[@{key}]', 'near': f'[@{first}; {place[place.index("@") :]}]'})
            elif place and (first := first.rstrip(':;')) in known:
                yield Problem(page.path, line, 'citation-place', {'text': key, 'wanted': f'[@{first}, {place}]'})
            else:
                yield Problem(page.path, line, 'unknown-source', {'key': key, 'near': _source_meant(catalogue, key)})


def _source_meant(catalogue: Catalogue, key: str) -> str:
    """What was likely meant by a source that is not known: one by its address, a figure or table, or one that is called nearly so."""
    if key.startswith(('fig-', 'tab-')):
        return in_markdown(f'@{key}')
    if key.startswith('http'):
        held = (
            str(entry.get('id', '')) for entry in catalogue.references.entries if str(entry.get('URL', '')).rstrip('/') == key.rstrip('/')
        )
        return next(held, '')
    return near_source(key, catalogue.references.ids)


def blocks(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Generated blocks and boxes are of a known kind, and boxes have a title in the page's language."""
    given = {**generated(), HELP: catalogue.helpers.ids} if page.outline.blocks else {}
    for block in page.outline.blocks:
        if block.kind == HELP and catalogue.helpers.broken:
            continue
        if block.kind not in DATA_FILES and block.argument not in given.get(block.kind, ()):
            names = [f'{block.kind} | {name}' for name in given.get(block.kind, ())]
            known = ', '.join(names or [f'{kind} | …' for kind in (*given, *DATA_FILES)])
            values = {'block': f'{block.kind} | {block.argument}'.rstrip(' |'), 'known': known}
            kind, argument = (BLOCKS_CALLED.get(typed.lower(), typed.lower()) for typed in (block.kind, block.argument))
            begins = argument.split(' ')[0]
            likely = begins if begins in given.get(kind, ()) else near(argument, given.get(kind, ()))
            close = near(kind, (*given, *DATA_FILES)) if kind not in given else ''
            fits = close in DATA_FILES or block.argument in given.get(close, ())
            values['near'] = f'{kind} | {likely}' if likely else f'{close} | {block.argument}' if close and fits else ''
            yield Problem(page.path, block.line, 'unknown-block', values)
        elif not block.closed or (block.content and block.kind not in CONTAINERS):
            yield Problem(page.path, block.line, 'block-open', {'block': f'{block.kind} | {block.argument}'})
        elif block.kind in DATA_FILES:
            found = list(DATA_FILES[block.kind](catalogue.root, block.argument, page.path, block.line))
            yield from found
            if block.kind == 'chart' and not found:
                yield from chart_in_table(catalogue, page, block)
                yield from chart_sources(catalogue, block)
        elif block.kind == 'check' and not any(block.line < point.line for point in page.outline.points):
            yield Problem(page.path, block.line, 'check-without-points')
    for box in page.outline.boxes:
        if box.kind not in BOXES:
            values = {'kind': box.kind, 'known': ', '.join(BOXES), 'near': BOXES_CALLED.get(box.kind.lower(), '')}
            yield Problem(page.path, box.line, 'unknown-box', values)
        if box.title is None:
            yield Problem(page.path, box.line, 'box-without-title', {'kind': box.kind, 'near': _titled(page, box)})
        elif box.kind in numbered_things.BOXES and box.id is None:
            yield Problem(page.path, box.line, 'box-without-id', {'title': box.title})
