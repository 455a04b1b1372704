"""The parts that a report is put together of."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from markupsafe import Markup

from publishing.sources.source import Source


@dataclass
class Entry:
    """A line of the contents or of the list of tables or figures: where it points and what it says."""

    id: str
    number: str
    title: Markup
    inner: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class InShort:
    """A source of a chapter in few words: its place in the list of all sources, who and when, and the notes that hold it in full."""

    id: str
    who: Markup
    when: str
    notes: list[str]


@dataclass
class Part:
    """A piece of the report on its own pages: a chapter (with a number) or a text before or after the chapters."""

    id: str
    number: str
    title: str
    body: Markup
    source: Source | None = None
    kind: str = 'chapter'
    lang: str = ''  # where it is not that of the report
    notes: Markup = Markup('')  # list items, where notes do not stand at the page foot
    sources: list[InShort] = field(default_factory=list)

    @property
    def sources_by_author(self) -> list[tuple[Markup, list[InShort]]]:
        """The sources of each author together, in the order that they have."""
        return [(who, list(held)) for who, held in itertools.groupby(self.sources, key=lambda source: source.who)]


def spoken(text: str, lang: str) -> Markup:
    """Words, with their language where it is not that of the report."""
    return Markup('<span{}>{}</span>').format(lang_attribute(lang), text) if lang else Markup.escape(text)


def lang_attribute(lang: str) -> Markup:
    return Markup(' lang="{}"').format(lang) if lang else Markup('')
