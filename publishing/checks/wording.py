"""The words of a page: a pull quote repeats its text, and numbers are written in the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem

# A thousands sign of the other language. A zero in front is a decimal, and what goes on is a date, version or law.
THOUSANDS = {
    'nl': re.compile(r'(?<![\w.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![\w/-]|,\d|\.\d+[.,])'),
    'en': re.compile(r'(?<![\w.,/-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w/-]|\.\d|,\d+[.,])'),
}
# A decimal sign of the other language, before what only an amount has.
DECIMALS = {
    'nl': re.compile(r'(?<![\w.,/-])\d+\.\d{1,2}(?= (?:procent|miljoen|miljard|euro)\b| ?%)'),
    'en': re.compile(r'(?<![\w.,/-])\d+,\d{1,2}(?= (?:per ?cent|million|billion|euros?)\b| ?%)'),
}
SIGN = re.compile(r'[.,](?<=\d.)\d')  # what stands in each of these
SWAPPED = str.maketrans(',.', '.,')


def quotes(text: Text) -> Iterator[Problem]:
    """A pull quote holds words that stand in its page too: it draws attention and says nothing new."""
    page = text.page
    boxes = [box for box in page.outline.boxes if box.kind == 'quote']
    if not boxes:
        return
    own = {line for box in boxes for line in range(box.line, box.end)}
    held = [passage for passage in text.passages if passage.line in own and passage.kind != 'front']
    others = _single(' '.join([*(passage.words for passage in text.passages if passage not in held), page.text('summary')]))
    for passage in held:
        if _single(passage.words) not in others:
            yield Problem(page.path, passage.line, 'quote-not-in-text', {'text': _single(passage.words)})


def _single(text: str) -> str:
    return ' '.join(text.split())


def number_style(text: Text) -> Iterator[Problem]:
    """1.234,5 in Dutch, 1,234.5 in English: told where the sign can't be misread as anything else."""
    for passage in text.passages if SIGN.search(text.running) else ():
        if not SIGN.search(passage.own):
            continue
        for match in (*THOUSANDS[text.locale].finditer(passage.own), *DECIMALS[text.locale].finditer(passage.own)):
            values = {'number': match[0], 'wanted': match[0].translate(SWAPPED)}
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'number-style', values)
