"""A finished site on a real web server: Caddy, with the configuration and the compressed copies that `publishing.site.hosting` writes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing.desk import environment
from publishing.site import hosting
from publishing.site.hosting import Gone
from publishing.sources.settings import Settings
from tests import ports

CADDY = environment.python().with_name('caddy')


@contextmanager
def on_caddy(folder: Path, held: Settings, gone: Iterable[Gone] = ()) -> Iterator[tuple[str, int]]:
    """Host and port where `folder`/site is served; what the server needs is put into `folder`, its headers and copies into the site."""
    gone = list(gone)
    hosting.write(folder / 'site', held, gone)
    hosting.compress(folder, folder / 'site')
    shutil.copytree(folder / hosting.COPIES, folder / 'site', dirs_exist_ok=True)
    port = ports.free()
    server = hosting.server(held, str(folder / 'site'), f'http://127.0.0.1:{port}', gone)
    (folder / 'Caddyfile').write_text('{\n\tadmin off\n}\n' + server, encoding='utf-8')
    caddy = subprocess.Popen([str(CADDY), 'run', '--config', 'Caddyfile'], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        ports.wait(port)
        yield '127.0.0.1', port
    finally:
        caddy.terminate()
        caddy.wait()
