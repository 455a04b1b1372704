"""The website: MkDocs and the search index into a fresh folder, put in the place of the last one when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from publishing import folders
from publishing.cache import digest, write_whole
from publishing.formats import today
from publishing.site import editor, hosting, search
from publishing.sources import catalogue, settings

FOLDER = 'site'
FRESH, KEY = 'build/site.fresh', 'build/site.key'
INPUTS = ('docs', 'overrides', 'publishing', 'reports', 'build/pdf', 'mkdocs.yml', 'site_hooks.py', 'package-lock.json')


class SiteFailed(Exception):
    """The site can't be built; the last good one stays."""


def build(root: Path, *, force: bool = False) -> bool:
    """Build site/ unless it is already made from the same content; True when it was built.

    Raises SiteFailed when MkDocs (strict: a warning counts) fails.
    """
    with folders.alone(root):
        return _build(root, force)


def _build(root: Path, force: bool) -> bool:
    folders.restore(root / FOLDER)
    key = digest([*folders.content(root, INPUTS), *today.parts(catalogue.load(root))])
    made_from = root / KEY
    if not force and (root / FOLDER).is_dir() and made_from.is_file() and made_from.read_text(encoding='utf-8') == key:
        return False
    fresh = root / FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    _render(root, fresh)
    search.write(fresh)
    held = settings.read(root)
    put_editor(root, fresh, held)
    hosting.write(fresh, held)
    made_from.unlink(missing_ok=True)
    folders.swap(fresh, root / FOLDER)
    write_whole(made_from, key.encode())
    return True


def put_editor(root: Path, site: Path, held: settings.Settings) -> None:
    """The editor for the browser, when mkdocs.yml switches it on."""
    if held.editor is None:
        return
    try:
        editor.write(root, site / editor.PLACE, editor.place(held))
    except editor.NotConfigured as failed:
        raise SiteFailed(f'{failed}') from failed


def _render(root: Path, target: Path) -> None:
    """Run MkDocs in `root`; its warnings go to standard error."""
    command = [sys.executable, '-m', 'mkdocs', 'build', '--quiet', '--strict', '--site-dir', str(target)]
    if subprocess.run(command, cwd=root, env={**os.environ, 'NO_MKDOCS_2_WARNING': '1'}).returncode:
        raise SiteFailed('mkdocs')
