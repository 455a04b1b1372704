"""What stands in a translation in the words of the original still: a heading, a cell, a point that was passed over."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.checks.passages import Passage
from publishing.checks.spelling import is_of_other_language, is_right_in_original
from publishing.checks.text import Text
from publishing.languages import ORIGINAL
from publishing.problems import Problem, shortened


def untranslated(text: Text) -> Iterator[Problem]:
    """Each passage of more than one word that is the same in both files, and has a word that only the original's language knows."""
    if text.locale == ORIGINAL or text.original is None or not text.common.whole:
        return
    typed = {passage.words: passage.line for passage in text.original.passages}
    for passage in text.passages:
        words = passage.own.split()
        if passage.words not in typed:
            continue
        if _is_term(passage, text) or (len(words) > 1 and (is_of_other_language(passage, text) or _is_title(passage, text))):
            values = {'other': text.original.path, 'line': str(typed[passage.words]), 'text': shortened(' '.join(words).strip('| '))}
            yield Problem(text.path, passage.line, 'twin-words-same', values)


def _is_term(passage: Passage, text: Text) -> bool:
    """Whether it is a term of the glossary in words of the original's language, which every text may use, but not for its translation."""
    words = passage.own.split() if passage.id.endswith('.term') else []
    return any(word.islower() and text.lexicon.knows(word, ORIGINAL) and not text.lexicon.knows(word, text.locale) for word in words)


def _is_title(passage: Passage, text: Text) -> bool:
    """Whether it is the title of a box, in words and no name: 'Let op' is Dutch, though 'let' and 'op' are English words."""
    return passage.kind == 'box' and not passage.words.istitle() and is_right_in_original(passage, text)
