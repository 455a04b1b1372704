"""How a command ends that can't do what was asked."""

from __future__ import annotations

from publishing.languages import author_language
from publishing.words import words


class Failed(Exception):
    """Something other than the sources went wrong; the text says what."""


def refuse_without_reports() -> None:
    """What goes out, or is kept for ever, is never made without its reports."""
    from publishing.print import pango

    if not pango.is_here():
        raise Failed(words('setup', author_language())['needs-reports'])
