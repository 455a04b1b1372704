"""Every mistake that has a message, in a preview: the pages are made all the same, and each says what is wrong with it.

MkDocs builds them as `make serve` does, for each of the cases that test_checks reads.
"""

from __future__ import annotations

import html
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from publishing import checks
from publishing.problems import Problem, errors
from publishing.site.preview import state
from publishing.site.preview.builder import Builder
from publishing.sources import catalogue
from publishing.sources import settings as site_settings
from publishing.sources.catalogue import Catalogue
from tests.projects import BASE, lay_site, settings
from tests.test_checks import CASES, NAMES

ALONE = {'docs/uitleg/nieuw.nl.md', 'docs/uitleg/nieuw.en.md'}
ALONE_IN_PROJECT = {'mkdocs', 'docs/assets/data/aantallen'}  # the settings; a file that is what another is called now, as the only one
OF_THE_PROGRAM = ('theme', 'hooks', 'plugins')  # without which MkDocs builds nothing like our site


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that takes the sources of one case after the other."""
    return lay_site(tmp_path_factory.mktemp('mistakes'))


@pytest.fixture(autouse=True)
def author(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody who reads Dutch, and for whom MkDocs says nothing by itself."""
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    monkeypatch.setenv('NO_MKDOCS_2_WARNING', '1')
    monkeypatch.setattr(logging.getLogger('mkdocs'), 'level', logging.CRITICAL)
    yield
    state.running = None


def _is_a_page(case: str) -> bool:
    """Whether a case is one new page and nothing else."""
    return {file.relative_to(CASES / case / 'in').as_posix() for file in (CASES / case / 'in').rglob('*') if file.is_file()} <= ALONE


def _touched(case: str) -> set[str]:
    """What a case changes, as far as messages look: an address in both languages, a file of data, all reports; `mkdocs` for settings."""
    names = [file.relative_to(CASES / case / 'in').as_posix() for file in (CASES / case / 'in').rglob('*') if file.is_file()]
    return {'reports' if name.startswith('reports/') else name.partition('.')[0].removesuffix('/index') for name in names}


def _together(cases: list[str]) -> list[list[str]]:
    """Cases that change different things share a project; one that changes the settings, or looks for the only file, has its own."""
    groups: list[tuple[list[str], set[str]]] = []
    for case in cases:
        touched = _touched(case)
        fits = (held for held in groups if not held[1] & touched and ALONE_IN_PROJECT.isdisjoint(held[1] | touched))
        names, all = next(fits, ([], set()))
        if not names:
            groups.append((names, all))
        names.append(case)
        all.update(touched)
    return [names for names, _ in groups]


OF_ONE_PAGE = [case for case in NAMES if _is_a_page(case)]
GROUPS = _together([case for case in NAMES if case not in OF_ONE_PAGE])
# Their rule is not in what is found while they are built: a preview leaves it out, or it follows from another.
NOT_IN_A_PREVIEW = {
    'everything-at-once', 'settings-part-missing', 'twin-blocks-differ', 'twin-notes-differ', 'twin-pictures-differ', 'twin-points-differ',
}  # fmt: skip


def test_mistakes_in_a_page_are_shown(root: Path, tmp_path: Path) -> None:
    """All such pages in one project, each under the name of its case: none keeps another from being made."""
    _lay(root, OF_ONE_PAGE[:1])
    for case in OF_ONE_PAGE:
        for file in (CASES / case / 'in/docs/uitleg').iterdir():
            shutil.copy2(file, root / 'docs/uitleg' / file.name.replace('nieuw', case))
    assert len(OF_ONE_PAGE) > 50
    found, not_shown = _previewed(root, tmp_path)
    assert not_shown == []


@pytest.mark.parametrize('cases', GROUPS, ids=lambda cases: cases[0])
def test_a_mistake_is_shown(root: Path, tmp_path: Path, cases: list[str]) -> None:
    """On its page, or on all pages when it is not of one; a mistake in the settings stands above the last good pages."""
    _lay(root, cases)
    found, not_shown = _previewed(root, tmp_path)
    assert not_shown == []
    assert set(cases) - {problem.rule for problem in found} <= NOT_IN_A_PREVIEW


def _previewed(root: Path, folder: Path) -> tuple[list[Problem], list[Problem]]:
    """The problems of a project, and those that its preview does not tell of."""
    state.running = state.State()
    made = Builder(root, folder, 'http://127.0.0.1:8000/', state.running)
    made()
    held = catalogue.load(root)
    found = checks.check(held, in_place=True)
    if made.stopped:
        in_settings = [problem for problem in errors(found) if problem.path == site_settings.FILE]
        assert in_settings, made.stopped
        return found, [problem for problem in in_settings if problem.text('nl') not in made.stopped]
    home = html.unescape((made.site / 'index.html').read_text(encoding='utf-8'))
    return found, [problem for problem in found if not _is_told(problem, made.site, held, home)]


def _lay(root: Path, cases: list[str]) -> None:
    """The sources of the smallest project, with what cases change in them; in its settings, all but what makes this site ours."""
    for name in ('docs', 'reports'):
        shutil.rmtree(root / name)
        shutil.copytree(BASE / name, root / name)
    (root / 'mkdocs.yml').unlink()
    for case in cases:
        shutil.copytree(CASES / case / 'in', root, dirs_exist_ok=True)
    held = settings(site=True)
    if (root / 'mkdocs.yml').is_file():
        ours = yaml.safe_load(held)
        held = yaml.safe_dump(
            yaml.safe_load((root / 'mkdocs.yml').read_text(encoding='utf-8')) | {key: ours[key] for key in OF_THE_PROGRAM}
        )
    (root / 'mkdocs.yml').write_text(held, encoding='utf-8')


def _is_told(problem: Problem, site: Path, held: Catalogue, home: str) -> bool:
    """Whether the page of a problem says it; one that has no page, or is of another file, is counted on the first page."""
    page = next((page for page in held.pages.values() if page.path == problem.path), None)
    file = site / held.settings.page_path(page.name, page.locale) / 'index.html' if page else site
    if not file.is_file():
        return f'<code>{problem.path}</code>' in home
    text = ' '.join(html.unescape(file.read_text(encoding='utf-8')).split())
    return ' '.join(problem.what('nl').split()) in text
