"""Makes this Python one on a machine without Pango: whatever loads a library by name (ctypes, cffi) does not find those of WeasyPrint.

For tests, in a folder of its own: Python imports it as it starts when that folder is in PYTHONPATH.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import sys
from typing import Any

LACKING = ('gobject', 'pango', 'harfbuzz', 'fontconfig')


def refusing(load: Any) -> Any:
    """A loader of libraries that can't find these."""

    def loaded(self: Any, name: Any, *arguments: Any, **options: Any) -> Any:
        if any(lacking in str(name) for lacking in LACKING):
            raise OSError(f'cannot load library {name!r}')
        return load(self, name, *arguments, **options)

    return loaded


class Cffi:
    """Changes cffi when it is imported."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """None of any other."""
        if name != 'cffi.api':
            return None
        sys.meta_path.remove(self)  # type: ignore[arg-type]
        spec: Any = importlib.util.find_spec(name)
        run = spec.loader.exec_module

        def exec_module(module: Any) -> None:
            run(module)
            module.FFI.dlopen = refusing(module.FFI.dlopen)

        spec.loader.exec_module = exec_module
        return spec


ctypes.CDLL.__init__ = refusing(ctypes.CDLL.__init__)  # type: ignore[method-assign]
ctypes.util.find_library = lambda name: None
sys.meta_path.insert(0, Cffi())  # type: ignore[arg-type]
