"""Problems in the live preview: in the page itself, beside the text that they are about, and the page still readable.

Only `make serve` comes here; a built site has no problems to show.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from publishing.problems import Problem, count
from publishing.sources.catalogue import Catalogue, DataFile
from publishing.sources.kinds import MODELS
from publishing.sources.schema import Page, Reference, Term
from publishing.sources.source import Source
from publishing.words import words

FENCE = re.compile(r'[ ]{0,3}(?P<mark>`{3,}|~{3,})')


@dataclass(frozen=True)
class Remark:
    """A problem as the page shows it: `number` counts from 1 in its page, `line` is 0 for one of another file."""

    number: int
    line: int
    path: str
    level: str
    level_name: str
    what: str
    how: str
    marked: bool


def remarks(page: Source, problems: list[Problem], language: str) -> list[Remark]:
    """The problems of a page in the author's language; those in its text are `marked` there too."""
    names = words('preview', language)
    return [
        Remark(number, problem.line, problem.path, problem.level, names[problem.level], problem.what(language), problem.how(language),
               problem.path == page.path and not page.broken and problem.line >= page.body_line)
        for number, problem in enumerate(problems, 1)
    ]  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """What stands above a page in a preview: its own remarks, files elsewhere with their count, and the page as it will print."""

    path: str
    language: str
    word: dict[str, str]
    remarks: list[Remark]
    elsewhere: list[tuple[str, str]]
    printed: str
    style: str


def panel(page: Source, problems: dict[str, list[Problem]], language: str, printed: str, style: str) -> Panel:
    """The panel of a page; `printed` is the address of its chapter as the report will print it, '' for a page in no report."""
    elsewhere = [(path, count(held, language)) for path, held in sorted(problems.items()) if path != page.path]
    told = remarks(page, problems.get(page.path, []), language)
    return Panel(page.path, language, words('preview', language), told, elsewhere, printed, style)


def put(root: etree.Element, starts: list[tuple[int, etree.Element]], page: Source, told: list[Remark], language: str) -> None:
    """Each remark in a box before the block of text that its line is in; `starts` has each block with its first line, from 0."""
    blocks = [(line, element) for line, element in starts if element in set(root)]
    for remark in (remark for remark in told if remark.marked):
        before = [element for line, element in blocks if line <= remark.line - page.body_line]
        root.insert(list(root).index(before[-1]) if before else 0, _box(remark, language))


def _box(remark: Remark, language: str) -> etree.Element:
    attributes = {'class': f'remark {remark.level}', 'id': f'remark-{remark.number}', 'lang': language, 'role': 'note'}
    box = etree.Element('div', attributes)
    etree.SubElement(box, 'strong').text = remark.level_name
    box[0].tail = ' '
    etree.SubElement(box, 'span').text = f'({words("preview", language)["line"].format(remark.line)})'
    box[1].tail, box.tail = f' {remark.what} → {remark.how}', '\n'
    return box


def all_as_typed(page: Source) -> str:
    """The whole text as it was typed, for a page of which nothing can be made."""
    lines = page.body.split('\n')
    longest = max((len(match['mark']) for line in lines if (match := FENCE.match(line))), default=2)
    return '\n'.join(['`' * (longest + 1), *lines, '`' * (longest + 1), ''])


def make_readable(catalogue: Catalogue) -> None:
    """Leave out what does not fit its schema, so that every page can be shown: keys of front matter, entries of data files."""
    for page in catalogue.pages.values():
        page.meta = _fitting(page, catalogue.today)
        if page.broken and not page.body:
            page.body = page.file.read_text(encoding='utf-8', errors='replace')
            page.body = all_as_typed(page)
    for held, model in ((catalogue.references, Reference), (catalogue.terms, Term)):
        _keep_fitting(held, model)


def _fitting(page: Source, today: date) -> dict[str, Any]:
    """Front matter that fits: of its own kind if it can, else of an ordinary page."""
    kind = page.meta.get('kind')
    model = MODELS.get(kind, Page) if isinstance(kind, str) else Page
    standing_in = {'title': page.name.rpartition('/')[2], 'description': '–' * 50, 'updated': today.isoformat()}
    for held in (model, Page):
        meta = {key: value for key, value in page.meta.items() if key in held.model_fields}
        if held is Page:
            meta.pop('kind', None)
        for key in _unfit(held, meta):
            meta.pop(key, None)
        meta = standing_in | meta
        if not _unfit(held, meta):
            return meta
    return standing_in


def _unfit(model: type[BaseModel], data: dict[str, Any]) -> set[str]:
    """The keys that do not fit a model; `''` for a rule about several."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {str(detail['loc'][0]) if detail['loc'] else '' for detail in error.errors()}
    return set()


def _keep_fitting(held: DataFile, model: type[BaseModel]) -> None:
    held.entries = [entry for entry in held.entries if not _unfit(model, entry)]
