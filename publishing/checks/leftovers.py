"""What was typed and is not understood: signs that a reader would see, remains of other programs, and text that would be lost.

Each is looked for in the words that are left when the text has been read, so what is code, link, note or box is no remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import defs
from markdown_it.rules_block.table import escapedSplit

from publishing.checks.pictures import RAW as PICTURE
from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources import reading
from publishing.sources.reading import Node
from publishing.words import words

TAG = re.compile(r'<(?P<name>[a-zA-Z][\w-]*)')
READ = '\0'  # stands in for what was understood
LEFT = (  # in the words that are left: rule, and what it looks like
    ('raw-html', re.compile(r'</?\w+:\w+[^>\n]*>')),  # of a word processor: no HTML, though it looks so
    ('left-brace', re.compile(r'\{[^}\n]*\}?')),
    ('left-box', re.compile(r'^(?::::.*|==+[ ]*["“].*|\[!\w+\].*|///.*)', re.M)),
    ('link-with-space', re.compile(r'\[[^\[\]\n]*\]\((?!\s)[^)\n]*[ ][^)\n]*\)')),
    (
        'left-link',
        re.compile(r'\[\[[^\]\n]*\]\]?|\[[^\[\]\n]*\] ?\([^)\n]*\)|\([^)\n]*\)\[[^\]\n]*\]|\[[^\]\n]*\]\[[^\]\n]*\]|\[[^\[\]]{1,80}\Z'),
    ),
    ('left-mark', re.compile(r'\*\*|__|~~|`{3,}|==[^=\s][^=\n]*==|\+\+[^+\s][^+\n]*\+\+|[-–]8<|(?<![\w*])\*(?=\w)|(?<!\w)_(?=\w)')),
    ('left-heading', re.compile(r'^#{2,6}[^#\s].*', re.M)),
    ('left-number', re.compile(r'^\d{1,2} [.)] \S.*', re.M)),
    ('left-contents', re.compile(r'^.*?[.…]{4,}[ \t]*\d+[ \t]*$', re.M)),
)
TYPED = (  # in the words as they were typed
    ('left-math', re.compile(r'\\[(\[].*?\\[)\]]|\$\$.*?\$\$|(?<![\w$])\$[^$\n\d][^$\n]*[\^_\\][^$\n]*\$')),
    ('left-escape', re.compile(r'\\[-.*_#\[\]].*\\[-.*_#\[\]]|^\\[-*#]|\d\\\.', re.M | re.S)),
    ('left-chat', re.compile(
        r'【[^】\n]*】|:?contentReference\S*|\boaicite\S*|\bturn\d+(?:search|view)\d+\S*'
        r'|^(?:Natuurlijk|Zeker|Uiteraard|Certainly|Sure|Of course)[!,.][^\n]{0,12}\b(?i:hier (?:is|zijn)|here (?:is|are))\b[^\n]*'
        r'|\b(?:Wil je dat ik|Zal ik (?:de|het|deze) tekst|Would you like me to)\b[^\n]*\?', re.M,
    )),
    ('left-invisible', re.compile('\\S*[\u00ad\u200b\u2060\ufeff]\\S*')),
    ('left-tabs', re.compile(r'^[^\n•·◦▪●○–—]+\t[^\n]*\n[^\n]*\S\t[^\n]*', re.M)),
)  # fmt: skip


# Where none of these signs stands, no pattern need be tried.
SIGNS = (
    re.compile(r'[{\[\]*_`<]|:::|==|~~|\+\+|8<|##|///|\.{4}|…[ \t…]*\d|\d [.)]'),
    re.compile(
        '[\\\\$\t【\u00ad\u200b\u2060\ufeff]|oaicite|contentReference|turn\\d|Natuurlijk|Zeker|Uiteraard|Certainly|Sure|Of course|\\?'
    ),
)


def remains(text: Text) -> Iterator[Problem]:
    """Signs of Markdown, or of another program's, in the words that a reader would see."""
    for node in text.page.reading.flat:
        if node.type == 'inline':
            line, seen = text.page.body_line + reading.line(node), set[int]()
            for rules, signs, words_ in ((LEFT, SIGNS[0], ''.join(_left(node.children))), (TYPED, SIGNS[1], node.content)):
                for rule, pattern in rules if signs.search(words_) else ():
                    for match in pattern.finditer(words_):
                        at = line + words_.count('\n', 0, match.start())
                        if at not in seen:  # one message for one mistake
                            seen.add(at)
                            yield Problem(text.path, at, rule, {'text': _short(match[0])})


def _left(nodes: Sequence[Node]) -> Iterator[str]:
    """The words of a line that are no more than words."""
    for node in nodes:
        if node.type == 'text':
            yield node.content
        elif node.type in ('softbreak', 'hardbreak'):
            yield '\n'
        else:
            yield READ + '\n' * str(node.meta.get('typed', '') if node.type != 'root' else '').count('\n')


def html(text: Text) -> Iterator[Problem]:
    """HTML is not what an author writes; nothing of it comes into a page or a report."""
    for held in text.page.outline.html:
        opened = TAG.match(held.text)
        if held.text.startswith('<!--'):
            yield Problem(text.path, held.line, 'html-comment', {'text': _short(held.text)})
        elif held.text.startswith('<!') or (opened is not None and _is_tag(opened['name'].lower()) and not PICTURE.search(held.text)):
            yield Problem(text.path, held.line, 'raw-html', {'text': _short(held.text)})


def _is_tag(name: str) -> bool:
    """Whether a browser knows it: `<naam>` is shown as typed, and may be meant so. A name with a hyphen is a program's own."""
    return name in defs.tags or '-' in name


def lost(text: Text) -> Iterator[Problem]:
    """What would not be shown, or not as it was meant."""
    tree, first = text.page.reading, text.page.body_line
    called = {call.label for call in text.page.outline.calls}
    noted = {node.meta['label'] for node in tree.flat if node.type == 'footnote_reference'}
    started = {label: first + reading.line(node) for node in tree.flat if (label := _starts_with_call(node)) and label not in noted}
    for label, line in started.items():
        yield Problem(text.path, line, 'note-without-colon', {'label': label})
    for call in text.page.outline.calls:
        if call.label not in noted and call.label not in started:
            yield Problem(text.path, call.line, 'note-missing', {'label': call.label})
    lines = text.page.body.split('\n')
    for node in tree.flat:
        rule, values = _lost(node, lines, text.locale, called)
        if rule:
            yield Problem(text.path, first + reading.line(node), rule, values)


def _starts_with_call(node: Node) -> str:
    """The label of the note that a paragraph with more words begins with: its text, but for a colon."""
    held = node.children[0].children if node.type == 'paragraph' else []
    return str(held[0].meta['label']) if len(held) > 1 and held[0].type == 'footnote_ref' else ''


def _lost(node: Node, lines: list[str], locale: str, called: set[str]) -> tuple[str, dict[str, str]]:
    match node.type:
        case 'footnote_reference' if node.meta['label'] not in called:
            return 'note-unused', {'label': node.meta['label']}
        case 'box' | 'tab' if node.meta.get('kind') != 'quote' and len(node.children) == (1 if node.meta['title'] else 0):
            return 'box-empty', {'title': str(node.meta['title'] or node.meta.get('kind', ''))}
        case 'heading' if not reading.text(node).strip():
            return 'heading-empty', {}
        case 'citation' if any(place.startswith('@') for _, place in node.meta['cited']):
            return 'citation-comma', {'text': str(node.meta['typed'])}
        case 'code_block':
            return 'code-by-indent', {'text': _short(node.content)}
        case 'fence' if node.map and not _closes(lines[node.map[0] : node.map[1]]):
            return 'fence-open', {'mark': node.markup}
        case 'tr' if (more := _cells(lines[reading.line(node)]) - node.meta['columns']) > 0:
            return 'row-too-long', {'text': _short(lines[reading.line(node)]), 'columns': str(node.meta['columns']), 'more': str(more)}
        case 'paragraph' if 'caption' in node.meta:
            wanted = words('markdown', locale)[node.meta['caption']]
            return ('', {}) if node.meta['word'] == wanted else ('caption-language', {'word': node.meta['word'], 'wanted': wanted})
    return '', {}


def _closes(lines: list[str]) -> bool:
    """Whether code ends with a line of the signs that it began with."""
    start, last = lines[0].strip(' >'), lines[-1].strip(' >')
    return len(lines) > 1 and len(last) >= 3 and set(last) == {start[0]} and start.startswith(start[0] * 3)


def _cells(line: str) -> int:
    """How many cells were typed in a row."""
    cells = escapedSplit(line.strip(' >\t'))
    return len(cells) - (cells[:1] == ['']) - (len(cells) > 1 and not cells[-1].strip())


def _short(text: str) -> str:
    return shortened(' '.join(text.replace(READ, '…').split()))
