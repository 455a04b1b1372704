"""Ports on loopback, for servers that are told theirs when they start."""

from __future__ import annotations

import socket
import time


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
