"""Setting up from nothing, broken off by real kills and mended by the next run; on machines that lack something; and what it says."""

from __future__ import annotations

import ast
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

from publishing.languages import LOCALES
from tests.projects import ROOT, TESTS, lay_site
from tests.test_house import BEFORE_ANYTHING_IS_INSTALLED, HOUSE, modules

PYTHON = getattr(sys, '_base_executable', sys.executable)
FILES = 200  # in each package: enough to be killed between two of them
PACKAGES = ('een', 'twee')
OLDEST_THAT_IS_TOLD = (3, 9)  # what macOS brings along reads these files, and says that a newer one is needed


def lay(root: Path) -> Path:
    """The part of the program that runs before anything is installed, with two invented packages to install from `index/`."""
    for module in (*BEFORE_ANYTHING_IS_INSTALLED, ''):
        file = modules(HOUSE)[module]
        place = root / 'publishing' / file.relative_to(HOUSE)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place)
    for file in (HOUSE / 'words').glob('*.json'):
        shutil.copy2(file, root / 'publishing/words')
    lines = [f'{name}==1.0 --hash=sha256:{sha256(wheel(root / "index" / name, name).read_bytes()).hexdigest()}' for name in PACKAGES]
    (root / 'requirements.lock').write_text('\n'.join(lines) + '\n', encoding='utf-8')
    return root


def wheel(folder: Path, name: str) -> Path:
    """A package of many small files, in its own folder of an index (PEP 503)."""
    made = {f'{name}/{number}.txt': str(number).encode() for number in range(FILES)} | {
        f'{name}/__init__.py': b'',
        f'{name}-1.0.dist-info/METADATA': f'Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n'.encode(),
        f'{name}-1.0.dist-info/WHEEL': b'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    }
    record = [f'{path},sha256={urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()},{len(data)}' for path, data in made.items()]
    made[f'{name}-1.0.dist-info/RECORD'] = '\n'.join([*record, f'{name}-1.0.dist-info/RECORD,,']).encode()
    folder.mkdir(parents=True)
    file = folder / f'{name}-1.0-py3-none-any.whl'
    (folder / 'index.html').write_text(f'<!doctype html><a href="{file.name}">{file.name}</a>', encoding='utf-8')
    with zipfile.ZipFile(file, 'w') as packed:
        for path, data in made.items():
            packed.writestr(path, data)
    return file


def start(root: Path, python: str = PYTHON, **variables: str) -> subprocess.Popen[str]:
    """`python3 -m publishing setup`, with the invented index for its only one."""
    pip = find_spec('pip')
    assert pip is not None and pip.submodule_search_locations
    environment = {
        'PATH': os.environ['PATH'], 'HOME': str(root), 'PUBLISHING_LANG': 'nl', 'PIP_INDEX_URL': (root / 'index').as_uri(),
        'PIP_CONFIG_FILE': os.devnull, 'PIP_OF': pip.submodule_search_locations[0], 'PYTHONPATH': str(TESTS / 'quick_venv'), **variables,
    }  # fmt: skip
    command = [python, '-m', 'publishing', 'setup']
    return subprocess.Popen(command, cwd=root, env=environment, start_new_session=True, stderr=subprocess.PIPE, encoding='utf-8')


def told(root: Path, python: str = PYTHON, **variables: str) -> tuple[int, str]:
    """How it ends, and what it says."""
    running = start(root, python, **variables)
    said = running.communicate(timeout=60)[1]
    return running.returncode, said


def is_whole(root: Path) -> bool:
    """Whether every file of the packages is where it belongs, and a further run has nothing to do."""
    (packages,) = (root / '.venv').glob('lib/python*/site-packages')
    held = [len(list((packages / name).glob('*.txt'))) for name in PACKAGES]
    return held == [FILES] * len(PACKAGES) and told(root) == (0, '')


def kill(root: Path, when: Callable[[], bool], *, alone: bool = False) -> None:
    """Start, and kill it with all that it started (`alone`: without) at a moment."""
    running, until = start(root), time.monotonic() + 30
    while not when() and time.monotonic() < until:
        time.sleep(0.001)
    assert running.poll() is None and time.monotonic() < until
    (os.kill if alone else os.killpg)(running.pid, signal.SIGKILL)
    running.wait()
    assert running.stderr is not None
    running.stderr.close()


def found(root: Path, pattern: str) -> Callable[[], bool]:
    return lambda: any(root.glob(pattern))


@pytest.fixture(scope='module')
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up once, after a start without network that said so, in a folder with a space in its name."""
    root = lay(tmp_path_factory.mktemp('set up') / 'mijn project')
    without = told(root, PIP_INDEX_URL=(root / 'nergens').as_uri())
    assert without[0] == 1 and 'Is er internet?' in without[1] and 'Traceback' not in without[1]
    assert told(root)[0] == 0 and is_whole(root)
    return root


@pytest.mark.parametrize('alone', [False, True])
def test_killed_while_packages_are_put_in(ready: Path, alone: bool) -> None:
    """Of a package that is half there pip would say that it is there. What goes on after a kill (`alone`) is waited for."""
    shutil.rmtree(ready / '.venv')
    kill(ready, found(ready, '.venv/lib/python*/site-packages/een/1*.txt'), alone=alone)
    ended, said = told(ready)
    assert ended == 0 and 'Het begint opnieuw' in said and is_whole(ready)


def test_two_at_a_time(ready: Path) -> None:
    """The second says that it waits, and goes on when the first ends."""
    (ready / '.venv/made-from.requirements.lock').unlink()
    with (ready / '.wheels/lock').open('a') as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = start(ready)
        assert second.stderr is not None and 'dit wacht daarop' in second.stderr.readline()
    assert 'requirements.lock' in second.communicate(timeout=60)[1] and second.returncode == 0 and is_whole(ready)


def test_killed_while_the_folder_is_made(ready: Path) -> None:
    shutil.rmtree(ready / '.venv')
    kill(ready, found(ready, '.venv/bin/python'))
    assert told(ready)[0] == 0 and is_whole(ready)


def test_a_package_that_came_half_and_a_project_that_moved(ready: Path, tmp_path: Path) -> None:
    """The old folder may be gone by then, or be another copy; links to it in .venv lead nobody there."""
    moved = shutil.copytree(ready, tmp_path / 'elders', symlinks=True)
    kept = moved / '.wheels/een-1.0-py3-none-any.whl'
    kept.write_bytes(kept.read_bytes()[:1000])
    (moved / '.venv/made-from.requirements.lock').write_text('', encoding='ascii')
    assert told(moved)[0] == 0 and is_whole(moved)
    assert [file.read_text(encoding='utf-8') for file in moved.glob('.venv/lib/python*/site-packages/*.pth')] == [f'{moved}\n']


def test_made_by_another_python_or_another_arrangement(ready: Path, tmp_path: Path) -> None:
    """What the other end of a link holds is let alone."""
    held = ready / '.venv/pyvenv.cfg'
    held.write_text(held.read_text(encoding='utf-8').replace('version = 3.', 'version = 2.'), encoding='utf-8')
    ended, said = told(ready)
    assert ended == 0 and 'door een andere Python' in said and is_whole(ready)
    (ready / '.venv').rename(tmp_path / 'shared')
    (ready / '.venv').symlink_to(tmp_path / 'shared')
    before = sorted(tmp_path.rglob('*'))
    (ready / '.venv/half').touch()
    assert told(ready)[0] == 0 and not (ready / '.venv').is_symlink() and is_whole(ready)
    assert sorted(tmp_path.rglob('*')) == sorted([*before, tmp_path / 'shared/half'])


def test_a_machine_without_pango_and_without_a_way_to_get_it(ready: Path, tmp_path: Path) -> None:
    """What is missing is told once, with how to get it; all else is set up."""
    (ready / '.venv/made-from.requirements.lock').unlink()
    ended, said = told(ready, PATH=str(tmp_path), PYTHONPATH=f'{TESTS / "quick_venv"}{os.pathsep}{TESTS / "no_pango"}')
    assert ended == 0 and 'Hier ontbreekt Pango' in said and 'De rapporten zijn overgeslagen' in said and 'Traceback' not in said
    assert is_whole(ready)


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    root = lay(tmp_path / 'project')
    (root / '.wheels').write_text('', encoding='utf-8')
    ended, said = told(root)
    assert ended == 1 and said.startswith('Klaarzetten lukt hier niet: ') and 'Traceback' not in said


@pytest.mark.parametrize('module', BEFORE_ANYTHING_IS_INSTALLED)
def test_an_old_python_can_read_what_tells_it(module: str) -> None:
    ast.parse(modules(HOUSE)[module].read_text(encoding='utf-8'), feature_version=OLDEST_THAT_IS_TOLD)


def commands(root: Path, *lines: str, **variables: str) -> tuple[list[int], str, str]:
    """Commands of a project, one after the other, by its own program: how each ended, and what they said."""
    program = (
        'import sys; from pathlib import Path; from publishing import __main__ as m\n'
        'm.console.lenient(); m.ROOT = Path.cwd()\n'
        'for line in sys.argv[1:]:\n'
        '    try: ended = m._run(m.command_line.asked(line.split()))\n'
        '    except SystemExit as done: ended = done.code\n'
        '    print(f"ended {ended}", flush=True)\n'
    )
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': 'nl', 'PYTHONPATH': str(root), **variables}
    done = subprocess.run(
        [sys.executable, '-c', program, *lines], cwd=root, env=environment, capture_output=True, encoding='utf-8', errors='replace'
    )
    return [int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith('ended ')], done.stdout, done.stderr


def test_without_pango_all_works_but_reports(tmp_path: Path) -> None:
    root = lay_site(tmp_path)
    ended, said, wrong = commands(
        root, 'check', 'translations', 'site', 'release voorbeeld', f'publish {tmp_path / "web/site"}', 'new --kind verhaal --title Plek',
        PYTHONPATH=f'{TESTS / "no_pango"}{os.pathsep}{root}',
    )  # fmt: skip
    assert ended == [0, 0, 0, 1, 1, 0] and '0 problemen' in said and '+ docs/verhalen/plek.nl.md' in said
    assert [line.partition(':')[0].partition(',')[0] for line in wrong.splitlines()] == [
        'De rapporten zijn overgeslagen', *['Hiervoor moeten de rapporten worden gemaakt'] * 2,
    ]  # fmt: skip
    assert (root / 'site/index.html').is_file() and not (root / 'web').exists() and not (root / 'build/pdf').exists()


def test_on_something_like_windows(tmp_path: Path) -> None:
    """Texts with line ends of Windows, looked at, mended, begun and built twice; the second takes the place of the first."""
    root = lay_site(tmp_path)
    page = root / 'docs/uitleg/hoofdstuk.nl.md'
    page.write_bytes(page.read_bytes().replace(b'\n', b'\r\n'))
    ended, said, wrong = commands(
        root, 'check', 'site', 'check --fix', 'translations', 'site', 'new --kind verhaal --title Plek',
        PYTHONPATH=f'{TESTS / "like_windows"}{os.pathsep}{root}', PYTHONWARNINGS='ignore:only soft file lock',
    )  # fmt: skip
    assert ended == [0] * 6 and '+ docs/verhalen/plek.nl.md' in said and 'hoofdstuk.nl.md: regeleinden van Windows vervangen' in wrong
    assert {line.partition(':')[0] for line in wrong.splitlines()} == {'De rapporten zijn overgeslagen', 'docs/uitleg/hoofdstuk.nl.md'}
    assert (root / 'site/index.html').is_file() and b'\r' not in page.read_bytes()


def test_a_console_that_lacks_signs(tmp_path: Path) -> None:
    """Of 256 signs (Windows): the arrow of a message is told with other signs, what has no stand-in with a question mark."""
    root = lay_site(tmp_path)
    (root / 'docs/uitleg/fout.nl.md').write_text('---\ntitle: Ω\n---\n\n[x](Ω.md)\n', encoding='utf-8')
    ended, said, wrong = commands(root, 'check', PYTHONIOENCODING='cp1252', LC_ALL='C', PYTHONUTF8='0', PYTHONCOERCECLOCALE='0')
    assert (ended, wrong) == ([1], '') and 'er is geen pagina of bestand ?.md -> ' in said


@pytest.mark.parametrize(('language', 'heading', 'wrong'), [
    ('nl', 'gebruik: python3 -m publishing', "python3 -m publishing: command: 'chek' is er niet; kies uit: "),
    ('en', 'usage: python3 -m publishing', "python3 -m publishing: error: argument command: invalid choice: 'chek' (choose from "),
])  # fmt: skip
def test_what_can_be_typed_is_explained(language: str, heading: str, wrong: str) -> None:
    def typed(*arguments: str) -> str:
        environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': language}
        done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, encoding='utf-8')
        return done.stdout + done.stderr

    main = (sys.executable, '-m', 'publishing')
    assert typed(*main, '--help').startswith(heading) and wrong in typed(*main, 'chek')
    texts = json.loads((HOUSE / 'words/typed.json').read_text(encoding='utf-8'))
    listed = typed('make', f'PYTHON={sys.executable}', 'help').splitlines()
    assert len(listed) > 15 and all(any(line.endswith(told[language]) for told in texts.values()) for line in listed)
    if language == 'nl':
        words = set(typed(*main, 'check', '--help').split())
        assert not words & {'usage:', 'options:', 'show', 'this', 'help', 'message', 'and', 'exit'}


def test_every_word_of_set_up_is_there_in_each_language() -> None:
    for file in (HOUSE / 'words').glob('*.json'):
        for key, told in json.loads(file.read_text(encoding='utf-8')).items():
            assert tuple(told) == LOCALES and all(told.values()), (file.name, key)
