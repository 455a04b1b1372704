"""`compare`: what changed between two editions of a report, or since one, on the screen and in a PDF that passes every proof."""

from __future__ import annotations

import shutil
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from publishing import changes as made
from publishing.desk import commands, compare, edition_commands, translations, typed_edition
from publishing.languages import LOCALES
from publishing.print import paper
from publishing.print.proof.judging import Judge
from publishing.print.proof.reading import read
from publishing.problems import ProblemsFound
from publishing.report import changes, comparison, short
from publishing.report.short import Paper
from publishing.sources import catalogue, editions, version
from tests.frozen import REPORT, SLUG, lay_two, lock
from tests.projects import change

CHAPTER = 'docs/uitleg/hoofdstuk.nl.md'


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with editions of November and May."""
    return lay_two(tmp_path_factory.mktemp('held') / 'project')


@pytest.fixture
def project(held: Path, tmp_path: Path) -> Path:
    """A copy, free to change."""
    return shutil.copytree(held, tmp_path / 'project')


TOLD = {
    'nl': [
        'Voorbeeldrapport: met een hoofdstuk', 'Wat is er veranderd van editie 2026-11 naar editie 2027-05.',
        'Vergeleken met editie 2026-11 van 22 november 2026, stuk voor stuk:', 'De opmaak is niet vergeleken.',
        'Er is dit veranderd: 1 veranderd, 2 nieuw.', '  Status: [vervallen: concept] [nieuw: vastgesteld]',
        '1.1 Geur', '  Nieuw, kop: [nieuw: Geur]', '1.2 Kleuren, in editie 2026-11: 1.1',
        '  Veranderd, alinea 3: Er zijn [vervallen: twee] [nieuw: nu drie] kleuren. (1)', '  1.1 → 1.2',
    ],
    'en': [
        'What has changed from edition 2026-11 to edition 2027-05.', 'This has changed: 1 changed, 2 new.',
        '  Status: [gone: draft] [new: adopted]', '  Changed, paragraph 3: There are [gone: two] [new: now three] colours. (1)',
    ],
}  # fmt: skip


@pytest.mark.parametrize('locale', LOCALES)
@pytest.mark.parametrize(('old', 'new'), [('2026-11', '2027-05'), ('2027-05.1', '2026-11')])
def test_two_editions_are_compared_from_old_to_new(
    held: Path, locale: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever is typed first."""
    monkeypatch.setenv('PUBLISHING_LANG', locale)
    edition_commands.compare(held, Namespace(report=SLUG, old=old, new=new, pdf=''))
    told = capsys.readouterr().out
    assert [line for line in TOLD[locale] if line not in told] == [], told


def test_an_edition_and_the_text_of_now(project: Path) -> None:
    """The same only when every block is, and all that the text says of itself."""
    told = compare.listing(compare.compare(project, SLUG, '2027-05', '', 'nl'), 'nl')
    assert 'naar werktekst na editie 2027-05.' in told and told.endswith('Alles is gelijk.')
    change(project / REPORT, 'status: adopted', 'status: concept')
    told = compare.listing(compare.compare(project, SLUG, '2027-05', '', 'nl'), 'nl')
    assert 'Alles is gelijk' not in told and '  Status: [vervallen: vastgesteld] [nieuw: concept]' in told
    change(project / CHAPTER, 'drie kleuren', 'vier kleuren')
    list(translations.done(project, [CHAPTER.replace('.nl.', '.en.')]))
    made.forget(project)
    assert '[vervallen: drie] [nieuw: vier]' in compare.listing(compare.compare(project, SLUG, '2027-05', '', 'nl'), 'nl')


def test_what_can_not_be_compared_is_said_in_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that there is not, one without text, one that was edited, a report that there is not."""
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    for typed in ('2026-12', 'nieuw'):
        with pytest.raises(commands.Failed, match=f'geen editie {typed} vastgelegd. Er zijn: 2026-11, 2027-05'):
            edition_commands.compare(project, Namespace(report=SLUG, old='2026-11', new=typed, pdf=''))
    with pytest.raises(ProblemsFound) as unknown:
        typed_edition.find(project, 'ander', '2026-11')
    assert [problem.rule for problem in unknown.value.problems] == ['unknown-report']
    folder = project / f'reports/{SLUG}/editions/2026-11'
    (folder / f'{SLUG}-2026-11.nl.epub').write_bytes(b'')
    with pytest.raises(ProblemsFound) as edited:
        typed_edition.find(project, SLUG, '2026-11')
    assert [problem.rule for problem in edited.value.problems] == ['edition-file-changed']
    typed_edition.find(project, SLUG, '2027-05')
    change(folder / editions.FILE, 'status: concept', 'status: concept\nwithdrawn: 2027-06-01')
    lock(project, f'{SLUG}/2026-11', folder)
    with pytest.raises(typed_edition.Unusable, match=r'heeft geen tekst meer\. Ingetrokken op 1 juni 2027'):
        typed_edition.find(project, SLUG, '2026-11')
    shutil.rmtree(project / f'reports/{SLUG}/editions')
    with pytest.raises(typed_edition.Unusable, match='nog geen editie vastgelegd'):
        typed_edition.find(project, SLUG, '2026-11')


def test_a_story_that_may_no_longer_be_read_is_named_in_neither_edition(held: Path) -> None:
    """Nor what leads to it: the chapter here stands for a story. It was not compared, so nothing is called the same."""
    both = {edition.facts.edition: edition for edition in editions.of_report(held, SLUG)}
    hidden = {
        name: editions.Edition(SLUG, edition.folder, edition.facts.model_copy(update={'stories': ['uitleg/hoofdstuk']}))
        for name, edition in both.items()
    }
    told = changes.between(hidden['2026-11'], hidden['2027-05'], 'nl', pages=[])
    assert (told.comparison.stories, told.comparison.unread) == (('1',), ('1',)) and not told.is_same
    newer = short.Newer(version.of_edition(hidden['2027-05'].facts), hidden['2027-05'].facts)
    sources = compare.compare(held, SLUG, '2026-11', '2027-05', 'nl')
    shown = compare.listing(compare.Compared(sources.sources, sources.path, told, newer), 'nl')
    assert 'Niet vergeleken' in shown and 'leuren' not in shown and 'oorbeeldhoofdstuk' not in shown
    same = comparison.compare(changes.text_of(both['2026-11'], 'nl'), changes.text_of(both['2026-11'], 'nl'))
    assert same.is_same


def test_the_redline_is_proven_and_read_aloud(held: Path, tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """veraPDF, every sentence and every link; what went and came is told in words, in the order of the text."""
    monkeypatch.setattr(paper, 'Judge', lambda: judge)
    file = tmp_path / 'new folder/redline.pdf'
    compare.write(compare.compare(held, SLUG, '2026-11', '2027-05', 'nl'), file, 'nl')
    tree = read(file).tree
    places = [
        tree.index(text) for text in ('1.1', '[nieuw: Geur]', '1.2', '[vervallen: twee]', '[nieuw: nu drie]', 'Nummers van toen en nu')
    ]
    assert places == sorted(places) and tree.count('LI') >= 4 and 'Table' in tree


def test_marks_hide_no_sign(held: Path, judge: Judge) -> None:
    """A line through a short word would: what went and came is told apart by words, and has a ground of its own."""
    marks = ' '.join(
        f'woord <del class="change">[vervallen: {sign}]</del> <ins class="change">[nieuw: {sign}]</ins>' for sign in '.,–…a' * 12
    )
    sources = catalogue.load(held)
    day = date(2027, 5, 3)
    html = short.render(
        'short.html', sources.settings, 'nl', kind='redline', title='Kop', about='x', state='x', date=day, identifier='x'
    ).replace('</body>', f'<h1>Kop</h1><p>{marks}</p></body>')
    (done,) = paper.proven(held, [Paper('marks.pdf', 'nl', 'Kop', 'x', day, html, REPORT)], judge)
    assert done.proof.passed and done.proof.contrast.lowest > 4.5
