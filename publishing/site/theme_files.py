"""The files of the theme: Material has 14,000 icons, all of which MkDocs would look at for each language, and pass over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import jinja2
from mkdocs.theme import Theme


class Shown(jinja2.FileSystemLoader):
    """Templates and files of folders; those below a folder whose name begins with a dot are found by name, but not listed."""

    def list_templates(self) -> list[str]:
        """What MkDocs may copy into the site, among it what it passes over itself."""
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(folder: str) -> Iterator[str]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith('.')]
        yield from (Path(path, name).relative_to(folder).as_posix() for name in files)


def list_shown(theme: Theme) -> None:
    """Have an environment of this theme list its files so."""
    original = type(theme).get_env

    def get_env() -> jinja2.Environment:
        environment = original(theme)
        environment.loader = Shown(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
