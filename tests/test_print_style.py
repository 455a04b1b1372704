"""The style of print on pages where it is put to the test: every way in which a paragraph or table can meet the end of a page."""

from __future__ import annotations

import datetime
import re
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from weasyprint.css import get_all_computed_styles
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector

from publishing.print import page_progress, pdf, unset
from publishing.report import page_number
from publishing.report.templates import STYLES

ROOT = Path(__file__).resolve().parent.parent
FILLED = range(40, 48)  # lines above: from well before the foot of a page to past it
ABOVE = '<div style="height: {}pt"></div>'
LINE = 14.5  # points
CREATED = datetime.date(2026, 11, 22)


def printed(body: str) -> pdf.Printed:
    """The PDF of a text in the style of a report."""
    styles = ''.join(f'<link rel="stylesheet" href="/{path}">' for path in STYLES)
    html = f'<!doctype html><html lang="nl"><head><title>x</title>{styles}</head><body class="series-1">{body}</body></html>'
    return pdf.render(html, files={'': ROOT}, created=CREATED)


@pytest.fixture(scope='module')
def pages() -> list[str]:
    """The text of each page: a chapter for each number of lines above a paragraph of four lines, and above a heading and its text."""
    words = ' '.join(f'w{number}regel' for number in range(4)).replace(' ', '<br>')
    starts = [f'<section class="chapter"><h1>Kop</h1>{ABOVE.format(LINE * above)}' for above in FILLED]
    chapters = [f'{start}{between}<p>{words}</p><p>Slot</p></section>' for between in ('', '<h2>Tussenkop</h2>') for start in starts]
    rows = ''.join(f'<tr><td>rij {number}</td><td>cel</td></tr>' for number in range(120))
    chapters.append(f'<table><caption>Bijschrift</caption><thead><tr><th>Kolomkop</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>')
    made = printed(''.join(chapters))
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data)]


def test_no_line_stands_alone(pages: list[str]) -> None:
    """No single line of a paragraph at the foot or at the head of a page."""
    found = [len(re.findall(r'w\dregel', page)) for page in pages]
    assert 1 not in found and 3 not in found
    assert {0, 2, 4} == set(found)  # the page did end within some of them


def test_no_heading_without_its_text(pages: list[str]) -> None:
    """A heading goes on with two lines at least on its own page."""
    with_heading = [page for page in pages if 'Tussenkop' in page]
    assert len(with_heading) == len(FILLED)
    assert all(len(re.findall(r'w\dregel', page.partition('Tussenkop')[2])) >= 2 for page in with_heading)


def test_a_long_report_says_how_far_it_is() -> None:
    """After each 25 pages, and no more when it is done."""
    told: list[int] = []
    with page_progress.told(told.append):
        printed('<p style="break-before: page">x</p>' * 60)
    assert told[:2] == [25, 50]
    with page_progress.told(told.append):
        printed('<p>x</p>')
    assert set(told) == {25, 50}


def test_a_page_number_of_three_digits_is_no_mistake_of_the_author() -> None:
    """It stands where the line had room for two; words of the same width are told of."""
    room = '<p style="white-space: nowrap"><span style="display: inline-block; width: calc(100% - 18pt)"></span>{}.</p>'
    pages = '<p style="break-before: page">x</p>' * 100 + '<p id="last" style="break-before: page">x</p>'
    told = [printed(room.format(text) + pages).problems for text in (page_number.html('last'), '&#160;102')]
    assert told == [[], ['Text wider than the page: 102.']]


def test_a_page_number_is_whole_in_the_narrowest_room() -> None:
    narrow = f'<p style="width: 7mm">(p.{page_number.html("x")})</p><p id="x">x</p>'
    made = printed(narrow)
    assert made.problems == []
    assert '(p.\u00a01)' in pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_bounded()


def test_a_table_repeats_its_head(pages: list[str]) -> None:
    """On each page that it is on, and it loses no row."""
    with_rows = [page for page in pages if 'rij ' in page]
    assert len(with_rows) > 2 and all(page.count('Kolomkop') == 1 for page in with_rows)
    rows = [int(number) for page in with_rows for number in re.findall(r'rij (\d+)', page)]
    assert [number for number, _ in groupby(rows)] == list(range(120))


def test_a_name_from_elsewhere_is_in_our_own_letters() -> None:
    """Each language of Europe that is written in Latin letters, in each style that reports use."""
    names = 'Ayşe Łukasz Őrs Žofie Ģirts Ħal Ŵyn İpek'
    made = printed(f'<h1>{names}</h1><p>{names} <em>{names}</em> <strong>{names}</strong></p>')
    assert made.problems == []
    assert pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_bounded().count('Łukasz Őrs Žofie Ģirts') == 4


def test_a_row_higher_than_a_page_begins_below_its_caption() -> None:
    """However high it is and wherever the table begins, nothing that heads it stands alone, and the head of the table on each page."""
    head = '<caption>Bijschrift</caption><thead><tr><th>Kolomkop</th><th>B</th></tr></thead>'
    cell = ' '.join(['woorden in een cel'] * 400)
    rows = f'<tr><td>een</td><td>{cell}</td></tr><tr><td>twee</td><td>{cell}</td></tr>{"<tr><td>slot</td><td>kort</td></tr>" * 2}'
    table = f'<h2>Tussenkop</h2><table>{head}{rows}</table></section>'
    made = printed(''.join(f'<section class="chapter"><h1>Kop</h1>{"<p>Alinea met woorden.</p>" * above}{table}' for above in (1, 8, 16)))
    assert made.problems == [] and made.flaws == []
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data)]
    assert all('Kolomkop' in page for page in pages if 'woorden in een cel' in page)
    assert sum(page.count('cel') for page in pages) >= 2400


def test_what_no_rule_says_is_what_the_renderer_would_work_out() -> None:
    """For every property of every element: inherited, worked out from others, set by the way of writing, from sums."""
    rules = """
        :root { --room: 3mm; font-size: 10pt; color: navy }
        main { border: 1pt solid; margin-inline-start: 4pt; text-decoration: underline; page: wide; hyphens: auto; line-height: 1.5 }
        p { padding: calc(var(--room) + 1pt); float: left; width: 50% } em { position: absolute; color: inherit; font-size: 2em }
    """
    body = '<main dir="rtl"><p style="inline-size: 20mm">Een <em>twee</em></p><table><tr><td width="3">x</td></tr></table></main>'
    html = weasyprint.HTML(string=f'<style>{rules}</style>{body}')

    def worked_out() -> dict[tuple[str, str], object]:
        style_for = get_all_computed_styles(html, presentational_hints=True, target_collector=TargetCollector())
        elements = list(html.etree_element.iter())
        return {(element.tag, key): style_for(element)[key] for element in elements for key in INITIAL_VALUES}

    expected = worked_out()
    with unset.known():
        assert worked_out() == expected
