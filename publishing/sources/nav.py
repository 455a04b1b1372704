"""What mkdocs.yml says of the navigation, as it was typed: each entry with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KEY = 'nav'
# Two entries in one: YAML takes a line without dash and space as the rest of the line above it.
TITLED = re.compile(r'(?P<title>[^/]+?) - (?=\S+\.md(?:\s|$))')  # and a title, behind which the colon was forgotten
RUN_ON = re.compile(r'\s(?=-\S)|(?<=\.md)\s+(?=\S)')


@dataclass(frozen=True)
class Entry:
    """A page (`target`), or a part with `entries`; `title` is '' for a page that is called as it calls itself.

    `odd` is what stands there that is neither. `run_on` are entries that have no dash of their own, with the line of each.
    A part is `bare` when no colon stands behind its title.
    """

    line: int
    title: str = ''
    target: str = ''
    entries: tuple[Entry, ...] | None = None
    odd: str = ''
    run_on: tuple[tuple[str, int], ...] = ()
    bare: bool = False

    def within(self) -> Iterator[Entry]:
        """The entry and all below it."""
        yield self
        for entry in self.entries or ():
            yield from entry.within()


def read(data: Mapping[str, Any], lines: Mapping[str, int], text: str) -> tuple[Entry, ...] | None:
    """The entries of the navigation, None where mkdocs.yml has no `nav`."""
    if KEY not in data:
        return None
    typed = text.split('\n')
    return tuple(_entries(data[KEY], KEY, lines, typed)) if isinstance(data[KEY], list) else (_odd(data[KEY], lines[KEY]),)


def _entries(held: list[Any], key: str, lines: Mapping[str, int], typed: list[str]) -> Iterator[Entry]:
    for number, value in enumerate(held):
        here = f'{key}.{number}'
        for title, inner in value.items() if isinstance(value, dict) else [('', value)]:
            place = f'{here}.{title}' if isinstance(value, dict) else here
            line = lines.get(place, lines.get(here, 1))
            if isinstance(inner, list) and title:
                yield Entry(line, str(title), entries=tuple(_entries(inner, place, lines, typed)))
            elif isinstance(inner, str) and not title and (bare := TITLED.match(inner)):
                pages = [part.lstrip('- ') for part in RUN_ON.split(inner[bare.end() :])]
                held_by = tuple(Entry(_line(f'- {part}', line, typed), target=part) for part in pages)
                yield Entry(line, bare['title'], entries=held_by, bare=True)
            elif isinstance(inner, str) and inner.strip():
                first, *rest = RUN_ON.split(inner.strip())
                yield Entry(line, str(title), first, run_on=tuple((part, _line(part, line, typed)) for part in rest))
            elif inner in (None, '') and title:
                yield Entry(line, str(title), entries=())
            else:
                yield _odd(inner, line)


def _odd(value: Any, line: int) -> Entry:
    return Entry(line, odd=', '.join(map(str, value)) if isinstance(value, dict) else str(value or '–'))


def _line(part: str, after: int, typed: list[str]) -> int:
    """The line below `after` where a text stands alone."""
    return next((number for number, line in enumerate(typed[after:], after + 1) if line.strip() == part), after)
