"""Servers on loopback: their ports, and those that run beside a test."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


def free() -> int:
    """A port that nothing holds."""
    with socket.socket() as held:
        held.bind(('127.0.0.1', 0))
        port: int = held.getsockname()[1]
        return port


def wait(port: int, seconds: float = 60) -> None:
    """Until something answers at the port; TimeoutError when nothing does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as held:
            if held.connect_ex(('127.0.0.1', port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f'nothing answers at port {port}')


@contextmanager
def serving(server: http.server.ThreadingHTTPServer) -> Iterator[str]:
    """The address of a server, without closing slash, while it answers."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}'
    finally:
        server.shutdown()
        server.server_close()
