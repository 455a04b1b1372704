"""What all tests share."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

from publishing.print.proof.judging import Judge
from publishing.sources import manifest
from publishing.sources.manifest import Made
from tests import kinds, web
from tests.projects import ROOT, build_example, lay, run_build
from tests.rooms import GUARDS, ROOMS, room

BUILD = """
from pathlib import Path
from publishing.print import build
from publishing.site import website
build.reports(Path())
website.build(Path())
"""


def pytest_configure(config: pytest.Config) -> None:
    """Each room has a marker, and so has what keeps persons safe: `pytest -m sources`, `pytest -m guards`."""
    config.addinivalue_line('markers', 'guards: a test of what keeps persons and files safe')
    for name in ROOMS:
        config.addinivalue_line('markers', f'{name}: a test of that room')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the room of its file."""
    for item in items:
        item.add_marker(room(item.path.stem))
        if item.path.stem in GUARDS:
            item.add_marker('guards')


def pytest_collection_finish() -> None:
    """What is imported by now stays: who cleans up before a build, as builds do, need not look through it each time."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """Each file in one process, because its dear things (a Java machine, rendered PDFs) are made once a process.

    `xdist_group` does not do this: pytest 9.2 ignores the group that xdist 3.8 adds to a test's id.
    """
    return LoadFileScheduling(config, log)


@pytest.fixture(scope='session')
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with its report in both languages, made by build_pdf.py in parallel processes. Not to be changed: copy it."""

    def make(fresh: Path) -> None:
        done = run_build(lay(fresh, printable=True), '--jobs', '2')
        assert (done.returncode, done.stdout, done.stderr) == (0, '', '')

    return made_once(tmp_path_factory, 'printed', make)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A project, made once for all processes that run tests: with xdist their folders lie side by side."""
    place = factory.getbasetemp()
    root = (place.parent if 'PYTEST_XDIST_WORKER' in os.environ else place) / name / 'project'
    root.parent.mkdir(exist_ok=True)
    with FileLock(root.with_name('lock')):
        if not root.exists():
            make(root.with_name('fresh'))
            root.with_name('fresh').rename(root)
    return root


class LastingJudge(Judge):
    """Stays for the next build: a Java machine of its own would cost each of them seconds."""

    def close(self) -> None:
        """Nothing yet."""

    def end(self) -> None:
        """End the process after all."""
        super().close()


@pytest.fixture(scope='session')
def judge() -> Iterator[Judge]:
    """The judge of all builds that a test runs in its own process and sets it for (`build.Judge`)."""
    lasting = LastingJudge()
    yield lasting
    lasting.end()


@pytest.fixture(scope='session')
def built() -> None:
    """site/ and build/pdf/ are made of the sources as they are now; what did not change is not made again.

    One process builds while the others that run tests wait.
    """
    (ROOT / 'build').mkdir(exist_ok=True)
    with FileLock(ROOT / 'build/tests.lock'):
        subprocess.run([sys.executable, '-c', BUILD], cwd=ROOT, check=True)


@pytest.fixture
def path(request: pytest.FixtureRequest) -> str:
    """The address of a page by its kind (`every_kind`)."""
    return kinds.address(request.param)


@pytest.fixture
def made(request: pytest.FixtureRequest, built: None) -> Made:
    """A finished report by its folder and language (`kinds.reports`)."""
    found = manifest.read(ROOT / manifest.FOLDER).find(*request.param)
    assert found is not None
    return found


@pytest.fixture(scope='session')
def site(built: None) -> Iterator[str]:
    """The real site, made of the sources as they are now."""
    with web.served() as address:
        yield address


@pytest.fixture(scope='session')
def example_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with its site, built anew. Not to be changed: copy it."""
    return made_once(tmp_path_factory, 'example', build_example)


@pytest.fixture(scope='session')
def example(example_project: Path) -> Iterator[str]:
    """The example site."""
    with web.served(example_project / 'site') as address:
        yield address


@pytest.fixture(scope='session')
def chromium() -> Iterator[Browser]:
    with web.browser() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on a phone, of one test (`web.watched`)."""
    with web.watched(chromium, site) as page:
        yield page
