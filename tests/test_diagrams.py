"""Diagrams typed as text: what is drawn of them, what is refused, and how they are read on paper and on a phone."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publishing import markdown
from publishing.formats.bibliography import Bibliography
from publishing.markdown.context import PageContext
from publishing.pictures import diagram
from publishing.print.proof import reading
from publishing.report import blocks
from publishing.sources import catalogue
from publishing.sources.source import Source
from tests.projects import ROOT, TESTS, change, lay
from tests.test_print_style import printed

TYPED = """Ouders -> Mentor: bellen elke week
Mentor -> Plan: محمد بن سلمان
Samen: {
  Plan: Een plan dat\\npast bij Ελένη
}
Plan -> Samen.Plan: over de rand
"""


@pytest.fixture
def page(tmp_path: Path) -> Source:
    return Source('docs/uitleg/hoofdstuk.nl.md', tmp_path / 'docs/uitleg/hoofdstuk.nl.md', 'uitleg/hoofdstuk', 'nl')


def test_each_word_is_told_at_its_line(page: Source) -> None:
    """Also one that is broken in two, which the checks of words must see as one."""
    assert {(label.line, label.words) for label in diagram.labels(page, TYPED)} >= {
        (0, 'Ouders'), (0, 'bellen elke week'), (3, 'Een plan dat past bij Ελένη'), (5, 'over de rand'),
    }  # fmt: skip


def test_no_line_goes_through_words(page: Source) -> None:
    """Each line with words on it is broken there, and ends in an arrow."""
    drawn = diagram.svg(page, TYPED, 'Wie wie belt.', 'site')
    broken = [line for line in drawn.iter('path') if line.get('fill') == 'none' and line.get('stroke-dasharray')]
    assert len(broken) >= 3
    assert len([*drawn.iter('polygon')]) == 3
    assert not [part for part in drawn.iter() if part.tag in ('mask', 'marker', 'style') or part.get('id')]


@pytest.mark.parametrize('line', [
    'x: @../geheim', '...@../geheim', 'x: {icon: https://elders.example/x.svg}', 'x.link: https://elders.example', 'x: |md # Kop |',
    'x.style.fill: red', '*.style.opacity: 0.4', 'x: {shape: image; icon: ./foto.png}', 'layers: {x: {a}}', 'x: "a" {tooltip: b}',
    'x: |latex \\\\lim |', 'vars: {x: 1}', 'classes: {x: {shape: oval}}', 'x: {shape: sql_table; a: int}', 'x: {shape: class; +a: int}',
    'x: {shape: code}', 'x -> y: {source-arrowhead: {shape: diamond}}',
])  # fmt: skip
def test_what_is_no_shape_line_or_word_is_refused_at_its_line(page: Source, line: str) -> None:
    with pytest.raises(diagram.Undrawable) as refused:
        diagram.svg(page, f'Ouders -> Mentor\n{line}', '', 'site')
    assert refused.value.rule in ('diagram-part', 'diagram-shape')
    assert refused.value.line == 1


def test_nothing_of_a_story_is_kept(page: Source) -> None:
    told = Source('docs/verhalen/x.nl.md', page.root / 'docs/verhalen/x.nl.md', 'verhalen/x', 'nl', {'kind': 'story', 'consent': {}})
    diagram.svg(told, 'Opa -> Kind', '', 'site')
    assert not [*page.root.glob('build/**/*')]
    diagram.svg(page, 'Opa -> Kind', '', 'site')
    assert [*page.root.glob('build/cache/diagram*')]


def test_paper_has_its_words_whole(page: Source, tmp_path: Path) -> None:
    """In the file each label is as it was typed, from right to left too, and none touches the next."""
    file = tmp_path / 'x.pdf'
    drawn = etree.tostring(diagram.svg(page, TYPED, 'Wie wie belt.', 'print'), encoding='unicode')
    made = printed(f'<p>Zie:</p><figure class="diagram">{drawn}</figure>')
    file.write_bytes(made.data)
    text = f' {reading.read(file).text} '
    assert not made.problems
    assert all(f' {label.words} ' in text for label in diagram.labels(page, TYPED)), text


def test_another_arrow_is_a_change(tmp_path: Path) -> None:
    """A frozen book and a later one are compared by what is drawn, also where the description stayed."""
    page = Source('docs/x.nl.md', tmp_path / 'docs/x.nl.md', 'x', 'nl')
    pages = [_figure(page, typed) for typed in ('A -> B: eerst', 'A -> B: eerst', 'B -> A: eerst')]
    found = [[block.compared for block in blocks.of_xhtml([held], lambda name: b'')] for held in pages]
    assert found[0] == found[1] != found[2]


def _figure(page: Source, typed: str) -> str:
    drawn = etree.tostring(diagram.svg(page, typed, 'Wie wie belt.', 'print'), encoding='unicode')
    return f'<div><section id="x"><figure>{drawn}</figure></section></div>'


def test_letters_stay_large_on_a_phone(chromium: Browser, tmp_path: Path) -> None:
    """A diagram that would become too small scrolls by itself, also by the keyboard."""
    root = lay(tmp_path, TESTS / 'cases/diagram-without-text/in')
    change(
        root / 'docs/uitleg/hoofdstuk.nl.md',
        '```d2\nOuders',
        '```d2 Wie belt.\ndirection: right\nVaders en moeders -> Ouders: samen\nOuders',
    )
    sources = catalogue.load(root)
    context = PageContext(sources.pages['uitleg/hoofdstuk', 'nl'], sources, Bibliography(root, sources.reference_by_id, 'nl'), 'site', {})
    body = markdown.inside(markdown.convert(context))
    style = (ROOT / 'overrides/assets/style/site.css').read_text(encoding='utf-8')
    with chromium.new_page(viewport={'width': 390, 'height': 800}) as shown:
        shown.set_content(f'<!doctype html><style>{style}</style><main>{body}</main>')
        held = shown.locator('figure.diagram [role=region]')
        assert held.get_attribute('aria-label') == 'Figuur 1 Wie belt wie' and held.get_attribute('tabindex') == '0'
        assert held.evaluate('region => region.scrollWidth > region.clientWidth')
        assert not shown.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
        height = held.locator('text').first.evaluate('words => words.getBoundingClientRect().height')
        assert height >= 16
