"""What a preview does when files were saved: build the changed pages at once, and all of them when others show what changed."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publishing import checks, folders
from publishing.checks.nav import settings_whole
from publishing.languages import author_language
from publishing.problems import Problem, ProblemsFound, errors, listing
from publishing.site.preview import state
from publishing.site.preview.state import State
from publishing.sources import catalogue, settings
from publishing.sources.catalogue import Catalogue
from publishing.words import words

ALL_PAGES_AFTER = 2.0  # seconds: the author looks at the page first
ALL_PAGES = f'{state.SIGNALS}/all-pages'


class Builder:
    """Builds the site below `folder` with MkDocs.

    `site` is the folder of the last pages that are whole, `stopped` says why these are not those of the sources, '' when they are.
    """

    def __init__(self, root: Path, folder: Path, address: str, held: State):
        self.root, self.address, self.state = root, address, held
        self.site, self.fresh, self.stopped = folder / 'site', folder / 'fresh', ''
        self.shape: Any = None

    def __call__(self) -> None:
        """Build what changed; whatever is wrong with settings, templates or program is told, and the last good pages stay."""
        times, before = state.times(self.root), self.state.times
        self.state.times = times
        changed = {path for path in times if times[path] != before.get(path)}
        pages_only = times.keys() == before.keys() and changed and all(path.endswith('.md') for path in changed)
        try:
            self._refuse_settings()
            self._changed_pages() if pages_only and not self.stopped else self._everything()
            self.stopped = ''
        except Exception as error:
            self.stopped = words('preview', author_language())['stopped'].format(self._why(error))
            print(self.stopped, file=sys.stderr, flush=True)
        if self.state.times != state.times(self.root):  # saved while this was built
            self._all_pages_soon()

    def _refuse_settings(self) -> None:
        """Raise ProblemsFound for settings that can't be read, or with which MkDocs would build something else than this site."""
        if lacking := errors(settings_whole(Catalogue(self.root, settings.read(self.root)))):
            raise ProblemsFound(lacking)

    def _why(self, error: Exception) -> str:
        """In the author's words where a check has them: mostly of the navigation, without which MkDocs makes nothing."""
        try:
            found = error.problems if isinstance(error, ProblemsFound) else self._without_a_page()
        except Exception:  # what stopped the pages may stop the checks too
            found = []
        return listing(found, author_language()) if found else f'{type(error).__name__}: {error}'

    def _without_a_page(self) -> list[Problem]:
        """What is wrong with the settings, and with names that no page can have, told on no page."""
        found = checks.check(catalogue.load(self.root, self.state.at_hand), in_place=True)
        return [problem for problem in errors(found) if problem.path == settings.FILE or not _is_writable(problem.path)]

    def _everything(self) -> None:
        """All pages in a folder of their own, which takes the place of the last when they are whole."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        self._build(self.fresh)
        folders.swap(self.fresh, self.site)
        self.shape = self.state.shape

    def _changed_pages(self) -> None:
        with self._only_changed():
            self._build(self.site)
        if self.state.shape != self.shape:
            self._all_pages_soon()

    def _build(self, site: Path) -> None:
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        config = load_config(config_file=str(self.root / 'mkdocs.yml'), site_dir=str(site), strict=False)
        config.site_url = self.address
        build(config, serve_url=self.address, dirty=self.state.only_changed)

    @contextmanager
    def _only_changed(self) -> Iterator[None]:
        """static-i18n looks at the command line to know whether the second language too is built for changed pages only."""
        self.state.only_changed = True
        sys.argv.append('--dirty')
        try:
            yield
        finally:
            sys.argv.remove('--dirty')
            self.state.only_changed = False

    def _all_pages_soon(self) -> None:
        threading.Timer(ALL_PAGES_AFTER, (self.root / ALL_PAGES).write_text, [f'{time.time()}\n']).start()


def _is_writable(path: str) -> bool:
    """Whether the name of a file can be written: one from an old archive need not be UTF-8."""
    try:
        return bool(path.encode())
    except UnicodeEncodeError:
        return False
