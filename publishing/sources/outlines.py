"""Outlines that were made before, by the key of their text: of a site that is built again, few texts need be read for more."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any, get_args, get_type_hints

from publishing.cache import Store, digest
from publishing.sources.outline import Outline

FILE = 'build/cache/outlines.json'
HERE = Path(__file__).parent
KINDS = [get_args(held)[0] for held in get_type_hints(Outline).values()]  # of what stands in each field of an outline


class Outlines:
    """Those of a project, read from the disk when the first is asked for. Nothing of a text that no cache may hold comes in here."""

    def __init__(self, root: Path):
        self.file = root / FILE

    @functools.cached_property
    def _store(self) -> Store:
        return Store(self.file, reader())

    def find(self, key: str) -> Outline | None:
        """The outline of the text with this key, None when it is not known."""
        held = self._store.last.get(key)
        return None if held is None else _read(held)

    def keep(self, outlines: Mapping[str, Outline]) -> None:
        """Keep these by the keys of their texts, and no others."""
        last = self._store.last
        self._store.now = {key: last[key] if key in last else astuple(outline) for key, outline in outlines.items()}
        self._store.keep()


def _read(held: list[list[list[Any]]]) -> Outline:
    """An outline from what JSON made of it: lists for tuples."""
    return Outline(*(tuple(kind(*map(_frozen, item)) for item in items) for kind, items in zip(KINDS, held)))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@functools.cache
def reader() -> str:
    """What reads a text: changes when one of our own files that do does, or one of the packages in the versions that we ask for."""
    files = [*HERE.rglob('*.py'), *HERE.parent.glob('*.py'), *HERE.parents[1].glob('requirements.lock')]
    return digest(file.read_bytes() for file in sorted(files))
