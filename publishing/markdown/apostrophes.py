"""The Dutch apostrophe that opens a word ('s ochtends, 't), which a quotation-mark rule takes for an opening quote."""

from __future__ import annotations

import re

from markdown.inlinepatterns import InlineProcessor

from publishing.sources.outline import APOSTROPHE


class Apostrophes(InlineProcessor):
    """Straight apostrophe before s, t, n, k or m alone, or before the two digits of a year → right single quotation mark (U+2019)."""

    def __init__(self) -> None:
        super().__init__(APOSTROPHE.pattern)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Replace the one character."""
        return '’', m.start(0), m.end(0)
