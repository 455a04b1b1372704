"""Anyone can find out whether a file is what was frozen, of which edition, and how that stands now."""

from __future__ import annotations

import functools
import hashlib
import http.server
import shutil
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.desk import commands, edition_commands
from publishing.desk.verify import SUMS, CannotVerify, Verifier, told
from publishing.problems import ProblemsFound
from publishing.sources.editions import FILE
from tests.frozen import SLUG, lay_edition
from tests.ports import serving
from tests.projects import change, lay

REPORT = 'reports/voorbeeld/report.yml'


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions, the second adopted."""
    root = lay(tmp_path_factory.mktemp('held') / 'project')
    lay_edition(root)
    change(root / REPORT, 'edition: "2026-11"', 'edition: "2026-12"')
    change(root / REPORT, 'status: concept', 'status: adopted')
    lay_edition(root)
    return root


@pytest.fixture
def folder(held: Path, tmp_path: Path) -> Path:
    """A copy of the first edition, as somebody has it."""
    return shutil.copytree(held / 'reports/voorbeeld/editions/2026-11', tmp_path / 'gekregen')


def said(root: Path, what: Path | str) -> list[str]:
    verifier = Verifier(root)
    return [told(verdict, verifier.held, 'nl') for verdict in verifier.asked(str(what))]


def test_a_file_alone_is_known(held: Path, folder: Path) -> None:
    book = folder / 'voorbeeld-2026-11.nl.epub'
    assert said(held, book) == [
        '✓ voorbeeld-2026-11.nl.epub: gelijk aan wat is vastgelegd. Editie 2026-11 van Voorbeeldrapport, 22 november 2026. '
        'Vervangen door editie 2026-12 (22 november 2026).'
    ]
    book.write_bytes(book.read_bytes()[:-1] + b'x')
    (line,) = said(held, book)
    assert line.startswith('✗') and 'van geen enkele editie' in line


def test_a_folder_and_an_archive_are_held_against_their_sums(held: Path, folder: Path, tmp_path: Path) -> None:
    """One byte, a file that is gone and one that came in are each told."""
    assert all(line.startswith('✓') for line in said(held, folder))
    file = folder / 'voorbeeld-2026-11.en.epub'
    file.write_bytes(file.read_bytes()[:-1] + b'x')
    (folder / 'voorbeeld-2026-11.nl.epub').unlink()
    (folder / 'brief.docx').write_bytes(b'x')
    lines = said(held, folder)
    assert [line[0] for line in lines] == ['✓', '✗', '✗', '✗']
    assert 'controlegetal verschilt' in lines[1] and 'ontbreekt' in lines[2] and 'hoort er niet bij' in lines[3]
    archive = tmp_path / 'gekregen.zip'
    with zipfile.ZipFile(archive, 'w') as packed:
        for each in folder.iterdir():
            packed.write(each, f'map/{each.name}')
    assert said(held, archive) == lines


def test_a_bag_is_held_against_all_its_lists(held: Path, tmp_path: Path) -> None:
    bag = tmp_path / 'tas'
    (bag / 'data').mkdir(parents=True)
    (bag / 'data/brief.pdf').write_bytes(b'brief')
    (bag / 'bagit.txt').write_bytes(b'BagIt-Version: 1.0\n')
    (bag / 'manifest-sha512.txt').write_text(f'{hashlib.sha512(b"brief").hexdigest()}  data/brief.pdf\n')
    (bag / 'tagmanifest-sha512.txt').write_text(f'{hashlib.sha512((bag / "bagit.txt").read_bytes()).hexdigest()}  bagit.txt\n')
    assert [line[0] for line in said(held, bag)] == ['✓', '✓']
    (bag / 'bagit.txt').write_bytes(b'BagIt-Version: 0.97\n')
    (bag / 'los.txt').write_bytes(b'')
    assert [line[0] for line in said(held, bag)] == ['✗', '✓', '✗']


@pytest.mark.parametrize('what', ['niets', 'leeg', 'http://127.0.0.1:9/pdf/x.pdf'])
def test_what_can_not_be_verified_is_a_sentence(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    (tmp_path / 'leeg').mkdir()
    with pytest.raises(CannotVerify, match='Er is geen|geen lijst|geeft geen antwoord'):
        Verifier(held).asked(what if ':' in what else str(tmp_path / what))


@pytest.fixture
def served(held: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site on this machine that shows the first edition; its address and folder."""
    site, source = tmp_path / 'site', held / 'reports/voorbeeld/editions/2026-11'
    shutil.copytree(source, site / 'pdf/voorbeeld/2026-11')
    page = site / 'publicaties/voorbeeld/2026-11'
    page.mkdir(parents=True)
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in source.iterdir() if file.name != FILE}
    (page / SUMS).write_text(''.join(f'{sum}  {name}\n' for name, sum in sorted(sums.items())))
    handler = functools.partial(Quiet, directory=str(site))
    with serving(http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)) as address:
        yield address, site


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_an_address_is_asked(held: Path, served: tuple[str, Path]) -> None:
    """A file, or the page of an edition with all of its files."""
    address, site = served
    assert [line[0] for line in said(held, f'{address}/publicaties/voorbeeld/2026-11/')] == ['✓', '✓']
    file = site / 'pdf/voorbeeld/2026-11/voorbeeld-2026-11.nl.epub'
    assert [line[0] for line in said(held, f'{address}/pdf/voorbeeld/2026-11/{file.name}')] == ['✓']
    file.write_bytes(b'iets anders')
    assert [line[0] for line in said(held, f'{address}/publicaties/voorbeeld/2026-11/')] == ['✓', '✗']


def test_the_command(held: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition_commands.verify(held, Namespace(what=[], trust=''))
    assert '2' in capsys.readouterr().out
    edition_commands.verify(held, Namespace(what=[str(folder)], trust=''))
    (folder / FILE).unlink()
    with pytest.raises(commands.Failed):
        edition_commands.verify(held, Namespace(what=[str(folder)], trust=''))
    root = shutil.copytree(held, tmp_path / 'project')
    file = next((root / f'reports/{SLUG}/editions/2026-11').glob('*.epub'))
    file.write_bytes(b'x')
    with pytest.raises(SystemExit):
        edition_commands.verify(held, Namespace(what=[str(file)], trust=''))
    with pytest.raises(ProblemsFound):
        edition_commands.verify(root, Namespace(what=[], trust=''))
