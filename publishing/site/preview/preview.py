"""Live preview on loopback: MkDocs builds the pages, a second process makes the reports again when the author rests.

A saved text is shown at once by building its page alone; when that changed what other pages show (titles, headings, problems), all
pages follow a moment later. A mistake is shown in the page (see remarks) and ends nothing.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from publishing import folders
from publishing.languages import author_language
from publishing.print import pango
from publishing.problems import ProblemsFound
from publishing.site import loopback
from publishing.site.preview import state
from publishing.sources import settings
from publishing.words import words

WATCHED = ('docs', 'reports', 'publishing/print', 'publishing/report', 'publishing/words', 'overrides/assets/style')
REPORTS_MADE = f'{state.SIGNALS}/reports-made'
LOOKS_EVERY, RESTS = 2.0, 20.0  # seconds: a report takes long, so files must rest before it is made again

CHAPTERS = 'PUBLISHING_CHAPTERS'  # the setting that tells the pages where a chapter is shown as printed


def serve(root: Path, port: int) -> None:
    """Serve both languages at 127.0.0.1:`port`, and chapters as printed one port on, until interrupted; a mistake does not end it.

    Raises loopback.PortTaken.
    """
    from publishing.site.preview.builder import Builder
    from publishing.site.preview.server import Server

    loopback.refuse_taken(port, port + 1)
    (root / state.SIGNALS).mkdir(parents=True, exist_ok=True)
    state.running = state.State()
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    logging.getLogger('mkdocs').setLevel(logging.ERROR)  # what MkDocs warns of, our checks say better, in the page
    if pango.is_here():
        _with_reports(root, port + 1)
    else:
        print(words('setup', author_language())['no-reports'], file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix='preview-') as folder:
        path = _path(root)
        address = f'http://127.0.0.1:{port}{path}'
        made = Builder(root, Path(folder), address, state.running)
        server = Server(made, port, path)
        server.builder()
        server.watch_all([root / 'docs', root / 'reports', root / 'mkdocs.yml', root / state.SIGNALS])
        print(f'{address}  (Ctrl-C: stop)', flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()


def _with_reports(root: Path, port: int) -> None:
    """Show chapters as printed, and make the reports again when they change."""
    from publishing.site.preview import chapter_preview  # imported late: it brings the renderer along

    os.environ[CHAPTERS] = chapter_preview.start(root, port)
    threading.Thread(target=_follow, args=(root,), daemon=True).start()


def _path(root: Path) -> str:
    """Below which path of its host the site will stand, which its own links count on."""
    try:
        return urlsplit(settings.read(root).site_url).path
    except ProblemsFound:  # which the builder tells of
        return '/'


def _follow(root: Path) -> None:
    """Make reports now, and when watched files have changed and rest again; then touch the file that makes the pages show them."""
    made = before = None
    since = -RESTS
    while True:
        newest = _newest(root)
        if newest != before:
            since = time.monotonic() if before else since
        elif newest != made and time.monotonic() - since > RESTS:
            made = newest
            if _make_reports(root):
                (root / REPORTS_MADE).write_text(f'{time.time()}\n')
        before = newest
        time.sleep(LOOKS_EVERY)


def _newest(root: Path) -> tuple[int, int]:
    """Number of watched files and the time (ns) of the last change: either changes when a file is saved or removed."""
    times = folders.saved(root, WATCHED).values()
    return len(times), max(times, default=0)


def _make_reports(root: Path) -> bool:
    """Whether the reports were made; problems are on the terminal by then."""
    return subprocess.run([sys.executable, str(root / 'build_pdf.py'), '--draft'], cwd=root).returncode == 0
