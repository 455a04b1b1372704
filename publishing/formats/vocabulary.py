"""Where a text uses the terms of the glossary."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing.languages import LANGUAGES
from publishing.sources.schema.data import Term

WORD = re.compile(r'[^\W_]+(?:[-’\'][^\W_]+)*')


@dataclass(frozen=True)
class Use:
    """A use of a term in a text: from and up to which character, and its entry."""

    start: int
    end: int
    id: str


class Vocabulary:
    """The forms of all terms in one language by their first word, so that a text is gone through once, whatever the number of terms."""

    def __init__(self, terms: Mapping[str, Term], locale: str):
        self.endings = LANGUAGES[locale].plural_endings
        self.by_first: dict[str, list[tuple[list[str], str]]] = {}
        for id, term in terms.items():
            for form in term.forms(locale) if term.tooltip else ():
                words = WORD.findall(form)
                self.by_first.setdefault(_folded(words[0]), []).append((words, id))
        for held in self.by_first.values():
            held.sort(key=lambda form: -len(form[0]))  # the longest is meant
        self.candidates = functools.cache(self._candidates)  # a site has few words for its length

    def uses(self, text: str) -> Iterator[Use]:
        """Every use of a term, the longest where several begin."""
        found = list(WORD.finditer(text))
        after = 0
        for number, match in enumerate(found):
            if number < after:
                continue
            for words, id in self.candidates(match[0]):
                run = found[number : number + len(words)]
                if len(run) == len(words) and all(map(self._is, (held[0] for held in run), words)) and _is_joined(text, run):
                    yield Use(match.start(), run[-1].end(), id)
                    after = number + len(words)
                    break

    def _candidates(self, word: str) -> list[tuple[list[str], str]]:
        """The forms that begin with this word, as words of their own, each with its entry."""
        folded = _folded(word)
        stems = [folded, *(folded.removesuffix(ending) for ending in self.endings if folded.endswith(ending))]
        return [form for stem in stems for form in self.by_first.get(stem, ())]

    def _is(self, word: str, wanted: str) -> bool:
        """Whether a word is the wanted one or its plural; letters of an abbreviation are capitals."""
        if wanted.isupper():
            return word == wanted
        folded, form = _folded(word), _folded(wanted)
        return folded == form or (folded.startswith(form) and folded[len(form) :] in self.endings)


def _folded(word: str) -> str:
    return word.casefold().replace('’', "'")


def _is_joined(text: str, run: list[re.Match[str]]) -> bool:
    """Whether only spaces or hyphens stand between the words."""
    return all(set(text[one.end() : two.start()]) <= set(' -\n\xa0') for one, two in zip(run, run[1:]))
