"""Tables: regular, captioned, every header findable from its cells (ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from .tree import Node, Tree

SCOPES = {'col': 'Column', 'colgroup': 'Column', 'row': 'Row', 'rowgroup': 'Row'}
Grid = dict[tuple[int, int], Node]


def dissolve(tree: Tree) -> None:
    """Turn each table that is only layout (role presentation) into its cells, one Div each, row by row."""
    for table in tree.every('Table'):
        if table.get('role') in ('presentation', 'none'):
            cells = [cell for row in _rows(table) for cell in row.nodes()]
            for node in (table, *cells):
                node.tag = 'Div'
            table.adopt(cells)


def build(tree: Tree) -> None:
    """Complete each table that holds data."""
    for table in tree.every('Table'):
        rows = _rows(table)
        grid = _grid(rows)
        _fill(rows, grid)
        for row in rows:
            for cell in row.nodes():
                _describe(cell, row, tree)
        if any(cell.span != (1, 1) for cell in grid.values()) or _head_rows(rows) > 1:
            _point_to_headers(grid)
        captions = [kid for kid in table.nodes() if kid.tag == 'Caption']
        table.adopt([*captions, *(kid for kid in table.kids if kid not in captions)])


def _rows(table: Node) -> list[Node]:
    """The table's own rows, not those of a table inside it."""
    rows: list[Node] = []
    for kid in table.nodes():
        if kid.tag in ('THead', 'TBody', 'TFoot'):
            rows.extend(row for row in kid.nodes() if row.tag == 'TR')
        elif kid.tag == 'TR':
            rows.append(kid)
    return rows


def _grid(rows: list[Node]) -> Grid:
    """Which cell covers each (row, column), both from 0."""
    grid: Grid = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row.nodes():
            while (y, x) in grid:
                x += 1
            columns, lines = cell.span
            for down in range(y, min(y + max(lines, 1), len(rows))):
                for right in range(x, x + columns):
                    grid[down, right] = cell
            cell.span = (columns, min(max(lines, 1), len(rows) - y))
    return grid


def _fill(rows: list[Node], grid: Grid) -> None:
    """Complete short rows with empty cells: HTML shows them so, and a table must be regular."""
    width = max((x for _, x in grid), default=-1) + 1
    for y, row in enumerate(rows):
        for x in range(width):
            if (y, x) not in grid:
                grid[y, x] = Node('TD', page=row.page)
                row.add(grid[y, x])


def _describe(cell: Node, row: Node, tree: Tree) -> None:
    """Write a cell's spans and, for a header, its scope and identifier; an empty header is a plain cell."""
    attributes = cell.attributes.setdefault('Table', {})
    columns, lines = cell.span
    attributes |= {'ColSpan': columns} if columns > 1 else {}
    attributes |= {'RowSpan': lines} if lines > 1 else {}
    if cell.tag == 'TH' and not cell.kids:
        cell.tag = 'TD'
    if cell.tag == 'TH':
        attributes['Scope'] = f'/{SCOPES.get(cell.get("scope")) or _scope(row)}'
        cell.entries['ID'] = tree.new_id('th')


def _scope(row: Node) -> str:
    """Column in a head or a row of headers only, else row."""
    in_head = row.parent is not None and row.parent.tag == 'THead'
    return 'Column' if in_head or all(cell.tag == 'TH' for cell in row.nodes()) else 'Row'


def _head_rows(rows: list[Node]) -> int:
    return sum(row.parent is not None and row.parent.tag == 'THead' for row in rows)


def _point_to_headers(grid: Grid) -> None:
    """In a table with spans or several head rows, name the headers of each data cell: columns, then rows."""
    columns: dict[int, list[Node]] = {}
    lines: dict[int, list[Node]] = {}
    for (y, x), cell in sorted(grid.items(), key=lambda covered: covered[0]):
        scope = cell.attributes['Table'].get('Scope')
        if scope == '/Column':
            columns.setdefault(x, []).append(cell)
        elif scope == '/Row':
            lines.setdefault(y, []).append(cell)
    found: dict[int, tuple[Node, dict[str, None]]] = {}
    for (y, x), cell in grid.items():
        if cell.tag == 'TD' and cell.kids:
            _, ids = found.setdefault(id(cell), (cell, {}))
            ids.update(dict.fromkeys(head.entries['ID'] for head in columns.get(x, []) + lines.get(y, [])))
    for cell, ids in found.values():
        if ids:
            cell.attributes['Table']['Headers'] = list(ids)
