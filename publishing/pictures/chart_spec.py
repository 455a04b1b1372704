"""What the drawing of a chart asks of its data: names that exist, and numbers where numbers are drawn.

Vega-Lite draws an empty chart, or a wrong one, where a name is misspelt or a number can't be read; it does not tell.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from publishing.problems import Problem
from publishing.sources.shapes import choice

# Vega-Lite 5: the channels of `encoding`, and the types of `mark`.
CHANNELS = (
    'x', 'y', 'x2', 'y2', 'xOffset', 'yOffset', 'xError', 'yError', 'xError2', 'yError2', 'theta', 'theta2', 'radius', 'radius2',
    'longitude', 'latitude', 'longitude2', 'latitude2', 'color', 'fill', 'stroke', 'opacity', 'fillOpacity', 'strokeOpacity',
    'strokeWidth', 'strokeDash', 'size', 'angle', 'shape', 'text', 'tooltip', 'href', 'url', 'description', 'detail', 'key', 'order',
    'facet', 'row', 'column',
)  # fmt: skip
MARKS = (
    'arc', 'area', 'bar', 'boxplot', 'circle', 'errorband', 'errorbar', 'geoshape', 'image', 'line', 'point', 'rect', 'rule', 'square',
    'text', 'tick', 'trail',
)  # fmt: skip
THOUSAND = re.compile(r'[1-9]\d{0,2}\.\d{3}')
NUMBER = re.compile(r'-?\d+(?:\.\d+)?')
GROUPED = re.compile(r'(?<=\d)[., \u00a0\u2009\u202f’\'](?=\d{3}(?!\d))')  # between the thousands of a number
COUNTED = ('calculate', 'filter')  # what is worked out of columns
COLUMN = re.compile(r'\bdatum\.(\w+)')
TO_NUMBER = re.compile(r'toNumber\(datum\.(\w+)\)')

Lines = Callable[[str], int]


def narrowed(spec: dict[str, Any], changes: dict[str, Any], width: int) -> dict[str, Any]:
    """The specification for a drawing that is `width` pixels wide in all, with what its author changes there."""
    held: dict[str, Any] = laid_over(spec, changes)
    if 'width' in changes:
        return held
    if held.get('autosize') != 'none':
        return held | {'width': width, 'autosize': {'type': 'fit-x', 'contains': 'padding'}}
    padding = held.get('padding', 5)  # as Vega-Lite has it
    beside = padding.get('left', 0) + padding.get('right', 0) if isinstance(padding, dict) else 2 * padding
    return held | {'width': width - beside}


def laid_over(value: Any, change: Any) -> Any:
    """A value with part of it changed: mappings by their keys, lists item by item."""
    if isinstance(value, dict) and isinstance(change, dict):
        return value | {key: laid_over(value.get(key), item) for key, item in change.items()}
    if isinstance(value, list) and isinstance(change, list):
        return [*(laid_over(*pair) for pair in zip(value, change)), *value[len(change) :], *change[len(value) :]]
    return change


def problems(spec: Any, narrow: Any, table: str, path: str, data: str, line_of: Lines) -> Iterator[Problem]:
    """What is wrong in a specification, and in what `narrow` changes in it; the {words} of both are filled in.

    They are drawn over a CSV text; `line_of` gives the line of a dotted key.
    """
    found = list(_problems(spec, table, path, data, line_of))
    yield from found
    if narrow and not found:
        yield from _problems(laid_over(spec, narrow), table, path, data, lambda key: line_of(key.replace('spec', 'narrow', 1)))


def _problems(spec: Any, table: str, path: str, data: str, line_of: Lines) -> Iterator[Problem]:
    rows = csv.DictReader(io.StringIO(table))
    columns, made = list(rows.fieldnames or []), {str(value) for key, value in _walk(spec, 'spec') if re.search(r'\.as(?:\.\d+)?$', key)}
    numbers = {name for _, value in _walk(spec, 'spec') if isinstance(value, str) for name in TO_NUMBER.findall(value)}
    for key, value in _walk(spec, 'spec'):
        last, parent = key.rpartition('.')[2], key.split('.')[-2]
        if last == 'mark' or (last == 'type' and parent == 'mark'):
            yield from _mark(key, value, path, line_of)
        elif parent == 'encoding':
            yield from _channel(key, last, path, line_of)
        named = _columns(last, value)
        for name in sorted({*named} - made - {*columns}):
            yield Problem(
                path, line_of(key), 'chart-column', {'column': name, 'file': data.rpartition('/')[2], 'known': ', '.join(columns)}
            )
        if isinstance(value, dict) and value.get('type') == 'quantitative' and str(value.get('field')) not in made:
            numbers.add(str(value.get('field')))
    yield from _no_numbers(rows, numbers & set(columns), data)


def _columns(key: str, value: Any) -> list[str]:
    """The columns that a value names."""
    if key == 'field' and isinstance(value, str):
        return [value]
    return COLUMN.findall(value) if key in COUNTED and isinstance(value, str) else []


def _walk(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Every value inside, with its dotted key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in inside:
        yield f'{key}.{name}', inner
        yield from _walk(inner, f'{key}.{name}')


def _mark(key: str, value: Any, path: str, line_of: Lines) -> Iterator[Problem]:
    if isinstance(value, str) and value not in MARKS:
        yield Problem(path, line_of(key), 'bad-value', {'key': 'mark', 'value': value} | choice(value, MARKS))


def _channel(key: str, name: str, path: str, line_of: Lines) -> Iterator[Problem]:
    if name not in CHANNELS:
        near = difflib.get_close_matches(name, CHANNELS, n=1)
        yield Problem(path, line_of(key), 'unknown-key', {'key': name, 'near': near[0] if near else '', 'known': ', '.join(CHANNELS)})


def _no_numbers(rows: csv.DictReader[str], names: set[str], data: str) -> Iterator[Problem]:
    """An empty cell is no number and draws nothing, as it should."""
    held = [(rows.line_num, row) for row in rows]
    whole = {name for name in names if any(str(row[name]).strip().isdecimal() for _, row in held)}  # the others hold decimals
    for line, row in held:
        thousands, unread = dict[str, list[str]](), dict[str, list[str]]()  # a number that is low and high at once is one mistake
        for name in sorted(names):
            value = (row[name] or '').strip()
            if value and not NUMBER.fullmatch(value):
                unread.setdefault(value, []).append(name)
            elif name in whole and THOUSAND.fullmatch(value):
                thousands.setdefault(value, []).append(name)
        for value, named in unread.items():
            plain = GROUPED.sub('', value).replace(',', '.')
            near = plain if NUMBER.fullmatch(plain) else ''
            yield Problem(data, line, 'chart-number', {'column': ', '.join(named), 'value': value, 'near': near})
        for value, named in thousands.items():
            values = {'column': ', '.join(named), 'value': value, 'wanted': value.replace('.', '')}
            yield Problem(data, line, 'chart-thousands', values)
