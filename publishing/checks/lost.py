"""What would not be shown, or not as it was meant: notes, cells and code, and what follows from a sign too many or too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit

from publishing.checks.leftovers import short
from publishing.checks.near import near
from publishing.checks.pictures import KNOWN as CLASSES
from publishing.checks.text import Text
from publishing.languages import ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import fences, reading
from publishing.sources.file_names import slug
from publishing.sources.reading import Node
from publishing.sources.reading.joined_cells import JOINED
from publishing.words import words

LANGUAGE = re.compile(r'[a-z]{2,3}(?:-[A-Za-z]{2,8})*')
LOSE = {  # what can hold something that is lost
    'footnote_reference', 'box', 'tab', 'heading', 'table', 'citation', 'code_inline', 'code_block', 'fence', 'tr', 'paragraph', 'sub',
    'sup',
}  # fmt: skip
WITHOUT_WORDS = {'fence', 'image'}  # what a reader sees of a note that has no words
OF_OTHERS = re.compile(r'\{\w|ad-\w|(?:note|tip|info|warning|caution|important)\b')  # a box of another program, typed as code
WORD_LONG = 4  # letters; shorter ones may stand low or high: CO~2~eq, 1^ste^
HEADING_NAME = re.compile(  # typed nearly right
    r'^\{#[\w-]+\}(?=[ ])|\{#[\w-]+\}(?=[.,:;!?]+$)|(?<=[ ])(?:\{#?[A-Za-z][\w -]*\}|\(#[a-z][\w-]*\)|\[#[a-z][\w-]*\]|#[a-z][\w-]*)$'
)
LABEL = re.compile(r'\[[A-Z]+\]')  # of a box, of AsciiDoc
CONTENTS = re.compile(r'(?i:inhoud(?:sopgave)?|op deze pagina|(?:table of )?contents|on this page)')
BETWEEN = re.compile(r'(?<=[\w.])(?:,? (?:en|and|&) |[ ,:/|&+]+)(?=@)')  # two sources
BEFORE_NOTE = '.!?,”’'  # what ends a sentence, or a part of it
NOTE = re.compile(r'(?:[\[({]\^?|\^)(?P<label>[\w-]+)[\])}^]?[:.]?(?=\s+\S)')  # typed nearly as the text of one begins
UNDERLINES = ('=', '-')  # below a line, these make a heading of it


def lost(text: Text) -> Iterator[Problem]:
    """What would not be shown, or not as it was meant."""
    tree, first = text.page.reading, text.page.body_line
    called = {call.label for call in text.page.outline.calls}
    noted = {node.meta['label'] for node in tree.flat if node.type == 'footnote_reference'}
    paragraphs = (node for node in tree.flat if node.type == 'paragraph') if called else ()
    typed = ((first + node.line, *_starts_as_note(node, called)) for node in paragraphs)
    started = {label: (line, sign) for line, label, sign in typed if label and label not in noted}
    for label, (line, sign) in started.items():
        yield Problem(text.path, line, 'note-without-colon', {'label': label, 'text': sign})
    for call in text.page.outline.calls:
        if call.label.startswith('@'):
            yield Problem(text.path, call.line, 'left-citation', {'text': f'[^{call.label}]'})
        elif call.label not in noted and call.label not in started:
            yield Problem(text.path, call.line, 'note-missing', {'label': call.label, 'near': _named_like(call.label, noted, called)})
    yield from (*_twice_noted(text), *_behind_notes(text))
    lines = text.page.body.split('\n')
    for node in tree.flat:
        if node.attrs:
            yield from _attributes(text, node)
        if node.type in LOSE:
            rule, values = _lost(node, lines, text.locale, called)
            if rule:
                yield Problem(text.path, first + node.line, rule, values)


def _attributes(text: Text, node: Node) -> Iterator[Problem]:
    """A language or a class that nobody knows."""
    line = text.page.body_line + node.line
    if not LANGUAGE.fullmatch(value := str(node.attrs.get('lang', ORIGINAL))):
        yield Problem(text.path, line, 'language-unknown', {'value': value})
    if (typed := str(node.attrs.get('class', ''))) not in ('', JOINED) and node.type != 'image':
        values = {'name': typed, 'known': ', '.join(f'{{: .{known} }}' for known in sorted(CLASSES))}
        yield Problem(text.path, line, 'class-unknown', values)


def _named_like(label: str, noted: set[str], called: set[str]) -> str:
    """The note that was likely meant: one that differs by a capital, else one that is not used."""
    same = [name for name in sorted(noted) if name.lower() == label.lower()]
    return same[0] if same else near(label, noted - called)


def _twice_noted(text: Text) -> Iterator[Problem]:
    """Only the last of two notes with one name would be shown."""
    seen = dict[str, int]()
    for node in text.page.reading.flat:
        if node.type == 'footnote_reference':
            label, line = str(node.meta['label']), text.page.body_line + node.line
            if label in seen:
                yield Problem(text.path, line, 'note-twice', {'label': label, 'line': str(seen[label])})
            seen.setdefault(label, line)


def _behind_notes(text: Text) -> Iterator[Problem]:
    """A paragraph right below a note that is not about the words just above that note: it was likely meant as more of the note."""
    blocks = text.page.reading.children
    for number in range(2, len(blocks)):
        above, note, below = blocks[number - 2 : number + 1]
        if note.type == 'footnote_reference' and (below.type, 'caption' in below.meta) == ('paragraph', False):
            calls = (part.meta['label'] for part in above.flat if part.type == 'footnote_ref')
            if above.type == 'footnote_reference' or note.meta['label'] not in calls:
                values = {'text': short(reading.text(below))}
                yield Problem(text.path, text.page.body_line + below.line, 'paragraph-behind-note', values)


def _starts_as_note(node: Node, called: set[str]) -> tuple[str, str]:
    """The label of the note that a paragraph with more words begins with, and how that is typed: its text, but for `[^label]:`."""
    held = node.children[0].children
    if len(held) > 1 and held[0].type == 'footnote_ref':
        return str(held[0].meta['label']), f'[^{held[0].meta["label"]}]'
    match = NOTE.match(node.children[0].content)
    return (match['label'], match[0]) if match and match['label'] in called else ('', '')


def _lost(node: Node, lines: list[str], locale: str, called: set[str]) -> tuple[str, dict[str, str]]:
    match node.type:
        case 'footnote_reference' if node.meta['label'] not in called:
            return 'note-unused', {'label': node.meta['label']}
        case 'footnote_reference' if not reading.text(node).strip() and not any(part.type in WITHOUT_WORDS for part in node.flat):
            return 'note-empty', {'label': node.meta['label']}
        case 'box' | 'tab' if node.meta.get('kind') != 'quote' and len(node.children) == (1 if node.meta['title'] else 0):
            return 'box-empty', {'title': str(node.meta['title'] or node.meta.get('kind', ''))}
        case 'heading':
            return _heading(node, lines)
        case 'table' if empty := _empty_column(node):
            return 'column-empty', {'column': str(empty)}
        case 'citation' if any('@' in place for _, place in node.meta['cited']):
            typed = str(node.meta['typed'])
            return 'citation-comma', {'text': typed, 'near': BETWEEN.sub('; ', typed)}
        case 'citation' if len(held := [*map(tuple, node.meta['cited'])]) > len({*held}):
            return 'citation-twice', {'text': str(node.meta['typed'])}
        case 'code_inline' if _is_apostrophe(node):
            return 'odd-sign', {'text': f'`{shortened(node.content)}`'}
        case 'code_block':
            return 'code-by-indent', {'text': short(node.content)}
        case 'fence' if OF_OTHERS.match(node.info):
            return 'left-box', {'text': f'{node.markup}{node.info}'}
        case 'fence' if node.info.strip() == 'suggestion':  # of GitHub, from the remarks beside a proposal
            return 'left-change', {'text': f'{node.markup}{node.info}'}
        case 'paragraph' if _is_blank(node):
            return 'paragraph-empty', {}
        case 'fence' if node.map and not _closes(lines[node.map[0] : node.map[1]]):
            return 'fence-open', {'mark': node.markup}
        case 'sub' | 'sup' if len(said := reading.text(node)) >= WORD_LONG and said.isalpha():
            return 'small-words', {'text': said}
        case 'sup' if _is_note(node):
            return 'left-note-number', {'text': f'^{reading.text(node)}^'}
        case 'tr':
            return _row(node, lines)
        case 'paragraph' if 'caption' in node.meta:
            wanted = words('markdown', locale)[node.meta['caption']]
            return ('', {}) if node.meta['word'] == wanted else ('caption-language', {'word': node.meta['word'], 'wanted': wanted})
    return '', {}


def _heading(node: Node, lines: list[str]) -> tuple[str, dict[str, str]]:
    words = reading.text(node)
    if not words.strip():
        return 'heading-empty', {}
    if node.markup == '-' and node.map and fences.again(lines[_above(lines, node.map[0]) : node.map[1]]) is not None:
        return 'front-matter-twice', {}
    if name := HEADING_NAME.search(words):
        return 'heading-name', {'text': name[0].strip(), 'name': slug(name[0], '')}
    if CONTENTS.fullmatch(words) and _leads_within(node):
        return 'left-contents', {'text': words}
    if node.markup == '=' and LABEL.fullmatch(words):
        return 'left-box', {'text': words}
    if node.markup in UNDERLINES and 'id' not in node.attrs:
        rule = '---' if node.markup == '-' else ''  # which may have been meant as one
        return 'heading-by-line', {'text': short(words), 'mark': lines[node.map[1] - 1].strip() if node.map else '', 'near': rule}
    return '', {}


def _leads_within(heading: Node) -> bool:
    """Whether the list below a heading leads to places on its own page only."""
    beside = heading.parent.children if heading.parent else []
    below = next((after for before, after in pairwise(beside) if before is heading), None)
    led = [str(part.attrs['href']) for part in below.flat if part.type == 'link'] if below and below.type == 'bullet_list' else []
    return bool(led) and all(target.startswith('#') for target in led)


def _is_note(high: Node) -> bool:
    """Whether high figures stand where the number of a note does: behind a sentence, or before the first word."""
    beside = high.parent.children if high.parent else []
    at = next(number for number, other in enumerate(beside) if other is high)
    before = beside[at - 1].content if at and beside[at - 1].type == 'text' else ''
    return reading.text(high).isdecimal() and (at == 0 or before[-1:] in tuple(BEFORE_NOTE))


def _above(lines: list[str], line: int) -> int:
    """The line above it that has words."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)


def _empty_column(table: Node) -> int:
    """The first column, from 1, that holds nothing; 0 without one, and in a table with joined cells, which hold each other's words."""
    rows = [part.children for part in table.flat if part.type == 'tr']
    if len({len(row) for row in rows}) != 1 or any('colspan' in cell.attrs or 'rowspan' in cell.attrs for row in rows for cell in row):
        return 0
    columns = enumerate(zip(*rows, strict=True), 1)
    return next((number for number, column in columns if not any(cell.children[0].children for cell in column)), 0)


def _is_apostrophe(node: Node) -> bool:
    """Whether the sign of code was typed for an apostrophe: `foto`s en opa`s` makes code of what stands between the two."""
    siblings = node.parent.children if node.parent else []
    before = siblings[siblings.index(node) - 1] if node in siblings and siblings.index(node) else None
    return before is not None and before.type == 'text' and before.content[-1:].isalpha() and ' ' in node.content


def _is_blank(paragraph: Node) -> bool:
    """Whether it holds spaces that do not break, such as `&nbsp;`, and nothing else."""
    held = paragraph.children[0].children
    return bool(held) and 'caption' not in paragraph.meta and all(part.type == 'text' and not part.content.strip() for part in held)


def _closes(lines: list[str]) -> bool:
    """Whether code ends with a line of the signs that it began with."""
    start, last = lines[0].strip(' >'), lines[-1].strip(' >')
    return len(lines) > 1 and len(last) >= 3 and set(last) == {start[0]} and start.startswith(start[0] * 3)


def _row(node: Node, lines: list[str]) -> tuple[str, dict[str, str]]:
    line, columns = lines[node.line], int(node.meta['columns'])
    cells, above, below = _cells(line), lines[node.line - 1].strip(), ''.join(lines[node.line + 1 : node.line + 2]).strip()
    if cells < columns and not line.strip().startswith('|') and above.startswith('|') and not above.endswith('|'):
        return '', {}  # the rest of a row that is told above
    if cells < columns and line.strip().startswith('|') and below and below[0] != '|' and below.endswith('|'):
        return 'row-over-lines', {'text': short(line)}
    values = {'text': short(line), 'columns': str(columns)}
    if cells > columns:
        return 'row-too-long', values | {'more': str(cells - columns)}
    if all(set(reading.text(cell).strip()) <= set('-–—:') and reading.text(cell).strip() for cell in node.children):
        return 'row-of-dashes', {}
    if len(node.children) > 1 and '|' not in line:
        return 'row-without-bar', {'text': short(line)}
    return ('row-too-short', values | {'cells': str(cells)}) if cells < columns else ('', {})


def _cells(line: str) -> int:
    """How many cells were typed in a row."""
    row = line.strip(' >\t')
    cells = escapedSplit(row) if '\\' in row else row.split('|')
    return len(cells) - (cells[:1] == ['']) - (len(cells) > 1 and not cells[-1].strip())
