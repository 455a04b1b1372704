"""Git hosts on loopback that answer as GitHub, GitLab, Gitea and Forgejo do, as far as an editor asks; the files are in memory."""

from __future__ import annotations

import http.server
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

from tests import ports
from tests.githosts.gitea import Forgejo, Gitea
from tests.githosts.github import GitHub
from tests.githosts.gitlab import GitLab
from tests.githosts.repository import Asked, Host, Refused

KINDS: tuple[type[Host], ...] = (GitHub, GitLab, Gitea, Forgejo)
__all__ = ['KINDS', 'TOKEN', 'Host', 'serving']
TOKEN = 'voorbeeld-van-een-token'


def _handler(host: Host) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Asks for the token, and lets pages of other sites ask with the headers that every one of these hosts allows."""

        protocol_version, disable_nagle_algorithm = 'HTTP/1.1', True

        def do_OPTIONS(self) -> None:
            self._send(HTTPStatus.NO_CONTENT, b'')

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers['Content-Length']))))

        def _answer(self, body: dict[str, object]) -> None:
            path, query = urlsplit(self.path)[2:4]
            try:
                if self.headers['Authorization'] != f'{host.scheme} {TOKEN}':
                    raise Refused('no token')
                self._send(HTTPStatus.OK, json.dumps(host.answer(Asked(self.command, path, query, body))).encode())
            except Refused as why:
                host.refused.append(f'{self.command} {self.path}: {why}')
                self._send(HTTPStatus.UNPROCESSABLE_ENTITY, json.dumps({'message': str(why)}).encode())

        def _send(self, status: HTTPStatus, body: bytes) -> None:
            self.send_response(status)
            self.send_header('Access-Control-Allow-Origin', '*')
            self.send_header('Access-Control-Allow-Headers', 'Authorization, Content-Type')
            self.send_header('Access-Control-Allow-Methods', 'GET, POST')
            self.send_header('Content-Type', 'application/json')
            if status is not HTTPStatus.NO_CONTENT:
                self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(kind: type[Host], files: dict[str, str]) -> Iterator[Host]:
    """A host of a kind with one repository, while it is served."""
    host = kind(dict(files))
    with ports.serving(http.server.ThreadingHTTPServer(('127.0.0.1', 0), _handler(host))) as host.address:
        yield host
