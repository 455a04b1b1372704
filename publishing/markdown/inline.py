"""Python-Markdown's inline patterns, tried only where they can match: half of the time of a page went into trying the others.

A pattern can't match in a text without the signs that it is made of. Private Python-Markdown names used: InlineProcessor's
__handleInline and __applyPattern, and Registry's _priority (3.11).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

PRIORITIES = {'inline': 20, 'smarty': 6}  # Python-Markdown's own
# Name of a pattern → what a text that it matches holds at least one of. A pattern that is not here is always tried.
SIGNS: dict[str, tuple[str, ...]] = {
    'backtick': ('`',), 'escape': ('\\',), 'reference': ('[',), 'link': ('[',), 'image_link': ('![',), 'image_reference': ('![',),
    'short_reference': ('[',), 'short_image_ref': ('![',), 'autolink': ('<',), 'automail': ('<',), 'linebreak': ('  \n',),
    'html': ('<',), 'entity': ('&',), 'em_strong': ('*', '_'), 'footnote': ('[^',), 'publishing-apostrophes': ("'",),
    'smarty-em-dashes': ('---',), 'smarty-en-dashes': ('--',), 'smarty-ellipses': ('...',),
}  # fmt: skip
SIGNS |= {f'smarty-quotes-{number}': ("'", '"') for number in range(15)}


class QuickInline(InlineProcessor):
    """The same patterns in the same order with the same result."""

    steps: list[tuple[Any, tuple[str, ...]]]
    any_sign: re.Pattern[str]

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """Look up the patterns once for a whole page."""
        names = [item.name for item in self.inlinePatterns._priority] if self.inlinePatterns else []  # type: ignore[attr-defined]
        self.steps = [(self.inlinePatterns[name], SIGNS.get(name, ('',))) for name in names]
        self.any_sign = re.compile('|'.join(re.escape(sign) for _, signs in self.steps for sign in signs))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N803
        """Each pattern that can match, from the given one on."""
        if isinstance(data, AtomicString) or not self.any_sign.search(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number in range(patternIndex, len(self.steps)):
            pattern, signs = self.steps[number]
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, number, start)
        return data


def quicken(md: Markdown) -> None:
    """Put the quick processor in the place of Python-Markdown's, and of the one that sets quotation marks and dashes."""
    for name, priority in PRIORITIES.items():
        if name in md.treeprocessors:
            quick, held = QuickInline(md), md.treeprocessors[name]
            quick.inlinePatterns = held.inlinePatterns  # type: ignore[attr-defined]
            md.treeprocessors.register(quick, name, priority)
