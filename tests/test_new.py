"""`make new`: what is made has nothing wrong but what its author still has to fill in, and is published once that is done."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing import checks, markdown
from publishing.desk import nav_entry, new, questions, translations
from publishing.problems import Problem
from publishing.sources import admission, catalogue
from publishing.sources.kinds import KINDS
from tests.projects import ROOT, change, lay, lay_site
from tests.test_markdown import context

NAV = 'nav:\n  - index.md\n  - Uitleg:   # wat voorbeelden\n      - uitleg/voorbeeld.md\n      - "uitleg/hoofdstuk.md"\n'
TITLES = {'nl': "Wat helpt: een 'plek'", 'en': 'What helps: a "place"'}
NAMES = dict.fromkeys((*KINDS, *new.OTHERS), '') | {
    'page': 'uitleg/wat-helpt', 'chapter': 'samenwerking/', 'publication': 'publicaties/nieuw',
}  # fmt: skip
# What an author fills in, by the last part of the key.
FILLED = {
    'description': ('Een zin van een voorbeeld die lang genoeg is voor een lijst.', 'A sentence of an example, long enough for any list.'),
    'summary': ('Een samenvatting.', 'A summary.'), 'subject': ('Ontmoeten', 'Meeting others'), 'form': ('elsewhere', 'elsewhere'),
    'checked_on': ('2026-11-20', '2026-11-20'), 'start': ('2026-11-20', '2026-11-20'), 'type': ('guide', 'guide'),
    'publisher': ('Een uitgever', 'A publisher'), 'definition': ('Een plek die helpt.', 'A place that helps.'),
    'url': ('https://voorbeeld.example/', 'https://voorbeeld.example/'), 'page': ('uitleg/voorbeeld',) * 2,
    'nl': ('Met een hoofdstuk',) * 2, 'en': ('With one chapter',) * 2,
}  # fmt: skip
ANY = ('2026-11-20', '2026-11-20')  # fits a field of words as well as a day: a new kind needs no line above
SLOT = re.compile(r'^(?P<key>[ -]*(?P<name>\w+): )(?P<word>VERPLICHT|REQUIRED)', re.M)


def made(root: Path, kind: str, titles: dict[str, str] = TITLES) -> new.Started:
    """A start of this kind."""
    return new.make(root, new.wish(kind, titles, NAMES[kind]))


def sources_of(root: Path) -> dict[Path, bytes]:
    """All that an author keeps."""
    return {file: file.read_bytes() for file in root.rglob('*') if file.is_file() and 'build' not in file.parts}


def wrong(root: Path) -> list[Problem]:
    """Everything but advice."""
    return [problem for problem in checks.check(catalogue.load(root)) if problem.level != 'advice']


def fill_in(root: Path, start: new.Started) -> None:
    """What an author does then: a value in each slot, a text, the comment signs of one block away, and the stamp."""
    for path in start.files:
        text = (root / path).read_text(encoding='utf-8')
        if start.wish.kind == 'story':
            text = re.sub(r'^# (original:|  url:|  publisher:)', r'\1', text, flags=re.M)
        text = SLOT.sub(lambda slot: f'{slot["key"]}{FILLED.get(slot["name"], ANY)[slot["word"] == "REQUIRED"]}', text)
        text = re.sub(r'^(VERPLICHT|REQUIRED): .*', 'Rood.[@voorbeeld-gids]', text, flags=re.M)
        (root / path).write_text(text, encoding='utf-8')
    list(translations.done(root, [str(root / path) for path in start.files if path.endswith('.en.md')]))


@pytest.mark.parametrize('kind', NAMES)
def test_a_start_lacks_only_what_its_author_must_say(kind: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    start = made(root, kind)
    assert {problem.rule for problem in wrong(root)} == set(new.TO_FILL_IN if kind != 'term' else new.TO_FILL_IN[:1])
    assert {problem.path for problem in wrong(root)} == set(start.files)
    fill_in(root, start)
    assert wrong(root) == []
    held = admission.admitted(catalogue.load(root), 'site', 'pdf')
    pages = [page for page in held.texts() if page.path in start.files]
    assert len(pages) == len([path for path in start.files if path.endswith('.md')])
    assert all('>Rood.' in markdown.inside(markdown.convert(context(held, page, 'site', held.numbering.numbers))) for page in pages)


def test_dutch_first(tmp_path: Path) -> None:
    """The English file can come later, and so can the English title."""
    root = lay(tmp_path)
    assert made(root, 'story', {'nl': 'Een plek'}).files == ['docs/verhalen/een-plek.nl.md']
    made(root, 'page', {'nl': 'Een plek', 'en': ''})
    title = (root / 'docs/uitleg/wat-helpt.en.md').read_text(encoding='utf-8').splitlines()[2]
    assert title == 'title: REQUIRED'
    assert 'Typ' not in (root / 'docs/uitleg/wat-helpt.en.md').read_text(encoding='utf-8')


def test_a_line_in_the_navigation(tmp_path: Path) -> None:
    """Below the last page of its folder, and nothing else in the file changes; at the end where no page of its folder stands."""
    file = lay_site(tmp_path, nav=NAV) / 'mkdocs.yml'
    before = file.read_text(encoding='utf-8').split('\n')
    for name, expected in (('uitleg/nieuw', '      - uitleg/nieuw.md'), ('meedoen/nieuw', '  - meedoen/nieuw.md')):
        text, line = nav_entry.added('\n'.join(before), name)
        after = text.split('\n')
        assert after.pop(line - 1) == expected and after == before
        before = text.split('\n')
    assert before.index('      - uitleg/nieuw.md') == before.index('      - "uitleg/hoofdstuk.md"') + 1
    assert before.index('  - meedoen/nieuw.md') == before.index('      - uitleg/nieuw.md') + 1


@pytest.mark.parametrize(
    ('kind', 'title', 'name', 'told'),
    [
        ('vertelsel', 'Een plek', '', "Een soort 'vertelsel' is er niet. Kies uit: pagina, "),
        ('story', '?!', '', 'Een pagina heeft een titel'),
        ('page', 'Een plek', '', 'In welke map?'), ('story', 'Een plek', 'meedoen/plek', 'staat in verhalen/'),
        ('page', 'Een plek', '../plek', "'../plek' kan geen naam zijn"), ('page', 'Een plek', 'Een Plek', "'Een Plek' kan geen naam zijn"),
        ('page', 'Een plek', 'uitleg/voorbeeld', 'docs/uitleg/voorbeeld.nl.md bestaat al'),
        ('page', 'Een plek', 'docs/uitleg/voorbeeld.en.md', 'docs/uitleg/voorbeeld.nl.md bestaat al'),
    ],
)  # fmt: skip
def test_what_can_not_be_used_is_told(kind: str, title: str, name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one plain sentence, and nothing is made."""
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    root = lay(tmp_path)
    before = sources_of(root)
    with pytest.raises(new.Unusable) as why:
        new.make(root, new.wish(kind, {'nl': title}, name))
    assert told in str(why.value)
    assert sources_of(root) == before


def test_a_term_is_not_added_twice(tmp_path: Path) -> None:
    root = lay(tmp_path)
    made(root, 'term')
    with pytest.raises(new.Unusable):
        made(root, 'term')


def answers(*typed: str) -> Iterator[str]:
    """What an author types, in turn."""
    return iter(typed)


@pytest.mark.parametrize(
    ('typed', 'expected'),
    [
        (answers('0', 'story', 'Een plek', '', 'A place', ''), new.Wish('story', {'nl': 'Een plek', 'en': 'A place'}, 'verhalen/een-plek')),
        (answers('2', 'Een plek', '2', '2', 'plek'), new.Wish('chapter', {'nl': 'Een plek'}, 'samenwerking/plek')),
        (answers('page', 'Een plek', '1', '', 'uitleg/', ''), new.Wish('page', {'nl': 'Een plek', 'en': ''}, 'uitleg/een-plek')),
        (answers('1', 'Een plek', '2', '1', ''), new.Wish('page', {'nl': 'Een plek'}, 'een-plek')),
        (answers('term', 'Een plek', '2'), new.Wish('term', {'nl': 'Een plek'}, 'een-plek')),
    ],
)
def test_who_types_nothing_is_asked(typed: Iterator[str], expected: new.Wish, tmp_path: Path) -> None:
    """By number or by name; empty is what stands between the square brackets."""
    assert questions.asked(lay(tmp_path), '', {'nl': '', 'en': ''}, '', lambda question: next(typed)) == expected
    assert list(typed) == []


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    """What lacks is told with an example, in the language that was asked for; exit code 1 and no traceback."""
    command = [sys.executable, '-m', 'publishing', 'new', '--kind', 'story', '--lang', 'en']
    run = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (1, '')
    assert run.stderr.startswith('Say what kind of page it will be') and run.stderr.count('\n') == 1


def test_make_takes_what_is_typed_behind_it() -> None:
    """A title may hold quotation marks; what is not given is asked."""
    command = ['make', '--no-print-directory', '-n', 'new', 'KIND=story', "TITLE=Mijn 'plek'", 'TITLE_EN=My "place"']
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip().endswith("publishing new --kind 'story' --title 'Mijn '\\''plek'\\''' --title-en 'My \"place\"'")


def test_what_is_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files, where the page stands, each line to fill in, and what to type then."""
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    root = lay_site(tmp_path, nav=NAV)
    change(root / 'mkdocs.yml', '      - "uitleg/hoofdstuk.md"\n', '')
    told = new.told(made(root, 'page'), ['docs/uitleg/wat-helpt.nl.md:5: …']).splitlines()
    assert told[1:3] == ['  + docs/uitleg/wat-helpt.nl.md', '  + docs/uitleg/wat-helpt.en.md']
    assert re.fullmatch(r'Bijgezet in de navigatie: mkdocs\.yml, regel \d+\.', told[3])
    assert told[-1].endswith('python3 -m publishing translations done docs/uitleg/wat-helpt.en.md')
