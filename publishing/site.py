"""The website: MkDocs and the search index into a fresh folder, put in the place of the last one when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pagefind_bin  # type: ignore[import-untyped]

from publishing import folders
from publishing.cache import digest, write_whole

FOLDER = 'site'
FRESH, KEY = 'build/site.fresh', 'build/site.key'
INPUTS = ('docs', 'overrides', 'publishing', 'reports', 'build/pdf', 'mkdocs.yml', 'site_hooks.py')
UNUSED = ('*ui.*', 'pagefind-highlight.js', 'wasm.unknown.*')  # Pagefind's own interfaces; ours is overrides/assets/script/search.js
NOT_SEARCHED = '.footnote, .footnote-ref, .headerlink'


class SiteFailed(Exception):
    """The site can't be built; the last good one stays."""


def build(root: Path, *, force: bool = False) -> bool:
    """Build site/ unless it is already made from the same content; True when it was built.

    Raises SiteFailed when MkDocs (strict: a warning counts) or the indexing fails.
    """
    with folders.alone(root):
        return _build(root, force)


def _build(root: Path, force: bool) -> bool:
    folders.restore(root / FOLDER)
    key = digest(folders.content(root, INPUTS))
    held = root / KEY
    if not force and (root / FOLDER).is_dir() and held.is_file() and held.read_text(encoding='utf-8') == key:
        return False
    fresh = root / FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    _render(root, fresh)
    _index(fresh)
    held.unlink(missing_ok=True)
    folders.swap(fresh, root / FOLDER)
    write_whole(held, key.encode())
    return True


def _render(root: Path, target: Path) -> None:
    """Run MkDocs in `root`; its warnings go to standard error."""
    command = [sys.executable, '-m', 'mkdocs', 'build', '--quiet', '--strict', '--site-dir', str(target)]
    if subprocess.run(command, cwd=root, env={**os.environ, 'NO_MKDOCS_2_WARNING': '1'}).returncode:
        raise SiteFailed('mkdocs')


def _index(target: Path) -> None:
    """Let Pagefind index the pages, one index per language."""
    command = [str(pagefind_bin.get_executable()), '--site', str(target), '--quiet', '--exclude-selectors', NOT_SEARCHED]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise SiteFailed('pagefind: ' + (result.stderr or result.stdout).strip())
    for pattern in UNUSED:
        for file in (target / 'pagefind').glob(pattern):
            file.unlink()
