"""Texts and data that authors could have written, changed in a few places by chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile_input.tokens import TOKENS
from tests.projects import TESTS

KINDS = ('.md', '.yml', '.csv')
SOURCES = sorted(
    file
    for folder in ('project', 'example', 'stories', 'cases')
    for file in (TESTS / folder).rglob('*')
    if file.suffix in KINDS and file.is_file() and file.stat().st_size < 20_000 and {'docs', 'reports'} & set(file.parts)
)  # fmt: skip


@dataclass(frozen=True)
class Input:
    """What is laid over a project: how it came about, and what puts it there."""

    number: int
    told: str
    put: Callable[[Path], object]
    goes_with_others: bool = True  # in one project


def changed(number: int, dice: random.Random) -> Input:
    """A file that an author could have written, changed in a few places."""
    source = dice.choice(SOURCES)
    text = source.read_bytes().decode('utf-8', 'replace')
    changes = [dice.choice(CHANGES) for _ in range(dice.randint(1, 4))]
    for change in changes:
        text = change(text, dice)
    parts = source.parts
    start = max(parts.index(name) for name in ('docs', 'reports') if name in parts)
    path = Path(*parts[start:])
    if path.suffix == '.md' and path.parts[0] == 'docs':
        path = path.parent / f'vreemd-{number}{".en" if ".en." in path.name else ".nl"}.md'
    told = f'{source.relative_to(TESTS)}: {", ".join(change.__name__.strip("_") for change in changes)}'
    return Input(number, told, lambda root: written(root / path, text.encode('utf-8', 'surrogatepass')), path.suffix == '.md')


def written(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _insert(text: str, dice: random.Random) -> str:
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(TOKENS) + text[at:]


def _line(text: str, dice: random.Random) -> str:
    lines = text.split('\n')
    lines.insert(dice.randint(0, len(lines)), ' ' * dice.choice((0, 0, 2, 4)) + dice.choice(TOKENS))
    return '\n'.join(lines)


def _value(text: str, dice: random.Random) -> str:
    """Another value behind one of the keys, or in one of the cells."""
    found = [*re.finditer(r'(?<=: ).+$|(?<=,)[^,\n]*', text, re.M)]
    if not found:
        return _insert(text, dice)
    place = dice.choice(found)
    return text[: place.start()] + dice.choice(TOKENS) + text[place.end() :]


def _cut(text: str, dice: random.Random) -> str:
    start = dice.randint(0, len(text))
    return text[:start] + text[start + dice.randint(1, 40) :]


def _end(text: str, dice: random.Random) -> str:
    return text[: dice.randint(0, len(text))]


def _again(text: str, dice: random.Random) -> str:
    start = dice.randint(0, len(text))
    return text[:start] + text[start : start + dice.randint(1, 30)] * dice.choice((2, 30, 400)) + text[start:]


def _shuffle(text: str, dice: random.Random) -> str:
    lines = text.split('\n')
    start = dice.randint(0, len(lines))
    some = lines[start : start + 6]
    dice.shuffle(some)
    return '\n'.join([*lines[:start], *some, *lines[start + 6 :]])


def _indent(text: str, dice: random.Random) -> str:
    lines = text.split('\n')
    at = dice.randrange(len(lines))
    lines[at] = dice.choice(('\t', '  ', '   ', '        ', '- ', '> ')) + lines[at]
    return '\n'.join(lines)


def _ends(text: str, dice: random.Random) -> str:
    return text.replace('\n', dice.choice(('\r\n', '\r', '\n\n', '\u2028')))


CHANGES = (_insert, _insert, _insert, _line, _line, _value, _value, _value, _cut, _end, _again, _shuffle, _indent, _ends)
