"""`dossier`: all that goes to an institution with an edition, judged as its receiver would; who got it is kept by role."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
import yaml

from publishing import changes, checks
from publishing.desk import commands, dossier, edition_commands, typed_edition, withdraw
from publishing.desk.dossier import Made, Order
from publishing.desk.verify import Verifier
from publishing.formats import bag, diwoo, mdto
from publishing.print import paper, pdf
from publishing.print.proof.judging import Judge
from publishing.print.proof.reading import read
from publishing.problems import ProblemsFound, errors
from publishing.report import short
from publishing.report.short import Annex
from publishing.sources import catalogue, editions, sent
from publishing.sources.editions import Edition
from tests.frozen import SLUG, lay_two, lock
from tests.grammars import broken
from tests.projects import change

TO, ROLE, ABOUT = 'Ministerie van VWS\nt.a.v. mw. dr. A. Achternaam', 'Ministerie van VWS', 'uw brief 2027-123'
ORDER = Order(TO, ROLE, date(2027, 5, 20), ABOUT)
LIST = f'reports/{SLUG}/sent.yml'


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with editions of November and May."""
    return lay_two(tmp_path_factory.mktemp('held') / 'project', papers=True)


@pytest.fixture(scope='module')
def made(held: Path, judge: Judge) -> Made:
    """The dossier of May, in English."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, 'Judge', lambda: judge)
        done = dossier.make(held, SLUG, '2027-05', ORDER, 'en')
    changes.forget(held)
    return done


@pytest.fixture
def project(held: Path, made: Made, tmp_path: Path) -> Path:
    """A copy, free to change."""
    return shutil.copytree(held, tmp_path / 'project')


# In a process of its own: the library warns of what it imports, and a warning is a failure here.
TAKE = """
import bagit, json, logging, sys
logging.disable()
bag = bagit.Bag(sys.argv[1])
said = [bag.info[name] for name in ('Internal-Sender-Identifier', 'Bagging-Date')]
print(json.dumps([bag.is_valid(), bag.version_info, sorted(bag.algorithms), *said]))
"""


def taken(folder: Path) -> tuple[object, ...]:
    """What the library says of a bag: whether it is whole, its version, algorithms, reference and day."""
    done = subprocess.run([sys.executable, '-W', 'ignore', '-c', TAKE, str(folder)], capture_output=True, text=True, check=True)
    return tuple(json.loads(done.stdout))


def test_an_archive_takes_the_bag(made: Made) -> None:
    """By the library that archives use, and by `sha256sum` alone."""
    assert taken(made.folder) == (True, [1, 0], ['sha256', 'sha512'], made.reference, '2027-05-20')
    lists = ['manifest-sha256.txt', 'tagmanifest-sha256.txt']
    assert subprocess.run(['sha256sum', '--quiet', '--strict', '-c', *lists], cwd=made.folder, capture_output=True).returncode == 0
    (made.folder / 'data/x').write_text('x')
    assert taken(made.folder)[0] is False
    (made.folder / 'data/x').unlink()


def test_the_zip_is_the_folder_and_the_same_bytes_each_time(made: Made, held: Path) -> None:
    with zipfile.ZipFile(made.archive) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        inside = {name.partition('/')[2]: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(2027, 5, 20, 0, 0, 0)}
    assert inside == {file.relative_to(made.folder).as_posix(): file.read_bytes() for file in made.folder.rglob('*') if file.is_file()}
    for file in made.folder.rglob('*'):
        os.utime(file)
    assert bag.archive(inside, made.folder.name, ORDER.day) == made.archive.read_bytes()
    assert all(verdict.is_good for verdict in Verifier(held).asked(str(made.archive)))


def test_the_dossier_holds_what_was_frozen(made: Made, held: Path) -> None:
    assert made.folder.name == made.archive.stem == f'{SLUG}-2027-05-ministerie-van-vws'  # another receiver gets another
    (edition,) = (one for one in editions.of_report(held, SLUG) if one.facts.edition == '2027-05')
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (made.folder / 'data/rapport').iterdir()}
    assert sums == {file.file: file.sha256 for file in edition.facts.files}
    assert (made.folder / 'edition.yml').read_bytes() == (edition.folder / 'edition.yml').read_bytes()
    assert {file.name for file in (made.folder / 'data/wijzigingen').iterdir()} == {
        f'{SLUG}-2026-11...2027-05.{locale}.pdf' for locale in ('nl', 'en')
    }
    (cited,) = json.loads((made.folder / f'metadata/{SLUG}-2027-05.en.csl.json').read_text(encoding='utf-8'))
    assert cited['URL'].endswith('/publicaties/voorbeeld/2027-05/')
    readme = (made.folder / 'LEESMIJ.txt').read_text(encoding='utf-8')
    assert 'sha256sum -c' in readme and 'No program of ours' in readme and 'geen programma van ons' in readme


def test_the_letter_says_all_that_a_registry_asks(made: Made) -> None:
    """It passed the proof of a report; each annex stands in it with its sum."""
    letter = read(made.folder / 'data/brief.pdf').tree
    said = re.sub(r'\s+', ' ', ' '.join(re.findall(r'"([^"]*)"', letter))).replace('\u00a0', ' ')
    told = ('A. Achternaam', '20 May 2027', made.reference, ABOUT, 'Smell came in.', '1 changed, 2 new', '/voorbeeld/2027-05/', 'rol@')
    assert [text for text in told if text not in said] == []
    annexes = [file for file in (made.folder / 'data').rglob('*') if file.is_file() and file.name != 'brief.pdf']
    assert len(annexes) == 6 and all(hashlib.sha256(file.read_bytes()).hexdigest() in said for file in annexes)
    assert re.fullmatch(r'[\w-]{3,50}', made.reference)


def test_its_metadata_are_those_of_the_standards(made: Made) -> None:
    """MDTO for the report and each file, DiWoo for each PDF; the sums and sizes are those of the files."""
    records = sorted((made.folder / 'metadata/mdto').iterdir())
    assert len(records) == 5 and [broken('mdto', file.read_bytes()) for file in records] == [[]] * 5
    for file in (made.folder / 'data/rapport').iterdir():
        record = (made.folder / f'metadata/mdto/bestand-{file.name}.xml').read_text(encoding='utf-8')
        assert hashlib.sha256(file.read_bytes()).hexdigest() in record and f'<omvang>{file.stat().st_size}</omvang>' in record
    found = [(made.folder / f'metadata/diwoo.{locale}.xml').read_bytes() for locale in ('nl', 'en')]
    assert [broken('diwoo', data) for data in found] == [[], []]
    assert all(ROLE.encode() in data and b'Achternaam' not in data for data in found)
    assert broken('mdto', records[-1].read_bytes().replace(b'Nader te bepalen', b'Weet niet')) != []


def test_a_first_edition_has_records_too(held: Path) -> None:
    """Without a note, a licence, or an edition before it."""
    first = next(edition for edition in editions.of_report(held, SLUG) if edition.facts.edition == '2026-11')
    bare = Edition(SLUG, first.folder, first.facts.model_copy(update={'licence': None, 'description': None}))
    documents = [('mdto', data) for data in mdto.files(bare, ORDER.day).values()]
    documents += [('diwoo', data) for data in diwoo.files(bare, ROLE, ORDER.day).values()]
    assert [broken(kind, data) for kind, data in documents] == [[]] * len(documents)


def test_who_got_it_is_kept_by_role_once(project: Path, made: Made) -> None:
    """Never the person; and it is told when that edition goes."""
    assert made.noted and yaml.safe_load((project / LIST).read_text(encoding='utf-8')) == {
        'sent': [{'role': ROLE, 'date': '2027-05-20', 'edition': '2027-05'}]
    }
    assert not dossier._note(project, SLUG, sent.of_report(project, SLUG)[0])
    assert errors(checks.check(catalogue.load(project))) == []
    (edition,) = (one for one in editions.of_report(project, SLUG) if one.facts.edition == '2027-05')
    assert sent.behind(sent.of_report(project, SLUG), '2027-06') == {ROLE: '2027-05'}
    assert sent.behind(sent.of_report(project, SLUG), '2027-05') == {}
    told = (project / LIST).read_text(encoding='utf-8')
    (project / LIST).write_text(told.replace('role:', 'rol:'), encoding='utf-8')
    assert sent.of_report(project, SLUG) == []
    with pytest.raises(ProblemsFound):  # else the list would lose what it held
        dossier.make(project, SLUG, '2027-05', ORDER, 'nl')
    (project / LIST).write_text(told, encoding='utf-8')
    gone = withdraw.Withdrawn('x', [], [], [], [edition])
    assert f'- {ROLE}: 2027-05' in withdraw.told(gone, 'nl')


REFUSED = {
    '': ('mw. A. Achternaam', '2027-05', '2027-05-20', '--role'),
    'mw. Achternaam': (TO, '2027-05', '2027-05-20', 'is no role but a person'),
    'day': ('Ministerie', '2027-05', '20-5-2027', 'Write it as 2027-05-20'),
    'early': ('Ministerie', '2027-05', '2027-05-02', "can't be older than edition 2027-05"),
    'nobody': (' ', '2027-05', '2027-05-20', 'To whom does it go?'),
    'edition': ('Ministerie', '2027-06', '2027-06-20', 'There are: 2026-11, 2027-05'),
}


@pytest.mark.parametrize('role', REFUSED)
def test_what_can_not_be_sent_is_said_in_a_sentence(held: Path, made: Made, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to, edition, day, why = REFUSED[role]
    monkeypatch.setenv('PUBLISHING_LANG', 'en')
    before = (held / LIST).read_bytes()
    asked = Namespace(report=SLUG, edition=edition, to=to, role=role, date=day, about='')
    with pytest.raises(commands.Failed, match=re.escape(why)):
        edition_commands.dossier(held, asked)
    assert (held / LIST).read_bytes() == before


def test_an_edition_that_may_not_be_read_or_is_no_longer_itself_is_not_sent(project: Path) -> None:
    """A story left it; nobody can be written to; it was edited; it was withdrawn."""
    folder = project / f'reports/{SLUG}/editions/2026-11'
    change(project / 'mkdocs.yml', 'rol@voorbeeld.example', "''")
    change(folder / 'edition.yml', 'status: concept', 'status: concept\nstories: [verhalen/x]')
    with pytest.raises(ProblemsFound) as edited:
        dossier.make(project, SLUG, '2026-11', ORDER, 'nl')
    assert [problem.rule for problem in edited.value.problems] == ['edition-facts-changed']
    lock(project, f'{SLUG}/2026-11', folder)
    with pytest.raises(typed_edition.Unusable) as unread:
        dossier.make(project, SLUG, '2026-11', ORDER, 'nl')
    assert len(str(unread.value).splitlines()) == 2  # the story, and the address
    change(folder / 'edition.yml', 'status: concept', 'status: concept\nwithdrawn: 2027-06-01')
    lock(project, f'{SLUG}/2026-11', folder)
    with pytest.raises(typed_edition.Unusable):
        dossier.make(project, SLUG, '2026-11', ORDER, 'nl')


@pytest.mark.parametrize(
    ('role', 'personal'),
    [
        ('Dhr. J. Jansen', True), ('mevr. De Vries', True), ('J.P. de Boer', True), ('de heer Jansen', True), ('Ms. Smith', True),
        ('jan@voorbeeld.example', True), ('Directie Jeugd, t.a.v. prof. dr. X', True),
        ('Ministerie van VWS', False), ('Zorg B.V.', False), ('Gemeente St. Anna', False), ('Inspectie, t.a.v. directie', False),
        ('Drechtsteden', False), ('Irene Instituut', False),
    ],
)  # fmt: skip
def test_a_person_is_told_from_a_role(role: str, personal: bool) -> None:
    assert sent.is_personal(role) == personal


def test_the_list_of_a_letter_bears_the_longest_name(held: Path) -> None:
    """A real report has a long name, and it stands with two numbers in the overview of what changed: neither it nor a sum has a space."""
    settings, edition = catalogue.load(held).settings, editions.everything(held)[0]
    name = 'wijzigingen/verhalen-en-initiatieven-van-het-hele-land-2026-11.2...2027-05.2.nl.pdf'
    annexes = [Annex(name, 'wijzigingen sinds editie 2026-11.2, Nederlands, 27 kB', '5' * 64)]
    said = {'to': TO, 'about_theirs': ABOUT, 'reference': 'x', 'annexes': annexes, 'paragraphs': ['Een zin.']}
    letter = short.letter(settings, edition.facts, date(2027, 5, 20), 'nl', LIST, said)
    assert pdf.render(letter.html, files={'': held}, created=letter.day).problems == []
