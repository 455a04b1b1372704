"""How people say what a page is there for, learned from all that was noted with it.

A note is found as a whole by `Phrases`; whole sentences that nobody noted are not. What they share with notes are words and pairs of words:
`niet meer naar school`, `wie bel ik`. So each page is the sum of its notes, in which a rare word counts more than a common one and a long
note no more than a short one (Rocchio's centroids, 1971; the square root keeps a page with many notes from winning by its number).

    school %, wij school % → [page, weight, …]: a word, two beside each other, and with = the word for all that come down to the same
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from publishing.site.search.pages import FoundPage
from publishing.site.search.terms import Stemmer, meanings, meant, words

SAID = '%'
SAME = '='  # stands before a word that stands for all that come down to the same
SCALE = 100


def grams(text: str, stemmer: Stemmer) -> list[str]:
    """The words of a text that say what is looked for, its pairs of words beside each other, and what its words come down to; each once."""
    typed = words(text)
    stems, groups = [stemmer(word) for word in typed], meanings(stemmer.locale)
    telling = [stemmer(word) for word in meant(typed, stemmer.locale)]
    alike = [SAME + groups[stem] for stem in stems if stem in groups]
    return list(dict.fromkeys([*telling, *(' '.join(pair) for pair in zip(stems, stems[1:])), *alike]))


def sayings(pages: Sequence[FoundPage], stemmer: Stemmer) -> dict[str, list[int]]:
    """What each word and each pair tells of a page."""
    said = [(number, found) for number, page in enumerate(pages) for note in page.asked if (found := grams(note, stemmer))]
    spread = Counter(gram for _, found in said for gram in found)
    rarity = {gram: math.log(1 + len(said) / times) for gram, times in spread.items()}
    pooled: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for number, found in said:
        length = math.hypot(*(rarity[gram] for gram in found))
        for gram in found:
            pooled[number][gram] += rarity[gram] / length
    return _held(pooled, rarity)


def _held(pooled: dict[int, dict[str, float]], rarity: dict[str, float]) -> dict[str, list[int]]:
    held: dict[str, list[int]] = {}
    for number, found in pooled.items():
        size = sum(found.values()) ** 0.25
        for gram, share in found.items():
            held.setdefault(f'{gram} {SAID}', []).extend((number, round(SCALE * rarity[gram] * share**0.5 / size)))
    return held
