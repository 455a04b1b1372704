"""What people type as a whole: terms with their other forms, and what was noted with a page that its text does not say.

Each stands among the terms under the stems of its words in alphabetical order, behind the first of them, and ends in a sign that says
what is held: the file with a term that is looked for has what begins with it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publishing.site.search.pages import FoundPage, FoundTerm
from publishing.site.search.terms import Stemmer, meanings, meant, words

ANSWER = '='  # [[page, number of the term on it, 1 for a word that everybody knows], …]
SEE = '>'  # [[word, …], …]: the same in other words
READER = '@'  # [name, …]: who says this is such a reader; `@` and the name is a term of its own
PAGES = '+'  # [page, …]: noted with the page
HEADING = '~'  # [page, …]: the title of the page or one of its headings
MEANT = {PAGES: '*', HEADING: '-'}  # the same for other words that come down to the same
HEADS = range(1, 7)  # words of a heading that is looked for as a whole
BEFORE_HEADING = re.compile(r'^[\d.]+ ')
LONGEST = 2  # words of another form that are looked for: pages that hold three of them seldom hold them together


class Phrases:
    """The phrases of one language."""

    def __init__(self, pages: Sequence[FoundPage], stemmer: Stemmer):
        self.stemmer, self.locale = stemmer, stemmer.locale
        self.meanings = meanings(self.locale)
        self.held: dict[str, list[object]] = {}
        for number, page in enumerate(pages):
            for phrase in page.asked:
                self._keep_both(self._stems(phrase), PAGES, number)
            for name, said in page.said_by.items():
                for word in said:
                    self._keep([self.stemmer(part) for part in words(word)], READER, [name])
            for heading in (page.title, *(section.heading for section in page.sections)):
                if len(stems := self._stems(BEFORE_HEADING.sub('', heading))) in HEADS:
                    self._keep_both(stems, HEADING, number)
            for entry, term in enumerate(page.terms):
                self._hold_term(number, entry, term)

    def _hold_term(self, page: int, entry: int, term: FoundTerm) -> None:
        """The answer, and for who types another form the forms that texts use."""
        written = {tuple(self._stems(form)): None for form in term.forms}
        for form in (*term.forms, *term.asked):
            self._hold(form, ANSWER, [[page, entry, int(term.is_everyday)]])
            stems = set(self._stems(form))
            self._hold(form, SEE, [list(other) for other in written if len(other) <= LONGEST and not stems <= set(other)])

    def _hold(self, phrase: str, sign: str, values: Iterable[object]) -> None:
        self._keep(self._stems(phrase), sign, values)

    def _keep(self, stems: list[str], sign: str, values: Iterable[object]) -> None:
        """Keep each value once, however many ways of writing come down to the same stems."""
        held = self.held.setdefault(' '.join([*sorted(set(stems)), sign]), [])
        held.extend(value for value in values if value not in held)

    def _stems(self, phrase: str) -> list[str]:
        return [self.stemmer(word) for word in meant(words(phrase), self.locale)]

    def _keep_both(self, stems: list[str], sign: str, page: int) -> None:
        """As it was noted, and as it is meant."""
        self._keep(stems, sign, [page])
        if (meant := [self.meanings.get(stem, stem) for stem in stems]) != stems:
            self._keep(meant, MEANT[sign], [page])

    def items(self) -> Iterator[tuple[str, list[object]]]:
        """Each with what it holds."""
        return ((key, value) for key, value in self.held.items() if value)
