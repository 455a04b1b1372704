"""Which of many signs stand in a text: all are looked for at once, so a hundred take no longer than one (an automaton, of RE2)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any


class Spotter:
    """Looks for texts as they stand: small letters and capitals differ. Those of `words` begin a word."""

    def __init__(self, signs: Iterable[str] = (), *, words: Iterable[str] = ()):
        self.signs, self.begins = tuple(dict.fromkeys((*signs, *words))), frozenset(words)

    def spotted(self, words: str) -> list[str]:
        """Those of the signs that stand in it, in their own order."""
        found = self._set.Match(words.encode('utf-8', 'surrogatepass'))
        return [self.signs[number] for number in sorted(found)] if found else []

    @functools.cached_property
    def _set(self) -> Any:
        import re2  # imported late: of one changed page few kinds of signs are looked for

        made = re2.Set.SearchSet()
        for sign in self.signs:
            begins = sign in self.begins and sign[:1].isascii()  # to RE2 é is no letter: it spots a word more, and none less
            made.Add((r'\b' if begins else '') + re2.escape(sign))
        made.Compile()
        return made
