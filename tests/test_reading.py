"""The author's text is the measure: what was typed is shown, on the site and in print, once, in its order, with its numbers and marks."""

from __future__ import annotations

import functools
import random
import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Literal

import pytest

from publishing import checks, markdown
from publishing.formats.bibliography import Bibliography
from publishing.markdown import PageContext
from publishing.report.fragment import Fragment
from publishing.site import page_facts
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from publishing.sources.reading import coded, read, text
from publishing.sources.source import Source
from tests.projects import ROOT, lay

Medium = Literal['site', 'print']
MEDIA: tuple[Medium, ...] = ('site', 'print')
# What we put into a text, by class: numbers and labels, references by number or title, generated lists, drawings and help, words of ours.
ADDED = {
    'paragraph-number', 'point-number', 'number', 'label', 'headerlink', 'reference', 'footnote-ref', 'footnote-backref', 'list', 'chart',
    'process', 'map', 'provinces', 'check__status', 'outcome__name', 'message__name', 'message__copy', 'contact', 'behind', 'term', 'data',
    'reference-note', 'missing-contact', 'help', 'diagram',
}  # fmt: skip
# Parts of a source that are not words for a reader, each by the sign that it is typed with: a second look at the text, on purpose not ours.
NOT_SHOWN = (
    re.compile(r'^```d2 .*?^```[ ]*$', re.M | re.S),  # tests/test_diagrams.py looks at what is drawn
    re.compile(r'^(?:```|~~~)[^\n]*$', re.M),
    re.compile(r'^[ ]*///.*$', re.M),
    re.compile(r'^\[[^\]^]+\]:.*$', re.M),
    re.compile(r'\[@[^\]]*\]'),
    re.compile(r'\[\^[^\]]+\]:?'),
    re.compile(r'(?<=\])\([^)]*\)'),
    re.compile(r'\{:?[ ]*[#.\w][^}\n]*\}'),
    re.compile(r'!\[[^\]]*\]'),
    re.compile(r'^[ ]*(?:!!!|\?\?\?\+?)[ ]*\w+', re.M),
    re.compile(r'^(?:Tabel|Table|Figuur|Figure): ', re.M),
    re.compile(r'^[ >]*\d+[.)][ ]', re.M),
    re.compile(r'^[ ]*(?:[-*+]|\d+[.)])[ ]+\[[ xX]\]', re.M),
)

CODE = re.compile(r'^(?P<fence>```|~~~).*?^(?P=fence)[ ]*$|`[^`\n]+`', re.M | re.S)


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue.load(lay(tmp_path_factory.mktemp('reading')))


def shown(held: Catalogue, body: str, medium: Medium, name: str = 'uitleg/proef') -> etree.Element:
    """The text as HTML: of the site, or of the report with its notes at the page foot."""
    path = f'docs/{name}.nl.md'
    page = Source(path, Path(path), name, 'nl', body=body)
    context = PageContext(page, held, Bibliography(held.root, held.reference_by_id, 'nl'), medium, {name: '2'})
    root = markdown.convert(context)
    return root if medium == 'site' else Fragment(root, context).root


def words(element: etree.Element, left_out: set[str] = ADDED) -> Iterator[str]:
    """The words of an element that its author typed."""
    classes = set(element.get('class', '').split())
    if not classes & left_out and element.tag != 'svg':
        yield element.text or ''
        for child in element:
            yield from words(child, left_out)
            yield child.tail or ''
    if element.tag not in ('a', 'abbr', 'code', 'em', 'i', 's', 'span', 'strong', 'sub', 'sup', 'wbr'):
        yield ' '


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r'\w+', text))


def typed(body: str) -> Counter[str]:
    """The words of a source, by signs alone."""
    for pattern in NOT_SHOWN:
        body = pattern.sub(' ', body)
    return counted(body)


@functools.cache
def real_pages(medium: Medium) -> tuple[Catalogue, list[tuple[Source, etree.Element]]]:
    """The real site, and each of its pages with its text as HTML: not to be changed, copy it."""
    sources = catalogue.load(ROOT)
    numbers, made = sources.numbering.numbers, []
    for page in sources.pages.values():
        context = PageContext(page, sources, Bibliography(ROOT, sources.reference_by_id, page.locale), medium, numbers)
        made.append((page, markdown.convert(context)))
    return sources, made


@pytest.mark.parametrize('medium', MEDIA)
def test_no_word_of_a_real_page_is_lost(medium: Medium) -> None:
    """Every word of every page, at least as often as it was typed."""
    lost = {}
    for page, root in real_pages(medium)[1]:
        there = counted(''.join(words(root, {'footnote-ref', 'footnote-backref'})))
        missing = typed(page.body) - there
        if missing:
            lost[page.path] = dict(missing)
    assert lost == {}


@pytest.mark.parametrize('medium', MEDIA)
def test_no_word_is_added_to_a_real_page(medium: Medium) -> None:
    """Nothing but what the list of what we add names; a page with a table made from data has more, and the guide is full of examples."""
    sources, pages = real_pages(medium)
    added = {}
    for page, converted in pages:
        made = {'fields', 'table'} & {block.kind for block in page.outline.blocks}
        if made or sources.settings.ours.is_aside(page.meta.get('audience')):
            continue
        root = deepcopy(converted)
        for area in [child for child in root if child.get('class') == 'footnote']:
            root.remove(area)  # notes of sources are made of data; the author's own are in the test above
        for code in [part for part in root.iter() if part.tag in ('code', 'pre')]:
            code[:], code.text = [], ''
        there = counted(''.join(words(root, ADDED - {'term'})))
        more = there - typed(CODE.sub(' ', page.body)) - counted(page.text('content_note')) - counted(_of_us(sources, page))
        if more:
            added[page.path] = dict(more)
    assert added == {}


def _of_us(sources: Catalogue, page: Source) -> str:
    """Words that we put into any text: answers, and the notices about hurt and about whom to write to."""
    word = sources.settings.ours.words('markdown', page.locale)
    answers = [word[answer].capitalize() for answer in ('yes', 'no')] * len(page.outline.points)
    asked = sum(block.kind in ('contact', 'message') for block in page.outline.blocks)
    return ' '.join([*answers, *[word['no-contact'], word['no-contact-yet']] * asked, word['content-note']])


PIECES = (
    '{0} {1}',
    '{0}\n{1}',
    '**{0}** *{1}*',
    '~~{0}~~ H~{1}~O',
    '[{0}](voorbeeld.md) {1}',
    '`{0}` {1}',
    '<https://x.example/{0}> {1}',
    '- {0}\n- {1}',
    '- {0}\n  - {1}',
    '* {0}\n\n  {1}',
    '3. {0}\n4. {1}',
    '1. {0}\n\n   > {1}',
    '2019. {0}\n\n2020. {1}',
    '- [ ] {0}\n- [x] {1}',
    '> {0}\n>\n> {1}',
    '| {0} | {1} |\n|---|---|\n| a | b |',
    '| A | B |\n|---|---|\n| {0} | {1} |',
    '| {0} || B |\n|---|---|---|\n| a | b | {1} |',
    '| A | B |\n|---|---|\n| {0} | b |\n| ^^ | {1} |',
    '## {0} {{#k{0}}}\n\n{1}',
    '### {0} {{#k{0}}}\n{1}',
    '!!! note "{0}"\n    {1}',
    '??? tip "{0}"\n    {1}',
    '=== "{0}"\n\n    {1}',
    '??? note "{0}"\n\n    /// outcome | yes\n\n    {1}\n\n    ///',
    '{0}\n: {1}',
    '```\n{0}\n{1}\n```',
    '{0}[^n{0}]\n\n[^n{0}]: {1}',
    '{0}[^n{0}]\n\n[^n{0}]: x\n\n    {1}',
    '{0}[^n{0}]\n\n[^n{0}]:\n    1. x\n    2. {1}',
    '{0} {{#n{0}}}\n\n{1}',
    '/// check | yes-no\n\n- [ ] {0}\n- [ ] {1}\n\n///',
    '/// outcome | yes\n\n{0} {1}\n\n///',
    '{0}  \n{1}',
    'x & {0} < {1};',
)


@pytest.mark.parametrize('medium', MEDIA)
@pytest.mark.parametrize('seed', range(40))
def test_every_word_of_a_made_up_text_is_shown_once(held: Catalogue, medium: Medium, seed: int) -> None:
    """In any order of pieces, each word that stands nowhere else is there once, and those outside notes in their order."""
    chance = random.Random(seed)
    pieces = chance.choices(PIECES, k=6)
    names = [f'woord{seed}x{number}q' for number in range(12)]
    body = '\n\n'.join(piece.format(*names[2 * number : 2 * number + 2]) for number, piece in enumerate(pieces))
    text = ''.join(words(shown(held, f'{body}\n', medium), {'footnote-ref'}))
    found = re.findall(rf'woord{seed}x\d+q', text)
    assert sorted(found) == sorted(names), body
    if medium == 'print':  # where a note stands with its word
        assert found == names, body


LISTS = {
    '1. a\n2. b\n\nDaarna.\n\n3. c\n4. d\n': [('1', 2), ('3', 2)],
    '2019. a\n\n2020. b\n': [('2019', 2)],
    '- a\n\n1. b\n2. c\n': [('1', 2)],
    '1. a\n   - x\n2. b\n\n   c\n\n3. d\n': [('1', 3)],
    '7) a\n8) b\n': [('7', 2)],
}


@pytest.mark.parametrize('body', LISTS)
@pytest.mark.parametrize('medium', MEDIA)
def test_lists_keep_the_numbers_that_were_typed(held: Catalogue, body: str, medium: Medium) -> None:
    found = [(items.get('start', '1'), len(items)) for items in shown(held, body, medium).iter('ol')]
    assert found == LISTS[body]


def test_what_stands_in_a_step_is_in_the_step(held: Catalogue) -> None:
    body = '1. a\n\n   ![Een rood vierkant](../assets/vierkant.png)\n\n2. b\n\n   > c\n\n3. d\n\n   ```\n   e\n   ```\n'
    (steps,) = shown(held, body, 'site').iter('ol')
    assert [{part.tag for part in step.iter()} & {'img', 'blockquote', 'pre'} for step in steps] == [{'img'}, {'blockquote'}, {'pre'}]


HEAD = '| a | b | c |\n|---|---|---|\n'
JOINED = {  # rows below HEAD → of each cell that begins in them: words, columns, rows
    '| d || e |': [[('d', 2, 1), ('e', 1, 1)]],
    '| d |||': [[('d', 3, 1)]],
    '| d |  | e |': [[('d', 1, 1), ('', 1, 1), ('e', 1, 1)]],
    '|| d | e |': [[('', 1, 1), ('d', 1, 1), ('e', 1, 1)]],
    'd || e': [[('d', 2, 1), ('e', 1, 1)]],
    '| d |': [[('d', 1, 1), ('', 1, 1), ('', 1, 1)]],
    r'| d \|\| e | `\|\|` | f |': [[('d || e', 1, 1), ('||', 1, 1), ('f', 1, 1)]],
    '| d | e | f |\n| ^^ | g | ^^ |\n| ^^ | h | i |': [[('d', 1, 3), ('e', 1, 1), ('f', 1, 2)], [('g', 1, 1)], [('h', 1, 1), ('i', 1, 1)]],
    '| d || e |\n| ^^ || f |': [[('d', 2, 2), ('e', 1, 1)], [('f', 1, 1)]],
    '| d || e |\n| ^^ | ^^ | f |': [[('d', 2, 2), ('e', 1, 1)], [('f', 1, 1)]],
    '| d || e |\n| ^^ | f | g |': [[('d', 2, 1), ('e', 1, 1)], [('^^', 1, 1), ('f', 1, 1), ('g', 1, 1)]],
    '| d | e | f |\n| ^^ || g |': [[('d', 1, 1), ('e', 1, 1), ('f', 1, 1)], [('^^', 2, 1), ('g', 1, 1)]],
    '| ^^ | d | e |': [[('^^', 1, 1), ('d', 1, 1), ('e', 1, 1)]],
    '| d || e |\n| ^^ || ^^ |': [[('d', 2, 1), ('e', 1, 1)], [('^^', 2, 1), ('^^', 1, 1)]],
    r'| d | e | f |' + '\n' + r'| \^^ | `^^` | g |': [[('d', 1, 1), ('e', 1, 1), ('f', 1, 1)], [('^^', 1, 1), ('^^', 1, 1), ('g', 1, 1)]],
}  # fmt: skip


@pytest.mark.parametrize('rows', JOINED)
@pytest.mark.parametrize('before', ['', '> ', '   '])
def test_cells_are_one_where_that_was_typed(rows: str, before: str) -> None:
    """On their own, in a quotation and in a step; what can't be one stays as typed."""
    body = '\n'.join(f'{before}{row}' for row in f'{HEAD}{rows}'.split('\n'))
    _, *found = (node for node in read(f'1. x\n\n{body}\n' if before.isspace() else body).flat if node.type == 'tr')
    held = [[(text(cell), int(cell.attrs.get('colspan', 1)), int(cell.attrs.get('rowspan', 1))) for cell in row.children] for row in found]
    assert held == JOINED[rows]


MARKS = {
    'H~2~O en m^2^': ['sub', 'sup'], '~~weg~~': ['s'], '**vet *en schuin***': ['strong', 'em'], '*a*{: lang=en }': ['em'], 'a  \nb': ['br'],
}  # fmt: skip


@pytest.mark.parametrize('body', MARKS)
def test_marks_are_elements(held: Catalogue, body: str) -> None:
    (paragraph,) = shown(held, body, 'site').findall('p')
    assert [part.tag for part in paragraph.iter() if part.tag not in ('p', 'a')] == MARKS[body]


SIGNS = {
    'B&W; de raad': 'B&W; de raad', 'kinderen <12 jaar': 'kinderen <12 jaar', '?a=1&b;c=2': '?a=1&b;c=2', '&nbsp;x &eacute;': 'x é',
    "'s ochtends \"dit\" en 'dat'": '’s ochtends “dit” en ‘dat’', '10--20 en...': '10–20 en…', 'een\x0btwee': 'een twee',
    r'\*geen\* \[haken\]': '*geen* [haken]', '(c) +- (r)': '(c) +- (r)',
}  # fmt: skip


@pytest.mark.parametrize('body', SIGNS)
@pytest.mark.parametrize('medium', MEDIA)
def test_signs_are_shown_as_typed_but_for_quotes_dashes_and_dots(held: Catalogue, body: str, medium: Medium) -> None:
    text = ' '.join(''.join(words(shown(held, body, medium))).split())
    assert text == SIGNS[body]


FIRSTS = (
    '<https://voorbeeld.example/> is het adres.', '<span lang="en">Unschooling</span> is een woord.', '<b>Let op</b>: gewone tekst.',
    '<br />Zo begint een zin.', r'\<geen html\> maar tekst.', '&lt;niets&gt; aan de hand.', '`code` eerst.', '[@voorbeeld-gids] eerst.',
)  # fmt: skip


@pytest.mark.parametrize('first', FIRSTS)
def test_a_reference_names_the_number_that_the_paragraph_has(held: Catalogue, first: str) -> None:
    """Both are counted by the one reading."""
    root = shown(held, f'{first}\n\nDeze alinea heet doel. {{#doel}}\n\nDan.\n', 'site')
    page = Source('docs/uitleg/proef.nl.md', Path(), 'uitleg/proef', 'nl', body=f'{first}\n\nDeze alinea heet doel. {{#doel}}\n\nDan.\n')
    label = held.numbering.labels(page, {'uitleg/proef': '2'})['doel']
    (mark,) = (part for part in root.iter('a') if part.get('id') == 'doel')
    assert mark.text == label.number == '2'


@pytest.mark.parametrize('body', ['- [ ] een\n- [ ] twee\n', '3. [ ] een\n4. [x] twee\n'])
def test_a_checklist_may_have_numbers(held: Catalogue, body: str) -> None:
    """It then has the panel that counts and keeps ticks, like any other."""
    assert page_facts.CHECKLIST in markdown.inside(shown(held, body, 'site'))


def test_what_is_not_allowed_comes_into_no_output(held: Catalogue) -> None:
    """HTML that an author types is shown as it was typed, wherever a check should miss it; attributes are names, classes and languages."""
    body = (
        '<script>alert(1)</script>\n\n<p onclick="x()">a</p>\n\nb <img src=x onerror=y> c\n\n[d](javascript:x) <javascript:y>\n\n'
        '*e*{: onclick=z style=w }\n\n<!-- f -->\n\n<iframe src="//x.example"></iframe>\n'
    )
    for medium in MEDIA:
        root = shown(held, body, medium)
        assert not {part.tag for part in root.iter()} & {'script', 'iframe', 'img'}
        assert not {key for part in root.iter() for key in part.attrib if key.startswith('on') or key == 'style'}
        assert not [part for part in root.iter('a') if part.get('href', '').startswith('javascript:')]
        assert '<!--' not in ''.join(root.itertext())
    page = Source('docs/uitleg/proef.nl.md', Path(), 'uitleg/proef', 'nl', body=body)
    assert len(page.outline.html) >= 5


def test_every_part_has_its_line() -> None:
    body = (
        'a\n\n- b\n- [c](d.md)\n  e [f](g.md)\n\n| h |\n|---|\n| [i](j.md) |\n\n!!! note "k"\n    l\n    [m](n.md)\n\nx `o\np` [q](r.md)\n'
    )
    found = {str(node.attrs['href']): node.line for node in read(body).flat if node.type == 'link'}
    assert found == {'d.md': 3, 'g.md': 4, 'j.md': 8, 'n.md': 12, 'r.md': 15}
    assert coded(read(body)) == {14, 15}


def test_the_check_says_nothing_of_what_is_right(held: Catalogue) -> None:
    """Lists, steps and signs as CommonMark has them are no mistakes."""
    root = held.root
    file = root / 'docs/uitleg/voorbeeld.nl.md'
    text = file.read_text(encoding='utf-8')
    right = '\n\nDaarna komt dit:\n\n'.join([*LISTS, '2 * 3 * 4 en snake_case, [sic], a_b.\n'])
    file.write_text(f'{text}\n{right}', encoding='utf-8')
    try:
        rules = {problem.rule for problem in checks.check(catalogue.load(root)) if problem.path == 'docs/uitleg/voorbeeld.nl.md'}
    finally:
        file.write_text(text, encoding='utf-8')
    assert not {rule for rule in rules if rule.startswith(('left-', 'list-', 'fake-', 'code-'))}
