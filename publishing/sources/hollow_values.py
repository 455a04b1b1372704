"""Values that fit their field and say nothing there, or not what was meant: n/a, a value twice, quotation marks of print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from publishing.problems import Level, Problem
from publishing.sources import shapes
from publishing.sources.levels import field_at
from publishing.sources.schema.pages import Page
from publishing.sources.typed_yaml import texts_in

FREE_LISTS, SEVERAL = ('also', 'search_words'), re.compile(r'[;,] ')  # lists of any words, and what stands between two of them
YES = ('ja', 'yes')
TITLES = ('title', 'container-title', 'term', 'name')  # some are what somebody said: then it is right


def odd(model: type[BaseModel], data: dict[str, Any], path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """A value twice in a list, and quotation marks of print around a whole value, which YAML does not take for its own."""
    for key, held in data.items() if issubclass(model, Page) else ():
        seen = set[str]()
        for number, value in enumerate(held) if isinstance(held, list) and key != 'search_words' else ():
            if isinstance(value, str) and value.casefold() in seen:
                yield Problem(path, line_of(f'{key}.{number}'), 'list-twice', {'key': key, 'value': value})
            seen.add(str(value).casefold())
        if key == 'place' and isinstance(held, str) and ('://' in held or held.startswith('www.')):
            yield Problem(path, line_of(key), 'bad-form', {'key': key, 'value': held, 'wanted': 'Utrecht'})
        if isinstance(held, str) and (plain := shapes.unquoted(held)):
            raised: Level | None = None if key == 'title' else 'warning'  # which may be what somebody said
            yield Problem(path, line_of(key), 'quotes-shown', {'key': key, 'value': held, 'near': plain}, raised=raised)


def hollow(
    model: type[BaseModel], data: dict[str, Any], found: list[Problem], path: str, line_of: Callable[[str], int]
) -> Iterator[Problem]:
    """Each text that only says that there is none, and would be shown so; a choice of which it is no part is told as such.

    And a title in a data file that stands between quotation marks of print.
    """
    told = {problem.values.get('key'): problem.rule for problem in found}
    of_data = not issubclass(model, Page)
    for key, value in texts_in(data):
        place = tuple(key.split('.'))
        last, around = place[-1], place[-2] if len(place) > 1 else ''
        if of_data and last in TITLES and (plain := shapes.unquoted(value)):
            yield Problem(path, line_of(key), 'quotes-shown', {'key': last, 'value': value, 'near': plain}, raised='warning')
        if around in FREE_LISTS and SEVERAL.search(value):
            near = ', '.join(part.strip() for part in SEVERAL.split(value) if part.strip())
            yield Problem(path, line_of(key), 'list-in-one', {'key': around, 'value': value, 'near': near})
        if not shapes.is_nothing(value) or (told.get(key) == 'not-keys' and value.casefold() in YES):  # what there is has to be said
            continue
        is_ours = not any(part.isdigit() for part in place) and told.get(key) not in ('bad-value', 'unknown-key')
        field = field_at(model, place) if is_ours else None
        if field and field.annotation is not bool:  # which is read as false
            yield Problem(path, line_of(key), 'no-value', {'key': key, 'value': value})
