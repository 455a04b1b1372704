"""Our templates of reports, and what they may ask."""

from __future__ import annotations

import functools
from pathlib import Path

import jinja2

from publishing.formats import citing
from publishing.pictures import drawing, qr
from publishing.report import page_number

TEMPLATES = tuple(Path(__file__).parent / name for name in ('paper', 'book'))
STYLES = ('publishing/print/fonts.css', 'overrides/assets/style/tokens.css', 'publishing/print/report.css')


@functools.cache
def environment() -> jinja2.Environment:
    """Our templates, and what they may ask."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals['qr'] = qr.svg
    made.globals['tokens'] = drawing.tokens
    made.globals['page_number'] = page_number.html
    made.filters['lower_first'] = citing.lower_first
    return made
