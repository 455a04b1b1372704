"""The table of a chart's data, as a spreadsheet saves it: each row fits its head, and no cell is what it only looks like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from publishing.problems import Problem, shortened

OTHER_SEPARATORS = (';', '\t', '|')  # what spreadsheets write where the comma is for decimals
SHOWN_SEPARATORS = {'\t': 'tabs'}
TYPOGRAPHIC = '“„”'  # quotation marks that a spreadsheet does not take for one
RANGE = ('low', 'high')  # the columns that a range is drawn from
NUMBER = re.compile(r'-?\d+(?:\.\d+)?')


def head(table: str) -> list[str]:
    """The names of the columns."""
    return next(csv.reader(io.StringIO(table)), [])


def head_problems(table: str, path: str, listed: Sequence[str]) -> Iterator[Problem]:
    """Columns that are parted by another sign, have no name or the name of another, or are not `listed`, so that nobody asked for them."""
    held, name = head(table), path.rpartition('/')[2]
    separator = next((sign for sign in OTHER_SEPARATORS if len(held) == 1 and sign in held[0]), '')
    if separator:
        yield Problem(path, 1, 'chart-separator', {'file': name, 'sign': SHOWN_SEPARATORS.get(separator, separator)})
        return
    for place, column in enumerate(held, 1):
        if not column.strip() or column in held[: place - 1]:
            yield Problem(path, 1, 'chart-head', {'place': str(place), 'column': column})
        elif listed and column not in listed:
            yield Problem(path, 1, 'chart-column-extra', {'column': column})


def row_problems(table: str, path: str) -> Iterator[Problem]:
    """Rows with more or fewer cells than the head, a name that was used before, quotation marks of a text, a range from high to low."""
    rows, seen = csv.reader(io.StringIO(table)), dict[str, int]()
    names, line = next(rows, []), 1
    for cells in rows:
        line, first = rows.line_num, line + 1
        if not any(cells):
            continue
        if typed := next((cell for cell in cells if _is_quoted_as_text(cell, whole=len(cells) == len(names))), ''):
            yield Problem(path, first, 'chart-quotes', {'text': shortened(typed)})
            return
        if len(cells) != len(names):
            yield Problem(
                path, first, 'chart-cells', {'number': str(len(cells)), 'wanted': str(len(names)), 'text': shortened(','.join(cells))}
            )
            return  # the rows below may be part of it
        row = dict(zip(names, cells, strict=True))
        name = row.get('id', '')
        if name in seen:
            yield Problem(path, first, 'double-id', {'id': name, 'line': str(seen[name])})
        if name:
            seen.setdefault(name, first)
        low, high = (row.get(column, '') for column in RANGE)
        if NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            yield Problem(path, first, 'chart-range', {'low': low, 'high': high})


def _is_quoted_as_text(cell: str, *, whole: bool) -> bool:
    """Whether a cell begins with such a quotation mark, and ends with one where it is `whole`."""
    return cell[:1] in tuple(TYPOGRAPHIC) and (not whole or cell[-1] in TYPOGRAPHIC)
