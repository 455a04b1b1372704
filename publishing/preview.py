"""Live preview on loopback: MkDocs rebuilds the pages, a second process makes the reports again whose chapters changed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

WATCHED = ('docs', 'reports', 'publishing/print', 'publishing/words', 'overrides/assets/style')
SIGNAL = 'build/preview'
EVERY_SECONDS = 1.0
CHAPTERS = 'PUBLISHING_CHAPTERS'  # the setting that tells the pages where a chapter is shown as printed


def serve(root: Path, port: int) -> None:
    """Serve both languages at 127.0.0.1:`port` until interrupted; a mistake in a page is told and does not end it."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    from publishing import chapter_preview  # imported late: it brings the renderer along

    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    signal = root / SIGNAL
    signal.mkdir(parents=True, exist_ok=True)
    os.environ[CHAPTERS] = chapter_preview.start(root, port + 1)
    _make_reports(root)
    threading.Thread(target=_follow, args=(root, signal / 'reports-made'), daemon=True).start()
    print(f'http://127.0.0.1:{port}/  (Ctrl-C: stop)', flush=True)
    mkdocs_serve(
        config_file=str(root / 'mkdocs.yml'), dev_addr=f'127.0.0.1:{port}', strict=False, watch=[str(root / 'reports'), str(signal)]
    )


def _follow(root: Path, signal: Path) -> None:
    """Make reports whenever a watched file has changed; then touch the file that makes MkDocs show them."""
    seen = _newest(root)
    while True:
        time.sleep(EVERY_SECONDS)
        newest = _newest(root)
        if newest != seen:
            seen = newest
            if _make_reports(root):
                signal.write_text(f'{time.time()}\n')


def _newest(root: Path) -> tuple[int, int]:
    """Number of watched files and the time (ns) of the last change: either changes when a file is saved or removed."""
    times = [file.stat().st_mtime_ns for name in WATCHED for file in (root / name).rglob('*') if file.is_file()]
    return len(times), max(times, default=0)


def _make_reports(root: Path) -> bool:
    """Whether the reports were made; problems are on the terminal by then."""
    return subprocess.run([sys.executable, str(root / 'build_pdf.py')], cwd=root).returncode == 0
