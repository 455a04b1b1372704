"""`make fix`: each folder in fixes/ holds texts as they were (`in`) and as they are mended (`fixed`), on the base project."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from publishing.desk import fix, translations
from publishing.problems import LEVELS
from publishing.sources import reading
from tests.projects import ROOT, TESTS, lay
from tests.test_checks import problems_of

FIXES = TESTS / 'fixes'
NAMES = sorted(path.name for path in FIXES.iterdir())
SIGNS = re.compile(r'[•◦–¶]|#+|(?<=\s)(?:-|\d\.)(?=\s)')  # what becomes the mark of a point; the link beside a heading
PAGES = sorted((ROOT / 'docs').rglob('*.nl.md'))[::12]


def texts(folder: Path) -> dict[str, bytes]:
    """The files of a folder that the fix may touch."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob('*.md'))}


def shown(text: str) -> str:
    """The words that a page of the site shows."""
    body = text.replace('\r\n', '\n').split('\n---\n', 1)[-1]
    blocks = [node for node in reading.read(body).flat if node.type == 'inline']
    return ' '.join(SIGNS.sub(' ', ' '.join(reading.text(block) for block in blocks)).split())


@pytest.mark.parametrize('name', NAMES)
def test_fixes(name: str, tmp_path: Path) -> None:
    """What has one right mend is mended, all else stays, a second run does nothing, and a reader sees the same words."""
    root = lay(tmp_path, FIXES / name / 'in')
    before = texts(root)
    list(fix.mend(root))
    after, wanted = texts(root), texts(FIXES / name / 'fixed')
    assert {path: after[path] for path in wanted} == wanted
    assert {path for path in after if after[path] != before[path]} <= wanted.keys()
    assert list(fix.mend(root)) == []
    for path in wanted:
        if before[path] != after[path] and path.endswith('nieuw.nl.md') and name != 'left-alone':
            assert shown(after[path].decode()) == shown(before[path].decode())


def test_names_are_equal_in_both_languages(tmp_path: Path) -> None:
    """So the checks find nothing more to say about them."""
    root = lay(tmp_path, FIXES / 'names' / 'in')
    list(fix.mend(root))
    assert not {problem.rule for problem in problems_of(root)} & {'twin-parts-differ', 'twin-part-missing'}


def test_a_translation_in_step_stays_in_step(tmp_path: Path) -> None:
    """When its original is mended, and not a word of that changes."""
    root = lay(tmp_path)
    page = root / 'docs/uitleg/hoofdstuk.nl.md'
    page.write_text(page.read_text(encoding='utf-8') + '\nWij hebben:\n• een tuin\n', encoding='utf-8')
    other = root / 'docs/uitleg/hoofdstuk.en.md'
    other.write_text(other.read_text(encoding='utf-8') + '\nWe have:\n• a garden\n', encoding='utf-8')
    list(translations.done(root, [str(other)]))
    told = dict(fix.mend(root))
    assert told == {'docs/uitleg/hoofdstuk.nl.md': {'bullets': 1, 'list': 1}, 'docs/uitleg/hoofdstuk.en.md': {'stamp': 1}}
    assert [problem for problem in problems_of(root) if problem.level != LEVELS[2]] == []
    assert 'docs/uitleg/hoofdstuk.en.md: opnieuw gestempeld' in fix.told(told.items(), 'nl')
    assert fix.told([], 'en') == 'There was nothing that could be mended by itself.'


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_a_spoiled_page_is_mended(page: Path) -> None:
    """A page of the site needs nothing; spoiled in every way that has one right mend, it becomes what it was."""
    text, chance = page.read_text(encoding='utf-8'), random.Random(page.name)
    assert fix.mended(text) == (text, {})
    front, body = text.split('\n---\n', 1)
    spoiled, coded = list[str](), reading.coded(reading.read(body))
    for number, line in enumerate(body.split('\n')):
        if line and number not in coded:
            line = re.sub(r'^(##+) ', r'\1', line) + chance.choice(['', ' '] if any(spoiled) else [' '])
        spoiled.append(line)
    fresh, done = fix.mended('\r\n'.join([*front.split('\n'), '---', *spoiled]).rstrip('\r\n'))
    assert fresh == text
    assert fix.mended(fresh) == (text, {})
    assert {'line-ends', 'last-line', 'spaces'} <= done.keys()
