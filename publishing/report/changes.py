"""What changed since an edition, as readers are told it: section by section, the words that went and came, marked in words.

The marks are words in brackets (`[vervallen: …]`, `[nieuw: …]`), so that they can be read without colour and are read aloud.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from publishing.dates import written
from publishing.formats.citing import lower_first
from publishing.report import blocks, comparison
from publishing.report.block import Block, Place
from publishing.report.comparison import Change, Cited, Comparison, Kind
from publishing.report.fragment import place_of
from publishing.sources.editions import Edition, Facts
from publishing.sources.schema.values import Bilingual
from publishing.sources.word_runs import Mark, Run
from publishing.words import words

AROUND = 8  # words that stay on either side of those that changed
LEFT_OUT = '…'
TAGS: dict[Mark, str] = {'gone': 'del', 'new': 'ins', 'same': ''}
OF_FACTS = ('title', 'subtitle', 'description', 'status', 'licence')


@dataclass(frozen=True)
class Line:
    """One block that changed: what happened to it, what it is (`tabelrij`, `noot 5`), and its words as HTML."""

    kind: Kind
    what: str
    words: Markup


@dataclass(frozen=True)
class Group:
    """The changes under one heading: its place now or then, and where it stood then when its number or name was another."""

    place: Place
    then: Place | None
    lines: list[Line]
    is_gone: bool


@dataclass(frozen=True)
class Told:
    """Everything that differs between an edition and another text of the same report, in one language.

    `facts` are what the text says of itself: its name, and the words of then and now.
    """

    then: Edition
    comparison: Comparison
    facts: list[Line] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs."""
        return self.comparison.is_same and not self.facts

    def groups(self, locale: str, *, whole: bool = False) -> list[Group]:
        """The changes by heading; a block that changed `whole`, or only around the words that differ."""
        return [
            Group(place, then, [_line(change, locale, whole) for change in changes], all(change.now is None for change in changes))
            for place, then, changes in self.comparison.by_section()
        ]

    def size(self) -> int:
        """How many words all of it takes, near enough to know whether it fits on paper."""
        return sum(len(run) for change in self.comparison.changes for _, run in _near(change.runs(), False))

    def concordance(self, locale: str) -> list[tuple[str, str]]:
        """The numbers of then and now by which another text refers to a place: `2.1`, `3.2`; `2, al. 4`, `3, al. 6`."""
        return [(_cited(then, locale), _cited(now, locale)) for then, now in self.comparison.concordance]

    def counts(self, locale: str) -> str:
        """`12 veranderd, 3 nieuw`."""
        word = words('changes', locale)
        return ', '.join(f'{number} {word[f"count-{kind}"]}' for kind, number in self.comparison.counts().items())

    def shown(
        self, locale: str, called: str, note: Bilingual | None,
        *, to: str | None, whole: bool = False, address: str = '', rows: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """What paper/changes.html shows; the text of now is `called` so, and stands on the page `to` (None: on none).

        Where the changes are too much they stand at an `address` instead, and of numbers that are others no more than so many `rows` are
        told. Each form adds the level of its headings, and what it is.
        """
        numbers = self.concordance(locale)
        return {
            'told': self, 'groups': [] if address else self.groups(locale, whole=whole), 'counts': self.counts(locale), 'address': address,
            'note': note.of(locale) if note else '', 'concordance': numbers if rows is None or len(numbers) <= rows else [],
            'to': to, 'called': called, 'level': 2, 'word': words('changes', locale), 'frozen': written(self.then.facts.date, locale),
        }  # fmt: skip


def told(before: Edition, now: list[Block], facts: Facts, locale: str, pages: Container[str]) -> Told:
    """What differs between an edition and a text. Of a story in either that is not among the `pages` of today only its number is told."""
    places = [place_of(name) for name in hidden(before.facts, facts, pages)]
    return Told(before, comparison.compare(text_of(before, locale), now, places), of_facts(before.facts, facts, locale))


def hidden(then: Facts, now: Facts, pages: Container[str]) -> list[str]:
    """The stories in two texts that may no longer be read in a file: those that are not among the `pages`."""
    return [name for name in (*then.stories, *now.stories) if name not in pages]


def between(before: Edition, after: Edition, locale: str, pages: Container[str]) -> Told:
    """What differs between two editions; what `told` says of stories holds here too. LookupError for one that was withdrawn."""
    return told(before, text_of(after, locale), after.facts, locale, pages)


def text_of(edition: Edition, locale: str) -> list[Block]:
    """The blocks of an edition's book."""
    return blocks.of_book((edition.folder / edition.book(locale).file).read_bytes())


def of_facts(then: Facts, now: Facts, locale: str) -> list[Line]:
    """What a text says of itself and said otherwise, as an edition keeps it."""
    word, found = words('changes', locale), []
    for name in OF_FACTS:
        before, after = (fact(facts, name, locale) for facts in (then, now))
        if before != after and (before or then.slug):  # editions of before kept only some of them
            runs: list[Run] = [('gone', [before]), ('new', [after])]
            found.append(Line('changed', word[name], _marked([(mark, run) for mark, run in runs if any(run)], locale)))
    return found


def _cited(place: Cited, locale: str) -> str:
    section, passage = place
    return words('changes', locale)['cited'].format(chapter=section, passage=passage) if passage else section


def fact(facts: Facts, name: str, locale: str) -> str:
    """One of OF_FACTS in words, '' for one that is not told."""
    held = getattr(facts, name)
    if isinstance(held, Bilingual):
        return held.of(locale)
    return words('print', locale)[f'status-{held}'].lower() if name == 'status' else ''


def _line(change: Change, locale: str, whole: bool) -> Line:
    runs = change.runs()
    if change.kind == 'moved':
        runs = [('same', [word for _, run in runs for word in run])]
    return Line(change.kind, _what(change.held, locale), _marked(_near(runs, whole or change.kind != 'changed'), locale))


def _what(block: Block, locale: str) -> str:
    """What a block is, with its own number where it has one."""
    told = words('changes', locale)[f'block-{block.kind}']
    return f'{told} {block.passage}' if block.passage else told


def _near(runs: list[Run], whole: bool) -> list[Run]:
    """The runs, of what stayed only the words near those that did not."""
    if whole:
        return runs
    found: list[Run] = []
    for number, (mark, run) in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        keep = AROUND * (2 - first - last)
        if mark == 'same' and len(run) > keep + 2:
            run = [*([] if first else run[:AROUND]), LEFT_OUT, *([] if last else run[-AROUND:])]
        found.append((mark, run))
    return found


def _marked(runs: list[Run], locale: str) -> Markup:
    """Words as HTML, those that went and came in brackets with a word that says which."""
    return Markup(' ').join(_runs(runs, locale))


def _runs(runs: list[Run], locale: str) -> Iterator[Markup]:
    word = words('changes', locale)
    for mark, run in runs:
        text = ' '.join(filter(None, run))
        if mark == 'same':
            yield Markup.escape(text)
        else:
            yield Markup('<{0} class="change">[{1}: {2}]</{0}>').format(TAGS[mark], word[f'mark-{mark}'], text)


def title_of(facts: Facts, locale: str) -> str:
    """Title and subtitle of an edition, as on its cover."""
    return f'{facts.title.of(locale)}: {lower_first(facts.subtitle.of(locale))}'
