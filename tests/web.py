"""The finished site on loopback, and the browser that opens it."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from publishing.desk import environment, npm
from publishing.desk.environment import BROWSERS
from publishing.site import hosting
from tests import windows
from tests.kinds import SIZES
from tests.ports import serving

SITE = Path(__file__).resolve().parent.parent / 'site'
QUIET = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a finished site under the strict policy, with the language's own page for what is not there."""

    def end_headers(self) -> None:
        """Add the policy to every answer."""
        self.send_header('Content-Security-Policy', hosting.POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the 404 page of the language."""
        page = Path(self.directory) / ('en/404.html' if self.path.startswith('/en/') else '404.html')
        body = page.read_bytes()
        self.send_response(HTTPStatus(code))
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path = SITE) -> Iterator[str]:
    """The address of the site in a folder, without closing slash, while it is served."""
    with serving(http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Handler, directory=str(folder)))) as address:
        yield address


def ace(book: Path, place: Path) -> list[str]:
    """Each complaint of Ace, DAISY's judge of accessible books, which works in the same browser."""
    command = [str(npm.node(environment.python())), str(Path(__file__).with_name('ace.js')), str(book), str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, 'PUPPETEER_EXECUTABLE_PATH': chromium()})
    told: list[str] = json.loads(done.stdout)
    return told


def chromium() -> str:
    """The system's own."""
    return next(found for name in BROWSERS if (found := shutil.which(name)))


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield started
        started.close()


@contextmanager
def watched(browser: Browser, site: str) -> Iterator[Page]:
    """A page on a phone; a request to another host or an error in the console fails the test."""
    wrong: list[str] = []
    heard: dict[str, Callable[[Any], None]] = {
        'request': lambda request: None if request.url.startswith((site, 'data:')) else wrong.append(request.url),
        'console': lambda message: wrong.append(message.text) if message.type == 'error' and '404' not in message.text else None,
        'pageerror': lambda error: wrong.append(str(error)),
    }
    with windows.lent(browser, SIZES['phone'], base_url=site) as page:
        listen: Any = page.on  # which has a type for each event
        for event, note in heard.items():
            listen(event, note)
        yield page
        for event, note in heard.items():
            page.remove_listener(event, note)
    assert wrong == []
