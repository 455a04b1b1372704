"""One chapter as the report will print it, within a second of saving: the warm part of the live preview.

A process that has its imports, its fonts and all sources at hand lays out the asked chapter alone. Where the chapter
starts, how many pages the report has and on which page every other place is, it takes from the last whole report; so the
page numbers of the chapter are true as long as nothing before it became longer or shorter.
"""

from __future__ import annotations

import functools
import html
import multiprocessing
import re
import secrets
import signal
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

import pikepdf

from publishing import checks, folders
from publishing.checks.pages import front_matter
from publishing.languages import author_language
from publishing.pictures import fonts
from publishing.print import mends, page_numbers, pdf, spaces
from publishing.problems import Problem, ProblemsFound, errors, listing
from publishing.processes import end_with_parent
from publishing.report import composer
from publishing.report.fragment import place_of
from publishing.site import loopback
from publishing.sources import admission, catalogue, manifest
from publishing.sources.at_hand import AtHand
from publishing.sources.catalogue import Catalogue
from publishing.words import words

WATCHED, READ = ('docs', 'reports'), ('.md', '.yml', '.csv')
ADDRESS = re.compile(r'/(?P<name>[\w/-]+)\.(?P<locale>nl|en)(?P<pdf>\.pdf)?')
EVERY, HOLD = 0.2, 20.0  # seconds: how often to look for a saved file, how long to let a browser wait for one
NONCE = secrets.token_urlsafe(16)  # what the script and the style of our own pages are known by
POLICY = (
    f"default-src 'none'; script-src 'nonce-{NONCE}'; style-src 'nonce-{NONCE}'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
TOLD = '<!doctype html><title>!</title><style nonce="{nonce}">pre {{ white-space: pre-wrap }}</style><pre>{text}</pre>'
FRAME = Template(Path(__file__).with_name('chapter_preview.html').read_text(encoding='utf-8'))
# The cover stays, for the running heads take their words from it; its page is left out afterwards.
STYLE = """
.colophon, .contents, .listing {{ display: none }}
@page cover {{ counter-reset: page {before} }}
@page {{ @bottom-right {{ content: string(page-word) " " counter(page) " " string(of-word) " {pages}" !important }} }}
"""


@dataclass(frozen=True)
class Layout:
    """The last whole report: how many pages it has, and the page (from 1) of every place that something points at."""

    pages: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    @functools.lru_cache(maxsize=16)
    def read(file: Path, changed: int) -> Layout:
        """The layout of a PDF; `changed` is its time of change (ns), which makes a new file a new layout."""
        with pikepdf.open(file) as document:
            order = {page.objgen: number for number, page in enumerate(document.pages, 1)}
            names = pikepdf.NameTree(document.Root.Names.Dests) if '/Names' in document.Root else {}
            return Layout(len(document.pages), {str(name): order[_page(destination)] for name, destination in names.items()})

    @classmethod
    def of(cls, root: Path, slug: str, locale: str) -> Layout:
        """The layout of a report as it was last made; an empty one when it was not."""
        file = root / manifest.FOLDER / f'{slug}.{locale}.pdf'
        return cls.read(file, file.stat().st_mtime_ns) if file.is_file() else cls()


def _page(destination: Any) -> Any:
    return (destination.D if isinstance(destination, pikepdf.Dictionary) else destination)[0].objgen


class Desk:
    """All sources, kept at hand: what changed on disk is read again, and nothing else."""

    def __init__(self, root: Path):
        self.root, self.at_hand = root, AtHand()
        self.seen = self._times()
        self.sources = catalogue.load(root, self.at_hand)

    def chapter(self, name: str, locale: str) -> bytes:
        """The chapter that the page `name` is, or is a section of, as a PDF.

        Raises ProblemsFound when it can't be made as it stands, KeyError when no report holds the page.
        """
        self._follow()
        self._refuse()
        shown = admission.admitted(self.sources, 'pdf')
        slug, chapter = self._place(shown, name)
        try:
            composed = composer.chapter(shown, slug, locale, chapter)
        except Exception:  # sources that did not pass the checks may fail anywhere; the checks say it in words
            self._refuse(checks.check(self.sources))
            raise
        self._refuse(found for page in composed.pages for found in front_matter(self.sources, page))
        return _draw(self.root, composed.render('report.html'), Layout.of(self.root, slug, locale), place_of(chapter))

    def _refuse(self, found: Iterable[Problem] = ()) -> None:
        """Raise ProblemsFound for what stops a build; what can't be read at all does so always."""
        if stopping := errors([*self.sources.problems, *found]):
            raise ProblemsFound(stopping)

    def last_change(self) -> int:
        """The time (ns) at which a source was last saved."""
        return max(self._times().values(), default=0)

    def _place(self, shown: Catalogue, name: str) -> tuple[str, str]:
        """The first report that holds a page, and the chapter that the page is or belongs to."""
        for slug, held in shown.reports.items():
            for chapter in held.report.chapters:
                if name in (chapter.page, *chapter.sections):
                    return slug, chapter.page
        raise KeyError(name)

    def _follow(self) -> None:
        """Take up what was saved since."""
        before, self.seen = self.seen, self._times()
        if self.seen != before:
            self.sources = catalogue.load(self.root, self.at_hand)

    def _times(self) -> dict[str, int]:
        """Every source with the time (ns) of its last change."""
        return {path: time for path, time in folders.saved(self.root, WATCHED).items() if path.endswith(READ)}


def _draw(root: Path, html: str, layout: Layout, place: str) -> bytes:
    """The pages of the chapter at `place`, without a tag tree: this file is only looked at."""
    before = layout.numbers.get(place, 2) - 1
    source = pdf.parsed(html, {'': root})
    faces = fonts.shipped_only()
    style = pdf.style(source, html, faces, STYLE.format(before=before, pages=layout.pages))
    with pdf.complaints(), mends.made():  # of places in the rest of the report; the whole report tells what is wrong
        document = source.render(faces, stylesheets=[style])
        page_numbers.fill(document, before, layout.numbers)  # the cover stands in for the page before
        spaces.draw(document)
        data: bytes = document.copy(document.pages[1:]).write_pdf()
    return data


class Answer(BaseHTTPRequestHandler):
    """`/<page>.<locale>.pdf` is the chapter, `/<page>.<locale>` shows it and follows what is saved."""

    desk: Desk
    lock: threading.Lock

    def do_GET(self) -> None:
        """Answer with the chapter, the page around it, or a line when something was saved."""
        if not loopback.is_asked_for(self.headers['Host'], self.connection.getsockname()[1]):
            return self.send_error(421)
        if self.path.startswith('/saved'):
            return self._send('text/plain', f'{self._saved()}'.encode())
        match = ADDRESS.fullmatch(self.path.partition('?')[0])
        if match is None:
            return self.send_error(404)
        if not match['pdf']:
            return self._page(FRAME.substitute(words('preview', match['locale']), **match.groupdict(), nonce=NONCE))
        try:
            with self.lock:
                return self._send('application/pdf', self.desk.chapter(match['name'], match['locale']))
        except ProblemsFound as found:
            return self._page(TOLD.format(nonce=NONCE, text=html.escape(listing(found.problems, author_language()))))
        except KeyError:
            return self.send_error(404)

    def _saved(self) -> int:
        """The time (ns) of the last change, as soon as it is not the one that the asker knows, or after a while."""
        known, end = self.path.partition('?')[2], time.monotonic() + HOLD
        while (last := self.desk.last_change()) == int(known or 0) and time.monotonic() < end:
            time.sleep(EVERY)
        return last

    def _page(self, text: str) -> None:
        self._send('text/html', text.encode(), {'Content-Security-Policy': POLICY})

    def _send(self, kind: str, body: bytes, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('X-Content-Type-Options', 'nosniff')
        self.send_header('Content-Type', kind if kind == 'application/pdf' else f'{kind}; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Cache-Control', 'no-store')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: the terminal is for the author's problems."""


def run(root: Path, port: int) -> None:
    """Answer at 127.0.0.1:`port` until the process ends."""
    Answer.desk, Answer.lock = Desk(root), threading.Lock()
    loopback.Server(port, Answer).serve_forever()


def start(root: Path, port: int) -> str:
    """Start the warm process, which ends with this one; its address."""
    multiprocessing.get_context('spawn').Process(target=_run, args=(root, port), daemon=True).start()
    return f'http://127.0.0.1:{port}/'


def _run(root: Path, port: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that started this
    end_with_parent()
    run(root, port)
