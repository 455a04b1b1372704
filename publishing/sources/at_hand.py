"""Files that were read before: what did not change on disk is the same object again, with all that was found in it since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from publishing.sources.outlines import Outlines

Made = TypeVar('Made')


class AtHand:
    """For a process that stays: what was read of each file, for as long as the file keeps its time, size and place on disk.

    `outlines` are those of an earlier process.
    """

    def __init__(self, outlines: Outlines | None = None) -> None:
        self.outlines = outlines
        self._held: dict[Path, tuple[tuple[int, int, int], Any]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read yet."""
        return not self._held

    def of(self, file: Path, read: Callable[[], Made]) -> Made:
        """What `read` gives of the file, or gave of the same file; nobody may change it."""
        state = file.stat()
        mark = state.st_mtime_ns, state.st_size, state.st_ino  # asked before reading: what is saved meanwhile is read again
        held = self._held.get(file)
        if held is not None and held[0] == mark:
            made: Made = held[1]
            return made
        made = read()
        self._held[file] = mark, made
        return made
