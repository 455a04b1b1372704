"""The rooms of publishing/: a room knows what stands to its left, nothing to its right, and no module leads back to itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent / 'publishing'
# From left to right. `words` holds data and its reader, and counts as the hall: the files of publishing/ itself.
ROOMS = ('hall', 'sources', 'pictures', 'checks', 'formats', 'markdown', 'report', 'print', 'site', 'desk')
DATA = {'words', 'dictionaries'}
MOST_IN_THE_HALL = 14  # files in publishing/ itself
BEFORE_ANYTHING_IS_INSTALLED = (
    '__main__', 'desk', 'desk.command_line', 'desk.console', 'desk.environment', 'desk.npm', 'desk.system', 'languages', 'print',
    'print.pango', 'words',
)  # fmt: skip


def modules(house: Path) -> dict[str, Path]:
    """Each module below the house by its dotted name; a package has the name of its folder."""
    named = {}
    for file in house.rglob('*.py'):
        parts = file.relative_to(house).with_suffix('').parts
        named['.'.join(parts[:-1] if parts[-1] == '__init__' else parts)] = file
    return named


def room(module: str) -> str:
    """The room of a module."""
    first = module.partition('.')[0]
    return first if first in ROOMS else 'hall'


def imports(module: str, file: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of the house that a module imports, anywhere in it: at the top, late, or for its types only."""
    here = module if file.name == '__init__.py' else module.rpartition('.')[0]
    for node in ast.walk(ast.parse(file.read_text(encoding='utf-8'))):
        if isinstance(node, ast.ImportFrom):
            base = '.'.join(['publishing', here, node.module or '']) if node.level == 1 else node.module or ''
            names = [f'{base}.{alias.name}'.replace('..', '.') for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name == 'publishing' or name.startswith('publishing.'):
                below = name.partition('.')[2].strip('.')
                yield below if below in known else below.rpartition('.')[0]


def arrows(house: Path) -> dict[str, set[str]]:
    """Each module with the modules of the house that it imports."""
    known = modules(house)
    return {module: {name for name in imports(module, file, known) if name} - {module} for module, file in known.items() if module}


def backward(drawn: dict[str, set[str]]) -> list[str]:
    """Each import of a room further to the right."""
    return sorted(
        f'{module} → {other}'
        for module, others in drawn.items()
        for other in others
        if ROOMS.index(room(module)) < ROOMS.index(room(other))
    )


def test_every_folder_is_a_room() -> None:
    assert {file.name for file in HOUSE.iterdir() if file.is_dir() and file.name != '__pycache__'} == {*ROOMS[1:], *DATA}
    assert len(list(HOUSE.glob('*.*'))) <= MOST_IN_THE_HALL


def test_no_arrow_runs_back() -> None:
    """But that of the front door, which lets in whoever types a command."""
    drawn = arrows(HOUSE)
    del drawn['__main__']
    assert backward(drawn) == []


def test_no_module_leads_back_to_itself() -> None:
    list(TopologicalSorter(arrows(HOUSE)).static_order())  # CycleError names the ring


def test_print_knows_nothing_of_the_site() -> None:
    assert not [name for module, others in arrows(HOUSE).items() if room(module) == 'print' for name in others if room(name) == 'site']


@pytest.mark.parametrize('module', BEFORE_ANYTHING_IS_INSTALLED)
def test_what_sets_up_needs_nothing_that_is_set_up(module: str) -> None:
    """Imports at the top of the module: the standard library, and each other."""
    import sys

    known = modules(HOUSE)
    tree = ast.parse(known[module].read_text(encoding='utf-8'))
    for node in tree.body:
        if isinstance(node, ast.Import):
            assert {alias.name.partition('.')[0] for alias in node.names} <= sys.stdlib_module_names
        elif isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith('publishing'):
            assert node.module.partition('.')[0] in sys.stdlib_module_names
        elif isinstance(node, ast.ImportFrom):
            full = [f'{node.module}.{alias.name}'.removeprefix('publishing.') for alias in node.names]
            assert {name if name in known else name.rpartition('.')[0] for name in full} <= set(BEFORE_ANYTHING_IS_INSTALLED)


def test_an_arrow_back_and_a_ring_are_seen(tmp_path: Path) -> None:
    for name, text in {
        'sources/page': 'from publishing.print import pdf\n',
        'print/pdf': 'def draw():\n    from publishing.print.build import order\n',
        'print/build': 'from .pdf import draw\n',
    }.items():
        file = tmp_path / f'{name}.py'
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    drawn = arrows(tmp_path)
    assert backward(drawn) == ['sources.page → print.pdf']
    with pytest.raises(ValueError, match='nodes are in a cycle'):
        list(TopologicalSorter(drawn).static_order())
