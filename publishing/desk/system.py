"""What the system's own package manager has to install. Only the standard library is used here, as in `publishing.desk.environment`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from publishing.languages import author_language
from publishing.words import words

PACKAGES = {
    'pango': {'apt-get': ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'], 'dnf': ['pango'], 'brew': ['pango']},
    'venv': {'apt-get': ['python3-venv'], 'dnf': ['python3'], 'brew': ['python3']},
    'atomic': {'apt-get': ['libatomic1'], 'dnf': ['libatomic']},
    'rsync': {'apt-get': ['rsync'], 'dnf': ['rsync'], 'brew': ['rsync']},
    'chromium': {'apt-get': ['chromium'], 'dnf': ['chromium'], 'brew': ['--cask', 'chromium']},
}
ON_WINDOWS = {'pango': 'pacman -S mingw-w64-ucrt-x86_64-pango'}
# An installation that was broken off, and an old list of packages, are why one fails.
MENDS = {'apt-get': (['dpkg', '--configure', '-a'], ['apt-get', 'update'])}


class CannotInstall(Exception):
    """Something has to be installed that can't be from here; the text says what to do."""


def told(key: str, **values: str) -> str:
    """What set-up says, in the author's language."""
    return words('setup', author_language())[key].format(**values)


def install(what: str) -> None:
    """Install the packages of `what`; raises CannotInstall."""
    choices, meaning = PACKAGES[what], told(f'what-{what}')
    manager = next((name for name in choices if shutil.which(name)), None)
    if manager is None:
        raise CannotInstall(told('system-by-hand', what=meaning, how=_how(what)))
    sudo = ['sudo'] if manager != 'brew' and hasattr(os, 'geteuid') and os.geteuid() != 0 else []
    command = [manager, 'install', *(['-y'] if manager != 'brew' else []), *choices[manager]]
    if sudo and not shutil.which('sudo'):
        raise CannotInstall(told('system-failed', what=meaning, how=' '.join(command)))
    print(told('system', packages=' '.join(choices[manager]), what=meaning), file=sys.stderr, flush=True)
    if _ran([*sudo, *command]):
        return
    for mend in MENDS.get(manager, ()):
        _ran([*sudo, *mend])
    if manager not in MENDS or not _ran([*sudo, *command]):
        raise CannotInstall(told('system-failed', what=meaning, how=' '.join([*sudo, *command])))


def _how(what: str) -> str:
    """What to type, for every system."""
    if sys.platform == 'win32' and what in ON_WINDOWS:
        return told('windows', how=ON_WINDOWS[what])
    return '; '.join(f'{name} install {" ".join(packages)}' for name, packages in PACKAGES[what].items())


def _ran(command: list[str]) -> bool:
    environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0
