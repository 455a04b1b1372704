"""Makes this Python lack and refuse what it does on Windows, as far as another system can stand in for that.

No modules of Unix, no links, no name that is taken, nothing moved that this process has open, and no Pango, as most have none. Paths,
consoles and processes stay those of the system. In a folder of its own, as no_pango is.
"""

from __future__ import annotations

import os
import runpy
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, NoReturn

OF_UNIX = ('fcntl', 'grp', 'pwd', 'resource', 'termios', 'tty')
NOT_IN_OS = ('O_NOFOLLOW', 'fork', 'forkpty', 'geteuid', 'getuid', 'killpg', 'mkfifo', 'setsid', 'uname')

FILES = Path('/proc/self/fd')


class _Missing(MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name in OF_UNIX:
            raise ModuleNotFoundError(f'there is no {name} on Windows', name=name)
        return None


def _no_link(*arguments: Any, **more: Any) -> NoReturn:
    raise OSError(22, 'a required privilege is not held by the client')


def _careful(move: Any, *, may_replace: bool) -> Any:
    """`os.rename` takes no name that is taken; neither that nor `os.replace` moves what this process has open."""

    def moved(source: Any, target: Any, **more: Any) -> None:
        opened = {os.path.realpath(number) for number in FILES.iterdir()}
        for path in map(os.path.realpath, (source, target)):
            if any(held == path or held.startswith(f'{path}/') for held in opened):
                raise PermissionError(13, 'the process cannot access the file because it is being used', str(path))
        if not may_replace and os.path.lexists(target):
            raise FileExistsError(17, 'cannot create a file when that file already exists', str(target))
        move(source, target, **more)

    return moved


runpy.run_path(str(Path(__file__).parents[1] / 'no_pango/sitecustomize.py'))
for module in OF_UNIX:
    sys.modules.pop(module, None)
sys.meta_path.insert(0, _Missing())
for key in NOT_IN_OS:
    delattr(os, key)
os.symlink = os.link = _no_link
os.rename, os.replace = _careful(os.rename, may_replace=False), _careful(os.replace, may_replace=True)
