"""What was found in a page the last time, kept by the content of all that its checks can see.

Two keys a page, since they change at a different pace: what its *texts* hold (the page, its original, and what all pages share:
see Text.key), and what its *links and data* depend on besides (`surroundings`). Same key, not checked again.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from publishing import folders
from publishing.cache import Store, digest
from publishing.checks.links import anchors
from publishing.problems import Problem
from publishing.sources import attachments
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source

FILE = 'build/cache/checks.json'
EVERY = 10  # seconds after which what was learned is written, for whoever closes the window
Tell = Callable[[int, int], None]
PROGRAM = Path(__file__).parents[2]


class Memory(Store):
    """build/cache/checks.json: name of a group of checks and page → key, and what was found or read."""

    def __init__(self, root: Path, private: Container[str] = ()):
        """Of the pages with a `private` path nothing is kept."""
        super().__init__(root / FILE, program())
        self.private = private

    def problems(self, group: str, path: str, key: str, find: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """What this group of checks finds in the page: from the last time, or found now."""

        def plain() -> list[tuple[Any, ...]]:
            return [(problem.path, problem.line, problem.rule, problem.values, problem.raised) for problem in find()]

        return [Problem(*held) for held in self.remembered(group, path, key, plain)]

    def remembered(self, group: str, path: str, key: str, make: Callable[[], Any]) -> Any:
        """What `make` gives (something that JSON can hold), or gave under the same key."""
        if path in self.private:
            return make()
        name = f'{group} {path}'
        last = self.last.get(name)
        self.now[name] = last if last and last[0] == key else [key, make()]
        return self.now[name][1]


def named_by(page: Source, memory: Memory) -> list[tuple[str, bool]]:
    """Each address that a page links to (False) or shows (True), without the place in it; the data of its charts too."""

    def read() -> list[tuple[str, bool]]:
        links = [(link.target.partition('#')[0], link.picture) for link in page.outline.links]
        return [*links, *((path, True) for path in sorted(attachments.chart_data(page)))]

    return [(target, is_shown) for target, is_shown in memory.remembered('links', page.path, page.key, read)]


@contextmanager
def kept(*stores: Store) -> Iterator[Callable[[int, int, Tell | None], None]]:
    """Writes the stores at the end; when the checks are stopped, what was learned till then, and now and then meanwhile.

    Gives what to call after each file: how many were looked at, of how many, and who wants to hear it.
    """
    last = time.monotonic()

    def meanwhile(done: int, number: int, tell: Tell | None) -> None:
        nonlocal last
        if tell is not None:
            tell(done, number)
        if time.monotonic() - last > EVERY:
            for store in stores:
                store.keep(halfway=True)
            last = time.monotonic()

    halfway = True
    try:
        yield meanwhile
        halfway = False
    finally:
        for store in stores:
            store.keep(halfway=halfway)


@functools.cache
def program() -> str:
    """Changes when that which finds problems does."""
    return digest(_program())


def _program() -> Iterator[str | bytes]:
    """What the checks are made of: Python, the packages, and every file of our own by size and time, which is read faster than content."""
    yield sys.version
    yield from _states([*folders.files(PROGRAM, 'requirements.lock'), *folders.files(PROGRAM / 'publishing', '**/*')], PROGRAM)


def _states(files: Iterable[Path], root: Path) -> Iterator[str]:
    """Name, size and time of each file that somebody wrote."""
    for file in files:
        if '__pycache__' not in file.parts:
            state = file.stat()
            yield f'{file.relative_to(root)} {state.st_size} {state.st_mtime_ns}'


def surroundings(catalogue: Catalogue, memory: Memory) -> str:
    """What a check may see of anything but its own page and that page's original: change this, and links of all pages are checked again.

    Of other pages that is their name, language, kind and the places in them that a link can point at.
    """
    return digest(_surroundings(catalogue, memory))


def _surroundings(catalogue: Catalogue, memory: Memory) -> Iterator[str]:
    yield catalogue.today.isoformat()
    yield str(catalogue.settings)
    for data in (catalogue.references, catalogue.terms, catalogue.helpers):
        yield str((data.entries, data.broken))
    for held in catalogue.reports.values():
        yield str((held.slug, held.data))
    listed = digest((*catalogue.references.ids, '', *catalogue.terms.ids))  # generated lists bring places too
    for page in catalogue.pages.values():
        places = memory.remembered('places', page.path, digest((listed, page.key)), partial(_places, catalogue, page))
        yield str((page.name, page.locale, page.broken, page.meta.get('kind'), places))
    yield from _states(_files_beside(catalogue, 'docs'), catalogue.root)


def beside(catalogue: Catalogue) -> Iterator[str]:
    """What changes when a file of the sources does that is no text, by size and time."""
    yield from _states(_files_beside(catalogue, 'docs', 'reports'), catalogue.root)


def _files_beside(catalogue: Catalogue, *names: str) -> list[Path]:
    return [file for name in names for file in folders.files(catalogue.root / name, '**/*') if file.suffix != '.md']


def _places(catalogue: Catalogue, page: Source) -> list[list[str]]:
    """What a link can point at, and which of that has a number."""
    return [sorted(anchors(catalogue, page)), sorted(catalogue.numbering.labels(page, {}))]  # the rest follows from the reports
