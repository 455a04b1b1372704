"""What was typed and is not understood: signs that a reader would see, remains of other programs, and text that would be lost.

Each is looked for in the words that are left when the text has been read, so what is code, link, note or box is no remain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit

from publishing.checks.near import near
from publishing.checks.pictures import KNOWN as CLASSES
from publishing.checks.text import Text
from publishing.checks.unread import ADDRESS, LEFT, LEFT_SIGNS, READ, TYPED, Unread, here
from publishing.languages import ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import reading
from publishing.sources.reading import Node
from publishing.sources.reading.joined_cells import JOINED
from publishing.words import words

MARKS = re.compile(r'\*\*[^*]*\*\*|(?<!\w)\*\w[^*]*\*|`[^`]+`|\[[^\]]*\]\([^)]*\)|</?[a-z]+[^>]*>|&\w+;')  # in the front matter
LANGUAGE = re.compile(r'[a-z]{2,3}(?:-[A-Za-z]{2,8})*')
LOSE = {  # what can hold something that is lost
    'footnote_reference', 'box', 'tab', 'heading', 'table', 'citation', 'code_inline', 'code_block', 'fence', 'tr', 'paragraph',
}  # fmt: skip
UNDERLINES = ('=', '-')  # below a line, these make a heading of it


def remains(text: Text) -> Iterator[Problem]:
    """Signs of Markdown, or of another program's, in the words that a reader would see."""
    runs = list(_runs(text))
    whole = ''.join(left for _, left, _ in runs)
    in_left = here(LEFT_SIGNS, whole)
    in_typed = [sign for sign in TYPED if sign in text.page.body or sign in whole]
    for line, left, node in runs:
        tried = dict.fromkeys((held for sign in in_left if sign in left for held in LEFT[sign]), left)
        as_typed = f'\n{node.content}' if node else left
        if signs := [sign for sign in in_typed if sign in as_typed]:
            tried |= dict.fromkeys((held for sign in signs for held in TYPED[sign]), f'\n{_typed(node)}' if node else left)
        if tried:
            yield from _found(text, line, tried)


def _runs(text: Text) -> Iterator[tuple[int, str, Node | None]]:
    """Each run of words with its first line, what was not understood of it behind a line break, and its node where it has one."""
    for front in text.passages:
        if front.kind == 'front' and not MARKS.search(front.words):
            yield front.line, f'\n{front.words}', None
    for node in text.page.reading.flat:
        if node.type == 'inline':
            yield text.page.body_line + node.line, '\n' + ''.join(_left(node.children)), node


def _found(text: Text, line: int, tried: dict[Unread, str]) -> Iterator[Problem]:
    """What is found in the words, behind a line break, that start on a line: one message for one mistake."""
    found = [(held, match) for held, words_ in tried.items() for match in held.pattern.finditer(words_[1:])]
    seen = set[int]()
    for held, match in sorted(found, key=lambda one: (one[0].level, one[1].start())):
        at = line + match.string.count('\n', 0, match.start())
        if at not in seen:
            seen.update(range(at, at + match[0].count('\n') + 1))
            yield Problem(text.path, at, held.rule, _values(held.rule, match[0]))


def _values(rule: str, typed: str) -> dict[str, str]:
    match rule:
        case 'bare-address':
            return {'target': f'https://{typed}'}
        case 'path-on-own-computer':
            target = typed.rpartition('(')[2].removesuffix(')')
            return {'target': target, 'name': re.split(r'[/\\]', target)[-1]}
        case 'left-ligature':
            return {'text': typed, 'wanted': unicodedata.normalize('NFKC', typed)}
    return {'text': short(typed)}


def _typed(node: Node) -> str:
    """The words of a line as they were typed, but for code."""
    words = str(node.content)
    for part in node.children:
        if part.type == 'code_inline':
            words = words.replace(str(part.meta['typed']), READ + '\n' * str(part.meta['typed']).count('\n'))
    return words


def _left(nodes: Sequence[Node]) -> Iterator[str]:
    """The words of a line that are no more than words."""
    for node in nodes:
        if node.type == 'text':
            yield node.content
        elif node.type in ('softbreak', 'hardbreak'):
            yield '\n'
        elif node.type == 'web_address':
            yield ADDRESS
        else:
            yield READ + '\n' * str(node.meta.get('typed', '') if node.type != 'root' else '').count('\n')


def lost(text: Text) -> Iterator[Problem]:
    """What would not be shown, or not as it was meant."""
    tree, first = text.page.reading, text.page.body_line
    called = {call.label for call in text.page.outline.calls}
    noted = {node.meta['label'] for node in tree.flat if node.type == 'footnote_reference'}
    paragraphs = (node for node in tree.flat if node.type == 'paragraph') if called else ()
    started = {label: first + node.line for node in paragraphs if (label := _starts_with_call(node)) and label not in noted}
    for label, line in started.items():
        yield Problem(text.path, line, 'note-without-colon', {'label': label})
    for call in text.page.outline.calls:
        if call.label.startswith('@'):
            yield Problem(text.path, call.line, 'left-citation', {'text': f'[^{call.label}]'})
        elif call.label not in noted and call.label not in started:
            yield Problem(text.path, call.line, 'note-missing', {'label': call.label, 'near': _named_like(call.label, noted, called)})
    yield from _twice_noted(text)
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


def front(text: Text) -> Iterator[Problem]:
    """Marks in the title and other words of the front matter, which are shown as typed."""
    for passage in text.passages:
        if passage.kind == 'front' and (match := MARKS.search(passage.words)):
            yield Problem(text.path, passage.line, 'title-with-marks', {'key': passage.id.rpartition('.')[2], 'text': match[0]})


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


def _starts_with_call(node: Node) -> str:
    """The label of the note that a paragraph with more words begins with: its text, but for a colon."""
    held = node.children[0].children
    return str(held[0].meta['label']) if len(held) > 1 and held[0].type == 'footnote_ref' else ''


def _lost(node: Node, lines: list[str], locale: str, called: set[str]) -> tuple[str, dict[str, str]]:
    match node.type:
        case 'footnote_reference' if node.meta['label'] not in called:
            return 'note-unused', {'label': node.meta['label']}
        case 'footnote_reference' if not reading.text(node).strip():
            return 'note-empty', {'label': node.meta['label']}
        case 'box' | 'tab' if node.meta.get('kind') != 'quote' and len(node.children) == (1 if node.meta['title'] else 0):
            return 'box-empty', {'title': str(node.meta['title'] or node.meta.get('kind', ''))}
        case 'heading' if not reading.text(node).strip():
            return 'heading-empty', {}
        case 'heading' if node.markup in UNDERLINES and 'id' not in node.attrs:
            return 'heading-by-line', {'text': short(reading.text(node)), 'mark': lines[node.map[1] - 1].strip() if node.map else ''}
        case 'table' if empty := _empty_column(node):
            return 'column-empty', {'column': str(empty)}
        case 'citation' if any(place.startswith('@') for _, place in node.meta['cited']):
            return 'citation-comma', {'text': str(node.meta['typed'])}
        case 'code_inline' if _is_apostrophe(node):
            return 'odd-sign', {'text': f'`{shortened(node.content)}`'}
        case 'code_block':
            return 'code-by-indent', {'text': short(node.content)}
        case 'fence' if node.map and not _closes(lines[node.map[0] : node.map[1]]):
            return 'fence-open', {'mark': node.markup}
        case 'tr':
            return _row(node, lines[node.line])
        case 'paragraph' if 'caption' in node.meta:
            wanted = words('markdown', locale)[node.meta['caption']]
            return ('', {}) if node.meta['word'] == wanted else ('caption-language', {'word': node.meta['word'], 'wanted': wanted})
    return '', {}


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


def _closes(lines: list[str]) -> bool:
    """Whether code ends with a line of the signs that it began with."""
    start, last = lines[0].strip(' >'), lines[-1].strip(' >')
    return len(lines) > 1 and len(last) >= 3 and set(last) == {start[0]} and start.startswith(start[0] * 3)


def _row(node: Node, line: str) -> tuple[str, dict[str, str]]:
    columns, cells = int(node.meta['columns']), _cells(line)
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


def short(text: str) -> str:
    """Some words as a message shows them."""
    return shortened(' '.join(text.replace(READ, '…').replace(ADDRESS, 'https://…').split()))
