"""What changed between two texts of a report, block by block: the one comparison that annex, page, redline, letter and command show.

Blocks are the same when they say the same; of the others, those that say the same elsewhere have moved, and those that say nearly the same
have changed. What finds no other has come or gone. Nothing is left out: every block of both texts is either the same or in the list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from publishing.report import matching
from publishing.report.block import Block, Place
from publishing.sources import word_runs
from publishing.sources.word_runs import Run

Kind = Literal['new', 'changed', 'moved', 'removed']
KINDS: tuple[Kind, ...] = ('changed', 'new', 'moved', 'removed')
MASK = '…'

Cited = tuple[str, str]  # how a text refers to a block: the number of a section, or that of a chapter and of a passage in it


@dataclass(frozen=True)
class Change:
    """What happened to one block: `then` is None for a new one, `now` for one that is gone.

    `masked`: its old words are not to be shown, `masked_now`: those of now are not.
    """

    then: Block | None
    now: Block | None
    masked: bool = False
    masked_now: bool = False

    @property
    def kind(self) -> Kind:
        """Changed blocks may have moved as well."""
        if self.then is None or self.now is None:
            return 'new' if self.then is None else 'removed'
        return 'moved' if self.then.key == self.now.key else 'changed'

    @property
    def held(self) -> Block:
        """The block as it is now, or as it was when it is gone."""
        found = self.now or self.then
        assert found is not None
        return found

    def runs(self) -> list[Run]:
        """Its words: those that stayed, went and came."""
        then, now = self.then, self.now
        before = ([], []) if then is None else ([MASK], [MASK]) if self.masked else (list(then.words), list(then.compared))
        after = ([], []) if now is None else ([MASK], [MASK]) if self.masked_now else (list(now.words), list(now.compared))
        return [run for run in word_runs.runs(before[0], after[0], before[1], after[1]) if any(run[1])]


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two texts, in reading order of the new one, what is gone where it stood.

    `compared` counts the blocks of the new text by kind. `concordance` gives, for what stayed or changed and has another number, the old
    and the new one. `stories` are the numbers of stories of the old text that are not named, `unread` those
    of the new one: they were not compared.
    """

    changes: tuple[Change, ...]
    concordance: tuple[tuple[Cited, Cited], ...]
    compared: Counter[str] = field(default_factory=Counter)
    stories: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether every block of both texts is the same."""
        return not self.changes and not self.stories and not self.unread

    def counts(self) -> dict[Kind, int]:
        """How many of each kind, kinds without any left out."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS if counted[kind]}

    def by_section(self) -> list[tuple[Place, Place | None, list[Change]]]:
        """The changes under the heading that they stand under now, or stood under then, and that heading's place then where it differs."""
        groups: dict[str, list[Change]] = {}
        for change in self.changes:
            groups.setdefault(change.held.place.id, []).append(change)
        return [(changes[0].held.place, _place_then(changes), changes) for changes in groups.values()]


def compare(then: Sequence[Block], now: Sequence[Block], hidden: Iterable[str] = ()) -> Comparison:
    """Compare two texts. `hidden` are the places of stories that may no longer be named: of them only a number is told."""
    places = frozenset(hidden)
    titles = {block.place.title for block in (*then, *now) if block.kind in ('title', 'heading') and block.place.id in places}
    old, new = _without(then, places, titles), _without(now, places, titles)
    pairs = dict(matching.pairs(old.shown, new.shown))
    changes = tuple(_changes(old, new, pairs))
    return Comparison(
        changes, _renumbered(old.shown, new.shown, pairs), Counter(block.kind for block in new.shown), old.numbers, new.numbers
    )


def _renumbered(then: Sequence[Block], now: Sequence[Block], pairs: dict[int, int]) -> tuple[tuple[Cited, Cited], ...]:
    """What another text refers to by a number that is another now."""
    cited = ((_cited(then[old]), _cited(now[new])) for new, old in sorted(pairs.items()))
    return tuple(dict.fromkeys((before, after) for before, after in cited if before[0] and after[0] and before != after))


def _cited(block: Block) -> Cited:
    if block.kind in ('title', 'heading'):
        return block.place.number, ''
    chapter = block.place.number.partition('.')[0]
    return (chapter, block.passage) if block.kind == 'text' and block.passage else ('', '')


@dataclass(frozen=True)
class _Shown:
    """A text without hidden stories; their numbers; and which of its blocks lead to one."""

    shown: list[Block]
    numbers: tuple[str, ...]
    secret: frozenset[int]


def _without(text: Sequence[Block], hidden: frozenset[str], titles: Iterable[str]) -> _Shown:
    """A text without hidden stories, which have these titles, and without the sources that only they cite."""
    own = [block for block in text if _is_in(block.place, hidden)]
    others = [block for block in text if not _is_in(block.place, hidden)]
    cited = frozenset().union(*(block.links for block in own)) - frozenset().union(*(block.links for block in others))
    shown = [block for block in others if block.id not in cited]
    secret = {
        number for number, block in enumerate(shown)
        if block.links & hidden or any(title and title in block.text for title in titles)
    }  # fmt: skip
    numbers = {block.place.number: None for block in own if block.place.id in hidden and block.place.number}
    return _Shown(shown, tuple(numbers), frozenset(secret))


def _is_in(place: Place, hidden: frozenset[str]) -> bool:
    return place.part in hidden or place.id in hidden or any(place.id.startswith(f'{story}--') for story in hidden)


def _changes(before: _Shown, after: _Shown, pairs: dict[int, int]) -> Iterator[Change]:
    """What is not the same, as it is read now; what is gone comes after what it stood behind."""
    then, now = before.shown, after.shown
    where = {old: new for new, old in pairs.items()}
    still = matching.longest_in_order(pairs)
    gone: dict[int, list[int]] = defaultdict(list)
    behind = -1
    for old in range(len(then)):
        if old in where:
            behind = where[old]
        else:
            gone[behind].append(old)
    for new in range(-1, len(now)):
        if new >= 0:
            was = pairs.get(new)
            if was is None:
                yield Change(None, now[new], masked_now=new in after.secret)
            elif then[was].key != now[new].key or new not in still:
                yield Change(then[was], now[new], was in before.secret, new in after.secret)
        yield from (Change(then[old], None, old in before.secret) for old in gone[new])


def _place_then(changes: list[Change]) -> Place | None:
    """The heading that these blocks stood under, when it had another number or name."""
    then = next((change.then.place for change in changes if change.then and change.now and not change.masked), None)
    now = changes[0].held.place
    return then if then and replace(then, part='') != replace(now, part='') else None
