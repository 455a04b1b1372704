"""Changes of several source files as one: all of them are made, or none, also when the machine stops halfway.

The new texts are first written whole to build/changes, then a list of what is to happen gets its name in one step; from then on it will
happen, now or at the start of the next command. The list goes last, when the command has said what it did. No file of ours ever stands
among the sources, and none is half.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from publishing.cache import write_whole

TEXTS, LIST = 'build/changes', 'build/changes.json'


@dataclass(frozen=True)
class Finished:
    """What an earlier run had begun: its command as typed, what it would have said, and the files that somebody changed meanwhile."""

    command: list[str]
    told: str
    paths: list[str]
    left: list[str]


class Changes:
    """Collects new texts and removals by path from the root."""

    def __init__(self, root: Path):
        self.root = root
        self.after: dict[str, bytes | None] = {}  # None: the file goes

    def write(self, path: str, text: str) -> None:
        """The file gets this text."""
        self.put(path, text.encode())

    def put(self, path: str, data: bytes) -> None:
        """The file gets these bytes."""
        self.after[path] = data

    def remove(self, path: str) -> None:
        """The file goes; it need not be there."""
        self.after[path] = None

    def text(self, path: str) -> str:
        """What the file will hold: as it is on disk when nothing was asked yet."""
        held = self.after.get(path)
        return held.decode() if held is not None else (self.root / path).read_text(encoding='utf-8')

    def make(self, told: str = '') -> None:
        """Make all changes; `told` is what the command says then, for one that can't be given again: '' where it can."""
        texts = self.root / TEXTS
        shutil.rmtree(texts, ignore_errors=True)
        texts.mkdir(parents=True)
        entries = []
        for number, (path, data) in enumerate(self.after.items()):
            if data is not None:
                (texts / f'{number}').write_bytes(data)
            entries.append([path, _sum(self.root / path), '' if data is None else sha256(data).hexdigest()])
        held = {'command': sys.argv[1:], 'told': told, 'files': entries}
        write_whole(self.root / LIST, json.dumps(held).encode())
        finish(self.root)


def finish(root: Path) -> Finished | None:
    """Make what was begun and not finished; None when there was nothing. A file that somebody changed meanwhile stays as it is."""
    if not (root / LIST).is_file():
        return None
    held = json.loads((root / LIST).read_text(encoding='utf-8'))
    left = [path for number, entry in enumerate(held['files']) for path in _made(root, number, *entry)] if (root / TEXTS).is_dir() else []
    shutil.rmtree(root / TEXTS, ignore_errors=True)
    return Finished(held['command'], held['told'], [path for path, *_ in held['files']], left)


def _made(root: Path, number: int, path: str, before: str, after: str) -> Iterator[str]:
    """Make one of the changes; its path when somebody changed the file meanwhile."""
    file, text, now = root / path, root / TEXTS / f'{number}', _sum(root / path)
    if now == after:
        return
    if now != before:
        yield path
    elif after:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file():
            shutil.copymode(file, text)
        text.replace(file)
    else:
        file.unlink()


def forget(root: Path) -> None:
    """The command has ended, and said what it did: nothing is to be finished, unless not all was made."""
    if not (root / TEXTS).is_dir():
        with suppress(OSError):  # where nothing can be written there is no list either
            (root / LIST).unlink(missing_ok=True)


def _sum(file: Path) -> str:
    """The hash of what a file holds, '' when there is none."""
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else ''
