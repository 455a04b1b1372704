"""Whether this machine has Pango, with which WeasyPrint lays out text: without it all works but the reports.

Only the standard library is used here: the set-up asks it before any package is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import subprocess
import sys
from collections.abc import Iterable

# What WeasyPrint loads at run time.
LIBRARIES = {
    'linux': ('libpango-1.0.so.0', 'libpangoft2-1.0.so.0', 'libharfbuzz-subset.so.0'),
    'darwin': ('libpango-1.0.dylib',),
    'win32': ('libpango-1.0-0.dll',),
}


def is_here(python: str = sys.executable) -> bool:
    """Whether the WeasyPrint of `python` can be used. Only where Pango is not in its usual place (Windows) that Python is asked."""
    return (
        can_load(LIBRARIES.get(sys.platform, LIBRARIES['linux']))
        or not subprocess.run([python, '-c', 'import weasyprint'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    )


def can_load(libraries: Iterable[str]) -> bool:
    """Whether every library can be loaded."""
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            found = ctypes.util.find_library(name.removeprefix('lib').split('.')[0]) or ctypes.util.find_library(name.split('.')[0])
            if not found:
                return False
    return True
