"""Folders as wholes: what is in them as a key, and putting a finished one in the place of the last."""

from __future__ import annotations

import fnmatch
import functools
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

LEFT_OUT = frozenset(('__pycache__', '.DS_Store'))


def files(folder: Path, pattern: str) -> list[Path]:
    """The files below a folder that fit a pattern such as `**/*.md`, sorted; no folders of such a name, nothing that leads elsewhere."""
    if pattern.startswith('**/') and '/' not in pattern.removeprefix('**/'):
        return [folder.joinpath(*parts) for parts in sorted(_below(folder, pattern.removeprefix('**/')))]
    is_link = functools.cache(Path.is_symlink)  # many files stand in one folder
    return sorted(file for file in folder.glob(pattern) if file.is_file() and not leads_away(file, folder, is_link))


def _below(folder: Path, name: str) -> Iterator[tuple[str, ...]]:
    """The parts of the path of each file of such a name, in one walk: `glob` asks the disk three times as much."""
    left: list[tuple[str, tuple[str, ...]]] = [(str(folder), ())]
    fits = re.compile(fnmatch.translate(name)).match
    while left:
        place, above = left.pop()
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, (*above, entry.name)))
                elif entry.is_file(follow_symlinks=False) and fits(entry.name):
                    yield (*above, entry.name)


def is_file(file: Path) -> bool:
    """Whether there is a file of this name, which somebody may have typed: one that no disk can hold is none."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def leads_away(file: Path, folder: Path, is_link: Callable[[Path], bool] = Path.is_symlink) -> bool:
    """Whether the file, or a folder between it and `folder`, is a link: what it leads to may be anything on this machine."""
    below = file.relative_to(folder)
    return any(is_link(folder / part) for part in (below, *list(below.parents)[:-1]))


def odd_entries(folder: Path) -> list[Path]:
    """What stands below a folder and is neither a folder nor a file of its own: links, and devices and their like; sorted."""
    found, left = list[Path](), [str(folder)]
    while left:
        with suppress(OSError), os.scandir(left.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                elif not entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path))
    return sorted(found)


def every(folder: Path) -> Iterator[bytes | str]:
    """Every file below a folder with its name, whatever it is called."""
    for file in sorted(file for file in folder.rglob('*') if file.is_file()):
        yield file.relative_to(folder).as_posix()
        yield file.read_bytes()


def content(root: Path, names: Iterable[str]) -> Iterator[bytes | str]:
    """Every file below the named files and folders with its name, then the versions of Python and all packages."""
    for held in contents(root, names):
        yield from held
    yield from versions()


def contents(root: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file below the named files and folders; what Python and desktops leave there is left out.

    So is a file that goes while it is looked at: programs in which people write put such files beside theirs.
    """
    for file in _named(root, names):
        with suppress(FileNotFoundError):
            yield file.relative_to(root).as_posix(), file.read_bytes()


def saved(root: Path, names: Iterable[str]) -> dict[str, int]:
    """When each of those files was saved (ns), by its path."""
    times = dict[str, int]()
    for file in _named(root, names):
        with suppress(FileNotFoundError):
            times[file.relative_to(root).as_posix()] = file.stat().st_mtime_ns
    return times


def _named(root: Path, names: Iterable[str]) -> Iterator[Path]:
    """Each file below the named ones, name by name and sorted; `os.walk` passes over a folder that goes meanwhile."""
    for name in names:
        below = (Path(folder, file) for folder, _, held in os.walk(root / name) for file in held)
        for file in [root / name] if is_file(root / name) else sorted(below):
            if file.is_file() and LEFT_OUT.isdisjoint(file.parts):
                yield file


@functools.cache
def versions() -> tuple[str, ...]:
    """Python and every package, by name and version: as the folder of what is told of it is called, since to read them all takes longer."""
    held = {file.name for place in map(Path, sys.path) if place.is_dir() for file in place.iterdir()}
    return sys.version, *sorted(name for name in held if name.endswith(('.dist-info', '.egg-info')))


def swap(fresh: Path, place: Path) -> None:
    """Put the fresh folder in its place; two renames, so that a killed build leaves a whole folder in one of the two."""
    old = _old(place)
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def alone(root: Path) -> FileLock:
    """A lock to hold while building: a live preview and `make site` may meet. A killed process lets go of it."""
    from filelock import FileLock  # imported late: a check holds no lock

    (root / 'build').mkdir(exist_ok=True)
    return FileLock(root / 'build/lock')


def restore(place: Path) -> None:
    """Bring the last good folder back when a build was killed between the two renames of `swap`."""
    if not place.exists() and _old(place).exists():
        _old(place).rename(place)


def _old(place: Path) -> Path:
    return place.with_name(f'{place.name}.old')
