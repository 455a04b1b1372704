"""What was found in a page the last time, kept by the content of all that its checks can see.

Two keys a page, since they change at a different pace: what its *texts* hold (the page, its original, and what all pages share:
see Text.key), and what its *links and data* depend on besides (`surroundings`). Same key, not checked again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from publishing import cache
from publishing.cache import digest
from publishing.catalogue import Catalogue
from publishing.checks.links import anchors
from publishing.problems import Problem
from publishing.source import Source

FILE = 'build/cache/checks.json'
PROGRAM = Path(__file__).parents[2]


class Memory:
    """build/cache/checks.json: name of a group of checks and page → key, and what was found or read. Anything unreadable is forgotten."""

    def __init__(self, root: Path, private: Container[str] = ()):
        """Of the pages with a `private` path nothing is kept."""
        self.file, self.private = root / FILE, private
        self.program = digest(_program())
        self.last: dict[str, Any] = {}
        self.now: dict[str, Any] = {}
        try:
            held = json.loads(self.file.read_text(encoding='utf-8'))
            self.last = held['pages'] if held['program'] == self.program else {}
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def problems(self, group: str, path: str, key: str, find: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What this group of checks finds in the page: from the last time, or found now."""

        def plain() -> list[tuple[str, int, str, dict[str, str]]]:
            return [(problem.path, problem.line, problem.rule, problem.values) for problem in find()]

        return [Problem(*held) for held in self.remembered(group, path, key, plain)]

    def remembered(self, group: str, path: str, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gives (something that JSON can hold), or gave under the same key."""
        if path in self.private:
            return make()
        name = f'{group} {path}'
        last = self.last.get(name)
        self.now[name] = last if last and last[0] == key else [key, make()]
        return self.now[name][1]

    def keep(self) -> None:
        """Write what is known now, when it is more or other than last time."""
        if self.now != self.last:
            held = {'program': self.program, 'pages': self.now}
            cache.write_whole(self.file, json.dumps(held, ensure_ascii=False).encode())


def _program() -> Iterator[str | bytes]:
    """What the checks are made of: Python, the packages, and every file of our own by size and time, which is read faster than content."""
    yield sys.version
    for file in sorted([*PROGRAM.glob('requirements.lock'), *(PROGRAM / 'publishing').rglob('*')]):
        if file.is_file() and '__pycache__' not in file.parts:
            state = file.stat()
            yield f'{file.relative_to(PROGRAM)} {state.st_size} {state.st_mtime_ns}'


def surroundings(catalogue: Catalogue, memory: Memory) -> str:
    """What a check may see of anything but its own page and that page's original: change this, and links of all pages are checked again.

    Of other pages that is their name, language, kind and the places in them that a link can point at.
    """
    return digest(_surroundings(catalogue, memory))


def _surroundings(catalogue: Catalogue, memory: Memory) -> Iterator[str]:
    yield catalogue.today.isoformat()
    yield str(catalogue.settings)
    for data in (catalogue.references, catalogue.terms):
        yield str((data.entries, data.broken))
    for held in catalogue.reports.values():
        yield str((held.slug, held.data))
    listed = digest((*catalogue.references.ids(), '', *catalogue.terms.ids()))  # generated lists bring places too
    for page in catalogue.pages.values():
        places = memory.remembered('places', page.path, digest((listed, page.key)), partial(_places, catalogue, page))
        yield str((page.name, page.locale, page.broken, page.meta.get('kind'), places))
    for file in sorted((catalogue.root / 'docs').rglob('*')):
        if file.suffix != '.md' and file.is_file():
            state = file.stat()
            yield f'{file} {state.st_size} {state.st_mtime_ns}'


def _places(catalogue: Catalogue, page: Source) -> list[list[str]]:
    """What a link can point at, and which of that has a number."""
    return [sorted(anchors(catalogue, page)), sorted(catalogue.labels(page, {}))]  # the rest follows from the reports
