"""What was likely meant by a name that is not known."""

from __future__ import annotations

import difflib
import os
import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from publishing.problems import Problem
from publishing.sources.source import Source

ALIKE = 0.6  # how alike (difflib) two pages are called of which one was typed for the other, their folders left out
SOURCES_ALIKE = 0.7
SOMEWHERE = re.compile(r'(?<=\()…/(?:\.\./)*(?P<name>[\w/-]+)(?=\.md)')


def near(typed: str, known: Iterable[str]) -> str:
    """The known name that was likely meant, '' without one."""
    return next(iter(difflib.get_close_matches(typed, sorted(known), n=1)), '')


def near_source(typed: str, known: Iterable[str]) -> str:
    """The source that was likely meant, '' without one: half of a name, such as `-site`, many have."""
    return next(iter(difflib.get_close_matches(typed, sorted(known), n=1, cutoff=SOURCES_ALIKE)), '')


def near_page(typed: str, known: list[str]) -> str:
    """The page that was likely meant: in another folder under the same name, with a word more or less, or written nearly so."""
    last = typed.rpartition('/')[2]
    same = [name for name in known if name.rpartition('/')[2] == last]
    longer = [name for name in known if name.startswith(f'{typed}-') or typed.startswith(f'{name}-')]
    if not same and len(longer) == 1:
        return longer[0]
    close = difflib.get_close_matches(typed, same or known, n=1, cutoff=0 if same else 0.8)
    is_near = bool(close) and (bool(same) or difflib.SequenceMatcher(None, last, close[0].rpartition('/')[2]).ratio() >= ALIKE)
    return close[0] if is_near else ''


def placed(problem: Problem, known: list[str]) -> Problem:
    """A problem whose mend names a page without saying where it stands, with the page that was likely meant."""
    match = SOMEWHERE.search(problem.values.get('near', ''))
    if match is None or not (name := near_page(match['name'], known)):
        is_nowhere = match is not None and problem.rule == 'link-with-space'
        return replace(problem, values=problem.values | {'near': ''}) if is_nowhere else problem
    where = posixpath.relpath(f'docs/{name}', posixpath.dirname(problem.path))
    near = f'{match.string[: match.start()]}{where}{match.string[match.end() :]}'
    return replace(problem, values=problem.values | {'near': near})


def address(page: Source, name: str) -> str:
    """The address of a page as an author would type it in `page`, '' without a name."""
    if not name:
        return ''
    return PurePosixPath(os.path.relpath(f'docs/{name}.md', PurePosixPath(page.path).parent)).as_posix()
