"""Sections of a chapter are counted anew below each heading, and notes in each chapter; both languages have the same numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from publishing.report import composer, form, parts
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from publishing.sources.labels import order, section_numbers
from publishing.sources.outline import outline
from publishing.sources.reading import read
from tests.projects import change, lay

BODY = '## a {#a}\n\n### b {#b}\n\n### c {#c}\n\n#### d\n\n## e {#e}\n\n### f {#f}\n\n## g {#g}\n\n### h {#h}\n\n### i {#i}\n'


@pytest.mark.parametrize(('number', 'numbers'), [
    ('3', ['3.1', '3.1.1', '3.1.2', '3.2', '3.2.1', '3.3', '3.3.1', '3.3.2']),
    ('', [''] * 8),
])  # fmt: skip
def test_sections_begin_at_one_below_each_heading(number: str, numbers: list[str]) -> None:
    """Outside a report they have none."""
    found = list(section_numbers(outline(read(BODY)), number))
    assert [number for number, _ in found] == numbers
    assert [heading.id for _, heading in found] == list('abcefghi')


def test_the_tenth_comes_after_the_ninth() -> None:
    assert sorted(['3.10', '3.9', '3.1.2', '', '3'], key=order) == ['', '3', '3.1.2', '3.9', '3.10']


@pytest.fixture
def held(tmp_path: Path) -> Catalogue:
    """A report with a summary, a chapter of two pages and a second chapter, each with notes."""
    root = lay(tmp_path)
    for name, words in (
        ('reports/voorbeeld/samenvatting.nl.md', 'Kort.[^k]\n\n[^k]: Noot van de samenvatting.'),
        ('reports/voorbeeld/leeswijzer.nl.md', 'Lees.[^l]\n\n[^l]: Noot van de leeswijzer.'),
        ('docs/index.nl.md', 'Een.[^a] Twee.[^b]\n\n[^a]: Noot A.\n\n[^b]: Noot B.'),
        ('docs/uitleg/voorbeeld.nl.md', 'Drie.[^c]\n\n[^c]: Noot C.'),
    ):
        file = root / name
        file.write_text(f'{file.read_text(encoding="utf-8")}\n{words}\n', encoding='utf-8')
    change(root / 'reports/voorbeeld/report.yml', '  - page: uitleg/hoofdstuk\n', '''\
  - page: index
    sections: [uitleg/voorbeeld]
  - page: uitleg/hoofdstuk
''')  # fmt: skip
    return catalogue.load(root)


def test_notes_begin_at_one_in_each_chapter_on_paper(held: Catalogue) -> None:
    """And in each text before them; they run on through the pages of a chapter."""
    text = composer.compose(held, 'voorbeeld', 'nl').html
    parts = re.split(r'(?=<section[^>]*class="(?:front|chapter))', text)
    notes = [numbers for part in parts if (numbers := re.findall(r'data-number="(\d+)"', part))]
    assert notes == [['1'], ['1'], ['1', '2', '3', '4'], ['1']]


def test_notes_begin_at_one_in_each_chapter_of_a_book(held: Catalogue) -> None:
    parts = composer.composed(held, 'voorbeeld', 'nl', form.BOOK).parts
    notes = [numbers for part in parts if (numbers := re.findall(r'<li[^>]*\bvalue="(\d+)"', part.notes))]
    assert notes == [['1'], ['1'], ['1', '2', '3', '4'], ['1']]


def test_the_sources_of_a_chapter_name_its_own_notes(held: Catalogue) -> None:
    """Not those of the chapter before, which have the same numbers."""
    sources = {part.number: part.sources for part in composer.composed(held, 'voorbeeld', 'nl', form.PRINT).chapters}
    assert {number: [cited.notes for cited in cites] for number, cites in sources.items()} == {'1': [['1']], '2': [['1']]}


def test_the_sources_of_a_chapter_keep_the_order_of_the_list() -> None:
    """É stands with E; those of one author are together."""
    sources = [parts.InShort(who, Markup(who), year, []) for who, year in (('École', '2020'), ('Zorg', '2020'), ('Zorg', '2021'))]
    shown = parts.Part('x', '1', 'X', Markup(''), sources=sources).sources_by_author
    assert [(who, len(held)) for who, held in shown] == [('École', 1), ('Zorg', 2)]
