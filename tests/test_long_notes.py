"""Notes longer than their room: each word stands on a page, once and in its order, whatever calls the note and whatever follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from weasyprint.layout import preferred

from publishing.print.proof.reading import read
from tests.test_print_style import printed

WORD = re.compile(r'\bw\d+')


def block(tag: str, held: str) -> str:
    """As a note holds one (publishing/report/footnotes.py)."""
    return f'<span data-block="{tag}">{held}</span>'


class Words:
    """A text in which each word has its number."""

    def __init__(self) -> None:
        self.words = self.notes = 0

    def some(self, count: int) -> str:
        self.words += count
        return ' '.join(f'w{number}{"x" * (number % 8)}' for number in range(self.words - count, self.words))

    def note(self, count: int, parts: int = 1) -> str:
        self.notes += 1
        return self.called(''.join(block('p', self.some(count // parts)) for _ in range(parts)))

    def called(self, held: str) -> str:
        return f'<span class="call" id="noot-{self.notes}"><span class="note" data-number="{self.notes}">{held}</span></span>'

    def holder(self, count: int) -> str:
        """A note that begins with a list, each item of which has a list, and goes on with a table and what was typed as it stands."""
        self.notes += 1
        items = ''.join(block('li', self.some(9) + block('ol', block('li', self.some(12)))) for _ in range(count))
        rows = ''.join(block('tr', block('td', self.some(6)) + block('td', self.some(9))) for _ in range(count))
        head = block('thead', block('tr', block('th', 'A') + block('th', 'B')))
        table = block('table', block('caption', self.some(2)) + head + block('tbody', rows))
        return self.called(block('ul', items) + table + block('blockquote', block('p', self.some(9))) + block('pre', self.some(9)))

    def paragraph(self, *notes: int) -> str:
        return f'<p>{self.some(30)}{"".join(f" {self.some(9)}{self.note(count)}" for count in notes)} {self.some(20)}</p>'

    def row(self, count: int) -> str:
        return f'<tr><td>{self.some(9)}{self.note(count)}</td><td>{self.some(40)}</td></tr>'


def paragraphs(words: Words) -> str:
    return words.paragraph(15, 1200, 15) + words.paragraph(15) + words.paragraph(500, 400, 15) + words.paragraph()


def blocks(words: Words) -> str:
    items = ''.join(f'<li>{words.some(12)}{words.note(count, parts=5)}</li>' for count in (15, 600, 15))
    table = f'<table><caption>{words.some(3)}</caption><tbody>{words.row(15)}{words.row(900)}{words.row(600)}</tbody></table>'
    box = f'<div class="admonition note"><p class="admonition-title">{words.some(2)}</p>{words.paragraph(600)}</div>'
    return f'<p>{words.some(9)}</p><ul>{items}</ul>{table}{box}'


def holders(words: Words) -> str:
    notes = ''.join(f'<p>{words.some(30)}{words.holder(count)} {words.some(20)}</p>' for count in (2, 60, 3))
    return f'{notes}<ul><li>{words.some(12)}{words.holder(40)}</li><li>{words.some(9)}</li></ul>'


@pytest.mark.parametrize('text', [paragraphs, blocks, holders])
def test_no_word_is_lost_or_read_twice(text: Callable[[Words], str], tmp_path: Path) -> None:
    words, path = Words(), tmp_path / 'x.pdf'
    html = f'<section class="chapter"><h1>{words.some(2)}</h1>{text(words)}</section>'
    made = printed(html)
    path.write_bytes(made.data)
    assert made.problems == [] and made.flaws == []
    assert WORD.findall(read(path).text) == WORD.findall(html)


def test_a_table_in_a_note_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the note is laid out to know what room it takes."""
    words, asked, measured = Words(), [], preferred.table_cell_min_content_width

    def counted(context: Any, cell: Any, outer: bool) -> Any:
        asked.append(cell.element)
        return measured(context, cell, outer)

    monkeypatch.setattr(preferred, 'table_cell_min_content_width', counted)
    printed(f'<section class="chapter"><p>{words.some(9)}{words.holder(9)}</p></section>')
    assert len(asked) == len(set(asked)) == 20


def pages(body: str) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed(body).data)]


def test_a_note_goes_on_under_its_number_before_the_next_part_begins() -> None:
    """The number is seen on each page, and read once; the chapter that follows begins behind the note."""
    words = Words()
    first, *between, last = pages(
        f'<section class="chapter"><p>{words.some(9)}{words.note(1200)}</p></section><section class="chapter">Slot</section>'
    )
    assert between and 'Slot' in last and not WORD.search(last)
    assert all(re.search(r'(?m)^1\b', page) for page in [first, *between])


def test_a_shorter_note_stays_whole() -> None:
    words = Words()
    made = pages(f'<section class="chapter"><div style="height: 215mm"></div><p>Woord {words.note(60)}</p><p>Slot</p></section>')
    assert [bool(WORD.search(page)) for page in made] == [False, True]
