"""Regular expressions that are compiled when they are first used: some are large, and one changed page needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str, flags: int):
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """What the compiled one has by this name, which from then on is at hand: it is asked for at every line of every page."""
        found = self.__dict__[name] = getattr(re.compile(*self._asked), name)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for who uses its methods; a mistake in the pattern shows when it is used."""
    return cast(re.Pattern[str], _Late(pattern, flags))
