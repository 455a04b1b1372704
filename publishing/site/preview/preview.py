"""Live preview on loopback: MkDocs rebuilds the pages, a second process makes the reports again whose chapters changed.

A saved text is shown at once by building its page alone; when that changed what other pages show (titles, headings, problems), all
pages follow a moment later. A mistake is shown in the page (see remarks) and ends nothing.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.problems import Problem, author_language
from publishing.words import words

WATCHED = ('docs', 'reports', 'publishing/print', 'publishing/report', 'publishing/words', 'overrides/assets/style')
SIGNAL = 'build/preview'
EVERY_SECONDS = 2.0  # so long must the files rest: the page that the author looks at goes first
ALL_PAGES_AFTER = 2.0  # seconds: the author looks at the page first

CHAPTERS = 'PUBLISHING_CHAPTERS'  # the setting that tells the pages where a chapter is shown as printed

Times = dict[str, int]


@dataclass
class State:
    """What one build of the preview leaves for the next: MkDocs loads the hooks anew each time.

    `times` says when each file was saved, `told` holds the problems by file, `shape` what pages show of each other, `stale` the
    files whose page must be built though their text is the same.
    """

    times: Times = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    shape: Any = None
    stale: set[str] = field(default_factory=set)

    def take(self, problems: dict[str, list[Problem]], shape: Any) -> None:
        """Compare with the build before."""
        told = {path: [problem.text('nl') for problem in held] for path, held in problems.items()}
        self.stale = {path for path in told.keys() | self.told.keys() if told.get(path) != self.told.get(path)}
        self.told, self.shape = told, (shape, told)


state: State | None = None  # None when this is no preview


def serve(root: Path, port: int) -> None:
    """Serve both languages at 127.0.0.1:`port` until interrupted; a mistake in a page is told and does not end it."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    from publishing.site.preview import chapter_preview  # imported late: it brings the renderer along

    global state
    signal = root / SIGNAL
    signal.mkdir(parents=True, exist_ok=True)
    state = State(_times(root))
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    logging.getLogger('mkdocs').setLevel(logging.ERROR)  # what MkDocs warns of, our checks say better, in the page
    os.environ[CHAPTERS] = chapter_preview.start(root, port + 1)
    threading.Thread(target=_follow, args=(root, signal / 'reports-made'), daemon=True).start()
    print(f'http://127.0.0.1:{port}/  (Ctrl-C: stop)', flush=True)
    mkdocs_serve(
        config_file=str(root / 'mkdocs.yml'), dev_addr=f'127.0.0.1:{port}', strict=False, watch=[str(root / 'reports'), str(signal)]
    )


class Builder:
    """What the preview does when files have changed; it takes the place of MkDocs' own builder, `everything`."""

    def __init__(self, root: Path, config: Any, everything: Callable[[], None]):
        self.root, self.config, self.everything = root, config, everything
        self.times = state.times if state else {}
        self.shape = state.shape if state else None
        if self.times != _times(root):  # saved while the first build ran, when nothing was watched yet
            self._all_pages_soon()

    def __call__(self) -> None:
        """Build what changed; a mistake outside the pages is told on the terminal and the last good pages stay."""
        times, before = _times(self.root), self.times
        self.times = times
        changed = {path for path in times if times[path] != before.get(path)}
        try:
            if times.keys() == before.keys() and changed and all(path.endswith('.md') for path in changed):
                self._changed_pages()
            else:
                self.everything()
                self.shape = state.shape if state else None
        except Exception as error:  # MkDocs' configuration, a template, a hook: whatever it is, the preview goes on
            print(words('preview', author_language())['stopped'].format(error), file=sys.stderr, flush=True)

    def _changed_pages(self) -> None:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        held = self.config
        config = load_config(held.config_file_path, site_dir=held.site_dir, dev_addr=str(held.dev_addr), strict=False)
        config.site_url = held.site_url
        with _only_changed():
            build(config, serve_url=held.site_url, dirty=True)
        if state and state.shape != self.shape:
            self._all_pages_soon()

    def _all_pages_soon(self) -> None:
        threading.Timer(ALL_PAGES_AFTER, (self.root / SIGNAL / 'all-pages').write_text, [f'{time.time()}\n']).start()


def _times(root: Path) -> Times:
    """When each file that pages are made of was last saved (ns)."""
    files = [root / 'mkdocs.yml', *(file for name in ('docs', 'reports', SIGNAL) for file in (root / name).rglob('*'))]
    return {file.relative_to(root).as_posix(): file.stat().st_mtime_ns for file in files if file.is_file()}


@contextmanager
def _only_changed() -> Iterator[None]:
    """static-i18n looks at the command line to know whether the second language too is built for changed pages only."""
    sys.argv.append('--dirty')
    try:
        yield
    finally:
        sys.argv.remove('--dirty')


def _follow(root: Path, signal: Path) -> None:
    """Make reports now, and when watched files have changed and rest again; then touch the file that makes MkDocs show them."""
    made = before = None
    while True:
        newest = _newest(root)
        if newest != made and newest == before:
            made = newest
            if _make_reports(root):
                signal.write_text(f'{time.time()}\n')
        before = newest
        time.sleep(EVERY_SECONDS)


def _newest(root: Path) -> tuple[int, int]:
    """Number of watched files and the time (ns) of the last change: either changes when a file is saved or removed."""
    times = [file.stat().st_mtime_ns for name in WATCHED for file in (root / name).rglob('*') if file.is_file()]
    return len(times), max(times, default=0)


def _make_reports(root: Path) -> bool:
    """Whether the reports were made; problems are on the terminal by then."""
    return subprocess.run([sys.executable, str(root / 'build_pdf.py'), '--draft'], cwd=root).returncode == 0
