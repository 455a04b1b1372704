"""Work remembered by the content of what it was made from: same key, not made again. Everything here may be deleted."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

FOLDER = 'build/cache'
Told = TypeVar('Told')


def digest(parts: Iterable[bytes | str]) -> str:
    """SHA-256 (hexadecimal) over the parts, each with its length, so that no two lists of parts run together.

    A name of a file need not be UTF-8: what of it is not is taken as its bytes.
    """
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode('utf-8', 'surrogateescape') if isinstance(part, str) else part
        total.update(f'{len(raw)}:'.encode())
        total.update(raw)
    return total.hexdigest()


def remembered(root: Path, name: str, parts: Iterable[bytes | str], make: Callable[[], str]) -> str:
    """The text that `make` gives for these parts, from the cache when it was made before."""
    return remembered_bytes(root, name, parts, lambda: make().encode()).decode()


def remembered_bytes(root: Path, name: str, parts: Iterable[bytes | str], make: Callable[[], bytes]) -> bytes:
    """The same of what is no text."""
    return remembered_file(root, name, parts, make).read_bytes()


def remembered_file(root: Path, name: str, parts: Iterable[bytes | str], make: Callable[[], bytes]) -> Path:
    """The file that holds it, for a program that reads files."""
    file = root / FOLDER / f'{name}-{digest(parts)[:20]}'
    if not is_whole(file):
        seal(file, make())
    return file


class Asked(dict[str, Told]):
    """What was told of each text that was asked about in this run: asked of every word of every page, a dictionary is the quickest."""

    def __init__(self, tell: Callable[[str], Told]):
        super().__init__()
        self.tell = tell

    def __missing__(self, asked: str) -> Told:
        told = self[asked] = self.tell(asked)
        return told


class Store:
    """A file of what was made by key (all that JSON can hold): `last` has what was there, `now` what was asked for in this run.

    `program` stands for what makes it: a file of another program is forgotten, like one that is not as it was written, which its first
    line has the sum of. Without a file nothing is kept.
    """

    def __init__(self, file: Path | None, program: str):
        self.file, self.program = file, program
        self.last: dict[str, Any] = {}
        self.now: dict[str, Any] = {}
        with suppress(OSError, ValueError, KeyError, TypeError):
            wanted, _, content = file.read_bytes().partition(b'\n') if file else (b'', b'', b'')
            held = json.loads(content) if wanted == _sum(content) else {}
            self.last = held['made'] if held['program'] == program else {}

    def keep(self, *, halfway: bool = False) -> None:
        """Write what was asked for, when it is more or other than last time; `halfway`, also what was not asked for yet."""
        made = self.last | self.now if halfway else self.now
        if self.file and made != self.last:
            content = json.dumps({'program': self.program, 'made': made}).encode()
            write_whole(self.file, _sum(content) + b'\n' + content)


def locked(content: bytes, by: bytes) -> str:
    """Something to keep that can be read by who has `by` again, and by nobody else: what follows from words that no cache may hold."""
    return base64.b64encode(_turned(zlib.compress(content, 1), by)).decode()


def unlocked(kept: str, by: bytes) -> bytes:
    """What was locked so; nothing when there is nothing, or it is damaged."""
    try:
        return zlib.decompress(_turned(base64.b64decode(kept), by))
    except (ValueError, zlib.error):
        return b''


def _turned(data: bytes, by: bytes) -> bytes:
    """Every bit turned or not as `by` says: the same again gives it back."""
    stream = hashlib.shake_256(by).digest(len(data))
    return (int.from_bytes(data, 'big') ^ int.from_bytes(stream, 'big')).to_bytes(len(data), 'big')


def seal(file: Path, content: bytes) -> None:
    """Keep something that was made, with the sum of it: see `is_whole`."""
    write_whole(file, content)
    write_whole(_seal_of(file), _sum(content))


def is_whole(file: Path) -> bool:
    """Whether a file is there as it was sealed: what a disk, a program or a person damaged is made again, and never published."""
    with suppress(OSError):
        return _seal_of(file).read_bytes() == _sum(file.read_bytes())
    return False


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def remove(file: Path) -> None:
    """Forget what was sealed."""
    file.unlink(missing_ok=True)
    _seal_of(file).unlink(missing_ok=True)


def _seal_of(file: Path) -> Path:
    return file.with_name(f'{file.name}.sum')


def write_whole(file: Path, content: bytes) -> None:
    """Write beside and move into place: a reader never sees half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f'{file.name}.{os.getpid()}.part')
    beside.write_bytes(content)
    beside.replace(file)
