"""What a reader must find in a finished file: blocks as typed, with a slot wherever the program adds something.

Each such thing has a name in `RULES` or `GAPS`; nothing else may differ.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publishing.languages import LOCALES
from publishing.words import words
from tests.finished import CALL, Block, Finished

Form = Literal['pdf', 'book', 'page', 'plain']
# What the program adds to what was typed, within a block, as a pattern.
RULES = {
    'the number of a chapter or section': r'(?:\d+(?:\.\d+)* )?',
    'the number of a paragraph': r'(?:\(?\d+\)? )?',
    'the mark of an item without a number': '[•–-]',
    'the number of a point to tick': r'(?:•|\d+\.?|-)',
    'the number of a point to tick, in its words': r'(?:\(?\d+\)? )?',
    'the day of front matter, written in full': r'\d+ [^\W\d]+ \d{4}',
    'what is said of a translation that is not in step': '|'.join(
        re.escape(words('print', locale)[f'chapter-{state}']).replace(r'\{\}', '.*')
        for state in ('missing', 'behind', 'unchecked')
        for locale in LOCALES
    ),
    'the address of a page outside the report': r'(?:⟨(?:https?:[^⟩]*|/a)⟩)?',
    'the number of a table, figure or recommendation': r'[^\W\d]+ \d+(?:\.\d+)* ',
    'the number that an empty link takes': r'(?:[^\W\d]+ \d+, )?[^\W\d]+ \d+(?:\.\d+)*',
    'the page of a place, in print': r'(?: \(p\. ?\d+\))?',
    'the address of a page outside the report, in print': r'(?: ?\([^⟩]*\))?',
    'the address of a page outside the report, in plain text': r'(?: <https?:[^>]*>)?',
    'a comma between notes': r'(?:⟨sup⟩, ?⟨/sup⟩|,) ?',
    'the name of a box without a title': r'[^\W\d]+',
    'what a source is called in a note': r'.*',
    'what a source is called in a note on a note': r' ?\(.+?\)',
    'the sources of a chapter in few words': r'.+, (?:\d{4}|z\.d\.|n\.d\.).*\.',
}
# What the program adds as blocks of its own: how many at most, and where.
GAPS = {
    'cover, colophon, contents, and lists of tables and figures': 10_000,
    'a list, table, chart, process, map or help that is made from data': 2_000,
    'glossary, sources and what changed since the edition before': 10_000,
}
ONLY: dict[str, Form] = {'in print': 'pdf', 'in plain text': 'plain'}


@dataclass(frozen=True)
class Rule:
    """A place where the rule of this name adds something."""

    name: str


@dataclass(frozen=True)
class Mark:
    """Words of a kind begin or end here: `em`, an address, or `/em`; plain text has none."""

    name: str


@dataclass(frozen=True)
class Picture:
    """A picture by its alternative text."""

    told: str


@dataclass(frozen=True)
class Title:
    """A heading that an empty link points at: in a report it has a number, elsewhere the link says its words."""

    words: str


@dataclass(frozen=True)
class Call:
    """A note is called."""

    number: int


Part = str | Rule | Mark | Picture | Title | Call


@dataclass(frozen=True)
class Typed:
    """A block as a reader must find it, with the place where it was typed."""

    kind: str
    parts: tuple[Part, ...]
    place: str
    optional: bool = False

    def matches(self, found: Block, form: Form) -> bool:
        """Whether this is the block, with nothing added but by a rule."""
        return self._is_kind(found.kind, form) and _compiled(self.parts, form).fullmatch(found.text) is not None

    def _is_kind(self, kind: str, form: Form) -> bool:
        return kind == {'term': 'label', 'title': 'heading'}.get(self.kind, self.kind) or (
            form == 'plain' and kind in ('line', 'heading') and self.kind != 'title'
        )

    @property
    def shown(self) -> str:
        """Its place and its words."""
        return f'{self.place}: {self.kind} {"".join(part for part in self.parts if isinstance(part, str))[:80]!r}'


@dataclass(frozen=True)
class Gap:
    """Blocks of the program may stand here, by the rule of this name."""

    name: str


@dataclass
class Expected:
    """The blocks of a report and its notes."""

    blocks: list[Typed | Gap] = field(default_factory=list)
    notes: list[Typed] = field(default_factory=list)


@functools.cache
def _compiled(parts: tuple[Part, ...], form: Form) -> re.Pattern[str]:
    """What the text of a block is in a form."""
    return re.compile(''.join(_pattern(part, form) for part in parts))


def _pattern(part: Part, form: Form) -> str:
    match part:
        case Rule(name):
            return f'(?:{RULES[name]})' if all(form == ONLY[end] for end in ONLY if name.endswith(end)) else ''
        case Title(words):
            return f'(?:{RULES["the number that an empty link takes"]}|{re.escape(words)})'
        case Mark(name) if form == 'plain' and '://' in name:
            return ''
        case Mark(name):
            return '' if form == 'plain' else re.escape(f'⟨{name}⟩')
        case Call(number):
            return f'(?: ?{re.escape(CALL.format(number))}| ?{number})' if form == 'pdf' else re.escape(CALL.format(number))
        case Picture(told):
            return re.escape(f'[{told}]')
        case str():
            return re.escape(' '.join(f'.{part}.'.split())[1:-1])


def differences(expected: Expected, finished: Finished, form: Form) -> list[str]:
    """What is lost, and what is added by no rule; a block that changed is both."""
    notes = [*expected.notes]
    return [*_compared(expected.blocks, finished.blocks, form), *_compared(notes, finished.notes, form)]


def _compared(typed: Sequence[Typed | Gap], found: Sequence[Block], form: Form) -> Iterator[str]:
    at, place = 0, 0
    while place < len(typed):
        wanted = typed[place]
        if isinstance(wanted, Gap):
            place += 1
            at = _after_gap(wanted, typed[place:], found, at, form)
        elif at < len(found) and wanted.matches(found[at], form):
            at, place = at + 1, place + 1
        elif wanted.optional:
            place += 1
        else:
            skipped, more = _resumed(typed[place:], found[at:], form)
            yield from (f'lost: {lost.shown}' for lost in typed[place : place + skipped] if isinstance(lost, Typed) and not lost.optional)
            yield from (f'added: {block.kind} {block.text[:100]!r}' for block in found[at : at + more])
            at, place = at + more, place + skipped
    yield from (f'added: {block.kind} {block.text[:100]!r}' for block in found[at:])


def _after_gap(gap: Gap, typed: Sequence[Typed | Gap], found: Sequence[Block], at: int, form: Form) -> int:
    """Where the text goes on after what the program may add."""
    for wanted in typed:
        if isinstance(wanted, Typed) and not wanted.optional:
            for place in range(at, min(len(found), at + GAPS[gap.name])):
                if wanted.matches(found[place], form):
                    return place
    return len(found)


def _resumed(typed: Sequence[Typed | Gap], found: Sequence[Block], form: Form) -> tuple[int, int]:
    """How many blocks to skip on either side until they are the same again; all, when they never are."""
    for together in range(1, 80):
        for skipped in sorted(range(min(together, len(typed) - 1) + 1), key=lambda skipped: abs(together - 2 * skipped)):
            more, wanted = together - skipped, typed[skipped] if skipped < len(typed) else None
            if isinstance(wanted, Gap):
                return skipped, 0
            if wanted and not wanted.optional and more < len(found) and wanted.matches(found[more], form):
                return skipped, more
    return len(typed), len(found)
