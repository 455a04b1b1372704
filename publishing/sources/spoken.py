"""Which keys of front matter hold words, as schema/ marks them: written anew in each language, read aloud, followed by a translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from publishing.sources.kinds import MODELS
from publishing.sources.schema.values import Spoken


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of: `list[Name] | None` holds `list[Name]`, which holds the mark of a name."""
    yield annotation
    for part in (*get_args(annotation), *getattr(annotation, '__metadata__', ())):
        yield from _parts(part)


def _marks(model: type[BaseModel]) -> Iterator[tuple[tuple[bool, bool], str, Spoken]]:
    """The keys of a kind that hold words, each with its mark and its place: texts come first, then names, then lists of them."""
    for key, info in model.model_fields.items():
        parts = [*info.metadata, *_parts(info.annotation)]
        for mark in (part for part in parts if isinstance(part, Spoken)):
            yield (any(get_origin(part) is list for part in parts), mark.holds != 'text'), key, mark


def _holders(model: type[BaseModel]) -> Iterator[str]:
    """The keys of a kind below which words stand, as `publisher` below `original`."""
    for key, info in model.model_fields.items():
        inner = [part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
        if any(True for below in inner for _ in _marks(below)):
            yield key


HELD = sorted((mark for model in MODELS.values() for mark in _marks(model)), key=lambda held: held[0])
WORDS = tuple(dict.fromkeys(key for _, key, _ in HELD))  # in the order of fingerprints: in another, each translation would look behind
PROSE = tuple(dict.fromkeys(key for _, key, mark in HELD if mark.holds != 'role'))  # set with typographic quotes, spelled as text is
# What differs between the files of a pair. Every other key has the same value in both.
DIFFERING = frozenset({*WORDS, 'updated', 'search_words', *(key for model in MODELS.values() for key in _holders(model))})
