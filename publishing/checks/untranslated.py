"""What stands in a translation in the words of the original still: a heading, a cell, a point that was passed over."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.checks.spelling import is_of_other_language
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
        if len(words) > 1 and passage.words in typed and is_of_other_language(passage, text):
            values = {'other': text.original.path, 'line': str(typed[passage.words]), 'text': shortened(' '.join(words).strip('| '))}
            yield Problem(text.path, passage.line, 'twin-words-same', values)
