"""A Markdown file as the rest of the system sees it: locale, canonical name, front matter with lines, body."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.cache import digest
from publishing.languages import LOCALES
from publishing.problems import Problem
from publishing.sources import fences, file_names, looked, reading, said, spoken
from publishing.sources.front_matter import FrontMatter
from publishing.sources.outline import Outline
from publishing.sources.outline import outline as outlined
from publishing.sources.outlines import Outlines
from publishing.sources.reading import Node
from publishing.sources.text_file import read_text
from publishing.sources.typed_yaml import is_unreadable, nearest_line

DATA = 'docs/assets/data'
SUFFIX = re.compile(r'^(?P<stem>.+)\.(?P<locale>[a-z]{2})\.md$')


@dataclass
class Source:
    """One Markdown file. `name` is its path below its folder without locale and `.md`: `samenwerking/overeenkomst`."""

    path: str
    file: Path
    name: str
    locale: str
    meta: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ''
    body_line: int = 1
    prose: list[str] = field(default_factory=lambda: [*spoken.PROSE])  # the keys of `meta` that hold words
    outlines: Outlines | None = field(default=None, repr=False, compare=False)  # those that were made before
    broken: bool = False  # front matter or text can't be read; that is told once, and nothing that would only follow from it

    @property
    def key(self) -> str:
        """Changes when anything in the file does. Nothing changes a Source once a check has asked for this."""
        looked.at(self.path)
        return self._key

    @property
    def reading(self) -> Node:
        """The tree of the body, read once."""
        looked.at(self.path)
        return self._reading

    @property
    def outline(self) -> Outline:
        """What stands where in the body."""
        looked.at(self.path)
        return self._outline

    @functools.cached_property
    def _key(self) -> str:
        return digest((self.path, str(self.body_line), self.body, str(self.meta), str(self.lines)))

    @functools.cached_property
    def _reading(self) -> Node:
        return reading.read(self.body)

    @functools.cached_property
    def _outline(self) -> Outline:
        known = self.outlines.find(self._key) if self.outlines else None
        return known or outlined(self._reading, self.body_line)

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.file.parents[self.path.count('/')]

    @property
    def folder(self) -> str:
        """The folder part of the name, '' at the top."""
        return self.name.rpartition('/')[0]

    def line_of(self, key: str) -> int:
        """The line of a front-matter key (`consent.reference` for a nested one), else of the nearest key around it."""
        return nearest_line(self.lines, key)

    def text(self, key: str) -> str:
        """A front-matter value as text, '' when absent."""
        value = self.meta.get(key)
        return '' if value is None else str(value)


def resolve(source: Source, path: str) -> str | None:
    """The page name behind a relative address such as `../x/y.md`, seen from `source`; None when it leaves docs/."""
    parts = source.path.split('/')[:-1]
    for part in path.removesuffix('.md').split('/'):
        if part == '..':
            if not parts:
                return None
            parts.pop()
        elif part != '.':
            parts.append(part)
    return '/'.join(parts[1:]) if parts[:1] == ['docs'] else None


def read(file: Path, path: str, below: str, known: FrontMatter | None = None) -> tuple[Source | None, list[Problem]]:
    """The Source in `file`, whose `path` is relative to the root and whose name starts after the folder `below`."""
    inner = path.removeprefix(below).lstrip('/')
    match, small = SUFFIX.match(inner), SUFFIX.match(inner.lower())
    if match is None and small is not None and small['locale'] in LOCALES:  # proef.NL.md
        values = {'name': file.name, 'wanted': file.name.lower()}
        return Source(path, file, small['stem'], small['locale'], broken=True), [Problem(path, 1, 'file-name', values)]
    if match is None or match['locale'] not in LOCALES:
        if (odd := file_names.odd_folder(path)) is not None and odd.rule == 'folder-of-language':
            return None, [odd]
        if file_names.LEFT_BEHIND.search(file.name):
            return None, [Problem(path, 1, 'file-left-behind', {'name': file.name})]
        return None, [Problem(path, 1, 'unknown-language', _free(file))]
    odd = file_names.odd_folder(path) or _odd(file, path, match)
    if odd is not None:  # known by the name that it should have, so that its twin is not told of
        name = '/'.join(map(file_names.slug, match['stem'].split('/')))
        return Source(path, file, name, match['locale'], broken=True), [odd]
    text, unreadable = read_text(file, path)
    source, problems = parse(text, path, file, match['stem'], match['locale'], known)
    source.broken |= is_unreadable(unreadable)
    return source, unreadable if is_unreadable(unreadable) else unreadable + problems


def _odd(file: Path, path: str, match: re.Match[str]) -> Problem | None:
    stem = match['stem'].rpartition('/')[2]
    if file_names.OF_PAGE.fullmatch(stem):
        return None
    if file_names.is_copy(file, stem):
        return Problem(path, 1, 'file-left-behind', {'name': file.name})
    return Problem(path, 1, 'file-name', {'name': file.name, 'wanted': f'{file_names.of_page(stem)}.{match["locale"]}.md'})


def _free(file: Path) -> dict[str, str]:
    """The name that a page without language should have: `near` when it or its twin shows which; of a copy, one that is not taken."""
    name = file_names.of_page(file.name)
    taken = [locale for locale in LOCALES if (file.parent / f'{name}.{locale}.md').is_file()]
    if (meant := file_names.language_meant(file.stem)) and meant not in taken:
        return {'name': name, 'near': f'{name}.{meant}.md'}
    if len(taken) == 1 and file_names.OTHER_LANGUAGE.search(file.stem) is None:
        return {'name': name, 'near': next(f'{name}.{locale}.md' for locale in LOCALES if locale not in taken)}
    return {'name': f'{name}-2' if taken else name, 'near': ''}


def parse(text: str, path: str, file: Path, name: str, locale: str, known: FrontMatter | None = None) -> tuple[Source, list[Problem]]:
    """The text of a file as a Source, and what can't be read in it."""
    source = Source(path, file, name, locale)
    problems = _split(source, text, known or FrontMatter())
    source.broken = is_unreadable(problems)
    return source, problems


def _split(source: Source, text: str, known: FrontMatter) -> list[Problem]:
    lines = text.split('\n')
    end = fences.end(lines)
    if isinstance(end, fences.Slip):
        return [Problem(source.path, end.line + 1, end.rule, end.values)]
    source.body, source.body_line = '\n'.join(lines[end + 1 :]), end + 2
    source.meta, source.lines, problems = known.load('\n'.join(lines[1:end]), source.path)
    if is_unreadable(problems) and (slip := fences.forgotten(lines[:end])):
        return [Problem(source.path, slip.line + 1, slip.rule, slip.values)]
    if (again := fences.again(lines[end + 1 :])) is not None:
        source.body = ''  # what is read as text there is none
        return [*problems, Problem(source.path, end + 2 + again, 'front-matter-twice')]
    source.meta |= {key: said.typographic(source.meta[key]) for key in spoken.PROSE if isinstance(source.meta.get(key), str)}
    return problems
