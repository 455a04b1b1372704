"""What only looks like a list, a quote or a heading: those who listen to the page, or read it in the report, miss it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from publishing.checks.passages import Passage
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources.slots import SLOT
from publishing.sources.slots import WORDS as SLOTS

BULLET = re.compile(
    r'(?:[•·◦▪●○‣∙■◆❖❑➢➤►▶➔✓✔✅➡👉\uf0a7\uf0b7][ \t\u00a0]*|\d\ufe0f?\u20e3[ ]*|(?<=\n)[ \u00a0]*(?:[-*+]|\d{1,2}\.\d{1,2}\.)[ \t]+)\S'
)  # a hyphen that is in too far is one too
COUNTED = re.compile(  # – a / – b, a. x / b. y, 1.1 x / 1.2 y, Stap 1: x / Stap 2: y: only together are these a list
    r'(?:[–—−‐‑‒―o»›ØŸ🔹🔸🔵🔴🟢🟡⭐📌📍]|--|§(?=\s+[^\W\d])|\S(?=\t[^\t\n]*$)|\w\)|\(\w\)|[a-z]\.'
    r'|[ivx]{2,4}[.)]|[IVX]{1,4}\.|[A-H]\.|[-=]?>|[→⇒]|\d\.\d{1,2}\.?|[A-ZÀ-Þ][^\W\d_]+ \d{1,2} ?[:.)–—-])[ \t\u00a0]+\S',
    re.M,
)
BELOW = re.compile(r'(?:[o◦○▪§\uf0a7]|--)[ \t\u00a0]+(?P<words>\S.*)')  # points of points, in a word processor
POINT = re.compile(r'[ ]*(?:[-*+]|\d{1,9}[.)])[ ]+')
TOO_FAR = re.compile(r'[ ]*[-*+][ ]')  # within words this begins no point only because of the spaces before it
NUMBERED = re.compile(r'(?P<number>\d{1,9})[.)][ ]')
FAKE = re.compile(rf'^(?:{BULLET.pattern}|[ ]*{COUNTED.pattern})', re.M)
APART = re.compile(r'(?:[–—−‐‑‒]|\(?\w\)|\(\w\))[ \t]+\S')  # points, each a paragraph
RUN_ON = re.compile(r':[ ]?[-•·*][ ]\S[^\n]*?[ ][-•·*][ ]\S[^\n]*?[ ][-•·*][ ]\S.*')  # Neem mee: - schoenen - water - brood
SHORT_LINE, SHORT_LINES = 45, 3  # so many lines of so few signs are meant to stay lines
LABELLED = re.compile(r'(?:\*\*|__)?[A-ZÀ-Þ][^\n:*.!?]{0,25}:(?:\*\*|__)? ?[^\s:]')  # Wanneer: woensdag / Waar: in de tuin
BOLD = re.compile(r'(\*\*|__)(?P<title>[^*_\n]{2,80})\1:?')
COUNT = re.compile(r'^\d{1,2}(?:\.\d{1,2})*[.)]? (?=\D)')  # headings are numbered by themselves
QUOTED = re.compile(r'["“„\'‘][^"”]+["”\'’][.]?')
LONG_QUOTE = 20  # words; a shorter one may stand in a sentence of its own
CAPITALS = re.compile(r'\b[A-ZÀ-Þ]{4,}(?:[ -]+[A-ZÀ-Þ]{2,})*[ -]+[A-ZÀ-Þ]{4,}\b')
IN_CAPITALS = re.compile(r'(?=.*[^\W\d_]{4})[^\W_][\w’-]*(?:[ ][\w’-]+){1,8}[:.!]?')  # a line of words, as a heading
PLACEHOLDER = re.compile(
    r'(?i:\blorem ipsum\b)|\b(?:TODO|TBD|FIXME|XXX+)\b|(?<= )XX(?= [a-z])|\b(?:19|20)(?:XX|xx|\?\?|__)(?!\w)'
    r'|(?<![\w.])(?i:(?:xx|dd|__|\?\?)[-/.](?:xx|mm|__|\?\?)[-/.]|\.\.[-/]\.\.[-/])(?:(?:19|20)\d\d|(?i:xxxx|jjjj|yyyy|\.{4}))'
    r'|(?<![\w.…])(?:[xX]{2}|\.{2,3}|…|_{2,}|\?{2}) (?i:jan|feb|ma|apr|me|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]{1,7} (?:19|20)\d\d'
    r'|\b0\d{1,3}[- ]?[xX]{4,}\b|€ ?(?:[xX]{1,4}\b|\.{2,3}|…|_{2,}|\?\?)(?:,-)?|\b[xX]{2}[.:][xX]{2}\b|\b[nN]\.[nt]\.b\.'
    r'|[\[(<…](?i:[ ]*(?:hier )?(?:vul (?:hier )?(?:nog )?in|(?:nog )?in te vullen|invullen|fill in|to be filled in'
    r'|nog (?:aan(?:vullen| te vullen)|uitwerken|uit te werken'
    r'|nakijken|na te kijken|controleren|checken|uitzoeken|toevoegen|invullen)|to (?:check|add|do)\b)[^\])>\n]*(?:[\])>…]|$))'
    r'|\?\?+ [^?\n]{2,60}\?\?'
)
# Each placeholder holds one of these.
IN_PLACEHOLDERS = Spotter((
    'lorem', 'todo', 'tbd', 'fixme', 'xx', '20?', '19?', '20_', '19_', 'vul', 'fill', 'dd-', 'dd/', 'dd.', '.. ', '... ', '… ', '__',
    '??', '(nog ', '[nog ', '<nog ', '… nog ', '…nog ', '(to ', '[to ', '..-', '../', '€', '.b.',
))  # fmt: skip


def lists(text: Text) -> Iterator[Problem]:
    """A list is a list (WCAG 1.3.1): it starts with `- ` or `1. `."""
    for passage in text.passages:
        if passage.kind not in ('paragraph', 'item', 'definition', 'quote', 'note'):
            continue
        if not FAKE.search(passage.raw):
            continue
        lines = passage.raw.split('\n')
        counted = [number for number, line in enumerate(lines) if COUNTED.match(line.lstrip())]
        fakes = [number for number, line in enumerate(lines) if BULLET.match(f'\n{line}', 1)] or (counted if len(counted) > 1 else [])
        if fakes and fakes[0] and TOO_FAR.match(lines[fakes[0]]):
            yield Problem(text.path, passage.line + fakes[0], 'list-too-far', {'text': _short(lines[fakes[0]])})
        elif fakes and fakes[0] and (below := BELOW.fullmatch(lines[fakes[0]].strip())) and (room := _room(text, passage)):
            values = {'text': _short(lines[fakes[0]]), 'wanted': f'{room}- {_short(below["words"])}', 'number': str(len(room))}
            yield Problem(text.path, passage.line + fakes[0], 'fake-point-below', values)
        elif fakes:
            yield Problem(text.path, passage.line + fakes[0], 'fake-list', {'text': _short(lines[fakes[0]])})
    for above, passage in pairwise(text.passages):
        if passage.kind == above.kind == 'paragraph' and APART.match(above.raw) and APART.match(passage.raw):
            yield Problem(text.path, above.line, 'fake-list', {'text': _short(above.raw)})
    for passage in text.passages:
        if passage.kind == 'paragraph' and (match := RUN_ON.search(passage.raw)):
            yield Problem(text.path, passage.line, 'fake-list', {'text': _short(match[0].lstrip(': '))})
        if passage.kind == 'paragraph' and '\n' in passage.raw:
            yield from _glued(text, passage) or _joined(text, passage)


def _room(text: Text, passage: Passage) -> str:
    """The spaces before what stands in the point of a list that a passage is, '' for another."""
    typed = text.page.body.split('\n')[passage.line - text.page.body_line] if passage.kind == 'item' else ''
    match = POINT.match(typed)
    return ' ' * len(match[0]) if match else ''


def _glued(text: Text, passage: Passage) -> list[Problem]:
    """A list that does not start at 1 is words of the paragraph right above it (CommonMark 0.31.2, 5.3): two numbers in order tell."""
    lines = passage.raw.split('\n')
    numbers = [int(match['number']) if (match := NUMBERED.match(line)) else None for line in lines]
    for at, (number, below) in enumerate(pairwise(numbers)):
        if at and number is not None and below == number + 1:
            return [Problem(text.path, passage.line + at, 'list-without-space', {'text': _short(lines[at])})]
    return []


def _joined(text: Text, passage: Passage) -> Iterator[Problem]:
    """Short lines below each other, such as an address, become one line; so do lines that each begin with a word and a colon."""
    lines = passage.raw.split('\n')
    goes_on = any(line[:1].islower() for line in lines[1:])  # a sentence over more lines
    short = len(lines) >= SHORT_LINES and not goes_on and all(len(line) <= SHORT_LINE for line in lines)
    if (short or all(LABELLED.match(line) for line in lines)) and not any(line.endswith(('  ', '\\')) for line in lines):
        yield Problem(text.path, passage.line, 'lines-joined', {'text': _short(lines[0]), 'number': str(len(lines))})


def headings_and_quotes(text: Text) -> Iterator[Problem]:
    """A heading is a heading and not a bold line; a long quote stands behind `>` (WCAG 1.3.1)."""
    for passage, below in zip_longest(text.passages, text.passages[1:]):
        if passage.kind != 'paragraph' or (below is not None and below.kind == 'definition'):
            continue
        bold = BOLD.fullmatch(passage.raw.strip())
        if bold is not None:
            yield Problem(text.path, passage.line, 'fake-heading', {'title': COUNT.sub('', bold['title'])})
        elif passage.own.isupper() and IN_CAPITALS.fullmatch(passage.own.strip()) and not CAPITALS.search(passage.own):
            yield Problem(text.path, passage.line, 'fake-heading', {'title': COUNT.sub('', passage.own.strip(' :.!')).capitalize()})
        elif QUOTED.fullmatch(passage.words.strip()) and len(passage.words.split()) >= LONG_QUOTE:
            yield Problem(text.path, passage.line, 'fake-quote', {'text': _short(passage.words)})


def capitals(text: Text) -> Iterator[Problem]:
    """Words in capitals are harder to read, and are spelled out letter by letter by some screen readers."""
    for passage in text.passages:
        if passage.kind == 'heading' and CAPITALS.search(passage.own) and passage.own.isupper():
            yield Problem(text.path, passage.line, 'shouting', {'text': _short(passage.own)})
            continue
        for match in CAPITALS.finditer(passage.own):
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'shouting', {'text': match[0]})


def placeholders(text: Text) -> Iterator[Problem]:
    """Nothing that still had to be written is published."""
    here = IN_PLACEHOLDERS.spotted(text.running)
    for passage in text.passages if here else ():
        small = passage.own.lower()
        for match in PLACEHOLDER.finditer(passage.own) if any(part in small for part in here) else ():
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'placeholder', {'text': match[0]})


def required(text: Text) -> Iterator[Problem]:
    """A new page has a text."""
    for passage in text.passages if any(word.lower() in text.running for word in SLOTS.values()) else ():
        for match in SLOT.finditer(passage.own) if passage.kind != 'front' else ():
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'required-text', {'word': match[0]})


def _short(words: str) -> str:
    return shortened(' '.join(words.split()))
