"""A live preview of a project, started for real."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import ports

SERVE = 'import pathlib, sys; from publishing.site.preview import preview; preview.serve(pathlib.Path.cwd(), int(sys.argv[1]))'


@contextmanager
def started(root: Path, language: str) -> Iterator[str]:
    """The address of the preview of `root`, with messages in `language`, once it answers."""
    port = ports.free()
    process = subprocess.Popen([sys.executable, '-c', SERVE, str(port)], cwd=root, env={'PUBLISHING_LANG': language, 'PATH': ''})
    try:
        ports.wait(port)
        yield f'http://127.0.0.1:{port}/'
    finally:
        process.terminate()
        process.wait()
