"""What changed between two texts, word by word, as a volunteer can read it: `[−old−]` and `[+new+]` in the paragraphs concerned."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from publishing.sources.fingerprints import normal
from publishing.sources.word_runs import Mark, runs

BREAK = '\n\n'
TOKEN = re.compile(r'\n\s*\n\s*|\n(?=\s*(?:[-*+|:]|\d+[.)])\s)|\S+')  # a blank line, the next point of a list or row of a table, a word
SIGNS: dict[Mark, tuple[str, str]] = {'same': ('', ''), 'gone': ('[−', '−]'), 'new': ('[+', '+]')}
COLOURS: dict[Mark, str] = {'same': '', 'gone': '\x1b[31m', 'new': '\x1b[32m'}
PLAIN = '\x1b[0m'
WIDTH = 100


def told(before: str, after: str, *, colour: bool = False) -> str:
    """The paragraphs that differ, wrapped, with the words that went and came marked; colour is only an addition."""
    paragraphs = [_paragraph(held) for held in _paragraphs(before, after) if any(mark != 'same' for mark, _ in held)]
    lines = '\n\n'.join(textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False) for text in paragraphs)
    return _coloured(lines) if colour else lines


def _paragraphs(before: str, after: str) -> Iterator[list[tuple[Mark, str]]]:
    """Each paragraph as runs of words that stayed, went or came."""
    old, new = _tokens(before), _tokens(after)
    held: list[tuple[Mark, str]] = []
    for mark, tokens in runs(old, new, _compared(old), _compared(new)):
        words: list[str] = []
        for token in [*tokens, None]:
            if token == BREAK or token is None:
                held += [(mark, ' '.join(words))] if words else []
                words = []
            if token == BREAK:
                yield held
                held = []
            elif token is not None:
                words.append(token)
    yield held


def _tokens(text: str) -> list[str]:
    return [token if token.strip() else BREAK for token in TOKEN.findall(text.strip())]


def _compared(tokens: list[str]) -> list[str]:
    """Words are the same when a translator need not care."""
    return [normal(token) or token for token in tokens]


def _paragraph(held: list[tuple[Mark, str]]) -> str:
    return ' '.join(f'{SIGNS[mark][0]}{text}{SIGNS[mark][1]}' for mark, text in held)


def _coloured(text: str) -> str:
    for mark, (start, end) in SIGNS.items():
        if start:
            text = text.replace(start, COLOURS[mark] + start).replace(end, end + PLAIN)
    return text
