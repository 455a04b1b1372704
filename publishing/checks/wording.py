"""The words of a page: a pull quote repeats its text, and numbers are written in the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.code_spans import without_code
from publishing.sources.outline import NOT_WORDS, plain
from publishing.sources.source import Source

ADDRESS = re.compile(r'https?://\S+|\]\([^)]*\)|\{[^}]*\}')
# A thousands sign of the other language. A zero in front is a decimal, and what goes on is a date, version or law.
THOUSANDS = {
    'nl': re.compile(r'(?<![\w.,/-])[1-9]\d{0,2}(?:,\d{3})+(?![\w/-]|,\d|\.\d+[.,])'),
    'en': re.compile(r'(?<![\w.,/-])[1-9]\d{0,2}(?:\.\d{3})+(?![\w/-]|\.\d|,\d+[.,])'),
}
SWAPPED = str.maketrans(',.', '.,')


def quotes(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A pull quote holds words that stand in its page too: it draws attention and says nothing new."""
    boxes = [box for box in page.outline.boxes if box.kind == 'quote']
    if not boxes:
        return
    lines = page.body.split('\n')
    held: list[tuple[int, str]] = []
    for box in boxes:
        at = box.line - page.body_line
        held.append((at, box.title or ''))
        while at + 1 < len(lines) and lines[at + 1].startswith('    '):
            at += 1
            held.append((at, lines[at]))
    own = {at for at, _ in held}
    text = _spoken('\n'.join(line for at, line in enumerate(lines) if at not in own) + '\n' + page.text('summary'))
    for at, words in held:
        if _spoken(words) not in text:
            yield Problem(page.path, page.body_line + at, 'quote-not-in-text', {'text': words.strip()})


def _spoken(text: str) -> str:
    return ' '.join(plain(NOT_WORDS.sub('', text)).split())


def number_style(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """1.234,5 in Dutch, 1,234.5 in English: told of a thousands sign, which can't be misread as anything else."""
    for number, line in enumerate(without_code(page.body).split('\n'), page.body_line):
        text = ADDRESS.sub(lambda match: ' ' * len(match[0]), line)
        for match in THOUSANDS[page.locale].finditer(text):
            yield Problem(page.path, number, 'number-style', {'number': match[0], 'wanted': match[0].translate(SWAPPED)})
