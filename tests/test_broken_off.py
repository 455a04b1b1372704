"""A command that is killed at any change that it makes on disk: every source is whole, and the same command then does all of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publishing import changes
from publishing.changes import Changes
from publishing.desk import commands, edition_commands, translations
from publishing.languages import LOCALES
from publishing.print import freeze
from publishing.print.proof import files as proofs
from publishing.sources import catalogue, manifest
from publishing.sources.manifest import Made, Manifest
from tests.frozen import SLUG, lay_edition
from tests.projects import TESTS, lay_site

SOURCES = ('docs', 'reports', 'mkdocs.yml')
EVENTS = ('os.rename', 'os.remove', 'os.rmdir', 'os.mkdir')  # and files that are opened to be written; caches are not counted
STORY = 'verhalen/vogel-kievit'
NAV = """\
nav:
  - index.md
  - Uitleg:
      - uitleg/hoofdstuk.md
  - Verhalen:
      - verhalen/index.md
      - verhalen/vogel-kievit.md
"""
PAGE = Namespace(kind='page', title='Wat helpt', title_en='What helps', name='uitleg/wat-helpt', dutch_only=False)
TERM = Namespace(kind='term', title='Thuiszitter', title_en='Child at home', name='', dutch_only=False)
FIX = Namespace(fix=True, release=False, level='error', format='text')


def write_edition(root: Path, asked: Namespace) -> None:
    """The part of `release` that changes sources: what was built and proven is there."""
    held = catalogue.load(root)
    report = replace(held.reports[SLUG], data={**held.reports[SLUG].data, 'edition': '2026-12'})
    freeze._write(held, report, manifest.read(root / manifest.FREEZING).reports)


COMMANDS: dict[str, tuple[Callable[[Path, Namespace], None], Namespace]] = {
    'new page': (commands.new, PAGE),
    'new term': (commands.new, TERM),
    'fix': (commands.check, FIX),
    'translations done': (commands.translations, Namespace(action='done', page=['docs/index.en.md', 'docs/uitleg/voorbeeld.en.md'])),
    'withdraw': (edition_commands.withdraw, Namespace(story=STORY, yes=True)),
    'release': (write_edition, Namespace()),
}


@pytest.fixture(scope='module')
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with stories, something built, and something to mend in several files."""
    root = lay_site(tmp_path_factory.mktemp('base') / 'root', TESTS / 'stories', NAV)
    list(translations.done(root, [str(file) for file in (root / 'docs').rglob('*.en.md')]))
    for name in ('index.nl.md', 'uitleg/voorbeeld.nl.md'):
        with (root / 'docs' / name).open('a', encoding='utf-8') as page:
            page.write('\n##Kop zonder spatie\n\n• een\n• twee   \n')
    lay_edition(root)
    put_built(root)
    for name in ('site/verhalen/index.html', 'build/pdf/voorbeeld.nl.pdf'):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text('kievit', encoding='utf-8')
    for name in ('publishing', 'overrides'):
        shutil.rmtree(root / name)
    return root


def put_built(root: Path) -> None:
    """Files as `release` finds them when all has been proven."""
    place = root / manifest.FREEZING
    place.mkdir(parents=True)
    held = catalogue.load(root).reports[SLUG].report
    for locale in LOCALES:
        file = f'{SLUG}-2026-12.{locale}.pdf'
        for name in (file, *proofs.names(file)):
            (place / name).write_bytes(name.encode())
    made = [
        Made(
            slug=SLUG, locale=locale, file=f'{SLUG}-2026-12.{locale}.pdf', number=1, title=held.title, subtitle=held.subtitle,
            version='2026-12', edition='2026-12', date='2026-12-01', status='concept', pages=3, bytes=1, sha256='', key='',
        )
        for locale in LOCALES
    ]  # fmt: skip
    manifest.write(place, Manifest(reports=made))


def sources(root: Path) -> dict[str, bytes]:
    """Every source by its path."""
    found = [file for name in SOURCES for file in ((root / name).rglob('*') if (root / name).is_dir() else [root / name])]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found if file.is_file()}


def ran(root: Path, name: str, kill_at: int = 0) -> tuple[int, int]:
    """How a process that gives the command ends (0, or the signal), and how many changes it made; it is killed before one of them."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading, 'rb') as told:
            count = len(told.read())
        return os.waitpid(child, 0)[1], count
    made = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        path = str(arguments[0]) if arguments and isinstance(arguments[0], str | Path) else ''
        flags = arguments[2] if event == 'open' else 0
        if (
            path.startswith(str(root))
            and 'build/cache' not in path
            and (event in EVENTS or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)))
        ):
            made += 1
            if made == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(writing, b'.')

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    sys.argv = ['publishing', name]
    sys.addaudithook(watch)
    try:
        command, asked = COMMANDS[name]
        with contextlib.suppress(SystemExit):  # a check finds something in this project
            if not commands.finish(root):
                command(root, asked)
        commands.forget(root)
        os._exit(0)
    except BaseException:
        os._exit(9)


@pytest.mark.parametrize('name', COMMANDS)
def test_killed_anywhere(base: Path, tmp_path: Path, name: str) -> None:
    """As before or as after, file by file; and as after when it is given again."""
    whole = shutil.copytree(base, tmp_path / 'root')
    before = sources(whole)
    ended, count = ran(whole, name)
    after = sources(whole)
    assert ended == 0 and count > 3 and after != before
    for number in range(1, count + 1):
        shutil.rmtree(whole)
        shutil.copytree(base, whole)
        assert ran(whole, name, number)[0] == signal.SIGKILL
        now = sources(whole)
        assert {path for path in now if now[path] not in (before.get(path), after.get(path))} == set(), number
        assert ran(whole, name)[0] == 0, number
        assert sources(whole) == after, number
        assert not (whole / changes.TEXTS).exists() and not (whole / changes.LIST).exists()
        assert name != 'withdraw' or not [file for file in whole.rglob('*') if file.is_file() and b'kievit' in file.read_bytes()]


def test_what_somebody_changed_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what an earlier run had begun, all else is finished, and that file is told."""
    for name in ('een', 'twee'):
        (tmp_path / name).write_text('oud', encoding='utf-8')
    begun = Changes(tmp_path)
    begun.write('een', 'nieuw')
    begun.write('twee', 'nieuw')
    begun.remove('drie')
    monkeypatch.setattr(changes, 'finish', lambda root: None)
    begun.make('Klaar.')
    monkeypatch.undo()
    (tmp_path / 'twee').write_text('van iemand', encoding='utf-8')
    done = changes.finish(tmp_path)
    assert done is not None and (done.told, done.left) == ('Klaar.', ['twee'])
    assert [(tmp_path / name).read_text(encoding='utf-8') for name in ('een', 'twee')] == ['nieuw', 'van iemand']
    changes.forget(tmp_path)
    assert changes.finish(tmp_path) is None
