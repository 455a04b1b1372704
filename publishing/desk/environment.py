"""Set up what the project needs, from nothing: system libraries, a virtual environment, packages by hash.

Only the standard library is used here: this runs on the system's Python before any package is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from publishing.desk import npm

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / '.venv'
WHEELS = ROOT / '.wheels'
OLDEST_PYTHON = (3, 11)
# What WeasyPrint loads at run time, and the packages that hold it.
LIBRARIES = {
    'linux': ('libpango-1.0.so.0', 'libpangoft2-1.0.so.0', 'libharfbuzz-subset.so.0'),
    'darwin': ('libpango-1.0.dylib',),
    'win32': ('libpango-1.0-0.dll',),
}
PACKAGES = {
    'pango': {'apt-get': ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'], 'dnf': ['pango'], 'brew': ['pango']},
    'venv': {'apt-get': ['python3-venv'], 'dnf': ['python3'], 'brew': ['python3']},
    'atomic': {'apt-get': ['libatomic1'], 'dnf': ['libatomic']},
    'rsync': {'apt-get': ['rsync'], 'dnf': ['rsync'], 'brew': ['rsync']},
    'chromium': {'apt-get': ['chromium'], 'dnf': ['chromium'], 'brew': ['--cask', 'chromium']},
}
# What the driver of the test browser (Playwright's own Node.js) loads beyond a minimal system.
TEST_LIBRARIES = {'linux': ('libatomic.so.1',)}
WINDOWS = 'on Windows: pacman -S mingw-w64-ucrt-x86_64-pango in MSYS2'
BROWSERS = ('chromium', 'chromium-browser', 'google-chrome', 'chrome')


class CannotSetUp(Exception):
    """Something is missing that can't be installed from here; the text says what to do."""


def python() -> Path:
    """The Python of the virtual environment."""
    return VENV / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')


def set_up(tests: bool = False, editor: bool = False) -> None:
    """Make sure that everything is there; a second call does nothing. Raises CannotSetUp with what to do."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotSetUp(f'Python {".".join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.')
    _set_up_python(ROOT / ('requirements-test.lock' if tests else 'requirements.lock'), tests)
    if editor and not tests:
        _add(ROOT / 'requirements-editor.lock')
    if tests or editor:
        try:
            npm.install(python(), 'tests' if tests else 'editor')
        except npm.CannotInstall as failed:
            raise CannotSetUp(str(failed)) from failed


def _made_from(lock: Path) -> tuple[Path, str]:
    """The file that says what the virtual environment was made from, and what it has to say."""
    return VENV / f'made-from.{lock.name}', hashlib.sha256(lock.read_bytes() + sys.version.encode() + str(ROOT).encode()).hexdigest()


def _add(lock: Path) -> None:
    """Put the few packages of `lock` into a virtual environment that is there, unless those of the tests, which hold them, are."""
    if any(stamp.is_file() and stamp.read_text() == key for stamp, key in map(_made_from, (lock, ROOT / 'requirements-test.lock'))):
        return
    _install_packages(lock)
    stamp, key = _made_from(lock)
    stamp.write_text(key)


def _set_up_python(lock: Path, tests: bool) -> None:
    stamp, key = _made_from(lock)
    if stamp.is_file() and stamp.read_text() == key and python().is_file():
        return
    if not _can_load(LIBRARIES.get(sys.platform, LIBRARIES['linux'])):
        _install('pango', 'Pango, the library that lays out text for the PDF reports')
    if tests and not any(map(shutil.which, BROWSERS)):
        _install('chromium', 'the browser Chromium, for the tests of the site')
    if tests and not shutil.which('rsync'):
        _install('rsync', 'rsync, which copies the site to a server')
    if tests and not _can_load(TEST_LIBRARIES.get(sys.platform, ())):
        _install('atomic', 'the library libatomic, for the tests of the site')
    _make_venv()
    _install_packages(lock)
    stamp.write_text(key)


def _can_load(libraries: Iterable[str]) -> bool:
    """Whether every library can be loaded."""
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            found = ctypes.util.find_library(name.removeprefix('lib').split('.')[0]) or ctypes.util.find_library(name.split('.')[0])
            if not found:
                return False
    return True


def _install(what: str, meaning: str) -> None:
    """Install system packages with the system's own package manager."""
    choices = PACKAGES[what]
    manager = next((name for name in choices if shutil.which(name)), None)
    names = '; '.join(f'{name} install {" ".join(packages)}' for name, packages in choices.items())
    if manager is None:
        raise CannotSetUp(f'Please install {meaning}, then try again ({names}; {WINDOWS}).')
    sudo = ['sudo'] if manager != 'brew' and hasattr(os, 'geteuid') and os.geteuid() != 0 else []
    if sudo and not shutil.which('sudo'):
        raise CannotSetUp(f'Please install {meaning} as administrator, then try again: {manager} install {" ".join(choices[manager])}')
    print(f'Installing {" ".join(choices[manager])} ({meaning}) …', file=sys.stderr, flush=True)
    command = [*sudo, manager, 'install', *(['-y'] if manager != 'brew' else []), *choices[manager]]
    environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
    if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0:
        return
    if manager == 'apt-get':  # an old list of packages is the usual reason
        subprocess.run([*sudo, manager, 'update'], env=environment, stdout=subprocess.DEVNULL)
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0:
            return
    raise CannotSetUp(f'Installing {meaning} failed. Please do it yourself, then try again: {" ".join(command)}')


def _make_venv() -> None:
    if python().is_file():
        return
    print('Making .venv …', file=sys.stderr, flush=True)
    if _venv_fails():  # Debian keeps what it needs in a package of its own
        shutil.rmtree(VENV, ignore_errors=True)
        _install('venv', 'the part of Python that makes virtual environments')
        if _venv_fails():
            raise CannotSetUp(f'{sys.executable} -m venv {VENV.name} failed.')
    packages = next(VENV.glob('lib/python*/site-packages'), VENV / 'Lib' / 'site-packages')
    (packages / 'publishing.pth').write_text(f'{ROOT}\n')  # so that `mkdocs` on its own finds our extensions


def _venv_fails() -> bool:
    made = subprocess.run([sys.executable, '-m', 'venv', str(VENV)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return made.returncode != 0 or not python().is_file()


def _install_packages(lock: Path) -> None:
    """Install from the wheels kept in .wheels, which are fetched only when one is missing: so it works without network."""
    print(f'Installing packages of {lock.name} …', file=sys.stderr, flush=True)
    install = ['install', '--no-index', '--find-links', str(WHEELS), '--no-deps', '--require-hashes', '-r', str(lock)]
    if _pip(install, silent=True):
        return
    fetch = ['download', '--no-deps', '--only-binary', ':all:', '--require-hashes', '-d', str(WHEELS), '-r', str(lock)]
    if not _pip(fetch) or not _pip(install):
        raise CannotSetUp('The packages could not be installed; the lines above say why. Is there a network?')


def _pip(arguments: Iterable[str], silent: bool = False) -> bool:
    command = [str(python()), '-m', 'pip', '--disable-pip-version-check', '--quiet', *arguments]
    return subprocess.run(command, stderr=subprocess.DEVNULL if silent else None).returncode == 0
