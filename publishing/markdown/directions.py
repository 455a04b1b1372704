"""Words that are read from right to left, such as a name in Arabic or Hebrew, stand apart from the words around them (HTML, 4.5.24: `bdi`).

Else the number or bracket behind such a name would be drawn before it (Unicode Standard Annex 9).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence

from publishing.markdown.context import OfPage
from publishing.markdown.html import words

LETTER = '\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc'
LEFTWARD = re.compile(f'[{LETTER}]')
RIGHTWARD = re.compile(rf'(?![{LETTER}])[^\W\d_]')
RUN = re.compile(rf'[{LETTER}](?:[^\w()\[\]]*[{LETTER}])*')  # words of the script, with the spaces and signs between them
WHOLE = re.compile(rf'\S(?=.*[{LETTER}])(?:.*\S)?|[{LETTER}]', re.S)  # all of a text with such words
STARTS = re.compile(rf'[\W\d_]*[{LETTER}]')
BLOCKS = ('p', 'h2', 'h3', 'h4', 'h5', 'h6')  # not items and cells: theirs is the side of the list or table
LEFT_ALONE = ('code', 'pre', 'svg', '{http://www.w3.org/2000/svg}svg', 'bdi', 'head')


class Directions(OfPage):
    """Runs last: what it adds is only about how words are drawn."""

    def run(self, root: etree.Element) -> None:
        """A block that is mostly such words goes that way itself; in others they are set apart."""
        if goes_left(''.join(root.itertext())):
            _turn(root, RUN, BLOCKS)


def goes_left(text: str) -> bool:
    """Whether a text has such words."""
    return bool(LEFTWARD.search(text))


def set_apart(root: etree.Element) -> None:
    """Such words in what no author typed as a text, as titles, and where they do not stand apart yet."""
    _turn(root, RUN, ())


def _turn(element: etree.Element, pattern: re.Pattern[str], blocks: Sequence[str]) -> None:
    if element.tag in LEFT_ALONE:
        return
    if element.tag in blocks and _is_mostly_left(''.join(words(element))):
        element.set('dir', 'rtl')
        pattern = WHOLE
    for child in list(element):
        _turn(child, pattern, blocks)
        _set_apart(element, child.tail, child, pattern)
    _set_apart(element, element.text, None, pattern)


def _is_mostly_left(text: str) -> bool:
    """Whether a text begins with such words, and has few others."""
    return bool(STARTS.match(text)) and len(LEFTWARD.findall(text)) > len(RIGHTWARD.findall(text))


def _set_apart(parent: etree.Element, text: str | None, after: etree.Element | None, pattern: re.Pattern[str]) -> None:
    """Put what a pattern finds in the text behind a child, or before the first, into an element of its own."""
    runs = list(pattern.finditer(text or ''))
    for run in reversed(runs):
        apart = etree.Element('bdi')
        apart.text, apart.tail, text = run[0], (text or '')[run.end() :], (text or '')[: run.start()]
        parent.insert(0 if after is None else list(parent).index(after) + 1, apart)
    if after is None:
        parent.text = text
    else:
        after.tail = text
