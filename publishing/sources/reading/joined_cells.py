"""Cells of a table that are one: `||` joins a cell with the columns behind it, `^^` with the cell above it.

GitHub's tables have neither. `||` is that of MultiMarkdown (User's Guide 6, Tables), `^^` that of its extension markdown-it-multimd-table.
In other editors the first shows as an empty cell and the second as its two signs, so that a table stays a table. A cell with a space in
it, `|  |`, is empty, as ever; so is one that has nothing before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

UP = '^^'
JOINED = 'joined'  # the class of a row that begins inside a cell of the row above
Rule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(eq=False)
class Cell:
    """The three tokens of a cell, its first column and how many it covers, and how many rows."""

    tokens: list[Token]
    first: int
    columns: int = 1
    rows: int = 1

    @property
    def goes_up(self) -> bool:
        """Whether it is typed as a part of the cell above."""
        return self.tokens[1].content == UP

    @property
    def covered(self) -> range:
        """The columns, from 0, that it covers."""
        return range(self.first, self.first + self.columns)


def plugin(md: MarkdownIt) -> None:
    """Let a reader know both.

    A cell then has `colspan` and `rowspan`, and in its `meta` its `column`, from 0; a row has `columns`: how many the table has. A cell
    `^^` that can't be joined stays, with `join` in its `meta`: above it is `nothing`, or a cell that is `wider`, or its whole `row` is so.
    """
    (rule,) = (rule for rule in md.block.ruler.__rules__ if rule.name == 'table')
    rule.fn = _joining(rule.fn)


def _joining(rule: Rule) -> Rule:
    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            state.tokens[before:] = list(_joined(state, state.tokens[before:]))
        return found

    return table


def _joined(state: StateBlock, tokens: list[Token]) -> Iterator[Token]:
    """The tokens of a table without those of cells that are a part of another."""
    above: dict[int, Cell] = {}  # column → the cell that covers it in the row before
    cells: list[Token] = []
    for token in tokens:
        match token.type:
            case 'thead_open' | 'tbody_open':
                above = {}
            case 'tr_open':
                row, cells = token, []
                continue
            case 'tr_close':
                assert row.map
                row.meta = {**row.meta, 'columns': len(cells) // 3}
                kept, above = _down(_across(cells, getLine(state, row.map[0])), above, row)
                yield from [row, *(part for cell in kept for part in cell.tokens)]
            case 'th_open' | 'th_close' | 'td_open' | 'td_close' | 'inline':
                cells.append(token)
                continue
        yield token


def _across(tokens: list[Token], line: str) -> list[Cell]:
    """The cells of a row; each part that holds nothing at all, not even a space, widens the cell before it."""
    typed = escapedSplit(line.strip()) if '||' in line else []  # the reader has parted the line too: not twice where nothing is joined
    typed = typed[1:] if typed[:1] == [''] else typed
    cells: list[Cell] = []
    for column in range(len(tokens) // 3):
        if cells and column < len(typed) - 1 and typed[column] == '':
            cells[-1].columns += 1
            cells[-1].tokens[0].attrSet('colspan', str(cells[-1].columns))
        else:
            cells.append(Cell(tokens[3 * column : 3 * column + 3], column))
    return cells


def _down(cells: list[Cell], above: dict[int, Cell], row: Token) -> tuple[list[Cell], dict[int, Cell]]:
    """The cells that begin in this row, and the cell that covers each column."""
    covering = {column: cell for cell in cells for column in cell.covered}
    covering |= {column: owner for owner in _going_on(cells, above) for column in owner.covered}
    kept = [cell for cell in cells if covering[cell.first] is cell]
    if not kept:  # HTML has no row in which no cell begins (4.9.12)
        kept, covering = cells, {column: cell for cell in cells for column in cell.covered}
    for owner in dict.fromkeys(covering[column] for column in above if covering[column] is above[column]):
        owner.rows += 1
        owner.tokens[0].attrSet('rowspan', str(owner.rows))
        row.attrSet('class', JOINED)
    for cell in kept:
        wrong = {'join': _wrong(cell, kept, above)} if cell.goes_up else {}
        cell.tokens[0].meta = {'column': cell.first, **wrong}
    return kept, covering


def _going_on(cells: list[Cell], above: dict[int, Cell]) -> Iterator[Cell]:
    """The cells of the row above that have `^^` below all of their columns, and no wider cell."""
    for owner in dict.fromkeys(above.values()):
        below = [cell for cell in cells if cell.goes_up and set(cell.covered) <= set(owner.covered)]
        if sum(cell.columns for cell in below) == owner.columns:
            yield owner


def _wrong(cell: Cell, row: list[Cell], above: dict[int, Cell]) -> str:
    if cell.first not in above:
        return 'nothing'
    return 'row' if all(other.goes_up for other in row) else 'wider'
