"""Problems in the live preview: in the page itself, beside the text that they are about, and the page still readable.

Only `make serve` comes here; a built site has no problems to show.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass

from publishing.problems import Problem, count
from publishing.sources.source import Source
from publishing.words import words

RULE = 'rule'  # the class of a link from a remark to what the guide says of its rule


@dataclass(frozen=True)
class Remark:
    """A problem as the page shows it: `number` counts from 1 in its page, `line` is 0 for one of another file."""

    number: int
    line: int
    path: str
    level: str
    level_name: str
    rule: str
    what: str
    how: str
    marked: bool


def remarks(page: Source, problems: list[Problem], language: str) -> list[Remark]:
    """The problems of a page in the author's language; those in its text are `marked` there too."""
    names = words('preview', language)
    return [
        Remark(
            number, problem.line, problem.path, problem.level, names[problem.level], problem.rule, problem.what(language),
            problem.how(language), problem.path == page.path and not page.broken and problem.line >= page.body_line,
        )
        for number, problem in enumerate(problems, 1)
    ]  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """What stands above a page in a preview: its own remarks, files elsewhere with their count, and the page as it will print.

    `guide` has the address of what the authors' guide says of each rule, from the top of the site.
    """

    path: str
    language: str
    word: dict[str, str]
    remarks: list[Remark]
    elsewhere: list[tuple[str, str]]
    printed: str
    style: str
    guide: Mapping[str, str]


def panel(page: Source, problems: dict[str, list[Problem]], language: str, printed: str, style: str, guide: Mapping[str, str]) -> Panel:
    """The panel of a page; `printed` is the address of its chapter as the report will print it, '' for a page in no report."""
    elsewhere = [(path, count(held, language)) for path, held in sorted(problems.items()) if path != page.path]
    told = remarks(page, problems.get(page.path, []), language)
    return Panel(page.path, language, words('preview', language), told, elsewhere, printed, style, guide)


def put(
    root: etree.Element, starts: list[tuple[int, etree.Element]], page: Source, told: list[Remark], language: str, guide: Mapping[str, str]
) -> None:
    """Each remark in a box before the block of text that its line is in; `starts` has each block with its first line, from 0."""
    blocks = [(line, element) for line, element in starts if element in set(root)]
    for remark in (remark for remark in told if remark.marked):
        before = [element for line, element in blocks if line <= remark.line - page.body_line]
        root.insert(list(root).index(before[-1]) if before else 0, _box(remark, language, guide.get(remark.rule, '')))


def _box(remark: Remark, language: str, address: str) -> etree.Element:
    attributes = {'class': f'remark {remark.level}', 'id': f'remark-{remark.number}', 'lang': language, 'role': 'note'}
    box = etree.Element('div', attributes)
    etree.SubElement(box, 'strong').text = remark.level_name
    box[0].tail = ' '
    etree.SubElement(box, 'span').text = f'({words("preview", language)["line"].format(remark.line)})'
    box[1].tail, box.tail = f' {remark.what} → {remark.how} ', '\n'
    if address:
        etree.SubElement(box, 'a', {'class': RULE, 'href': address}).text = remark.rule
    return box
