"""Cells that can't be one: what `^^` and `||` ask and no table has."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources.reading import Node

RULES = {'nothing': 'join-without-cell', 'wider': 'join-uneven', 'row': 'row-joined-away'}


def joined_cells(text: Text) -> Iterator[Problem]:
    """A cell `^^` belongs to one above it of the same width; in each row and each column a cell begins (HTML 4.9.12)."""
    lines, first = text.page.body.split('\n'), text.page.body_line
    for table in (node for node in text.page.reading.flat if node.type == 'table'):
        cells = [cell for cell in table.flat if cell.type in ('th', 'td')]
        for cell in cells:
            if 'join' in cell.meta:
                place = cell.line
                yield Problem(text.path, first + place, RULES[cell.meta['join']], {'text': shortened(lines[place].strip())})
        for column in _without_cell(table, cells):
            yield Problem(text.path, first + table.line, 'column-joined-away', {'column': str(column + 1)})


def _without_cell(table: Node, cells: list[Node]) -> list[int]:
    """The columns, from 0, in which no cell begins."""
    columns = next(row.meta['columns'] for row in table.flat if row.type == 'tr')
    return sorted(set(range(columns)) - {cell.meta['column'] for cell in cells})
