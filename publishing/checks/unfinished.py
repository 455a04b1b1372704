"""What an edit that was broken off leaves: a sentence without its end, a paragraph that stands twice, a point without words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from publishing.checks.passages import Passage
from publishing.checks.text import Text
from publishing.languages import LANGUAGES
from publishing.problems import Problem, shortened
from publishing.sources import reading

LEADS_ON = {locale: frozenset(held.leads_on.split()) for locale, held in LANGUAGES.items()}
ENOUGH = 8  # spaces: so many words are not the same by chance
LONG = 15  # spaces: so many words are not meant twice on one page
TOLD = 40  # signs that show the end of a sentence


def unfinished(text: Text) -> Iterator[Problem]:
    """A paragraph that ends in a word which no sentence ends in, without a mark."""
    for passage, below in pairwise([*text.passages, None]):
        if passage and passage.kind in ('paragraph', 'note', 'definition') and (below is None or below.kind not in ('item', 'row')):
            words = passage.own.rstrip()
            if words[-1:].isalpha() and words.split()[-1] in LEADS_ON[text.locale]:
                line = passage.line_at(len(words), words)
                yield Problem(text.path, line, 'sentence-unfinished', {'text': f'… {" ".join(words[-TOLD:].split()[1:])}'})


def said_again(text: Text) -> Iterator[Problem]:
    """A paragraph or point that stands below the same heading already, word for word: below another a short one may be meant."""
    seen = dict[str, Passage]()
    for passage in text.passages:
        if passage.kind in ('heading', 'box'):
            seen = {words: held for words, held in seen.items() if held.kind == 'paragraph' and words.count(' ') >= LONG}
        if passage.kind in ('paragraph', 'item') and passage.words.count(' ') >= ENOUGH:
            words = ' '.join(passage.words.split())
            if words in seen:
                yield Problem(text.path, passage.line, 'paragraph-twice', {'text': shortened(words), 'line': str(seen[words].line)})
            seen.setdefault(words, passage)


def empty_points(text: Text) -> Iterator[Problem]:
    """A point of a list that holds nothing."""
    for node in text.page.reading.flat:
        if node.type == 'list_item' and not reading.text(node).strip() and not node.children:
            yield Problem(text.path, text.page.body_line + node.line, 'item-empty')
