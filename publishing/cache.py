"""Work remembered by the content of what it was made from: same key, not made again. Everything here may be deleted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

FOLDER = 'build/cache'


def digest(parts: Iterable[bytes | str]) -> str:
    """SHA-256 (hexadecimal) over the parts, each with its length, so that no two lists of parts run together."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(f'{len(raw)}:'.encode())
        total.update(raw)
    return total.hexdigest()


def remembered(root: Path, name: str, parts: Iterable[bytes | str], make: Callable[[], str]) -> str:
    """The text that `make` gives for these parts, from the cache when it was made before."""
    file = root / FOLDER / f'{name}-{digest(parts)[:20]}'
    if not file.is_file():
        write_whole(file, make().encode())
    return file.read_text(encoding='utf-8')


def write_whole(file: Path, content: bytes) -> None:
    """Write beside and move into place: a reader never sees half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f'{file.name}.{os.getpid()}.part')
    beside.write_bytes(content)
    beside.replace(file)
