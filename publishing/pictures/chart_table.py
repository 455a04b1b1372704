"""The table of a chart's data, as a spreadsheet saves it: each row fits its head, and no cell is what it only looks like."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from publishing import days
from publishing.problems import Problem, shortened
from publishing.sources.shapes import choice

OTHER_SEPARATORS = (';', '\t', '|')  # what spreadsheets write where the comma is for decimals
SHOWN_SEPARATORS = {'\t': 'tabs'}
TYPOGRAPHIC = '“„”'  # quotation marks that a spreadsheet does not take for one
RANGE = ('low', 'high')  # the columns that a range is drawn from
NUMBER = re.compile(r'-?\d+(?:\.\d+)?')
FIGURE, PART = re.compile(r'\d'), re.compile(r'(?<=\d)[^\w\s](?=\d)')
EXCEL_DATE = re.compile(rf'(?i:\d{{1,2}}-(?:{days.SHORT})(?:-\d{{2,4}})?|(?:{days.SHORT})-\d{{2,4}})')
LOST_QUOTES = re.compile(r'(?:^|,)(?P<cell>"[^",]+" ?[^",\s][^,]*)')  # around a part of a cell, which CSV takes for its own
ROWS_TO_JUDGE = 4  # where all rows but one have something in a column, the one was forgotten


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


def renamed(held: Sequence[str], listed: Sequence[str]) -> dict[str, str]:
    """The columns whose head was changed, by their listed name, when all others stand where they are listed."""
    changed = {name: head for name, head in zip(listed, held, strict=False) if name != head}
    return {} if len(held) != len(listed) or len(changed) == len(listed) or {*changed.values()} & {*listed} else changed


def row_problems(table: str, path: str) -> Iterator[Problem]:
    """Rows with more or fewer cells than the head, a name that was used before, quotation marks of a text, a range from high to low."""
    rows, seen = csv.reader(io.StringIO(table)), dict[str, int]()
    names, line, lines = next(rows, []), 1, table.split('\n')
    for cells in rows:
        line, first = rows.line_num, line + 1
        if not any(cells):
            if cells:
                yield Problem(path, first, 'chart-row-empty', {'text': ','.join(cells)})
            continue
        if typed := next((cell for cell in cells if _is_quoted_as_text(cell, whole=len(cells) == len(names))), ''):
            yield Problem(path, first, 'chart-quotes', {'text': shortened(typed)})
            return
        if len(cells) != len(names):
            yield Problem(
                path, first, 'chart-cells', {'number': str(len(cells)), 'wanted': str(len(names)), 'text': shortened(','.join(cells))}
            )
            return  # the rows below may be part of it
        for lost in LOST_QUOTES.finditer(lines[first - 1]):
            doubled = lost['cell'].replace('"', '""')
            yield Problem(path, first, 'chart-quotes-lost', {'text': lost['cell'], 'wanted': f'"{doubled}"'})
        row = dict(zip(names, cells, strict=True))
        name = row.get('id', '')
        if name in seen:
            yield Problem(path, first, 'double-id', {'id': name, 'line': str(seen[name])})
        if name:
            seen.setdefault(name, first)
        low, high = (row.get(column, '') for column in RANGE)
        if NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(low) > float(high):
            yield Problem(path, first, 'chart-range', {'low': low, 'high': high})


def cell_problems(table: str, path: str, choices: Any) -> Iterator[Problem]:
    """Cells that hold none of the values that may be chosen for their column, and an empty one in a column of words that has no other."""
    rows = csv.DictReader(io.StringIO(table))
    held = [(rows.line_num, row) for row in rows if any(row.values())]
    chosen = {name: list(map(str, values)) for name, values in _pairs(choices) if isinstance(values, list)}
    for column in rows.fieldnames or ():
        known, cells = chosen.get(column, []), [(line, (row[column] or '').strip()) for line, row in held]
        for line, cell in cells if known else ():
            if cell and cell not in known:
                yield Problem(path, line, 'bad-value', {'key': column, 'value': shortened(cell)} | choice(cell, known))
        yield from _odd_ones(path, column, cells)
        empty = [line for line, cell in cells if not cell]
        of_words = any(cell and not NUMBER.fullmatch(cell) for _, cell in cells)  # a number may not be known
        if len(empty) == 1 and len(cells) >= ROWS_TO_JUDGE and of_words:
            yield Problem(path, empty[0], 'chart-cell-empty', {'column': column})


def _odd_ones(path: str, column: str, cells: list[tuple[int, str]]) -> Iterator[Problem]:
    """What a spreadsheet made a date of, and what has another sign between its figures than the cells that look like it."""
    made = sum(EXCEL_DATE.fullmatch(cell) is not None for _, cell in cells)  # a column of them was meant so
    looks = Counter(FIGURE.sub('9', cell) for _, cell in cells)
    usual = dict[str, str]()  # of what differs in its signs only, the look that most have
    for look, _ in looks.most_common():
        usual.setdefault(PART.sub('-', look), look)
    for line, cell in cells:
        look = FIGURE.sub('9', cell)
        like = usual[PART.sub('-', look)]
        if EXCEL_DATE.fullmatch(cell) and made == 1 and len(cells) >= ROWS_TO_JUDGE:
            yield Problem(path, line, 'chart-date', {'column': column, 'value': cell})
        elif looks[look] == 1 < looks[like] and not NUMBER.fullmatch(cell):
            near = ''.join(figures + sign for figures, sign in zip(PART.split(cell), [*PART.findall(like), ''], strict=True))
            yield Problem(path, line, 'chart-cell-otherwise', {'column': column, 'value': cell, 'near': near})


def _pairs(choices: Any) -> Iterator[tuple[str, Any]]:
    """What was typed at `choices`, which may be no mapping yet."""
    yield from choices.items() if isinstance(choices, dict) else ()


def _is_quoted_as_text(cell: str, *, whole: bool) -> bool:
    """Whether a cell begins with such a quotation mark, and ends with one where it is `whole`."""
    return cell[:1] in tuple(TYPOGRAPHIC) and (not whole or cell[-1] in TYPOGRAPHIC)
