"""A live preview of a project, started for real."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVE = 'import pathlib, sys; from publishing import preview; preview.serve(pathlib.Path.cwd(), int(sys.argv[1]))'


@contextmanager
def started(root: Path, language: str) -> Iterator[str]:
    """The address of the preview of `root`, with messages in `language`, once it answers."""
    with socket.socket() as held:
        held.bind(('127.0.0.1', 0))
        port = held.getsockname()[1]
    process = subprocess.Popen([sys.executable, '-c', SERVE, str(port)], cwd=root, env={'PUBLISHING_LANG': language, 'PATH': ''})
    try:
        _wait(port)
        yield f'http://127.0.0.1:{port}/'
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as held:
            if held.connect_ex(('127.0.0.1', port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError('the preview does not start')
