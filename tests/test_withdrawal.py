"""A withdrawn story leaves no word in the sources or in what was made; the rest stays as its authors typed it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from publishing import changes, checks, days
from publishing.desk import commands, edition_commands, translations, withdraw
from publishing.problems import errors
from publishing.sources import catalogue, edition_lock, editions, standing
from publishing.sources.editions import Edition
from tests.frozen import lay_edition
from tests.projects import TESTS, change, lay

NAME, WORD = 'verhalen/vogel-kievit', 'kievit'
NAV = """\
nav:
  - index.md   # het begin
  - Verhalen:
      - verhalen/index.md
      - verhalen/vogel-kievit.md
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with stories, all translations in step, and something built."""
    root = lay(tmp_path.resolve() / 'project', TESTS / 'stories')
    for locale in ('nl', 'en'):
        (root / f'docs/verhalen/index.{locale}.md').write_text(
            (root / f'docs/verhalen/index.{locale}.md').read_text()
            + '\n## Later {#later}\n\n`[x](vogel-kievit.md)`\n'.replace('kievit', 'wulp')
        )
    settings = root / 'mkdocs.yml'
    settings.write_text(settings.read_text(encoding='utf-8') + NAV, encoding='utf-8')
    list(translations.done(root, [str(file) for file in (root / 'docs').rglob('*.en.md')]))
    for name in ('site/verhalen/index.html', 'build/pdf/voorbeeld.nl.pdf', 'build/cache/checks.json', 'build/lock'):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(WORD if name != 'build/lock' else '')
    return root


def holding(root: Path) -> list[str]:
    """Every file whose name or content has the word that only the story has."""
    found = (file for file in root.rglob('*') if file.is_file())
    return [str(file.relative_to(root)) for file in found if WORD in str(file.relative_to(root)) or WORD.encode() in file.read_bytes()]


def test_a_copy_under_another_name_goes_too(project: Path) -> None:
    """It is told by where the consent is kept, which a copy has from the story."""
    for locale in ('nl', 'en'):
        page = (project / f'docs/{NAME}.{locale}.md').read_text(encoding='utf-8')
        (project / f'docs/uitleg/vogel.{locale}.md').write_text(page, encoding='utf-8')
    done = withdraw.withdraw(project, NAME)
    changes.forget(project)
    assert done is not None and {'docs/uitleg/vogel.nl.md', 'docs/uitleg/vogel.en.md'} < set(done.removed)
    assert holding(project) == []


def test_whoever_withdraws_is_asked_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They see what goes and what changes; without an answer, or with no, nothing is done."""
    before = holding(project)
    assert withdraw.withdraw(project, NAME, lambda plan: False) is None
    with pytest.raises(commands.Failed, match='--yes'):
        edition_commands.withdraw(project, Namespace(story=NAME, yes=False))
    told = capsys.readouterr().out
    assert f'− docs/{NAME}.nl.md' in told and '~ reports/voorbeeld/report.yml' in told
    assert holding(project) == before


@pytest.mark.parametrize('asked', [NAME, f'docs/{NAME}.nl.md', f'{NAME}.md'])
def test_no_word_is_left(project: Path, asked: str) -> None:
    """Both files, its picture, links, navigation, reports and all that was made; what remains passes the checks."""
    before = (project / 'reports/voorbeeld/report.yml').read_text().splitlines()
    done = withdraw.withdraw(project, asked)
    changes.forget(project)  # as a command does when it has told it
    assert done is not None and holding(project) == []
    assert done.removed == [f'docs/{NAME}.en.md', f'docs/{NAME}.nl.md', 'docs/assets/kievit.png']
    assert done.changed == ['docs/verhalen/index.en.md', 'docs/verhalen/index.nl.md', 'mkdocs.yml', 'reports/voorbeeld/report.yml']
    after = (project / 'reports/voorbeeld/report.yml').read_text().splitlines()
    assert after == [line for line in before if WORD not in line]
    assert '  - index.md   # het begin\n' in (project / 'mkdocs.yml').read_text()
    assert 'Lees [de eerste](vogel-grutto.md), de tweede, [](vogel-wulp.md)' in (project / 'docs/verhalen/index.nl.md').read_text()
    assert (project / 'docs/assets/vierkant.png').is_file() and (project / 'build/lock').is_file()
    found = checks.check(catalogue.load(project))
    assert errors(found) == []
    assert not [problem for problem in found if problem.rule == 'translation-behind' and 'index' in problem.path]


def test_a_chapter_and_a_link_without_words(project: Path) -> None:
    """A link that had no words gets some; a report that has it as a chapter loses the chapter."""
    withdraw.withdraw(project, 'verhalen/vogel-wulp')
    text = (project / 'docs/verhalen/index.nl.md').read_text()
    assert '[de tweede](vogel-kievit.md), een verhaal dat hier niet staat en' in text
    assert '`[x](vogel-wulp.md)`' in text  # code is no link
    assert 'wulp' not in (project / 'reports/voorbeeld/report.yml').read_text()


def test_a_translation_that_was_behind_stays_behind(project: Path) -> None:
    """Only what was in step is stamped anew."""
    change(project / 'docs/verhalen/index.nl.md', '## Later', '## Nu')
    withdraw.withdraw(project, NAME)
    assert '#later' in translations.table(project) and 'intro' not in translations.table(project)


@pytest.mark.parametrize('asked', ['verhalen/niets', 'uitleg/hoofdstuk', '../x'])
def test_only_a_story_is_withdrawn(project: Path, asked: str) -> None:
    """Anything else is refused, with the stories there are, and nothing is touched."""
    before = holding(project)
    with pytest.raises(withdraw.NoSuchStory) as none:
        withdraw.withdraw(project, asked)
    assert NAME in none.value.known
    assert holding(project) == before


def test_what_no_program_can_undo_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the commands to type, the addresses to be forgotten, and the editions that still hold it."""
    done = withdraw.withdraw(project, NAME)
    assert done is not None
    paths = '--path docs/verhalen/vogel-kievit.en.md --path docs/verhalen/vogel-kievit.nl.md --path docs/assets/kievit.png'
    for language, words in (('nl', 'Geen enkele bewaarde editie'), ('en', 'No frozen edition')):
        told = withdraw.told(done, language)  # type: ignore[arg-type]
        assert f'git filter-repo --invert-paths {paths}\n' in told and words in told
        assert 'https://voorbeeld.example/en/verhalen/vogel-kievit/' in told


def frozen(root: Path) -> Edition:
    """The edition of a report that holds the story."""
    return lay_edition(root)


def test_an_edition_that_holds_the_story_becomes_a_tombstone(project: Path) -> None:
    """Also when the story has another name by now: it is known by where its consent is kept. Its page and number stay, no word of it."""
    edition = frozen(project)
    files = [file.file for file in edition.facts.files]
    for locale in ('nl', 'en'):
        (project / f'docs/{NAME}.{locale}.md').rename(project / f'docs/verhalen/vogel-anders.{locale}.md')
    for path in ('mkdocs.yml', 'reports/voorbeeld/report.yml', *(f'docs/verhalen/index.{locale}.md' for locale in ('nl', 'en'))):
        (project / path).write_text((project / path).read_text().replace('vogel-kievit', 'vogel-anders'))
    done = withdraw.withdraw(project, 'verhalen/vogel-anders')
    changes.forget(project)
    assert done is not None and holding(project) == []
    assert {f'reports/voorbeeld/editions/2026-11/{file}' for file in files} < set(done.removed)
    gone = [address.removeprefix('https://voorbeeld.example/') for address in done.addresses]
    assert {'publicaties/voorbeeld/2026-11/blokken.json', 'pdf/voorbeeld/2026-11/voorbeeld-2026-11.nl.txt'} < set(gone)
    (left,) = editions.of_report(project, 'voorbeeld')
    assert (left.facts.edition, left.facts.withdrawn, left.facts.pages, left.facts.known_by) == ('2026-11', days.today(), [], [])
    assert [file.sha256 for file in left.facts.files] == [file.sha256 for file in edition.facts.files]
    assert left.offered(['verhalen/vogel-anders']) == [] and left.page == edition.page
    assert [*editions.problems(project), *edition_lock.problems(project)] == []
    told = withdraw.told(done, 'nl')
    assert f'pdf/voorbeeld/2026-11/{files[0]}' in told and '--replace-text' in told and 'verhalen/vogel-anders==>x' in told


def test_a_whole_edition_is_withdrawn_for_a_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which its page then gives; without a reason, or for one that is not there, nothing is done."""
    frozen(project)
    asked = {'yes': True, 'because': '', 'because_en': ''}
    with pytest.raises(commands.Failed, match='--because'):
        edition_commands.withdraw(project, Namespace(story='voorbeeld/2026-11', **asked))
    asked |= {'because': 'Tabel 2 was fout.', 'because_en': 'Table 2 was wrong.'}
    with pytest.raises(commands.Failed, match='voorbeeld/2026-11'):
        edition_commands.withdraw(project, Namespace(story='voorbeeld/2026-12', **asked))
    edition_commands.withdraw(project, Namespace(story='voorbeeld/2026-11', **asked))
    changes.forget(project)
    (left,) = editions.of_report(project, 'voorbeeld')
    assert standing.of(left, [left]).text('en').endswith('Table 2 was wrong.')
    assert {file.name for file in left.folder.iterdir()} == {editions.FILE}
    assert WORD in (project / f'docs/{NAME}.nl.md').read_text() and 'filter-repo' in capsys.readouterr().out
