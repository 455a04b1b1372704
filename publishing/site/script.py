"""The script of the pages: one file, because a request costs a reader on a phone more than the few lines that a page has no use for."""

from __future__ import annotations

import re
from pathlib import Path

NOT_RUN = re.compile(r'^\s*(?://.*\n\s*)*', re.M)  # indentation and lines of comment: readers need not fetch them
FRAME = 'site.js'  # runs while the page is read: it must be done before anything is drawn
PARTS = ('filter.js', 'copy.js', 'ticks.js', 'check.js')  # each looks for its own place in the finished page, and does nothing without it


def of_pages(folder: Path) -> str:
    """All of it but the search, which is fetched when someone searches."""
    frame, *parts = ((folder / name).read_text(encoding='utf-8') for name in (FRAME, *PARTS))
    return NOT_RUN.sub('', frame + ''.join(f"document.addEventListener('DOMContentLoaded', () => {{\n{part}}})\n" for part in parts))


def of_comparison(folder: Path) -> str:
    """What compares two editions, for the page where they are picked."""
    return NOT_RUN.sub('', f'(() => {{\n{(folder / "compare.js").read_text(encoding="utf-8")}}})()\n')
