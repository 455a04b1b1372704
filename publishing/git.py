"""Earlier versions of a file, from git; a tree without git, or with only the latest version, has none."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


class NoHistory(Exception):
    """There is no git here, or this folder is not kept in git."""


def versions(root: Path, path: str) -> Iterator[str]:
    """The texts that a file (path from the root) had, newest first, renames followed; NoHistory when that can't be known."""
    log = _git(root, 'log', '--follow', '--diff-filter=d', '--format=%x00%H', '--name-only', '--', path)
    for entry in log.split('\0')[1:]:
        commit, *names = entry.split('\n')
        if any(names):
            yield _git(root, 'show', f'{commit}:{next(filter(None, names))}')


def lines_ever(root: Path, path: str) -> Iterator[str]:
    """Each line of the changes that a file (path from the root) ever had, with its `+` or `-`; NoHistory when that can't be known."""
    yield from _git(root, 'log', '--format=', '--patch', '--unified=0', '--', path).splitlines()


def commit(root: Path) -> str:
    """The name of the commit that the folder stands at; NoHistory when there is none."""
    return _git(root, 'rev-parse', 'HEAD').strip()


def changed(root: Path) -> list[str]:
    """Paths of what is not kept in git as it stands here; NoHistory when that can't be known."""
    told = _git(root, 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '--', '.')
    return sorted(entry[3:] for entry in told.split('\0') if entry)


def is_shallow(root: Path) -> bool:
    """Whether git holds only the latest versions, as it does on many build servers."""
    return _git(root, 'rev-parse', '--is-shallow-repository').strip() == 'true'


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(['git', '-C', str(root), *arguments], capture_output=True)
    except FileNotFoundError as missing:
        raise NoHistory from missing
    if done.returncode:
        raise NoHistory
    return done.stdout.decode('utf-8', errors='replace')
