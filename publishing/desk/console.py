"""Lines for a console that can't show every sign, as one of Windows with its 256 (cp1252). Only the standard library is used here."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path

STAND_INS = {'→': '->', '−': '-', '…': '...', '–': '-', '≥': '>=', '≤': '<='}


def lenient() -> None:
    """Have standard output and error show something else for a sign that they don't have, instead of ending the program.

    Where somebody closed them nothing is shown, and no file of ours gets their place.
    """
    for name in ('stdin', 'stdout', 'stderr'):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open('r+', encoding='utf-8'))  # noqa: SIM115
    codecs.register_error('stand-in', _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='stand-in')


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return ''.join(STAND_INS.get(sign, '?') for sign in error.object[error.start : error.end]), error.end
