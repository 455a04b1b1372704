"""The words of the glossary: one word for one thing, in both languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from publishing.checks.text import Avoided, Text
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.file_names import slug
from publishing.sources.typed_yaml import nearest_line

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


def _terms(entry: dict[str, Any]) -> dict[str, list[str]]:
    """The term and its other forms by language, as far as they are typed."""
    words = {locale: held if isinstance(held := entry.get(locale), dict) else {} for locale in LOCALES}
    forms = {locale: [held.get('term') or '', *(held.get('also') or ())] for locale, held in words.items()}
    return {locale: [*map(str, held)] for locale, held in forms.items()}


@functools.cache
def _pattern(words: tuple[Avoided, ...]) -> re.Pattern[str]:
    known = '|'.join(re.escape(held.word).replace(r'\ ', r'\s+') for held in words)
    return re.compile(rf'(?<!{QUOTE})\b(?:{known})\b(?!{QUOTE})', re.I)
