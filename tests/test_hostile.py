"""Input that no author means: a sentence with its file, in little time and memory, and never a traceback."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publishing import changes, checks
from publishing.sources import catalogue
from tests.projects import ROOT, lay

HEAD = f'---\ntitle: Pagina\ndescription: {"x" * 60}\nupdated: 2026-11-22\n---\n\n'
PAGE = 'docs/uitleg/vreemd.nl.md'
MOST = 20  # CPU seconds, of which the checks of all else take about one


def typed(text: str) -> Callable[[Path], object]:
    """A page with this text."""
    return lambda root: (root / PAGE).write_text(text, encoding='utf-8')


def drawn(size: tuple[int, int]) -> Callable[[Path], object]:
    """A page with a picture of this size, which is a small file."""

    def lay_in(root: Path) -> None:
        Image.new('1', size).save(root / 'docs/assets/plaat.png')
        typed(f'{HEAD}![Een plaat](../assets/plaat.png)\n')(root)

    return lay_in


def replaced_by_a_folder(path: str) -> Callable[[Path], object]:
    def lay_in(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return lay_in


KEYS = ''.join(f'k{number}: 1\n' for number in range(10_000))
HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    'a page that ends where its text would start': (typed(HEAD.rstrip()), ''),
    'a sign that is none': (typed(f'{HEAD}Een \0 teken.\n'), 'unseen-sign'),
    'such a sign in YAML': (typed(HEAD.replace('Pagina', 'Pa\0gina')), 'unseen-sign'),
    'a name longer than a disk can hold': (typed(f'{HEAD}![x]({"a" * 5000}.png)\n'), 'picture-missing'),
    'a link of 2,500 folders': (typed(f'{HEAD}[x]({"a/" * 2500}b.md)\n'), 'unknown-link'),
    'a link with such a sign': (typed(f'{HEAD}[x](a%00b.csv) ![y](a%00.png)\n'), 'picture-missing'),
    '10,000 unknown keys': (typed(HEAD.replace('---\n\n', f'{KEYS}---\n\n')), 'and-more'),
    'a title of 50 MB': (typed(HEAD.replace('Pagina', 'P' * 50_000_000)), 'file-too-large'),
    'quotes in quotes': (typed(f'{HEAD}{">" * 5000} x\n'), ''),
    'lists in lists': (typed(HEAD + ''.join(f'{"  " * depth}- x\n' for depth in range(1000))), ''),
    'brackets in brackets': (typed(f'{HEAD}{"[" * 20_000}x{"]" * 20_000}\n'), ''),
    'brackets in YAML': (typed(f'---\ntitle: {"[" * 5000}{"]" * 5000}\n---\nx\n'), 'broken-yaml'),
    '20,000 calls of a note': (typed(f'{HEAD}{"[^a] " * 20_000}\n\n[^a]: x\n'), ''),
    'a picture of 144 million pixels in 18 kB': (drawn((12_000, 12_000)), 'picture-too-many-pixels'),
    'a picture of one line': (drawn((20_000, 1)), 'picture-too-many-pixels'),
    'a name that is no UTF-8': (lambda root: (root / 'docs/uitleg/caf\udce9.nl.md').write_text(f'{HEAD}Tekst.\n'), 'file-name'),
    'a folder for a page': (lambda root: (root / PAGE).mkdir(), ''),
    'a folder for the sources': (replaced_by_a_folder('docs/assets/data/sources.yml'), 'data-file-name'),
}  # fmt: skip


@pytest.mark.parametrize('name', HOSTILE)
def test_it_is_told(tmp_path: Path, name: str) -> None:
    root, (lay_in, rule) = lay(tmp_path), HOSTILE[name]
    lay_in(root)
    before = time.process_time()
    found = checks.check(catalogue.load(root))
    assert time.process_time() - before < MOST
    assert not rule or rule in {problem.rule for problem in found}
    assert len(found) < 500


def main(root: Path, *arguments: str, closed: str = '', **more: object) -> subprocess.CompletedProcess[str]:
    """A command as it is typed, on a project elsewhere; `closed` is what a shell does with what it says."""
    program = 'import sys, pathlib; import publishing.__main__ as m; m.console.lenient(); m.ROOT = pathlib.Path(sys.argv.pop(1)); m.ERRORS = m.ROOT / "build/errors.txt"; sys.exit(m._run(m.command_line.asked()))'  # noqa: E501
    command = [sys.executable, '-c', program, str(root), *arguments]
    command = ['bash', '-c', f'"$@" {closed}', 'bash', *command] if closed else command
    # Python itself would keep half of what it compiled where a file may not grow.
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': 'nl', 'PYTHONDONTWRITEBYTECODE': '1'}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, **more)  # type: ignore[call-overload,no-any-return]


def test_a_build_folder_that_is_none(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / 'build').write_text('x', encoding='utf-8')
    done = main(root, 'check')
    assert done.returncode == 1 and 'kan hier niet lezen of schrijven' in done.stderr and 'Traceback' not in done.stderr


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """As when a file may not grow (a limit of the process stands in for the disk)."""
    root = lay(tmp_path)
    full = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    done = main(root, 'new', '--kind', 'page', '--title', 'Nieuw', '--title-en', 'New', '--name', 'uitleg/nieuw', preexec_fn=full)
    assert done.returncode != 0 and 'Traceback' not in done.stderr
    assert not (root / 'docs/uitleg/nieuw.nl.md').exists()


@pytest.mark.parametrize(('where', 'arguments'), [
    ('>&-', ('check', '--fix')), ('| true', ('check', '--fix')), ('>/dev/full', ('check', '--fix')),
    ('>&-', ('new', '--kind', 'page', '--title', 'Nieuw', '--title-en', 'New', '--name', 'uitleg/nieuw')),
], ids=['closed', 'nobody reads', 'no room', 'closed, and nothing wrong'])  # fmt: skip
def test_nobody_who_reads_along(tmp_path: Path, where: str, arguments: tuple[str, ...]) -> None:
    """The work is done, and nothing of the program itself is told."""
    root = lay(tmp_path)
    typed(f'{HEAD}##Kop\n')(root)
    done = main(root, *arguments, closed=where)
    assert 'Traceback' not in done.stderr and 'Exception' not in done.stderr and 'error.txt' not in done.stderr
    assert (
        '## Kop' in (root / PAGE).read_text(encoding='utf-8') if arguments[0] == 'check' else (root / 'docs/uitleg/nieuw.nl.md').is_file()
    )


def test_a_command_that_ends_with_errors_is_not_called_broken_off(tmp_path: Path) -> None:
    """It mended what it could; the next one has nothing to finish."""
    root = lay(tmp_path)
    typed(f'{HEAD}##Kop\n\nEen zin met een bron.[@weg]\n')(root)
    first, second = main(root, 'check', '--fix'), main(root, 'check')
    assert first.returncode == second.returncode == 1 and '## Kop' in (root / PAGE).read_text(encoding='utf-8')
    assert 'afgebroken' not in second.stderr and not (root / changes.LIST).exists()


def test_some_of_a_thousand() -> None:
    """`make hostile` tries all of them.

    76 is a text that starts as front matter does, which MkDocs took for such, 881 a frozen edition that is called no month.
    """
    numbers = [76, 881, *range(0, 104, 8)]
    done = subprocess.run([sys.executable, '-m', 'tests.hostile_input', *map(str, numbers)], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith(f'{len(numbers)} inputs, 0 faults, at most ') and done.returncode == 0, done.stdout + done.stderr


def test_lines_that_run_over_are_counted(tmp_path: Path) -> None:
    """A hundred of one rule in a file, then how many more."""
    root = lay(tmp_path)
    typed(HEAD.replace('---\n\n', f'{KEYS}---\n\n'))(root)
    found = [
        problem for problem in checks.check(catalogue.load(root)) if problem.path == PAGE and problem.rule in ('unknown-key', 'and-more')
    ]
    assert [problem.rule for problem in found] == ['unknown-key'] * 100 + ['and-more']
    assert found[-1].values == {'rule': 'unknown-key', 'number': '9900'} and found[-1].level == 'error'
