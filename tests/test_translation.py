"""Languages in step: what counts as a change, what a translator asks, and what a reader of a report is told."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from publishing.__main__ import main
from publishing.desk import translations, word_diff
from publishing.problems import ProblemsFound
from publishing.report import composer
from publishing.sources import catalogue, fingerprints, translation
from publishing.sources.translation import Comparison
from tests.projects import change, lay

DUTCH, ENGLISH = 'docs/uitleg/hoofdstuk.nl.md', 'docs/uitleg/hoofdstuk.en.md'


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages for an English author."""
    monkeypatch.setenv('PUBLISHING_LANG', 'en')


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The smallest project, in which every translation is in step."""
    return lay(tmp_path.resolve() / 'project')


def git(root: Path, *arguments: str) -> None:
    """Run git in `root` as somebody."""
    who = ['-c', 'user.name=Redactie', '-c', 'user.email=redactie@voorbeeld.example', '-c', 'commit.gpgsign=false']
    subprocess.run(['git', *who, *arguments], cwd=root, check=True, capture_output=True)


def compared(root: Path, path: str = DUTCH) -> Comparison:
    """The translation of a text beside it."""
    held = translation.everything(catalogue.load(root))
    return next(pair for pair in held if pair.original.path == path)


def test_everything_starts_in_step(project: Path) -> None:
    assert {pair.state for pair in translation.everything(catalogue.load(project))} == {'complete'}
    assert translations.table(project) == 'Translations into English: 5 in step'


@pytest.mark.parametrize(('old', 'new'), [
    ('Er zijn twee kleuren.', 'Er  zijn\ntwee kleuren.'),
    ('| rood | boven |', '| rood   | boven   |'),
    ('|---|---|', '|-----|:----|'.replace(':', '-')),
    ('## Vorm {#vorm}', '\n\n## Vorm {#vorm}'),
], ids=['line break', 'table padding', 'table rule', 'blank lines'])  # fmt: skip
def test_what_makes_no_difference_to_a_translator(project: Path, old: str, new: str) -> None:
    change(project / DUTCH, old, new)
    assert compared(project).state == 'complete'


def test_kinds_of_signs_make_no_difference() -> None:
    """Quotation marks, dashes, spaces and dots, as editors put them."""
    assert fingerprints.normal('‘t “is” 15–20 dingen…') == fingerprints.normal('\'t "is" 15-20 dingen...')
    assert fingerprints.normal('rood') != fingerprints.normal('Rood')


@pytest.mark.parametrize(('old', 'new', 'keys'), [
    ('twee kleuren', 'drie kleuren', ['kleuren']),
    ('title: Voorbeeldhoofdstuk', 'title: Een hoofdstuk', ['FRONT']),
    ('Zie [](#tab-kleuren)', 'Kijk bij [](#tab-kleuren)', ['INTRO']),
    ('## Vorm {#vorm}', '## Nieuw {#nieuw}\n\nNieuw.\n\n## Vorm {#vorm}', ['nieuw']),
    ('## Vorm {#vorm}', '', ['kleuren', 'vorm']),
], ids=['text', 'title', 'start', 'added', 'removed'])  # fmt: skip
def test_a_change_is_known_by_its_section(project: Path, old: str, new: str, keys: list[str]) -> None:
    change(project / DUTCH, old, new)
    assert (compared(project).state, compared(project).keys) == ('behind', keys)


def test_states_and_the_table(project: Path) -> None:
    """One line for each text that needs somebody."""
    change(project / DUTCH, 'twee kleuren', 'drie kleuren')
    (project / 'docs/uitleg/voorbeeld.en.md').unlink()
    english = project / 'reports/voorbeeld/samenvatting.en.md'
    english.write_text(re.sub(r'^made_from:.*\n(?:  .*\n)*', '', english.read_text(), flags=re.M))
    assert translations.table(project).splitlines() == [
        'behind          docs/uitleg/hoofdstuk.nl.md           #kleuren',
        'not compared    reports/voorbeeld/samenvatting.nl.md',
        'not translated  docs/uitleg/voorbeeld.nl.md',
        'Translations into English: 1 not translated, 1 not compared, 1 behind, 2 in step',
    ]


def test_done_changes_the_stamp_only(project: Path) -> None:
    """Also 'checked, still correct': the rest of the file stays as it was typed, and each section has a line of its own."""
    list(translations.done(project, [str(project / ENGLISH)]))
    before = (project / ENGLISH).read_text().splitlines()
    change(project / DUTCH, 'twee kleuren', 'drie kleuren')
    assert list(translations.done(project, [str(project / ENGLISH)])) == [f'{ENGLISH}: now in step.']
    after = (project / ENGLISH).read_text().splitlines()
    ((was, now),) = [lines for lines in zip(before, after) if lines[0] != lines[1]]
    assert was.startswith('  kleuren=') and now.startswith('  kleuren=')
    assert (len(before), compared(project).state) == (len(after), 'complete')


def test_done_refuses_what_lacks_a_section(project: Path) -> None:
    """What is stamped has the structure of its original; nothing is written otherwise."""
    before = (project / ENGLISH).read_text()
    change(project / DUTCH, '## Vorm {#vorm}', '## Nieuw {#nieuw}\n\nNieuw.\n\n## Vorm {#vorm}')
    with pytest.raises(ProblemsFound) as found:
        list(translations.done(project, [ENGLISH]))
    assert [problem.rule for problem in found.value.problems] == ['twin-parts-differ']
    assert (project / ENGLISH).read_text() == before


@pytest.mark.parametrize('path', [DUTCH, 'docs/uitleg/niets.en.md'])
def test_what_is_no_translation(project: Path, path: str) -> None:
    with pytest.raises(translations.NotATranslation, match='is not a translation'):
        translations.diff(project, path)


def test_diff_shows_what_changed_in_the_dutch(project: Path) -> None:
    """From the history of the file, also when other changes came after; section by section, words marked."""
    git(project, 'init', '-q')
    git(project, 'add', '.')
    git(project, 'commit', '-qm', 'Begin')
    change(project / DUTCH, 'Er zijn twee kleuren.', 'Er zijn drie kleuren.')
    git(project, 'commit', '-qam', 'Tel opnieuw')
    change(project / DUTCH, 'Er zijn drie kleuren.', 'Er zijn nu drie mooie kleuren.')
    change(project / DUTCH, '| rood | boven |', '| groen | boven |')
    told = translations.diff(project, ENGLISH)
    assert '## Kleuren (line 11)\n\nEr zijn [−twee−] [+nu drie mooie+] kleuren.[@voorbeeld-gids, p. 2]\n\n' in told
    assert '| [−rood−] [+groen+] | boven |' in told and 'blauw' not in told and 'Vorm' not in told
    assert '\x1b' not in told and '\x1b[32m[+groen+]\x1b[0m' in translations.diff(project, ENGLISH, colour=True)
    change(project / DUTCH, '## Vorm {#vorm}', '## Nieuw {#nieuw}\n\nEen nieuw deel.\n\n## Vorm {#vorm}')
    assert '## Nieuw (line 22, new)\n\n[+## Nieuw {#nieuw}+]\n\n[+Een nieuw deel.+]' in translations.diff(project, ENGLISH)


def test_diff_is_honest_without_history(project: Path, tmp_path: Path) -> None:
    """No git, only the latest version, or a text that was never kept: the sections are named all the same."""
    (tmp_path / '.git').write_text('gitdir: /nergens\n')
    change(project / DUTCH, 'twee kleuren', 'drie kleuren')
    assert "## Kleuren (line 11)\n\nThe old Dutch text can't be found here: this folder has no history" in translations.diff(
        project, ENGLISH
    )
    git(project, 'init', '-q')
    git(project, 'add', '.')
    git(project, 'commit', '-qm', 'Later')
    assert 'The old Dutch text was never kept in git.' in translations.diff(project, ENGLISH)
    git(project, 'commit', '-q', '--allow-empty', '-m', 'Nog later')
    subprocess.run(['git', 'clone', '-q', '--depth=1', f'file://{project}', 'kloon'], cwd=tmp_path, check=True)
    assert 'git fetch --unshallow' in translations.diff(tmp_path / 'kloon', ENGLISH)


def test_words_are_compared_within_paragraphs() -> None:
    """Only what differs is shown; a word that moved is shown where it went and where it came."""
    assert word_diff.told('Een.\n\nTwee drie.', 'Een.\n\nTwee vier.') == 'Twee [−drie.−] [+vier.+]'
    assert word_diff.told('', 'Nieuw.') == '[+Nieuw.+]'
    assert word_diff.told('- a b\n- c d\n', '- a b\n- c e\n') == '- c [−d−] [+e+]'
    assert word_diff.told('"Zo" is het', '“Zo” is het nu') == '“Zo” is het [+nu+]'


def test_the_command_tells_what_to_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr('sys.argv', ['publishing', 'translations', 'done'])
    assert main() == 1
    assert 'python3 -m publishing translations done docs/verhalen/geven.en.md' in capsys.readouterr().err


def test_an_english_report_says_what_is_late(project: Path) -> None:
    """In the imprint, at the chapter, at the section; the Dutch text that stands in has its language on it."""
    change(project / DUTCH, 'twee kleuren', 'drie kleuren')
    html = composer.compose(catalogue.load(project), 'voorbeeld', 'en').html
    assert '<dt>Translation</dt><dd>Older than the Dutch text: 1 Example chapter.' in html
    assert 'This translation is older than the Dutch text. Changed since: Colours.' in html
    assert 'href="https://voorbeeld.example/uitleg/hoofdstuk/#kleuren" hreflang="nl">See the Dutch</a>' in html
    (project / ENGLISH).unlink()
    html = composer.compose(catalogue.load(project), 'voorbeeld', 'en').html
    assert 'Not translated yet, and therefore in Dutch: <span lang="nl">1 Voorbeeldhoofdstuk</span>.' in html
    assert '<section class="chapter first" id="uitleg-hoofdstuk" lang="nl">' in html
    assert '<p class="behind" lang="en">This part has not been translated yet.' in html
    dutch = composer.compose(catalogue.load(project), 'voorbeeld', 'nl').html
    assert 'class="behind"' not in dutch and '<dt>Vertaling</dt>' not in dutch
