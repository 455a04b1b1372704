"""The pages of a preview in a browser on this machine: MkDocs' own server, which has the browser follow what is built."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from publishing.languages import author_language
from publishing.site import hosting, loopback
from publishing.site.preview.builder import Builder

BODY = re.compile(rb'<body\b[^>]*>')
# Of a host on the web: that the site is only asked for over TLS.
NOT_HERE = 'Strict-Transport-Security'
NOTHING_YET = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>!</title><body></body></html>'


class Server(LiveReloadServer):
    """Serves what `made` built last, and says above each page why that is not what was saved.

    The three methods that begin with an underscore are those of MkDocs 1.6.1.
    """

    def __init__(self, made: Builder, port: int, path: str):
        super().__init__(made, '127.0.0.1', port, str(made.site), path)
        self.made, self.error_handler, self.nonce = made, self._not_found, secrets.token_urlsafe(16)
        own = {hosting.CSP: hosting.POLICY.replace("script-src 'self'", f"script-src 'self' 'nonce-{self.nonce}'")}
        self.safe = [held for held in (hosting.HEADERS | own).items() if held[0] != NOT_HERE]

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Every answer with the headers of the site, whose policy lets in the one script that makes a browser follow what is built."""
        answer: Iterable[bytes] = super().serve_request(environ, lambda status, headers: start_response(status, [*headers, *self.safe]))
        return answer

    def watch_all(self, places: Iterable[Path]) -> None:
        """Build again when a file below one of these changes."""
        for place in places:
            if place.exists():
                self.watch(str(place))

    def _not_found(self, code: int) -> bytes | None:
        page = self.made.site / '404.html'
        content = page.read_bytes() if page.is_file() else NOTHING_YET.format(author_language()).encode()
        return self._inject_js_into_html(content, self._visible_epoch)

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        if not loopback.is_asked_for(environ.get('HTTP_HOST'), self.server_port):
            start_response('421 Misdirected Request', [('Content-Type', 'text/plain')])
            return []
        return super()._serve_request(environ, start_response)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        before, _, after = super()._inject_js_into_html(content, epoch).rpartition(b'<script>')  # type: ignore[no-untyped-call]
        content = before + f'<script nonce="{self.nonce}">'.encode() + after
        if not self.made.stopped:
            return content
        told = f'<pre class="preview stopped" lang="{author_language()}" role="alert">{html.escape(self.made.stopped)}</pre>'
        return BODY.sub(lambda body: body[0] + told.encode('utf-8', 'replace'), content, count=1)
