"""The words of the glossary: one word for one thing, in both languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from publishing.checks.text import Avoided, Text
from publishing.problems import Problem

QUOTE = r'["“”\'‘’]'


def avoided_words(text: Text) -> Iterator[Problem]:
    """A word that terms.yml says to avoid; one between quotation marks is talked about, and not used."""
    words = text.common.avoided[text.locale]
    if not any(held.word.lower() in text.running for held in words):
        return
    wanted = {held.word.lower(): held.wanted for held in words}
    for passage in text.passages:
        for match in _pattern(words).finditer(passage.own):
            values = {'word': match[0], 'wanted': wanted[' '.join(match[0].lower().split())]}
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'avoided-word', values)


@functools.cache
def _pattern(words: tuple[Avoided, ...]) -> re.Pattern[str]:
    known = '|'.join(re.escape(held.word).replace(r'\ ', r'\s+') for held in words)
    return re.compile(rf'(?<!{QUOTE})\b(?:{known})\b(?!{QUOTE})', re.I)
