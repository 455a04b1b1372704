"""A command that is killed at any change that it makes on disk: every file is whole, and the same command then does all of it.

`make hostile` tries every command at every place, and tells how many there were; pytest those that differ most, at one place in two.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publishing import changes, checks
from publishing.cache import write_whole
from publishing.changes import Changes
from publishing.desk import commands, dossier, edition_commands, translations
from publishing.languages import LOCALES
from publishing.print import freeze
from publishing.print.proof import files as proofs
from publishing.problems import listing
from publishing.site import finished, proof, search, website
from publishing.site.kept_texts import KeptTexts
from publishing.sources import catalogue, manifest
from publishing.sources.at_hand import AtHand
from publishing.sources.manifest import Made, Manifest
from publishing.sources.sent import Sent
from tests.frozen import SLUG, lay_edition
from tests.projects import TESTS, lay_site

KEPT = ('docs', 'reports', 'mkdocs.yml', 'site', 'build/pdf', 'build/dossiers', 'build/compressed')
ON_THE_WAY = ('.fresh/', '.part')  # in these names nobody looks for anything
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
OTHER_KINDS = ('story', 'initiative', 'meeting', 'publication', 'report')
MADE = {f'data/{name}': name.encode() * 999 for name in ('brief.pdf', 'rapport/a.pdf', 'rapport/b.epub')}
GONE = Namespace(story=f'{SLUG}/2026-11', yes=True, because='Een fout.', because_en='An error.')
FIX = Namespace(fix=True, release=False, level='error', format='text')


def write_edition(root: Path, asked: Namespace) -> None:
    """The part of `release` that changes sources: what was built and proven is there."""
    held = catalogue.load(root)
    report = replace(held.reports[SLUG], data={**held.reports[SLUG].data, 'edition': '2026-12'})
    freeze._write(held, report, manifest.read(root / manifest.FREEZING).reports)


def write_site(root: Path, asked: Namespace) -> None:
    """The part of `site` that takes the place of the last: MkDocs and the proof of its pages are stood in for."""
    page = (root / 'docs/index.nl.md').read_bytes()

    def render(root: Path, fresh: Path, at_hand: AtHand, kept: KeptTexts) -> None:
        for name in ('index.html', 'uitleg/index.html', *(f'{locale}/index.html' for locale in LOCALES)):
            write_whole(fresh / name, page * 9)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(website, '_render', render)
        patch.setattr(finished, 'pages', lambda *arguments: {})
        patch.setattr(proof, 'faults', lambda *arguments: [])
        patch.setattr(search, 'write', lambda *arguments: None)
        website.build(root, force=True)


def write_dossier(root: Path, asked: Namespace) -> None:
    """The part of `dossier` that keeps what was made, and who got it."""
    dossier._write(root, f'{SLUG}-2026-11', MADE, date(2026, 12, 1))
    dossier._note(root, SLUG, Sent.model_validate({'role': 'gemeente', 'date': '2026-12-01', 'edition': '2026-11'}))


def new_of(kind: str) -> Namespace:
    return Namespace(kind=kind, title='Wat helpt', title_en='What helps', name='', dutch_only=False)


COMMANDS: dict[str, tuple[Callable[[Path, Namespace], None], Namespace]] = {
    'new page': (commands.new, PAGE),
    'new term': (commands.new, TERM),
    'fix': (commands.check, FIX),
    'translations done': (commands.translations, Namespace(action='done', page=['docs/index.en.md', 'docs/uitleg/voorbeeld.en.md'])),
    'withdraw': (edition_commands.withdraw, Namespace(story=STORY, yes=True)),
    'release': (write_edition, Namespace()),
    'site': (write_site, Namespace()),
    'dossier': (write_dossier, Namespace()),
}
EVERY_COMMAND = {
    **COMMANDS,
    'withdraw edition': (edition_commands.withdraw, GONE),
    **{f'new {kind}': (commands.new, new_of(kind)) for kind in OTHER_KINDS},
}


@pytest.fixture(scope='module')
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_base(tmp_path_factory.mktemp('base'))


def lay_base(folder: Path) -> Path:
    """A project with stories, something built, and something to mend in several files."""
    root = lay_site(folder / 'root', TESTS / 'stories', NAV)
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
    listing(checks.check(catalogue.load(root)), 'nl')  # as where somebody works: each process would read dictionaries and pages anew
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


def kept(root: Path) -> dict[str, bytes]:
    """Every source, and every file that was made for others, by its path."""
    found = [file for name in KEPT for file in ((root / name).rglob('*') if (root / name).is_dir() else [root / name])]
    held = {file.relative_to(root).as_posix(): file.read_bytes() for file in found if file.is_file()}
    return {path: data for path, data in held.items() if not any(part in path for part in ON_THE_WAY)}


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
        command, asked = EVERY_COMMAND[name]
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
    tried(base, tmp_path / 'root', name, every=2)


def tried(base: Path, whole: Path, name: str, every: int = 1) -> int:
    """Kill the command before each change that it makes in a copy of `base`, or before one in `every`; how many changes those were."""
    shutil.copytree(base, whole)
    before = kept(whole)
    ended, count = ran(whole, name)
    after = kept(whole)
    assert ended == 0 and count > 3 and after != before
    for number in range(1, count + 1, every):
        shutil.rmtree(whole)
        shutil.copytree(base, whole)
        assert ran(whole, name, number)[0] == signal.SIGKILL
        now = kept(whole)
        assert {path for path in now if now[path] not in (before.get(path), after.get(path))} == set(), number
        assert ran(whole, name)[0] == 0, number
        assert kept(whole) == after, number
        assert not (whole / changes.TEXTS).exists() and not (whole / changes.LIST).exists()
        assert name != 'withdraw' or not [file for file in whole.rglob('*') if file.is_file() and b'kievit' in file.read_bytes()]
    return count


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


def main() -> None:
    """Every command, with how many places it was killed at."""
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        prepared = lay_base(Path(folder) / 'base')
        for name in EVERY_COMMAND:
            counts[name] = tried(prepared, Path(folder) / name, name)
            print(f'{name}: {counts[name]}', flush=True)
    print(f'{sum(counts.values())} places, no file half, each command then whole')


if __name__ == '__main__':
    main()
