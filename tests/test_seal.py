"""A sealed edition: both standards hold, and anyone can find out whose seal it is and whether it holds."""

from __future__ import annotations

import io
import shutil
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from publishing.desk import commands, edition_commands
from publishing.desk.verify import Verifier, told
from publishing.print import build, seal, sealed
from publishing.print.proof.judging import Judge
from publishing.print.seal import CannotSeal
from publishing.sources import editions
from tests import certificates
from tests.certificates import PASSPHRASE, YEAR, Holder
from tests.projects import change

NAME = 'voorbeeld-2026-11.nl.pdf'


@pytest.fixture(scope='module')
def root_of_all() -> Holder:
    return certificates.holder('Uitgever van certificaten')


@pytest.fixture(scope='module')
def owner(root_of_all: Holder) -> Holder:
    return certificates.holder('Voorbeeld', root_of_all)


@pytest.fixture(scope='module')
def frozen(printed: Path, judge: Judge, owner: Holder, root_of_all: Holder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with a sealed edition, released by the command of an author; a server on this machine confirms the time."""
    folder = tmp_path_factory.mktemp('sealed')
    root, file = shutil.copytree(printed, folder / 'project'), certificates.packed(folder / 'eigen.p12', owner, root_of_all)
    change(root / 'mkdocs.yml', 'https://voorbeeld.example/', 'https://www.voorbeeld.nl/')
    with (
        pytest.MonkeyPatch.context() as patch,
        certificates.clock(folder, certificates.holder('Klok', root_of_all, for_time=True)) as clock,
    ):
        patch.setenv('PUBLISHING_LANG', 'nl')
        patch.setenv('SEAL_PASSPHRASE', PASSPHRASE)
        patch.setattr(build, 'Judge', lambda: judge)
        edition_commands.freeze(root, Namespace(report='voorbeeld', draft=True, seal=str(file), time_server=clock))
    return root


@pytest.fixture
def paper(frozen: Path) -> bytes:
    return (frozen / 'reports/voorbeeld/editions/2026-11' / NAME).read_bytes()


@pytest.fixture(autouse=True)
def dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')


def test_a_sealed_edition_is_proven_as_it_is_kept(frozen: Path, paper: bytes) -> None:
    """Its sums and its proof are of the file with its seal; edition.yml says whose that is."""
    (edition,) = editions.of_report(frozen, 'voorbeeld')
    assert edition.facts.sealed_by == 'Voorbeeld' and not [*editions.problems(frozen)]
    for locale in ('nl', 'en'):
        proof = (edition.folder / f'voorbeeld-2026-11.{locale}.proof.json').read_text()
        pdf = edition.file('pdf', locale)
        assert pdf is not None and pdf.sha256 in proof and '"passed":true' in proof.replace(' ', '')
        assert 'PDF/A-2a' in proof and 'PDF/UA-1' in proof
    with pikepdf.open(io.BytesIO(paper)) as pdf_file:
        (field,) = pdf_file.Root.AcroForm.Fields
        assert [str(field.TU), str(field.V.SubFilter), int(field.F)] == [
            seal.FIELD,
            '/ETSI.CAdES.detached',
            132,
        ]  # printed, locked, not hidden


def test_verify_says_whose_seal_it_is_and_that_it_holds(frozen: Path) -> None:
    verifier = Verifier(frozen)
    (verdict,) = verifier.asked(str(frozen / 'reports/voorbeeld/editions/2026-11' / NAME))
    first, second = told(verdict, verifier.held, 'nl').splitlines()
    assert first.startswith('✓') and 'gelijk aan wat is vastgelegd' in first
    assert second.startswith('  Verzegeld door Voorbeeld. Het zegel dekt het hele bestand, en daarin is sindsdien niets veranderd. Op ')
    assert 'bevestigd door Klok' in second and 'uitgegeven door Uitgever van certificaten. Niet nagegaan' in second


def test_what_was_done_to_a_file_after_its_seal_is_told(paper: bytes) -> None:
    """A byte that is another, something added behind, and a seal that is no seal."""
    at = paper.index(b'stream') + 40
    (broken,) = sealed.told(paper[:at] + bytes([paper[at] ^ 1]) + paper[at + 1 :], 'nl')
    assert broken == 'Het zegel van Voorbeeld is verbroken: het bestand is veranderd nadat het werd verzegeld.'
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        pdf.save(again := io.BytesIO())
    assert 'verbroken' in sealed.told(again.getvalue(), 'nl')[0] or 'niet te lezen' in sealed.told(again.getvalue(), 'nl')[0]
    (added,) = sealed.told(paper + b'\n% iets erbij\n', 'nl')
    assert 'na het zegel is iets aan het bestand toegevoegd' in added and 'niets veranderd' not in added
    assert sealed.told(b'%PDF-1.7\n/ByteRange [0 1 2 3]', 'nl') == ['Het draagt iets als een zegel, dat niet te lezen is.']
    assert sealed.told(b'%PDF-1.7\n', 'nl') == []


def test_trust_is_told_as_far_as_it_was_looked_at(frozen: Path, paper: bytes, root_of_all: Holder, tmp_path: Path) -> None:
    ours = certificates.plain(tmp_path / 'ours.pem', root_of_all)
    other = certificates.plain(tmp_path / 'other.pem', certificates.holder('Iemand anders'))
    for file, said in ((ours, 'rust op een dat u vertrouwt'), (other, 'rust niet op wat u vertrouwt')):
        assert said in sealed.told(paper, 'nl', sealed.certificates(file))[0]
    (tmp_path / 'geen.pem').write_text('niets')
    with pytest.raises(commands.Failed, match='niet te lezen als certificaten'):
        edition_commands.verify(frozen, Namespace(what=[str(ours)], trust=str(tmp_path / 'geen.pem')))


def test_a_seal_of_ones_own_is_no_more_than_that(printed: Path, tmp_path: Path) -> None:
    """Nobody else says that the name is right, and nobody confirms the day."""
    file = certificates.packed(tmp_path / 'eigen.p12', certificates.holder('Voorbeeld'))
    (line,) = sealed.told(seal.read(file, PASSPHRASE).put_on((printed / 'build/pdf/voorbeeld.nl.pdf').read_bytes()), 'nl')
    assert 'niemand anders bevestigt die dag' in line and 'door henzelf gemaakt' in line


def test_without_what_reads_it_a_seal_is_still_told(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, 'is_here', lambda: False)
    assert 'setup --seal' in sealed.told(paper, 'nl')[0]
    with pytest.raises(CannotSeal, match='setup --seal'):
        seal.read(Path('x.p12'), '')


@pytest.mark.parametrize(
    ('since', 'sign', 'passphrase', 'why'),
    [
        (-3 * YEAR, True, PASSPHRASE, 'vandaag niet'),
        (timedelta(days=2), True, PASSPHRASE, 'vandaag niet'),
        (-YEAR, False, PASSPHRASE, 'niet bedoeld om mee te ondertekenen'),
        (-YEAR, True, 'anders', 'het wachtwoord klopt niet'),
    ],
)
def test_what_can_not_seal_is_refused_in_a_sentence(tmp_path: Path, since: timedelta, sign: bool, passphrase: str, why: str) -> None:
    file = certificates.packed(tmp_path / 'eigen.p12', certificates.holder('Voorbeeld', since=since, sign=sign))
    with pytest.raises(CannotSeal, match=why):
        seal.read(file, passphrase)


def test_a_clock_that_does_not_answer_leaves_nothing(printed: Path, tmp_path: Path) -> None:
    file = certificates.packed(tmp_path / 'eigen.p12', certificates.holder('Voorbeeld'))
    held = seal.read(file, PASSPHRASE, 'http://127.0.0.1:9/')
    with pytest.raises(CannotSeal, match='geeft geen tijd'):
        held.put_on((printed / 'build/pdf/voorbeeld.nl.pdf').read_bytes())


def test_a_key_in_the_folder_and_a_clock_without_a_seal_are_refused(frozen: Path, tmp_path: Path) -> None:
    for file, clock, why in (('eigen.p12', '', 'staat in de map van het project'), ('', 'http://127.0.0.1:9/', 'hoort bij --seal')):
        asked = Namespace(report='voorbeeld', draft=True, seal=str(frozen / file) if file else '', time_server=clock)
        with pytest.raises(commands.Failed, match=why):
            edition_commands.freeze(frozen, asked)
    (tmp_path / 'geen.p12').write_bytes(b'x')
    for name, why in (('weg.p12', 'niet te lezen'), ('geen.p12', 'niet te openen')):
        with pytest.raises(CannotSeal, match=why):
            seal.read(tmp_path / name, '')
