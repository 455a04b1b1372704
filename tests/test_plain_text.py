"""Plain text of a report: every word of the book in its order, and what layout says there said in signs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import cast

import lxml.etree
import pytest

from publishing.report import plain_text
from publishing.report.composed import Composed
from publishing.sources import manifest
from publishing.sources.manifest import Made
from tests.kinds import reports

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = {'p', 'li', 'td', 'th', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'caption', 'figcaption'}
ADDRESS = re.compile(r' <(?:https?:|mailto:|tel:)[^>]*>')


class Held:
    """A report that renders one piece of HTML."""

    def __init__(self, html: str):
        self.html = html

    def render(self, template: str) -> str:
        return f'<div>{self.html}</div>' if template == 'text.html' else ''


CASES = {
    'headings': ('<h1><span>1</span> Kop</h1><h2>Twee</h2><h3>Drie</h3>', '1 Kop\n=====\n\nTwee\n----\n\nDrie'),
    'a paragraph is one line': ('<p>Een\n  <em>twee</em>\ndrie.</p>', 'Een twee drie.'),
    'a number stands apart': ('<p><span class="paragraph-number">4</span> Tekst</p>', '(4) Tekst'),
    'a checklist': (
        '<ul class="checklist"><li><span class="point-number">1</span> <span class="box">☐</span>Ja</li></ul>',
        '- (1) ☐ Ja',
    ),
    'numbers as typed': ('<ol start="4"><li>a</li><li>b</li></ol>', '4. a\n5. b'),
    'lists in lists': (
        '<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>',
        '- a\n  - b\n- c\n  d',
    ),
    'a long number': ('<ol start="10"><li>a<ul><li>b</li></ul></li></ol>', '10. a\n    - b'),
    'a call and its note': (
        '<p>Waar.<sup><a class="footnote-ref" href="#n">3</a></sup></p>'
        '<ol class="notes"><li value="3"><p>Bron. <a class="footnote-backref" href="#c">↩</a></p></li></ol>',
        'Waar.[3]\n\n[3] Bron.',
    ),
    'an address follows its words': (
        '<p><a href="https://a.example/">hier</a> <a href="https://b.example/">https://b.example/</a> <a href="#x">daar</a></p>',
        'hier <https://a.example/> https://b.example/ daar',
    ),
    'a row is a block': (
        '<table><caption>Tabel 1</caption><thead><tr><th>Wie</th><th></th></tr></thead>'
        '<tbody><tr><td>ik</td><td>jij</td></tr><tr><td>a <b>b</b></td><td><p>c</p><p>d</p></td></tr></tbody></table>',
        'Tabel 1\n\nWie: ik\njij\n\nWie: a b\nc d',
    ),
    'cells that are one': (
        '<table><thead><tr><th>Jaar</th><th colspan="2">Leden</th></tr></thead><tbody>'
        '<tr><td rowspan="2">2023</td><td>10</td><td>2</td></tr><tr><td colspan="2">geen</td></tr></tbody></table>',
        'Jaar: 2023\nLeden: 10\nLeden: 2\n\nJaar: 2023\nLeden: geen',
    ),
    'words and what they mean': ('<dl><div><dt>kas</dt><dd>glas</dd><dd>geld</dd></div></dl>', 'kas\n    glas\n    geld'),
    'a drawing says what it shows': ('<figure><svg><title>Drie.</title><desc>1 a</desc><g/></svg></figure>', '[Drie. 1 a]'),
    'a picture too': ('<p><img alt="Een tuin" src="t"/></p>', '[Een tuin]'),
    'what is for the eye alone is left out': ('<p>a</p><div aria-hidden="true"><p>b</p></div><p>c</p>', 'a\n\nc'),
    'an empty picture says nothing': ('<p>a<img alt="" src="t"/></p>', 'a'),
    'code keeps its lines': ('<pre><code>een\n  twee\n</code></pre>', '    een\n      twee'),
    'words beside a block': ('<div>voor<p>midden</p>na</div>', 'voor\n\nmidden\n\nna'),
}  # fmt: skip


@pytest.mark.parametrize('name', CASES)
def test_layout_is_said_in_signs(name: str) -> None:
    html, text = CASES[name]
    assert plain_text.write(cast(Composed, Held(html))).decode() == text + '\n'


@reports
@pytest.mark.parametrize('of_edition', [False, True])
def test_every_word_of_the_book_stands_in_the_text_in_its_order(made: Made, built: None, of_edition: bool) -> None:
    """Also in the text that is made from the book itself, as that of an edition is."""
    place, names = ROOT / manifest.FOLDER, {form.kind: form.file for form in made.forms}
    book = place / names['epub']
    told = (
        plain_text.of_book(book.read_bytes()) if of_edition else (place / names['plain']).read_text(encoding='utf-8').partition('\n\n')[2]
    )
    text, at, seen = bare(ADDRESS.sub('', told)), 0, 0
    for block in of_book(book):
        found = text.find(block, at)
        assert found >= 0, block
        at, seen = found + len(block), seen + len(block)
    assert seen > len(text) / 2


def of_book(file: Path) -> list[str]:
    """The words of every innermost block of the chapters, as the spine of the book orders them."""
    with zipfile.ZipFile(file) as book:
        package = lxml.etree.fromstring(book.read('EPUB/package.opf'))
        names = {item.get('id'): item.get('href') for item in package.iterfind('.//{*}manifest/{*}item')}
        spine = [names[item.get('idref')] for item in package.iterfind('.//{*}spine/{*}itemref')]
        pages = [lxml.etree.fromstring(book.read(f'EPUB/{name}')) for name in spine if name not in ('cover.xhtml', 'nav.xhtml')]
    blocks = [element for page in pages[1:] for element in page.iter() if local(element) in BLOCKS]
    innermost = [element for element in blocks if not any(local(part) in BLOCKS for part in element.iterdescendants())]
    words = [bare(''.join(words_of(element))) for element in innermost if not is_column(element) and not is_for_the_eye(element)]
    return [block for block in words if block]


def is_column(element: lxml.etree._Element) -> bool:
    """The name of a column: plain text says it in every row, so it has no order of its own."""
    return any(local(part) == 'thead' for part in element.iterancestors())


def is_for_the_eye(element: lxml.etree._Element) -> bool:
    """Words of the page set large: who hears or searches the text gets them where they stand."""
    return any(part.get('aria-hidden') == 'true' for part in element.iterancestors())


def words_of(element: lxml.etree._Element) -> list[str]:
    return [] if local(element) == 'svg' or 'footnote-backref' in (element.get('class') or '') else [
        element.text or '', *(part for child in element for part in [*words_of(child), child.tail or '']),
    ]  # fmt: skip


def local(element: lxml.etree._Element) -> str:
    return str(lxml.etree.QName(element).localname)


def bare(text: str) -> str:
    return re.sub(r'[\W_]+', '', text)
