"""What changed between two editions of a report, section by section: what the annex of the next edition tells its readers.

Sections are the same when their id is; of the others, those with the same text have moved to another page or got another id.
White space, quotation marks and dashes make no difference.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from publishing.report.fragment import place_of
from publishing.sources.editions import Edition
from publishing.sources.fingerprints import normal
from publishing.sources.sections import Section

Kind = Literal['new', 'changed', 'removed', 'moved']
KINDS: tuple[Kind, ...] = ('new', 'changed', 'moved', 'removed')


@dataclass(frozen=True)
class Change:
    """What happened to one section: `then` is None for a new one, `now` for one that is gone."""

    kind: Kind
    then: Section | None
    now: Section | None


@dataclass(frozen=True)
class Told:
    """The changes by kind, kinds without any left out; `stories` are the numbers of stories that are gone and are not named."""

    groups: dict[Kind, list[Change]]
    stories: list[str]


def told(before: Edition, changes: list[Change], pages: Container[str]) -> Told:
    """The changes since an edition as readers may know them: of a story that is not among the `pages` of today only its number."""
    stories = [place_of(name) for name in before.facts.stories if name not in pages]
    hidden = [change for change in changes if change.kind == 'removed' and change.then and _is_in(change.then, stories)]
    numbers = [change.then.number for change in hidden if change.then and change.then.id in stories]
    shown = [change for change in changes if change not in hidden]
    groups = {kind: held for kind in KINDS if (held := [change for change in shown if change.kind == kind])}
    return Told(groups, numbers)


def _is_in(section: Section, places: Iterable[str]) -> bool:
    return any(section.id == place or section.id.startswith(f'{place}--') for place in places)


def between(then: Iterable[Section], now: Iterable[Section]) -> list[Change]:
    """Every section that is not the same, in the order of the text of today; what is gone comes last, in its own order."""
    before, after = ({section.id: section for section in sections if section.text or section.title} for sections in (then, now))
    found: list[Change] = []
    gone = {id: section for id, section in before.items() if id not in after}
    for id, section in after.items():
        old = before.get(id) or _same_text(section, gone)
        if old is not None:
            gone.pop(old.id, None)
        found += _change(old, section)
    return [*found, *(Change('removed', section, None) for section in gone.values())]


def _same_text(section: Section, among: dict[str, Section]) -> Section | None:
    text = normal(section.text)
    return next((other for other in among.values() if text and normal(other.text) == text), None)


def _change(old: Section | None, new: Section) -> Iterator[Change]:
    if old is None:
        yield Change('new', None, new)
    elif (normal(old.title), normal(old.text)) != (normal(new.title), normal(new.text)):
        yield Change('changed', old, new)
    elif old.number != new.number or old.id != new.id:
        yield Change('moved', old, new)
