"""Earlier versions of a file, from git; a tree without git, or with only the latest version, has none."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SHA1 = 40  # signs of such a name
GONE = '0'  # the name of a content that is none is written in zeros alone


class NoHistory(Exception):
    """There is no git here, or this folder is not kept in git."""


@dataclass(frozen=True)
class Change:
    """What one step of the main line did to a file on a day: `content` is the name of what it then held, '' when it went.

    `before` is its path until then, another one for a file that was renamed.
    """

    day: str
    before: str
    path: str
    content: str


def changes(root: Path, folder: str) -> Iterator[Change]:
    """All that ever happened to the files of a folder, the oldest first, as its main line saw it; NoHistory when that can't be known."""
    settings = ('-c', 'log.showRoot=true', '-c', 'log.showSignature=false')
    shown = ('--raw', '--no-abbrev', '-z', '--find-renames=85%', '--first-parent', '--diff-merges=first-parent')
    told = _git(root, *settings, 'log', '--reverse', '--relative', *shown, '--format=%x01%cs', '--', folder)
    day, parts = '', iter(told.split('\0'))
    for part in (part.lstrip('\n') for part in parts):
        if part.startswith('\x01'):
            day = part[1:]
        elif part.startswith(':'):
            *_, content, kind = part.split()
            before = next(parts)
            yield Change(day, before, next(parts) if kind.startswith('R') else before, content.strip(GONE) and content)


def last(root: Path, folder: str) -> str:
    """The name of the last commit that changed something in a folder, '' when none did; NoHistory when that can't be known."""
    return _git(root, 'log', '-1', '--first-parent', '--format=%H', '--', folder).strip()


def contents(root: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each content; NoHistory when git does not hold them all."""
    asked = list(names)
    told = _asked(root, ('cat-file', '--batch'), ''.join(f'{name}\n' for name in asked).encode()) if asked else b''
    start = 0
    for name in asked:
        end = told.index(b'\n', start)
        size = told[start:end].split()[-1]
        if not size.isdigit():  # `<name> missing`
            raise NoHistory
        start = end + 1 + int(size) + 1
        yield name, told[end + 1 : start - 1].decode('utf-8', errors='replace')


def names(content: bytes, name: str) -> bool:
    """Whether this is the name of a content: its sum with its length, by SHA-1 or in newer repositories SHA-256."""
    kind = hashlib.sha1 if len(name) == SHA1 else hashlib.sha256
    return kind(b'blob %d\0%b' % (len(content), content)).hexdigest() == name


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
    return _asked(root, arguments).decode('utf-8', errors='replace')


def _asked(root: Path, arguments: Iterable[str], given: bytes = b'') -> bytes:
    try:
        done = subprocess.run(['git', '-C', str(root), *arguments], input=given, capture_output=True)
    except FileNotFoundError as missing:
        raise NoHistory from missing
    if done.returncode:
        raise NoHistory
    return done.stdout
