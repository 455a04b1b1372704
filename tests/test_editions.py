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

from publishing import changes
from publishing.desk import translations
from publishing.formats import downloads
from publishing.languages import LOCALES
from publishing.print import build, to_freeze
from publishing.print import freeze as freezing
from publishing.print.proof import files as proofs
from publishing.print.proof.judging import Judge
from publishing.print.proof.reading import read
from publishing.problems import ProblemsFound
from publishing.report import composer, epub, faults, web_page
from publishing.report.form import BOOK, PRINT
from publishing.sources import catalogue, edition_lock, editions, manifest
from publishing.sources.editions import Edition
from tests.frozen import lay_edition, lock
from tests.projects import ROOT, TESTS, change, lay

REPORT = 'reports/voorbeeld/report.yml'
CHAPTER = 'docs/uitleg/hoofdstuk.{}.md'


def freeze(root: Path, slug: str = 'voorbeeld', language: str = 'nl', draft: bool = False) -> subprocess.CompletedProcess[str]:
    """What the command of an author does in a project: `release`, without setting up."""
    code = 'import sys; from publishing import __main__ as main; from pathlib import Path; main.ROOT = Path(sys.argv[1]); '
    code += (
        'from argparse import Namespace; '
        'sys.exit(main._run(Namespace(command="release", report=sys.argv[2], draft=sys.argv[3] == "1", seal="", time_server="")))'
    )
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': language, 'PYTHONPATH': str(root)}
    command = [sys.executable, '-c', code, str(root), slug, str(int(draft))]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, timeout=300)


def keep(root: Path) -> None:
    """Keep everything in git."""
    git = ('git', '-c', 'user.name=x', '-c', 'user.email=x@voorbeeld.nl', '-c', 'init.defaultBranch=main')
    for arguments in (('init', '-q'), ('add', '-A'), ('commit', '-qm', 'Houd alles bij')):
        subprocess.run([*git, *arguments], cwd=root, check=True)


@pytest.fixture(scope='module')
def frozen(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its edition of November frozen."""
    root = shutil.copytree(printed, tmp_path_factory.mktemp('frozen') / 'project')
    change(root / 'mkdocs.yml', 'https://voorbeeld.example/', 'https://www.voorbeeld.nl/')
    (root / '.gitignore').write_text('build/\n__pycache__/\n')
    keep(root)
    done = freeze(root)
    assert (done.returncode, done.stderr) == (0, '')
    assert done.stdout.startswith('Vastgelegd in reports/voorbeeld/editions/2026-11/.')
    keep(root)
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


def test_an_edition_is_a_folder_that_explains_itself(frozen: Path) -> None:
    edition = held(frozen)
    kinds = sorted((file.kind, file.locale) for file in edition.facts.files)
    assert kinds == sorted((kind, locale) for locale in LOCALES for kind in ('pdf', 'epub', 'proof', 'proof'))
    assert {file.file for file in edition.facts.files} | {editions.FILE} == set(all_files(edition.folder))
    for file in edition.facts.files:
        data = (edition.folder / file.file).read_bytes()
        assert (file.bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert (file.pages > 0) == (file.kind == 'pdf') and file.file.startswith('voorbeeld-2026-11.')
    for made in manifest.read(frozen / manifest.FOLDER).reports:  # the working texts stay what they were
        assert (made.version, made.edition) == ('werktekst', '')
    facts = edition.facts
    assert (facts.slug, facts.number, facts.publisher, facts.pages) == ('voorbeeld', 1, 'Voorbeeld', ['uitleg/hoofdstuk'])
    assert facts.address == 'https://www.voorbeeld.nl/publicaties/voorbeeld/2026-11/'
    assert len(facts.commit) == 40 and 'WeasyPrint' in facts.made_with
    assert [*editions.problems(frozen), *edition_lock.problems(frozen)] == []


@pytest.mark.parametrize(
    ('locale', 'called', 'working'), [('nl', 'Editie 2026-11', 'Werktekst'), ('en', 'Edition 2026-11', 'Working text')]
)
def test_only_what_was_frozen_bears_the_number(frozen: Path, locale: str, called: str, working: str) -> None:
    """On every page, in the reference, in names of files and in the identifier of the book; the working text has another name."""
    edition = held(frozen)
    paper = read(edition.folder / f'voorbeeld-2026-11.{locale}.pdf').tree
    text = read(frozen / manifest.FOLDER / f'voorbeeld.{locale}.pdf').tree
    assert called in paper and called not in text and f'{working}, 22' in text
    books = [edition.folder / f'voorbeeld-2026-11.{locale}.epub', frozen / manifest.FOLDER / f'voorbeeld.{locale}.epub']
    identifiers = {re.search(r'urn:uuid:[^<]+', zipfile.ZipFile(book).read('EPUB/package.opf').decode())[0] for book in books}  # type: ignore[index]
    assert len(identifiers) == 2
    sources = catalogue.load(frozen)
    after = composer.composed(sources, 'voorbeeld', locale, PRINT)
    assert after.version.name == 'werktekst-na-2026-11'
    assert after.render('report.html').count(f'{working} na editie 2026-11' if locale == 'nl' else f'{working} after edition 2026-11') > 3


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


def test_an_edition_with_a_story_that_is_gone_is_not_offered(frozen: Path) -> None:
    """It is still told of, without files."""
    edition = held(frozen)
    story = Edition('voorbeeld', edition.folder, edition.facts.model_copy(update={'stories': ['verhalen/x']}))
    assert story.offered(pages=[]) == [] and downloads.of_edition(story, 'en', []) == []
    shown = downloads.of_edition(story, 'en', ['verhalen/x'])
    assert [(file.locale, file.kind) for file in shown] == [(of, kind) for of in ('en', 'nl') for kind in ('pdf', 'epub')]
    assert {file.url for file in shown} == {
        f'pdf/voorbeeld/2026-11/voorbeeld-2026-11.{of}.{suffix}' for of in LOCALES for suffix in ('pdf', 'epub')
    }
    assert 'text' not in {file.kind for file in story.offered(['verhalen/x'])}


@pytest.fixture(scope='module')
def next_edition(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the next May: a section new, one changed, one with another number, one gone from the summary."""
    root = shutil.copytree(frozen, tmp_path_factory.mktemp('next') / 'project')
    change(root / REPORT, 'edition: "2026-11"', 'edition: "2027-05"\nnote: {nl: Er is geur bij gekomen., en: Smell has been added.}')
    for locale, new, old, text in (
        ('nl', '## Geur {#geur}\n\nEr is geen geur.', 'Er zijn twee kleuren.', 'Er zijn nu twee kleuren.'),
        ('en', '## Smell {#geur}\n\nThere is no smell.', 'There are two colours.', 'There are two colours now.'),
    ):
        file = root / CHAPTER.format(locale)
        title = next(line for line in file.read_text(encoding='utf-8').split('\n') if '{#kleuren}' in line)
        change(file, title, f'{new}\n\n{title}')
        change(file, old, text)
    list(translations.done(root, [CHAPTER.format('en')]))
    changes.forget(root)
    return root


EXPECTED = {
    'nl': {
        'uitleg-hoofdstuk--geur': ['Nieuw, kop: [nieuw: Geur]', 'Nieuw, alinea 2: [nieuw: Er is geen geur.]'],
        'uitleg-hoofdstuk--kleuren': ['Veranderd, alinea 3: Er zijn [nieuw: nu] twee kleuren. (1)'],
    },
    'en': {
        'uitleg-hoofdstuk--geur': ['New, heading: [new: Smell]', 'New, paragraph 2: [new: There is no smell.]'],
        'uitleg-hoofdstuk--kleuren': ['Changed, paragraph 3: There are two [gone: colours.] [new: colours now.] (1)'],
    },
}  # fmt: skip


@pytest.mark.parametrize('locale', LOCALES)
def test_the_next_edition_tells_what_changed_in_every_form(next_edition: Path, locale: str) -> None:
    sources = catalogue.load(next_edition)
    printed = composer.composed(sources, 'voorbeeld', locale, PRINT)
    assert printed.back[-1].id == 'wijzigingen' and '2026-11' in printed.back[-1].title
    assert told(printed.back[-1].body) == EXPECTED[locale]
    page = str(web_page.compose(sources, 'voorbeeld', locale).text)
    assert told(page) == EXPECTED[locale]
    assert all(f'id="{place}"' in page for place in re.findall(r'<a class="inside" href="#([^"]+)"', page))
    book = next_edition / f'{locale}.epub'
    book.write_bytes(epub.write(composer.composed(sources, 'voorbeeld', locale, BOOK)))
    with zipfile.ZipFile(book) as archive:
        annex = archive.read('EPUB/wijzigingen.xhtml').decode()
        assert 'wijzigingen.xhtml' in archive.read('EPUB/nav.xhtml').decode()
    assert told(annex.partition('?>')[2]) == EXPECTED[locale]
    assert '<td>1.1</td><td>1.2</td>' in page


def told(page: str) -> dict[str, list[str]]:
    """The place that changed → its lines."""
    root, found = lxml.html.fromstring(f'<div>{page}</div>'), {}
    for heading in root.xpath('//*[starts-with(@id, "wijzigingen--")][following-sibling::*[1][self::ul]]'):
        found[heading.get('id').partition('--')[2]] = [' '.join(line.text_content().split()) for line in heading.getnext().iter('li')]
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
    assert annex.count('LI') >= 3 and annex.count('Link') >= 2 and '(p. ' in annex.replace('\u00a0', ' ')
    assert '[nieuw: nu]' in annex


def test_a_first_edition_has_no_annex(frozen: Path) -> None:
    assert 'wijzigingen' not in {part.id for part in composer.composed(catalogue.load(frozen), 'voorbeeld', 'nl', PRINT).back}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The smallest project with its text of November frozen, without PDFs, kept in git."""
    root = lay(tmp_path / 'project')
    change(root / 'mkdocs.yml', 'https://voorbeeld.example/', 'https://www.voorbeeld.nl/')
    lay_edition(root)
    keep(root)
    return root


REASONS = {
    'edition-exists': ('edition: "2026-11"', 'edition: "2026-11.1"'),
    'edition-older': ('edition: "2026-11"', 'edition: "2026-10"'),
    'edition-day-before': ('date: 2026-11-22', 'date: 2026-11-21'),
    'edition-day-to-come': ('date: 2026-11-22', 'date: 2099-01-01'),
    'edition-without-note': ('edition: "2026-11"', 'edition: "2026-12"'),
    'edition-address': ('', 'https://www.voorbeeld.nl/'),
    'edition-not-kept': ('status: concept', 'status: adopted'),
}


@pytest.mark.parametrize('rule', REASONS)
def test_each_reason_not_to_freeze_is_told_with_the_others(small: Path, rule: str) -> None:
    """At its line, and all at once: here the note and what git does not hold are told too."""
    old, new = REASONS[rule]
    if old:
        change(small / REPORT, old, new)
    else:
        change(small / 'mkdocs.yml', new, 'https://127.0.0.1/')
    found = to_freeze.problems(catalogue.load(small), 'voorbeeld', draft=False)
    assert {rule, 'edition-not-kept', 'edition-without-note'} <= {problem.rule for problem in found}
    assert all(problem.line > 1 for problem in found if problem.rule != 'edition-without-note')  # which is not there yet


def test_a_draft_may_be_frozen_from_what_git_does_not_hold(small: Path) -> None:
    change(small / REPORT, 'edition: "2026-11"', 'edition: "2026-12"\nnote: {nl: Er is iets bij., en: Something came in.}')
    sources = catalogue.load(small)
    assert [problem.rule for problem in to_freeze.problems(sources, 'voorbeeld', draft=True)] == []
    shutil.rmtree(small / '.git')
    assert [problem.rule for problem in to_freeze.problems(sources, 'voorbeeld', draft=False)] == ['edition-without-git']
    change(small / REPORT, 'status: concept', 'status: adopted')
    found = to_freeze.problems(catalogue.load(small), 'voorbeeld', draft=True)
    assert [problem.rule for problem in found] == ['edition-without-git']


def test_git_remembers_what_the_lock_held(small: Path) -> None:
    """An edition that was edited, or taken away with its line, is told for ever; one that was withdrawn is not."""
    assert list(edition_lock.problems(small)) == []
    (edition,) = editions.of_report(small, 'voorbeeld')
    facts = edition.folder / editions.FILE
    change(facts, 'status: concept', 'status: adopted')
    lock(small, edition.key, edition.folder)
    keep(small)
    assert [problem.rule for problem in edition_lock.problems(small)] == ['lock-rewritten']
    change(facts, 'status: adopted', 'status: adopted\nwithdrawn: 2026-12-01')
    lock(small, edition.key, edition.folder)
    assert list(edition_lock.problems(small)) == []
    shutil.rmtree(edition.folder)
    (small / edition_lock.FILE).unlink()
    keep(small)
    assert {problem.rule for problem in edition_lock.problems(small)} == {'lock-rewritten'}


def test_a_clone_keeps_every_byte_also_where_lines_end_otherwise(small: Path, tmp_path: Path) -> None:
    shutil.copy2(ROOT / '.gitattributes', small)
    keep(small)
    clone = tmp_path / 'clone'
    subprocess.run(['git', '-c', 'core.autocrlf=true', 'clone', '-q', str(small), str(clone)], check=True)
    assert [*editions.problems(clone), *edition_lock.problems(clone)] == []


def test_no_number_stands_on_two_texts(small: Path) -> None:
    """report.yml still names the edition, and the text is another: no report is made. A story that left the text is no such change."""
    assert list(faults.drifted(catalogue.load(small), 'voorbeeld', 'nl')) == []
    change(small / CHAPTER.format('nl'), 'Er zijn twee kleuren.', 'Er zijn geen twee kleuren.')
    for _ in ('found', 'remembered'):
        assert 'edition-drifted' in {problem.rule for problem in faults.faults(catalogue.load(small), 'checks')}
    with pytest.raises(ProblemsFound) as stopped:
        build.reports(small, check=False)
    problem = next(problem for problem in stopped.value.problems if problem.rule == 'edition-drifted')
    assert (problem.path, problem.line, problem.values) == (REPORT, 5, {'edition': '2026-11', 'detail': '1.1 Kleuren'})


def test_an_edition_of_the_first_format_stays_readable(tmp_path: Path) -> None:
    """As it was frozen before editions explained themselves: facts, books, and the text by section."""
    root = lay(tmp_path / 'project', TESTS / 'first-edition')
    assert [*editions.problems(root), *edition_lock.problems(root)] == []
    (edition,) = editions.of_report(root, 'voorbeeld')
    assert (edition.slug, edition.facts.edition, edition.page) == ('voorbeeld', '2026-05', 'publicaties/voorbeeld/2026-05')
    for locale in LOCALES:
        told = composer.since(catalogue.load(root), 'voorbeeld', locale, edition)
        assert told.is_same and told.comparison.compared.total() > 10


def test_of_two_that_freeze_at_once_the_second_finds_the_first(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one was building, another froze the same number: it is refused, and what the other froze stays as it is."""
    change(small / REPORT, 'edition: "2026-11"', 'edition: "2026-12"\nnote: {nl: Er is iets bij., en: Something came in.}')
    monkeypatch.setattr(build, 'reports', lambda root, slugs, **more: lay_edition(root))
    with pytest.raises(ProblemsFound) as stopped:
        freezing.freeze(small, 'voorbeeld', draft=True)
    assert 'edition-exists' in {problem.rule for problem in stopped.value.problems}
    assert {edition.facts.edition for edition in editions.of_report(small, 'voorbeeld')} == {'2026-11', '2026-12'}
    assert [*editions.problems(small), *edition_lock.problems(small)] == []
