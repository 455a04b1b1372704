"""Which block of a new text is which of the old one: what says the same, stands at the same place, or says nearly the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from publishing.report.block import Block

ALIKE = 0.6  # the share of words that two blocks have in common, from which one is the other after a change
COMMON = 20  # a word in no more blocks than this is never too common to be looked for


def pairs(then: Sequence[Block], now: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Number of a block of now → that of then which it is, or was."""
    old, new = dict(enumerate(then)), dict(enumerate(now))
    for matches in (_in_order, _elsewhere, _with_the_same_id, _alike):
        for number, other in list(matches(old, new)):
            yield number, other
            del new[number], old[other]


def _in_order(old: dict[int, Block], new: dict[int, Block]) -> Iterator[tuple[int, int]]:
    """What says the same, in the same order."""
    matcher = SequenceMatcher(None, [block.key for block in old.values()], [block.key for block in new.values()], autojunk=False)
    for start, first, length in matcher.get_matching_blocks():
        yield from ((first + step, start + step) for step in range(length))


def _elsewhere(old: dict[int, Block], new: dict[int, Block]) -> Iterator[tuple[int, int]]:
    """What says the same in another place."""
    left: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for other, block in old.items():
        left[block.key].append(other)
    for number, block in new.items():
        if left[block.key]:
            yield number, left[block.key].pop(0)


def _with_the_same_id(old: dict[int, Block], new: dict[int, Block]) -> Iterator[tuple[int, int]]:
    """A heading, picture or caption is what stands at its place, whatever it says now; the only one of its kind there."""

    def placed(blocks: dict[int, Block]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, block in blocks.items():
            if block.kind in ('title', 'heading', 'picture', 'caption', 'summary', 'source'):
                found[block.kind, block.id or block.place.id].append(number)
        return found

    then = placed(old)
    for place, numbers in placed(new).items():
        if len(numbers) == len(then.get(place, ())) == 1:
            yield numbers[0], then[place][0]


def _alike(old: dict[int, Block], new: dict[int, Block]) -> Iterator[tuple[int, int]]:
    """What says nearly the same: the likeliest first, under the same heading before anywhere else, each once."""
    counted = {id(block): Counter(block.compared) for block in (*old.values(), *new.values())}
    where = _where(old)
    found = [
        (was.place.id == block.place.id, share, -abs(number - other), number, other)
        for number, block in new.items()
        for other, was in _candidates(block, old, where)
        if (share := _share(was, block, counted)) >= ALIKE
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    for *_, number, other in sorted(found, reverse=True):
        if number not in taken[0] and other not in taken[1]:
            taken[0].add(number)
            taken[1].add(other)
            yield number, other


def _where(blocks: dict[int, Block]) -> dict[str, list[int]]:
    """Word → the blocks that hold it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, block in blocks.items():
        for word in set(block.compared):
            found[word].append(number)
    return found


def _candidates(block: Block, old: dict[int, Block], where: dict[str, list[int]]) -> Iterator[tuple[int, Block]]:
    """Blocks of the same kind that share a word with this one which is not in most of them: others can hardly be alike."""
    most = max(COMMON, len(old) // 10)
    numbers = {number for word in set(block.compared) if len(where.get(word, ())) <= most for number in where.get(word, ())}
    yield from ((number, old[number]) for number in sorted(numbers) if old[number].kind == block.kind)


def _share(then: Block, now: Block, counted: dict[int, Counter[str]]) -> float:
    """How much of two blocks is the same, in order; 0 when they can't be alike, which is quick to see."""
    most = 2 * (counted[id(then)] & counted[id(now)]).total() / (len(then.compared) + len(now.compared))
    return SequenceMatcher(None, then.compared, now.compared, autojunk=False).ratio() if most >= ALIKE else 0


def longest_in_order(pairs: dict[int, int]) -> set[int]:
    """The blocks of now that did not move: the most whose order is that of then."""
    ends: list[int] = []
    order: list[tuple[int, int | None]] = []  # new number, and the one before it in its row
    last: list[int] = []
    for new in sorted(pairs):
        at = bisect_left(ends, pairs[new])
        order.append((new, last[at - 1] if at else None))
        if at == len(ends):
            ends.append(pairs[new])
            last.append(len(order) - 1)
        else:
            ends[at], last[at] = pairs[new], len(order) - 1
    found, at_end = set(), last[-1] if last else None
    while at_end is not None:
        new, at_end = order[at_end]
        found.add(new)
    return found
