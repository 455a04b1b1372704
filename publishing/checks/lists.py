"""Lists and boxes that fall apart: points that are in too little, numbers that start again at 1, what stands below a box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publishing.checks.lost import CONTENTS
from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources import reading
from publishing.sources.reading import Node

LISTS = ('bullet_list', 'ordered_list')
OF_CONTENTS = ('inhoud', 'op deze pagina', 'contents', 'on this page')
PAGED = re.compile(r'(?P<title>[^\t\n]*\w)[\t ]+(?P<page>\d{1,3})[ ]*')
BOX_SIGNS = ('!!!', '???', '===')
BOXES, LISTED = ('box', 'tab'), (*LISTS, 'table')
GOES_ON = ('paragraph', 'blockquote', *LISTED)  # what can stand in a box as well as below it


def lists_whole(text: Text) -> Iterator[Problem]:
    """A point below a point is in by two spaces, below a number by three; a list that goes on goes on counting."""
    lines = text.page.body.split('\n')
    for holder in (text.page.reading, *(node for node in text.page.reading.flat if node.type == 'list_item')):
        told: list[tuple[str, int]] = []
        for before, node in pairwise([None, *holder.children]):
            if node is not None and node.type in LISTS and (line := _too_little(node, before, lines)) is not None:
                told.append(('list-indent', line))
        told += [('list-restarts', line) for line in _restarts(holder)]
        for rule, line in told:
            yield Problem(text.path, text.page.body_line + line, rule, {'text': shortened(lines[line].strip())})
        for node in holder.children:
            yield from _counted_wrongly(text, node) if node.type == 'ordered_list' else ()


def below_boxes(text: Text) -> Iterator[Problem]:
    """What stands below a box and was likely meant as more of it: no line between, a space before it, or what its last words announce."""
    tree, lines = text.page.reading, text.page.body.split('\n')
    around = (tree, *tree.flat) if any(sign in text.page.body for sign in BOX_SIGNS) else ()
    for above, below in (pair for node in around for pair in pairwise(node.children)):
        last = above.children[-1] if above.type in BOXES and above.children else None
        if last is None or last.type == 'title' or below.type not in GOES_ON or not above.map or not re.search(r'\w', lines[below.line]):
            continue
        announced = below.type in LISTED and last.type == 'paragraph' and reading.text(last).rstrip().endswith(':')
        if below.line == above.map[1] or announced or re.match(r' \S', lines[below.line]):
            yield Problem(text.path, text.page.body_line + below.line, 'box-goes-on', {'text': shortened(lines[below.line].strip())})


def contents_by_hand(text: Text) -> Iterator[Problem]:
    """A list of nothing but links to places on this page that are not there: the contents of a text in another program."""
    for node in text.page.reading.flat:
        if node.type in LISTS and len(node.children) > 1 and all(map(_leads_within, node.children)):
            outline, led = text.page.outline, {str(part.attrs['href'])[1:] for part in node.flat if part.type == 'link'}
            if not outline.blocks and led.isdisjoint(item.id for item in (*outline.headings, *outline.things())):
                for point in node.children:
                    words = shortened(reading.text(point).strip())
                    yield Problem(text.path, text.page.body_line + point.line, 'left-contents', {'text': words})


def contents_with_pages(text: Text) -> Iterator[Problem]:
    """Lines of words and a number behind a tab, or below the word for contents, of which the numbers never fall: those of pages."""
    if '\t' not in text.page.body and not any(word in text.running for word in OF_CONTENTS):
        return
    blocks = text.page.reading.children
    titles = {heading.title.casefold() for heading in text.page.outline.headings}
    for above, node in pairwise([None, *blocks]):
        lines = node.children[0].content.split('\n') if node is not None and node.type == 'paragraph' and node.children else []
        found = [match for line in lines if (match := PAGED.fullmatch(line))]
        if node is None or len(lines) < 2 or len(found) < len(lines):
            continue
        pages, named = [int(match['page']) for match in found], {match['title'].casefold() for match in found}
        is_below = above is not None and CONTENTS.fullmatch(reading.text(above).strip()) is not None
        if pages == sorted(pages) and (is_below or len(named & titles) > 1):
            words = ' '.join(lines[0].split())
            values = {'text': f'{reading.text(above).strip()} … {words}' if above is not None and is_below else words}
            first = above if above is not None and is_below else node
            yield Problem(text.path, text.page.body_line + first.line, 'left-contents', values)


def _leads_within(point: Node) -> bool:
    """Whether a point of a list is a link to a place on its own page, and no more."""
    parts = [part for part in point.flat if part.type not in ('paragraph', 'inline', 'text')]
    if [part.type for part in parts] != ['link'] or not str(parts[0].attrs['href']).startswith('#'):
        return False
    return reading.text(parts[0]) != '' and reading.text(parts[0]) == reading.text(point).strip()


def runs_on(text: Text) -> Iterator[Problem]:
    """A line that begins a sentence, and is words of the point or quotation above it only because no empty line stands between.

    (CommonMark 0.31.2, 5.1, lazy continuation.)
    """
    lines = text.page.body.split('\n')
    for node in text.page.reading.flat:
        is_within = node.type == 'paragraph' and node.parent is not None and node.parent.type in ('list_item', 'blockquote')
        if is_within and (found := _lazy(node, lines)) is not None:
            yield Problem(text.path, text.page.body_line + found, 'line-runs-on', {'text': shortened(lines[found].strip())})


def _lazy(paragraph: Node, lines: list[str]) -> int | None:
    """The first line from 0 of a paragraph in a point or quotation that is not typed as a part of it."""
    first, end = paragraph.map or (0, 0)
    return next((number for number in range(first + 1, end) if lines[number][:1].isupper()), None)


def _too_little(node: Node, before: Node | None, lines: list[str]) -> int | None:
    """The line from 0 of a point that is further in than the one above it, and yet no part of it."""
    points = [point.line for point in node.children]
    if before is not None and before.type in LISTS:
        points.insert(0, before.children[-1].line)
    elif node.type == 'ordered_list':
        return None  # numbers may stand right under each other: 9. and 10.
    spaces = [(line, len(lines[line]) - len(lines[line].lstrip(' '))) for line in points if lines[line].lstrip()[:1] != '>']
    return next((below for (_, above), (below, here) in pairwise(spaces) if here > above), None)


def _counted_wrongly(text: Text, node: Node) -> Iterator[Problem]:
    """The first point whose number is not the next one; where all numbers are the same, the author leaves the counting to us."""
    typed = [int(point.info) for point in node.children]
    for shown, (point, number) in enumerate(zip(node.children, typed, strict=True), typed[0]):
        if number != shown and len(set(typed)) > 1:
            values = {'typed': str(number), 'shown': str(shown)}
            yield Problem(text.path, text.page.body_line + point.line, 'list-number-differs', values)
            return


def _restarts(holder: Node) -> list[int]:
    """The line of the first list of one point that starts at 1 again, with no more than a paragraph between it and another."""
    for first, between, second in zip(holder.children, holder.children[1:], holder.children[2:], strict=False):
        if between.type == 'paragraph' and all(
            node.type == 'ordered_list' and len(node.children) == 1 and node.attrs.get('start', 1) == 1 for node in (first, second)
        ):
            return [second.line]
    return []
