"""Editions of the smallest project, frozen by the real command: what is refused, what is kept, and what the next edition tells of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import pytest

from publishing.formats import downloads
from publishing.languages import LOCALES
from publishing.print import build
from publishing.print.proof import files as proofs
from publishing.print.proof.judging import Judge
from publishing.print.proof.reading import read
from publishing.report import changes, composer, epub, web_page
from publishing.report.form import BOOK, PRINT
from publishing.sources import catalogue, editions, manifest
from publishing.sources.editions import Edition
from publishing.sources.sections import Section
from tests.projects import change

REPORT = 'reports/voorbeeld/report.yml'
CHAPTER = 'docs/uitleg/hoofdstuk.{}.md'


def freeze(root: Path, slug: str = 'voorbeeld', language: str = 'nl') -> subprocess.CompletedProcess[str]:
    """What the command of an author does in a project: `release`, without setting up."""
    code = 'import sys; from publishing import __main__ as main; from pathlib import Path; main.ROOT = Path(sys.argv[1]); '
    code += 'from argparse import Namespace; sys.exit(main._run(Namespace(command="release", report=sys.argv[2])))'
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': language, 'CI': 'true', 'PYTHONPATH': str(root)}
    command = [sys.executable, '-c', code, str(root), slug]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope='module')
def frozen(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its edition of November frozen."""
    root = shutil.copytree(printed, tmp_path_factory.mktemp('frozen') / 'project')
    done = freeze(root)
    assert (done.returncode, done.stderr) == (0, '')
    assert done.stdout.startswith('Vastgelegd in reports/voorbeeld/editions/2026-11/.')
    return root


@pytest.fixture
def project(frozen: Path, tmp_path: Path) -> Path:
    """A copy, free to change."""
    return shutil.copytree(frozen, tmp_path / 'project')


def held(root: Path) -> Edition:
    (edition,) = editions.of_report(root, 'voorbeeld')
    return edition


def all_files(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(root.rglob('*')) if file.is_file()}


def test_an_edition_holds_every_file_with_its_proof_and_text(frozen: Path) -> None:
    edition = held(frozen)
    kinds = sorted((file.kind, file.locale) for file in edition.facts.files)
    assert kinds == sorted((kind, locale) for locale in LOCALES for kind in ('pdf', 'epub', 'plain', 'proof', 'proof', 'text'))
    assert {file.file for file in edition.facts.files} | {editions.FILE} == set(all_files(edition.folder))
    for file in edition.facts.files:
        data = (edition.folder / file.file).read_bytes()
        assert (file.bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert (file.pages > 0) == (file.kind == 'pdf')
    for made in manifest.read(frozen / manifest.FOLDER).reports:
        assert proofs.read(edition.folder, made) is not None
    assert edition.facts.pages == ['uitleg/hoofdstuk']
    assert [section.number for section in edition.sections('en') if section.number] == ['1', '1.1', '1.2']
    assert list(editions.problems(frozen)) == []


def test_a_frozen_edition_is_never_written_again(frozen: Path) -> None:
    before = all_files(frozen / 'reports')
    for language, told in (('nl', 'al vastgelegd'), ('en', 'frozen already')):
        done = freeze(frozen, language=language)
        assert done.returncode == 1 and 'edition-exists' in done.stderr and told in done.stderr and 'Traceback' not in done.stderr
    assert all_files(frozen / 'reports') == before


@pytest.mark.parametrize(
    ('file', 'old', 'new', 'rule'),
    [
        (CHAPTER.format('nl'), '#tab-kleuren) en', '#tab-geuren) en', 'unknown-'),
        (CHAPTER.format('nl'), 'Er zijn twee kleuren.', 'Er zijn drie kleuren.', 'final-not-translated'),
    ],
)
def test_what_may_not_be_frozen_leaves_nothing(project: Path, file: str, old: str, new: str, rule: str) -> None:
    """An error in the checks; a translation that is behind, in an adopted report."""
    change(project / REPORT, 'edition: "2026-11"', 'edition: "2027-01"')
    change(project / REPORT, 'status: concept', 'status: adopted')
    change(project / file, old, new)
    before = all_files(project / 'reports'), all_files(project / 'build/pdf')
    done = freeze(project)
    assert done.returncode == 1 and rule in done.stderr and done.stdout == '' and 'Traceback' not in done.stderr
    assert (all_files(project / 'reports'), all_files(project / 'build/pdf')) == before


def section(id: str, text: str, number: str = '', title: str = 'Kop') -> Section:
    return Section(id=id, number=number, title=title, text=text)


def test_sections_are_compared_by_place_and_then_by_text() -> None:
    then = [section('a', 'Een.', '1'), section('b', 'Twee "met" teken', '2'), section('c', 'Drie.', '3'), section('d', 'Vier.', '4')]
    now = [section('a', 'Een!', '1'), section('n', 'Nieuw.', '2'), section('b', 'Twee “met” teken', '3'), section('e', 'Vier.', '4')]
    found = [(change.kind, change.then and change.then.id, change.now and change.now.id) for change in changes.between(then, now)]
    assert found == [('changed', 'a', 'a'), ('new', None, 'n'), ('moved', 'b', 'b'), ('moved', 'd', 'e'), ('removed', 'c', None)]
    assert changes.between(then, then) == []


def test_a_story_that_is_gone_is_not_named(frozen: Path) -> None:
    """Its number is enough for who looks for it; the title may lead to a person."""
    edition = held(frozen)
    before = Edition('voorbeeld', edition.folder, edition.facts.model_copy(update={'stories': ['verhalen/x']}))
    then = [section('verhalen-x', 'Over x.', '2.1', 'Titel'), section('verhalen-x--later', 'Later.', '', 'Kop')]
    told = changes.told(before, changes.between(then, []), pages=['verhalen/y'])
    assert (told.groups, told.stories) == ({}, ['2.1'])
    assert list(changes.told(before, changes.between(then, []), pages=['verhalen/x']).groups) == ['removed']


def test_an_edition_with_a_story_that_is_gone_is_not_offered(frozen: Path) -> None:
    """It is still told of, without files."""
    edition = held(frozen)
    story = Edition('voorbeeld', edition.folder, edition.facts.model_copy(update={'stories': ['verhalen/x']}))
    assert story.offered(pages=[]) == [] and downloads.of_edition(story, 'en', []).files == []
    shown = downloads.of_edition(story, 'en', ['verhalen/x'])
    assert [(file.locale, file.kind) for file in shown.files] == [(of, kind) for of in ('en', 'nl') for kind in ('pdf', 'epub', 'plain')]
    assert {file.url for file in shown.files} == {
        f'pdf/voorbeeld/2026-11/voorbeeld.{of}.{suffix}' for of in LOCALES for suffix in ('pdf', 'epub', 'txt')
    }
    assert 'text' not in {file.kind for file in story.offered(['verhalen/x'])}


@pytest.fixture(scope='module')
def next_edition(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the next May: a section new, one changed, one with another number, one gone from the summary."""
    root = shutil.copytree(frozen, tmp_path_factory.mktemp('next') / 'project')
    change(root / REPORT, 'edition: "2026-11"', 'edition: "2027-05"')
    for locale, new, old, text in (
        ('nl', '## Geur {#geur}\n\nEr is geen geur.', 'Er zijn twee kleuren.', 'Er zijn nu twee kleuren.'),
        ('en', '## Smell {#geur}\n\nThere is no smell.', 'There are two colours.', 'There are two colours now.'),
    ):
        file = root / CHAPTER.format(locale)
        title = next(line for line in file.read_text(encoding='utf-8').split('\n') if '{#kleuren}' in line)
        change(file, title, f'{new}\n\n{title}')
        change(file, old, text)
    return root


EXPECTED = {
    'new': ('1.1 Geur', '1.1 Smell'),
    'changed': ('1.2 Kleuren, in editie 2026-11: 1.1', '1.2 Colours, in edition 2026-11: 1.1'),
    'moved': ('1.3 Vorm, in editie 2026-11: 1.2', '1.3 Shape, in edition 2026-11: 1.2'),
}


@pytest.mark.parametrize('locale', LOCALES)
def test_the_next_edition_tells_what_changed_in_every_form(next_edition: Path, locale: str) -> None:
    sources = catalogue.load(next_edition)
    printed = composer.composed(sources, 'voorbeeld', locale, PRINT)
    assert printed.back[-1].id == 'wijzigingen' and '2026-11' in printed.back[-1].title
    assert told(printed.back[-1].body, paged=True) == expected(locale)
    page = str(web_page.compose(sources, 'voorbeeld', locale).text)
    assert told(page) == expected(locale)
    assert all(f'id="{place}"' in page for place in re.findall(r'<a class="inside" href="#([^"]+)"', page))
    book = next_edition / f'{locale}.epub'
    book.write_bytes(epub.write(composer.composed(sources, 'voorbeeld', locale, BOOK)))
    with zipfile.ZipFile(book) as archive:
        annex = archive.read('EPUB/wijzigingen.xhtml').decode()
        assert 'wijzigingen.xhtml' in archive.read('EPUB/nav.xhtml').decode()
    assert told(annex.partition('?>')[2]) == expected(locale)


def expected(locale: str) -> dict[str, list[str]]:
    return {kind: [texts[LOCALES.index(locale)]] for kind, texts in EXPECTED.items()}


def told(page: str, paged: bool = False) -> dict[str, list[str]]:
    """Kind of change → its lines, without the pages that print adds."""
    root, found = lxml.html.fromstring(f'<div>{page}</div>'), {}
    for heading in root.xpath('//*[starts-with(@id, "wijzigingen--")]'):
        lines = heading.getnext()
        for number in lines.xpath('.//span[@class="page-number"]'):
            number.drop_tree()
        texts = [' '.join(line.text_content().split()) for line in lines.iter('li')]
        found[heading.get('id').partition('--')[2]] = [text.replace(' (p.)', '') if paged else text for text in texts]
    return found


def test_the_pdf_of_the_next_edition_is_proven_and_its_annex_tagged(
    next_edition: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build proves it (veraPDF); the annex is a heading, lists and links, with the pages they lead to."""
    monkeypatch.setattr(build, 'Judge', lambda: judge)
    build.reports(next_edition, ['voorbeeld'], ['nl'])
    made = manifest.read(next_edition / manifest.FOLDER).find('voorbeeld', 'nl')
    assert made is not None and proofs.read(next_edition / manifest.FOLDER, made) is not None
    tree = read(next_edition / manifest.FOLDER / made.file).tree
    annex = tree[tree.rindex('Wat is er veranderd sinds editie 2026-11') :]
    assert annex.count('LI') >= 3 and annex.count('Link') >= 3 and '(p. ' in annex.replace('\u00a0', ' ')


def test_a_first_edition_has_no_annex(frozen: Path) -> None:
    assert 'wijzigingen' not in {part.id for part in composer.composed(catalogue.load(frozen), 'voorbeeld', 'nl', PRINT).back}
