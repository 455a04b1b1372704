"""Plain language, as advice: the sentence, and what may be done. No rule of thumb proves a level of language, so none is claimed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from publishing.checks.passages import WORD, sentences
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.problems import WORDS, Problem
from publishing.words import load_fast, words

LONGEST = 32  # words in a sentence; Dutch government style asks for 15 on average, and no more than 25 as a rule
QUOTE = 160  # characters of a sentence in a message
HEAP = 3  # sentences in the passive in one paragraph
KINDS = ('front', 'paragraph', 'item', 'definition', 'note')
QUOTED = re.compile(r'(?<!\w)[\'"“‘][^\'"“”‘’\n]+[\'"”’](?!\w)')  # a title, or the words of another


def sentences_too_long(text: Text) -> Iterator[Problem]:
    """A sentence that a reader may have to read twice."""
    for passage in text.passages:
        if passage.kind not in KINDS or len(passage.words) < 2 * LONGEST or len(passage.words.split()) <= LONGEST:
            continue
        for start, sentence in sentences(passage.words, text.locale):
            number = len(WORD.findall(sentence))
            if number > LONGEST:
                values = {'number': str(number), 'sentence': _quoted(sentence)}
                yield Problem(text.path, passage.line_at(start + _leading(sentence), passage.words), 'long-sentence', values)


def passive_heaps(text: Text) -> Iterator[Problem]:
    """Several sentences in a row that don't say who does it."""
    pattern = _passive(text.locale)  # finds nothing that runs on in the next sentence
    for passage in text.passages:
        if passage.kind not in KINDS or sum(map(passage.words.count, '.?!')) < HEAP or len(pattern.findall(passage.words)) < HEAP:
            continue
        passive = [sentence for _, sentence in sentences(passage.words, text.locale) if pattern.search(sentence)]
        if len(passive) >= HEAP:
            yield Problem(text.path, passage.line, 'passive-heap', {'number': str(len(passive)), 'sentence': _quoted(passive[0])})


def hard_words(text: Text) -> Iterator[Problem]:
    """A word of offices that has an everyday one."""
    signs = _hard_signs(text.locale)
    for passage in text.passages if signs.spotted(text.running) else ():
        if not signs.spotted(' '.join(passage.own.lower().split())):
            continue
        ours = QUOTED.sub(lambda match: ' ' * len(match[0]), passage.own)
        for match in _hard(text.locale).finditer(ours):
            sentence = [held for start, held in sentences(passage.own, text.locale) if start <= match.start()][-1]
            values = {'word': match[0], 'wanted': _everyday(text.locale)[' '.join(match[0].lower().split())], 'sentence': _quoted(sentence)}
            yield Problem(text.path, passage.line_at(match.start(), passage.own), 'hard-word', values)


@functools.cache
def _passive(locale: str) -> re.Pattern[str]:
    return re.compile(rf'\b{words("checks", locale)["passive"]}\b', re.I)


@functools.cache
def _everyday(locale: str) -> dict[str, str]:
    """Hard word (lower case) → what to write instead, from words/everyday.yml."""
    held: dict[str, dict[str, str]] = load_fast(Path(WORDS / 'everyday.yml').read_text(encoding='utf-8'))
    return held[locale]


@functools.cache
def _hard_signs(locale: str) -> Spotter:
    return Spotter(_everyday(locale))


@functools.cache
def _hard(locale: str) -> re.Pattern[str]:
    known = sorted(_everyday(locale), key=len, reverse=True)
    return re.compile(r'\b(?:' + '|'.join(re.escape(word).replace(r'\ ', r'\s+') for word in known) + r')\b', re.I)


def _leading(sentence: str) -> int:
    return len(sentence) - len(sentence.lstrip())


def _quoted(sentence: str) -> str:
    told = ' '.join(sentence.replace('|', ' ').split())
    return told if len(told) <= QUOTE else f'{told[: QUOTE - 1]}…'
