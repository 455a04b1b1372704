"""On which level of nested data a key belongs: below another, beside it, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Place = tuple[str | int, ...]


def field_at(model: type[BaseModel], loc: Place) -> FieldInfo | None:
    """The field at a place in nested models and lists."""
    inner: type[BaseModel] | None = model
    found: FieldInfo | None = None
    for part in [part for part in loc if isinstance(part, str)]:
        fields = inner.model_fields.items() if inner else ()
        found = next((info for name, info in fields if part in (name, info.alias)), None)
        inner = model_in(found.annotation) if found else None
    return found


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as `Original | None` or `list[ReportChapter]`."""
    kinds = (annotation, *get_args(annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def keys_of(model: type[BaseModel]) -> list[str]:
    """Its keys, as they are typed."""
    return [info.alias or name for name, info in model.model_fields.items()]


def around(model: type[BaseModel], loc: Place) -> list[str]:
    """The keys beside the one at a place below which it belongs."""
    return [key for key, inner in _inner(model_at(model, loc[:-1])) if loc[-1] in keys_of(inner)]


def outside(model: type[BaseModel], loc: Place) -> Place:
    """The place where the key of a place belongs when that is a level up, beside the key that it stands below; () when it is not."""
    above = tuple(loc[:-2])
    is_below = len(loc) > 1 and isinstance(loc[-2], str)
    return (*above, loc[-1]) if is_below and loc[-1] in keys_of(model_at(model, above)) else ()


def follow(misplaced: Iterable[tuple[Place, list[str]]]) -> Iterator[Place]:
    """What seems to be missing because of keys that stand beside the one that they belong below."""
    for loc, belongs in misplaced:
        for key in belongs:
            yield (*loc[:-1], key)
            yield (*loc[:-1], key, loc[-1])


def model_at(model: type[BaseModel], loc: Place) -> type[BaseModel]:
    """The model whose keys stand at a place."""
    field = field_at(model, loc)
    return (model_in(field.annotation) or model) if field else model


def _inner(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        if (inner := model_in(info.annotation)) is not None:
            yield info.alias or name, inner
