"""Servers on this machine, for who sits at it: nobody else may ask them, and no other site through this machine's browser."""

from __future__ import annotations

import http.server
import os
import socket
import sys
from typing import Any

NAMES = ('127.0.0.1', 'localhost')


class PortTaken(Exception):
    """Another program listens at `port` already."""

    def __init__(self, port: int):
        super().__init__(f'{port}')
        self.port = port


class Server(http.server.ThreadingHTTPServer):
    """Serves this machine at a port; who closes a page before it came is no mistake of anybody."""

    daemon_threads = True

    def __init__(self, port: int, handler: Any):
        super().__init__(('127.0.0.1', port), handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell all but that."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def refuse_taken(*ports: int) -> None:
    """Raise PortTaken for the first of these at which a server can't listen: better before an hour of work than after it."""
    for port in ports:
        with socket.socket() as asked:
            if os.name == 'posix':  # as servers do: what has just ended is not in the way; elsewhere it would let two listen
                asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                asked.bind(('127.0.0.1', port))
            except OSError as taken:
                raise PortTaken(port) from taken


def is_asked_for(host: str | None, port: int) -> bool:
    """Whether a request meant this server: a name of another site that leads to this machine (DNS rebinding) is refused (RFC 9110, 7.4)."""
    return host in [f'{name}:{port}' for name in NAMES]
