"""What people type as a whole: terms with their other forms, and what was noted with a page that its text does not say.

A term stands under the stems of its words in alphabetical order, behind the first of them; a note under each of its words, so that it is
found by any of them. Both end in a sign that says what is held: the file with a term that is looked for has what begins with it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from publishing.site.search.pages import FoundPage, FoundTerm
from publishing.site.search.terms import Stemmer, meanings, meant, words

ANSWER = '='  # [[page, number of the term on it, 1 for a word that everybody knows], …]
SEE = '>'  # [[word, …], …]: the same in other words
READER = '@'  # [name, …]: who says this is such a reader; `@` and the name is a term of its own
NOTE = '+'  # [page, code, …]: noted with the page; the code has the number of the note, which of its words this is, and per cent of it
HEADING = '~'  # the same of its title, which is number 0, and of its headings
MEANT = {NOTE: '*', HEADING: '-'}  # the same under the word that stands for all that come down to the same
NUMBER, PLACE = 1000, 100  # what the number and the place are multiplied by in a code
MOST = {'place': 9, 'share': 99}
HEADS = range(1, 7)  # words of a heading that is looked for as a whole
BEFORE_HEADING = re.compile(r'^[\d.]+ ')
LONGEST = 2  # words of another form that are looked for: pages that hold three of them seldom hold them together


class Phrases:
    """The phrases of one language."""

    def __init__(self, pages: Sequence[FoundPage], stemmer: Stemmer, rarity: Callable[[str], float]):
        self.stemmer, self.locale, self.rarity = stemmer, stemmer.locale, rarity
        self.meanings = meanings(self.locale)
        self.held: dict[str, list[object]] = {}
        for number, page in enumerate(pages):
            self._hold_notes(number, NOTE, page.asked)
            for name, said in page.said_by.items():
                for word in said:
                    self._keep([self.stemmer(part) for part in words(word)], READER, [name])
            headings = (page.title, *(section.heading for section in page.sections))
            self._hold_notes(number, HEADING, [BEFORE_HEADING.sub('', heading) for heading in headings])
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

    def _hold_notes(self, page: int, sign: str, phrases: Iterable[str]) -> None:
        """Each under its words: a rare word is more of it than a common one."""
        notes = dict.fromkeys(tuple(dict.fromkeys(self._stems(phrase))) for phrase in phrases)
        for number, stems in enumerate(notes):
            if sign == HEADING and number and len(stems) not in HEADS:
                continue
            rarities = [self.rarity(stem) for stem in stems]
            for place, (stem, rarity) in enumerate(zip(stems, rarities)):
                share = min(MOST['share'], round(100 * rarity / sum(rarities)))
                held = [page, NUMBER * number + PLACE * min(MOST['place'], place) + share]
                self.held.setdefault(f'{stem} {sign}', []).extend(held)
                if (meant := self.meanings.get(stem, stem)) != stem:
                    self.held.setdefault(f'{meant} {MEANT[sign]}', []).extend(held)

    def items(self) -> Iterator[tuple[str, list[object]]]:
        """Each with what it holds."""
        return ((key, value) for key, value in self.held.items() if value)
