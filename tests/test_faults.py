"""What a report can't be made of is told by `make check`, which lays nothing out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.desk import commands
from publishing.problems import Problem
from publishing.report import composer, faults
from publishing.report.composed import Document
from publishing.sources import catalogue
from tests.projects import change, lay

TABLE = ' id="uitleg-hoofdstuk--tab-kleuren"'
CHAPTER = 'docs/uitleg/hoofdstuk.nl.md'


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return composer.rehearsed(catalogue.load(lay(tmp_path)), 'voorbeeld', 'nl')


def test_a_whole_report_has_none(document: Document) -> None:
    assert TABLE in document.html
    assert list(faults.loose(document)) == []


@pytest.mark.parametrize('becomes', ['', TABLE * 2])
def test_a_place_that_is_not_there_once_is_told_where_something_leads_to_it(document: Document, becomes: str) -> None:
    found = list(faults.loose(replace(document, html=document.html.replace(TABLE, becomes))))
    assert [(problem.path, problem.line, problem.rule) for problem in found] == [(CHAPTER, 9, 'render')]
    assert 'uitleg-hoofdstuk--tab-kleuren' in found[0].values['detail']


def more_data(root: Path) -> None:
    (root / 'docs/assets/data/meer.csv').write_text('jaar\n2026\n', encoding='utf-8')


@pytest.mark.parametrize(('alter', 'again'), [
    (lambda root: change(root / CHAPTER, 'Er zijn twee kleuren.', 'Er zijn wel twee kleuren.'), ['nl', 'en']),
    (lambda root: change(root / 'docs/index.nl.md', 'Een voorbeeldzin', 'Een andere zin'), []), (more_data, ['nl', 'en']),
], ids=['its text', 'a text of no report', 'a file of data'])  # fmt: skip
def test_a_report_is_put_together_again_when_what_it_looked_at_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alter: Callable[[Path], None], again: list[str]
) -> None:
    """Or what may be in any; and only then. What was found is told each time, and ends the check."""
    root, made = lay(tmp_path), list[str]()

    def fault(document: Document) -> list[Problem]:
        made.append(document.locale)
        return [Problem(CHAPTER, 9, 'render', {'detail': 'x'})]

    monkeypatch.setattr(faults, 'loose', fault)
    asked = Namespace(fix=False, release=False, level='advice', format='text')
    for expected in (['nl', 'en'], [], again):
        made.clear()
        if expected is again:
            alter(root)
        with pytest.raises(SystemExit):
            commands.check(root, asked)
        assert made == expected


def test_a_sign_that_no_font_has_is_told_where_it_is_typed_before_anything_is_laid_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a page of the site it is a warning; the report can't be made with it. Typed by its number it is the same sign."""
    root = lay(tmp_path)
    change(root / CHAPTER, 'Er zijn twee kleuren.', 'Er zijn twee ☃ kleuren, &#9731; en 😀.')
    with pytest.raises(SystemExit):
        commands.check(root, Namespace(fix=False, release=False, level='warning', format='text'))
    told = [line for line in capsys.readouterr().out.split('\n') if line.startswith(f'{CHAPTER}:') and 'U+' in line]
    assert [line.split(': ')[1] for line in told] == ['missing-glyph'] and '☃ (U+2603), 😀 (U+1F600)' in told[0]
