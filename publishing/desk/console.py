"""Lines for a console that can't show every sign, as one of Windows with its 256 (cp1252). Only the standard library is used here."""

from __future__ import annotations

import codecs
import io
import sys

STAND_INS = {'→': '->', '−': '-', '…': '...', '–': '-', '≥': '>=', '≤': '<='}


def lenient() -> None:
    """Have standard output and error show something else for a sign that they don't have, instead of ending the program."""
    codecs.register_error('stand-in', _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='stand-in')


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return ''.join(STAND_INS.get(sign, '?') for sign in error.object[error.start : error.end]), error.end
