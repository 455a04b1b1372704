"""The words of the glossary: one word for one thing, in both languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from publishing.checks.spotter import Spotter
from publishing.checks.text import Avoided, Text
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.file_names import slug
from publishing.sources.source import Source
from publishing.sources.typed_yaml import nearest_line

SELDOM, SURE, FEW = 0.5, 0.7, 3  # parts of pages that name a term, and pages, by which its translation is judged
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


def misplaced_terms(catalogue: Catalogue) -> Iterator[Problem]:
    """A term is that of its entry, which is named after it in the language of the originals: no other language's, and no other entry's."""
    held, told = catalogue.terms, set[str]()
    terms = {str(entry.get('id')): _terms(entry) for entry in held.entries}
    for number, (name, forms) in enumerate((str(entry.get('id')), _terms(entry)) for entry in held.entries):
        own, also = slug(forms[ORIGINAL][0], ''), {slug(form, '') for form in forms[ORIGINAL]}
        line = nearest_line(held.lines, f'terms.{number}.{ORIGINAL}.term')
        if name in also or not own:
            continue
        for locale in LOCALES:
            if slug(term := forms[locale][0], '') == name:
                yield Problem(held.path, line, 'term-swapped', {'term': forms[ORIGINAL][0], 'other': term})
        if own in terms and own not in {slug(form, '') for form in terms[own][ORIGINAL]} and name not in told:
            told.add(own)
            yield Problem(held.path, line, 'term-of-other', {'term': forms[ORIGINAL][0], 'id': name, 'other': own})


def swapped_translations(catalogue: Catalogue) -> Iterator[Problem]:
    """Two terms whose translations stand in each other's entries, as the pages show that name them."""
    held = catalogue.terms
    terms = [(number, _terms(entry)) for number, entry in enumerate(held.entries)]
    pairs = [(page, twin) for page in catalogue.pages.values() if page.locale == ORIGINAL and (twin := _translated(catalogue, page))]
    for locale in LOCALES[1:]:
        named = [(number, forms) for number, forms in terms if forms[ORIGINAL][0] and forms[locale][0]]
        ours, theirs = (Spotter(forms[language][0].lower() for _, forms in named) for language in (ORIGINAL, locale))
        texts = [
            ({*ours.spotted(page.body.lower())}, {*theirs.spotted(twin.body.lower())}) for page, twin in pairs if twin.locale == locale
        ]
        told = [_Named(number, forms, locale, texts) for number, forms in named]
        for one, other in combinations([term for term in told if term.texts and term.said < 1], 2):
            if min(one.said, other.said) >= SELDOM:
                continue
            gains = [here.share(there.translation) - here.said for here, there in ((one, other), (other, one))]
            if min(gains) > 0 and sum(gains) >= SURE and len(one.texts) + len(other.texts) >= FEW:
                line = nearest_line(held.lines, f'terms.{other.number}.{locale}.term')
                values = {'term': other.translation, 'other': one.translation, 'original': other.original}
                yield Problem(held.path, line, 'translations-swapped', values)


class _Named:
    """A term, its translation, and what the translations name of the pages that name it; `texts` has what each page and its twin name."""

    def __init__(self, number: int, forms: dict[str, list[str]], locale: str, texts: list[tuple[set[str], set[str]]]):
        self.number, self.original, self.translation = number, forms[ORIGINAL][0], forms[locale][0]
        term = self.original.lower()
        self.texts = [translated for text, translated in texts if term in text]
        self.said = self.share(self.translation)

    def share(self, term: str) -> float:
        """The part of these translations that a term stands in."""
        return sum(term.lower() in text for text in self.texts) / max(len(self.texts), 1)


def _translated(catalogue: Catalogue, page: Source) -> Source | None:
    return next((twin for locale in LOCALES[1:] if (twin := catalogue.pages.get((page.name, locale)))), None)


def _terms(entry: dict[str, Any]) -> dict[str, list[str]]:
    """The term and its other forms by language, as far as they are typed."""
    words = {locale: held if isinstance(held := entry.get(locale), dict) else {} for locale in LOCALES}
    forms = {locale: [held.get('term') or '', *(held.get('also') or ())] for locale, held in words.items()}
    return {locale: [*map(str, held)] for locale, held in forms.items()}


@functools.cache
def _pattern(words: tuple[Avoided, ...]) -> re.Pattern[str]:
    known = '|'.join(re.escape(held.word).replace(r'\ ', r'\s+') for held in words)
    return re.compile(rf'(?<!{QUOTE})\b(?:{known})\b(?!{QUOTE})', re.I)
