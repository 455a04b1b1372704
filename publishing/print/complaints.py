"""What the renderer complained of, as problems at lines of the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing.checks.signs import named
from publishing.print import overflow
from publishing.print.pages import Flaw
from publishing.problems import Problem
from publishing.report.composed import Document
from publishing.report.faults import lines_with
from publishing.report.fragment import place_of
from publishing.sources.typed_yaml import load_yaml, nearest_line

MOST = 400  # pages: nobody leafs through more, and making them takes minutes
GLYPH = re.compile(r'\.notdef glyph.*?"(?P<sign>.)"', re.S)


def all_of(root: Path, document: Document, complaints: Iterable[str], flaws: Iterable[Flaw], pages: int) -> Iterator[Problem]:
    """What was complained of, and what looks wrong on the laid-out pages, as problems of the sources."""
    if pages > MOST:
        yield Problem(*_line_in_report(root, document, 'chapters'), 'report-very-large', {'file': document.name, 'page': str(pages)})
    for text in complaints:
        yield from problems(root, document, text)
    for flaw in flaws:
        path, _, line = flaw.at.rpartition(':')
        at = (path, int(line)) if path else (f'reports/{document.slug}/report.yml', 1)
        yield Problem(*at, flaw.rule, {'file': document.name, 'page': str(flaw.page), 'text': flaw.text})


def problems(root: Path, document: Document, text: str) -> Iterator[Problem]:
    """A complaint of the renderer as problems of the sources: at the line of what it is about where that is known."""
    found = list(_problems_with_line(root, document, text))
    yield from found or [Problem(f'reports/{document.slug}/report.yml', 1, 'render', {'detail': text})]


def _problems_with_line(root: Path, document: Document, text: str) -> Iterator[Problem]:
    kind, _, about = text.partition(': ')
    if glyph := GLYPH.search(text):
        for path, line in lines_with(root, document, glyph['sign']):
            yield Problem(path, line, 'missing-glyph', {'sign': named(glyph['sign'])})
    elif kind == overflow.TITLE:
        title = document.report.title.of(document.locale)
        yield Problem(*_line_in_report(root, document, f'title.{document.locale}'), 'title-too-long', {'title': title})
    elif kind == overflow.TABLE:
        id, _, word = about.partition(': ')
        places = list(_table_lines(document, id)) or list(lines_with(root, document, word))[:1]
        yield from (Problem(path, line, 'table-too-wide', {'word': word}) for path, line in places)
    elif kind == overflow.TEXT:
        yield from (Problem(path, line, 'text-too-wide', {'word': about}) for path, line in list(lines_with(root, document, about))[:1])


def _line_in_report(root: Path, document: Document, key: str) -> tuple[str, int]:
    """report.yml, and the line of a key in it."""
    path = f'reports/{document.slug}/report.yml'
    _, lines, _ = load_yaml((root / path).read_text(encoding='utf-8'), path)
    return path, nearest_line(lines, key)


def _table_lines(document: Document, id: str) -> Iterator[tuple[str, int]]:
    """Path and first line of the table that has this id in the report."""
    for page in document.pages:
        lines = page.body.split('\n')
        for caption in page.outline.captions:
            if caption.kind == 'table' and caption.id and place_of(page.name, caption.id) == id:
                line = caption.line - page.body_line
                while line > 0 and '|' not in lines[line]:
                    line -= 1
                while line > 0 and '|' in lines[line - 1]:
                    line -= 1
                yield page.path, page.body_line + line
