"""A piece of the text of a report that is compared as one, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal['title', 'heading', 'text', 'item', 'row', 'note', 'caption', 'picture', 'term', 'source', 'summary']


@dataclass(frozen=True)
class Place:
    """Where a block stands: the chapter or other part, and the last heading with an id, with its number and words."""

    part: str
    id: str
    number: str
    title: str


@dataclass(frozen=True)
class Block:
    """A piece of text that is compared as one.

    `words` are shown to readers and `compared` is what each of them is compared by: two words are the same when only quotation marks or
    dashes differ, a reference when its place is. `passage` is its own number within the chapter, `links` the places in the report that it
    leads to, `id` its own place.
    """

    place: Place
    kind: Kind
    words: tuple[str, ...]
    compared: tuple[str, ...]
    passage: str = ''
    id: str = ''
    lang: str = ''
    links: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """The same for blocks that say the same."""
        return self.kind, *self.compared

    @property
    def text(self) -> str:
        """Its words in a line."""
        return ' '.join(word for word in self.words if word)
