"""What was likely meant by a name that is not known."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import PurePosixPath

from publishing.sources.source import Source


def near(typed: str, known: Iterable[str]) -> str:
    """The known name that was likely meant, '' without one."""
    return next(iter(difflib.get_close_matches(typed, sorted(known), n=1)), '')


def near_page(typed: str, known: list[str]) -> str:
    """The page that was likely meant: in another folder under the same name, or written nearly so."""
    same = [name for name in known if name.rpartition('/')[2] == typed.rpartition('/')[2]]
    close = difflib.get_close_matches(typed, same or known, n=1, cutoff=0 if same else 0.8)
    return close[0] if close else ''


def address(page: Source, name: str) -> str:
    """The address of a page as an author would type it in `page`, '' without a name."""
    if not name:
        return ''
    return PurePosixPath(os.path.relpath(f'docs/{name}.md', PurePosixPath(page.path).parent)).as_posix()
