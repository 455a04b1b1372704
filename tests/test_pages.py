"""Laid-out pages that look wrong, each made up to break one rule, and told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publishing.markdown.html import inside
from publishing.print import build
from publishing.problems import Problem, levels
from publishing.sources import catalogue
from tests.projects import change, lay
from tests.test_print_style import printed
from tests.test_reading import shown

TEXT = 'woord en nog een woord ' * 30
CAPTION = '<figcaption>Een vlak</figcaption>'
TABLE = '<table{}><caption>Bijschrift</caption><tbody><tr><td>een</td><td>twee</td></tr></tbody></table>'
BOX = '<div class="admonition note"><p class="admonition-title">Kader</p>{}</div>'
ABOVE = '<div style="height: {}mm"></div>'
BREAK = 'style="break-before: page"'


def picture(width: int, height: int) -> str:
    """A drawing of this size, in CSS pixels."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><title>Een vlak</title></svg>'


WRONG = {  # what is laid out, by the rule that it breaks and the words that are told
    ('heading-parted', 'Een kop'): f'{ABOVE.format(150)}<h2 style="break-after: page">Een kop</h2><p>{TEXT}</p>',
    ('item-alone', 'een'): f'{ABOVE.format(150)}<ul><li>een</li><li {BREAK}>twee</li><li>drie</li></ul>',
    ('page-almost-empty', 'Een regel.'): f'<p>Een regel.</p><p {BREAK}>{TEXT}</p>',
    ('over-edge', 'svg'): f'<div style="width: 900px">{picture(900, 90)}</div>',
    ('table-outside', 'een twee'): BOX.format(TABLE.format(' style="width: 160mm"')),
    ('text-off-page', 'Een regel.'): f'<p><span style="display: inline-block">{"Een regel.<br>" * 70}</span></p>',
}  # fmt: skip
RIGHT = {
    'a table in a box': BOX.format(TABLE.format('')),
    'a table in a list': f'<ul><li>Een punt.{TABLE.format("")}</li><li>Nog een.</li></ul>',
    'pictures that follow each other': f'<p>{TEXT}</p>' + f'<figure>{picture(600, 520)}{CAPTION}</figure>' * 4,
    'a picture, a heading and a picture': f'<p>{TEXT}</p>' + f'<h2>Kop</h2><figure>{picture(600, 500)}{CAPTION}</figure>' * 4,
    'a short list at the foot of a page': f'{ABOVE.format(175)}<ul>{"<li>Een punt.</li>" * 3}</ul><p>{TEXT}</p>',
    'an item that goes on': f'{ABOVE.format(150)}<ul><li>Een.</li><li><p>Twee.</p><p {BREAK}>Meer.</p></li></ul>',
    'a part that ends after a line': f'<p>Een regel.</p></section><section class="chapter"><p>{TEXT}</p>',
}  # fmt: skip


@pytest.mark.parametrize(('rule', 'text'), WRONG)
def test_what_looks_wrong_is_told(rule: str, text: str) -> None:
    flaws = [flaw for flaw in printed(f'<section class="chapter"><h1>Kop</h1>{WRONG[rule, text]}</section>').flaws if flaw.rule == rule]
    assert flaws and all(text in flaw.text for flaw in flaws)


@pytest.mark.parametrize('name', RIGHT)
def test_the_style_keeps_it_right(name: str) -> None:
    assert printed(f'<section class="chapter"><h1>Kop</h1>{RIGHT[name]}</section>').flaws == []


def test_a_box_of_half_a_page_may_go_on_at_the_next(tmp_path: Path) -> None:
    """It fills no page of its own, so that the one before it would be left almost empty."""
    box = '!!! note "Een kader"\n' + '\n'.join(f'    Regel {number}.\n' for number in range(36))
    text = inside(shown(catalogue.load(lay(tmp_path)), f'Een regel.\n\n{box}\n\nNog een.', 'print'))
    assert printed(f'<section class="chapter"><h1>Kop</h1>{text}</section>').flaws == []


def test_only_lost_text_stops_a_build() -> None:
    assert {rule for rule, _ in WRONG if levels()[rule] == 'error'} == {'text-off-page'}


def test_it_is_told_at_its_line_and_the_report_is_made(tmp_path: Path) -> None:
    """A box that fills the next page leaves this one almost empty; the line is that of the last text before it."""
    project, told = lay(tmp_path / 'project', printable=True), list[Problem]()
    Image.new('RGB', (1200, 1200)).save(project / 'docs/assets/vlak.png')
    photo = '    ![Een vlak](../assets/vlak.png)\n'
    box = f'!!! note "Een kader"\n{photo}\n' + '\n'.join(f'    Regel {number}.\n' for number in range(9))
    change(project / 'docs/uitleg/hoofdstuk.nl.md', 'Er zijn twee kleuren.', f'{box}\n\nEr zijn twee kleuren.')
    change(project / 'docs/uitleg/hoofdstuk.en.md', 'There are two colours.', f'{box}\n\nThere are two colours.')
    assert build.reports(project, locales=['nl'], jobs=1, check=False, warn=told.extend) == 1
    flaw = ('docs/uitleg/hoofdstuk.nl.md', 9, 'page-almost-empty')
    assert [(problem.path, problem.line, problem.rule) for problem in told] == [flaw]
    change(project / 'docs/uitleg/voorbeeld.nl.md', 'updated: 2026-11-22', 'updated: 2026-11-21')  # of no report
    for _ in range(2):
        assert build.reports(project, locales=['nl'], jobs=1, check=False, warn=told.extend) == 0
    assert [(problem.path, problem.line, problem.rule) for problem in told] == [flaw] * 3, 'as long as the report is kept'
