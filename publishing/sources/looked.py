"""Which texts a piece of work looked at: while they stay as they are, and all besides texts does, it need not be done again.

To look is to ask a Source for its tree, its outline or its key. What is kept in memory between two pieces of work was looked at by the
first alone: it is asked for through `again`, or stands among what both are told to follow from (`Inputs.around`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

Asked = ParamSpec('Asked')
Given = TypeVar('Given')

_looking: dict[int, set[str]] = {}


def at(path: str) -> None:
    """The text of this path is looked at."""
    if _looking:
        for paths in [*_looking.values()]:
            paths.add(path)


@contextmanager
def noted() -> Iterator[set[str]]:
    """The paths of the texts that are looked at while this is open; those of another thread may be among them, none is left out."""
    paths = set[str]()
    _looking[id(paths)] = paths
    try:
        yield paths
    finally:
        del _looking[id(paths)]


def again(size: int) -> Callable[[Callable[Asked, Given]], Callable[Asked, Given]]:
    """As `functools.lru_cache`; whoever asks for what was kept has looked at what it was made from."""

    def keeping(make: Callable[Asked, Given]) -> Callable[Asked, Given]:
        @functools.lru_cache(size)
        def made(*asked: Asked.args, **named: Asked.kwargs) -> tuple[Given, set[str]]:
            with noted() as paths:
                return make(*asked, **named), paths

        @functools.wraps(make)
        def given(*asked: Asked.args, **named: Asked.kwargs) -> Given:
            held, paths = made(*asked, **named)  # type: ignore[arg-type]  # what can't be a key says so itself
            for path in paths:
                at(path)
            return held

        return given

    return keeping
