"""A finished site on a real web server: Caddy, with the configuration and the compressed copies that `publishing.hosting` writes."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing import environment, hosting
from publishing.settings import Settings

CADDY = environment.python().with_name('caddy')


@contextmanager
def on_caddy(folder: Path, held: Settings) -> Iterator[tuple[str, int]]:
    """Host and port where `folder`/site is served; what the server needs is put into `folder`, its headers and copies into the site."""
    hosting.write(folder / 'site', held)
    hosting.compress(folder, folder / 'site')
    shutil.copytree(folder / hosting.COPIES, folder / 'site', dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    server = hosting.server(held, str(folder / 'site'), f'http://127.0.0.1:{port}')
    (folder / 'Caddyfile').write_text('{\n\tadmin off\n}\n' + server, encoding='utf-8')
    caddy = subprocess.Popen([str(CADDY), 'run', '--config', 'Caddyfile'], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield '127.0.0.1', port
    finally:
        caddy.terminate()
        caddy.wait()


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(('127.0.0.1', port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError('Caddy does not answer')
