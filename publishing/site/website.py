"""The website: MkDocs and the search index into a fresh folder, put in the place of the last one when it is whole and proven."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing import folders
from publishing.cache import Store, digest, write_whole
from publishing.checks import memory
from publishing.languages import author_language
from publishing.problems import ProblemsFound
from publishing.processes import keeping
from publishing.site import editor, finished, hosting, proof, search
from publishing.site.kept_texts import KeptTexts
from publishing.site.search import notes
from publishing.sources import catalogue, manifest, settings
from publishing.sources.at_hand import AtHand
from publishing.sources.inputs import besides
from publishing.sources.outlines import Outlines
from publishing.words import words

FOLDER = 'site'
FRESH, KEY = 'build/site.fresh', 'build/site.key'
INPUTS = ('docs', 'overrides', 'publishing', 'reports', 'mkdocs.yml', 'site_hooks.py', 'package-lock.json')  # and manifest.FOLDER


class SiteFailed(Exception):
    """The site can't be built; the last good one stays."""


def build(root: Path, *, force: bool = False, at_hand: AtHand | None = None) -> bool:
    """Build site/ unless it is already made from the same content; True when it was built. `at_hand` is what this process read before.

    Raises SiteFailed when MkDocs (strict: a warning counts) fails, ProblemsFound when the sources or pages are not what they must be.
    """
    with folders.alone(root), keeping():
        return _build(root, force, at_hand or AtHand(Outlines(root)))


def _build(root: Path, force: bool, at_hand: AtHand) -> bool:
    folders.restore(root / FOLDER)
    before = folders.saved(root, (*INPUTS, manifest.FOLDER))
    sources = catalogue.load(root, at_hand)
    kept = KeptTexts(root, besides(sources, INPUTS))
    kept.begin(sources)
    key, made_from = kept.inputs.everything, root / KEY
    if not force and made_from.is_file() and made_from.read_bytes() == _told(key, root / FOLDER).encode():
        return False
    fresh = root / FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    _render(root, fresh, at_hand, kept)
    put_editor(root, fresh, sources.settings)
    hosting.write(fresh, sources.settings, hosting.withdrawn(root))
    pages = finished.pages(fresh, sources.settings.site_url, Store(root / finished.FILE, memory.program()))
    search.write(fresh, [page.found for page in pages.values() if page.found], notes.of(sources))
    if faults := proof.faults(fresh, {path: page.noted for path, page in pages.items()}):
        raise ProblemsFound(proof.problems(faults, sources))
    made_from.unlink(missing_ok=True)
    folders.swap(fresh, root / FOLDER)
    if before == folders.saved(root, (*INPUTS, manifest.FOLDER)):  # else it is of what was saved meanwhile too: it is made again
        kept.keep()
        if at_hand.outlines:
            at_hand.outlines.keep({text.key: text.outline for text in sources.texts() if text.outlines})
        write_whole(made_from, _told(key, root / FOLDER).encode())
    return True


def _told(key: str, site: Path) -> str:
    """What a site was made from, and what it holds: a page that was lost or damaged since is made again."""
    return f'{key} {digest(folders.every(site))}'


def put_editor(root: Path, site: Path, held: settings.Settings) -> None:
    """The editor for the browser, when mkdocs.yml switches it on."""
    if held.editor is None:
        return
    try:
        editor.write(root, site / editor.PLACE, editor.place(held.editor))
    except editor.NotConfigured as failed:
        raise SiteFailed(f'{failed}') from failed


def _render(root: Path, target: Path, at_hand: AtHand, kept: KeptTexts) -> None:
    """Run MkDocs, strictly, in this process: with what was read already. What it warned of goes to standard error when it fails."""
    os.environ.setdefault('NO_MKDOCS_2_WARNING', '1')
    from mkdocs.commands.build import build as built
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _heard() as heard:
        try:
            config = load_config(str(root / 'mkdocs.yml'), site_dir=str(target), strict=True)
            for hook in config['hooks'].values():
                hook.at_hand, hook.kept = at_hand, kept
            built(config)
        except MkDocsException as failed:
            sys.stderr.write(f'{heard.getvalue()}{failed}\n')
            raise SiteFailed(words('commands', author_language())['site-failed']) from failed


@contextmanager
def _heard() -> Iterator[io.StringIO]:
    """All that MkDocs warns of meanwhile, a line each."""
    held, log = io.StringIO(), logging.getLogger('mkdocs')
    handler = logging.StreamHandler(held)
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    try:
        yield held
    finally:
        log.removeHandler(handler)
