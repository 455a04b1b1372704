"""Set up what the project needs, from nothing: system libraries, a virtual environment, packages by hash.

Whatever broke it off, the next run mends: what may be half is made anew, from what was fetched already. Only the standard library is
used here: this runs on the system's Python before any package is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing.desk import npm, system
from publishing.desk.system import told
from publishing.print import pango

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / '.venv'
WHEELS = ROOT / '.wheels'
HALF = VENV / 'half'  # stands there while packages are put in: found later, they may be half
LOCK, TEST_LOCK, EDITOR_LOCK, SEAL_LOCK = (ROOT / f'requirements{name}.lock' for name in ('', '-test', '-editor', '-seal'))
OLDEST_PYTHON = (3, 11)
# What the driver of the test browser (Playwright's own Node.js) loads beyond a minimal system.
TEST_LIBRARIES = {'linux': ('libatomic.so.1',)}
BROWSERS = ('chromium', 'chromium-browser', 'google-chrome', 'chrome')


class CannotSetUp(Exception):
    """Something is missing that can't be installed from here; the text says what to do."""


def python() -> Path:
    """The Python of the virtual environment."""
    return VENV / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')


def set_up(tests: bool = False, editor: bool = False, seal: bool = False) -> None:
    """Make sure that everything is there but Pango, whose lack is told; a second call does nothing. Raises CannotSetUp."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotSetUp(told('old-python', oldest='.'.join(map(str, OLDEST_PYTHON)), this=sys.version.split()[0]))
    locks = (TEST_LOCK,) if tests else (LOCK, *([EDITOR_LOCK] if editor else []), *([SEAL_LOCK] if seal else []))
    level = 'tests' if tests else 'editor' if editor else None
    if all(map(_is_installed, locks)) and (level is None or npm.is_installed(level)):
        return
    try:
        with _alone():
            _set_up([lock for lock in locks if not _is_installed(lock)], tests)
            if level:
                npm.install(python(), level)
    except (system.CannotInstall, npm.CannotInstall) as failed:
        raise CannotSetUp(str(failed)) from failed
    except OSError as failed:
        raise CannotSetUp(told('disk', file=str(failed.filename or ROOT), why=str(failed.strerror or failed))) from failed


def _set_up(locks: list[Path], tests: bool) -> None:
    if locks:
        _make_venv()
    for lock in locks:
        _install_packages(lock)
    if locks and not pango.is_here(str(python())):
        try:
            system.install('pango')
        except system.CannotInstall as failed:
            print(failed, told('no-reports'), sep='\n', file=sys.stderr, flush=True)
    if tests and not any(map(shutil.which, BROWSERS)):
        system.install('chromium')
    if tests and not shutil.which('rsync'):
        system.install('rsync')
    if tests and not pango.can_load(TEST_LIBRARIES.get(sys.platform, ())):
        system.install('atomic')


@contextmanager
def _alone() -> Iterator[None]:
    """One set-up at a time. What it started holds the lock too, so that packages that are still put in after a kill are waited for."""
    WHEELS.mkdir(exist_ok=True)
    with (WHEELS / 'lock').open('a') as lock:
        os.set_inheritable(lock.fileno(), True)
        if sys.platform == 'win32':
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(told('waiting'), file=sys.stderr, flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stamp(lock: Path) -> tuple[Path, str]:
    """The file that says what the virtual environment was made from, and what it has to say."""
    return VENV / f'made-from.{lock.name}', hashlib.sha256(lock.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()


def _is_installed(lock: Path) -> bool:
    """Whether the packages of `lock` are whole; those of the tests hold those of the editor and of the seal."""
    stamps = [_stamp(held) for held in (lock, *([TEST_LOCK] if lock in (EDITOR_LOCK, SEAL_LOCK) else []))]
    return _is_whole() and any(stamp.is_file() and stamp.read_text(encoding='ascii', errors='replace') == key for stamp, key in stamps)


def _is_whole() -> bool:
    """Whether the virtual environment was made to the end, in this folder, by this Python, and nothing was half put into it."""
    made, (link, text) = VENV / 'pyvenv.cfg', _last()
    this = f'version = {sys.version_info.major}.{sys.version_info.minor}.'
    return (
        python().is_file() and not HALF.exists() and made.is_file() and this in made.read_text(encoding='utf-8', errors='replace')
        and link.is_file() and link.read_text(encoding='utf-8', errors='replace') == text
    )  # fmt: skip


def _last() -> tuple[Path, str]:
    """The file that is put into a virtual environment last, with its text: by it `mkdocs` on its own finds our extensions."""
    packages = sysconfig.get_path('purelib', 'venv', {'base': str(VENV), 'installed_base': str(VENV)})
    return Path(packages) / 'publishing.pth', f'{ROOT}\n'


def _make_venv() -> None:
    """Make the virtual environment anew, unless it is whole."""
    if _is_whole():
        return
    print(told('again' if VENV.exists() else 'venv'), file=sys.stderr, flush=True)
    if VENV.is_symlink():  # somebody's own arrangement, whose other end may serve others
        VENV.unlink()
    failed = _venv_fails()
    if failed and 'ensurepip' in failed:  # Debian keeps what it needs in a package of its own
        system.install('venv')
        failed = _venv_fails()
    if failed:
        raise CannotSetUp(told('venv-failed', folder=VENV.name, why=failed))
    last, text = _last()
    last.write_text(text, encoding='utf-8')


def _venv_fails() -> str:
    """Why the virtual environment could not be made by the Python that is no such thing itself; '' when it was."""
    maker = getattr(sys, '_base_executable', sys.executable)
    made = subprocess.run(
        [maker, '-m', 'venv', '--clear', str(VENV)], capture_output=True, encoding='utf-8', errors='replace', close_fds=False
    )
    return (made.stderr + made.stdout).strip() or '?' if made.returncode or not python().is_file() else ''


def _install_packages(lock: Path) -> None:
    """Install from the wheels kept in .wheels, which are fetched only when one is missing: so it works without network."""
    print(told('packages', lock=lock.name), file=sys.stderr, flush=True)
    HALF.touch()
    install = ['install', '--no-index', '--find-links', str(WHEELS), '--no-deps', '--require-hashes', '-r', str(lock)]
    if not _pip(install, silent=True):
        fetch = ['download', '--no-deps', '--only-binary', ':all:', '--require-hashes', '-d', str(WHEELS), '-r', str(lock)]
        if not _pip(fetch) or not _pip(install):
            raise CannotSetUp(told('no-packages', lock=lock.name))
    stamp, key = _stamp(lock)
    stamp.write_text(key, encoding='ascii')
    HALF.unlink()


def _pip(arguments: Iterable[str], silent: bool = False) -> bool:
    command = [str(python()), '-m', 'pip', '--disable-pip-version-check', '--quiet', *arguments]
    return subprocess.run(command, stderr=subprocess.DEVNULL if silent else None, close_fds=False).returncode == 0
