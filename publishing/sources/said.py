"""Words that stand in data, each with its language and line: what is below the code of a language is words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publishing.languages import LOCALES
from publishing.sources.typed_yaml import nearest_line, texts_in

NOT_SHOWN = frozenset({'avoid', 'search_words', 'says', 'isbn', 'doi'})  # below these stands what nobody reads as a text
NO_WORDS = re.compile(r'\w+_\w+|https?:\S+')  # the name of a column, an address


@dataclass(frozen=True)
class Said:
    """Some words of a file: under which key, without the language, and on which line."""

    locale: str
    key: str
    line: int
    words: str


def in_languages(data: Any, lines: dict[str, int], around: str = '') -> Iterator[Said]:
    """Every text below the code of a language."""
    for dotted, words in texts_in(data, around):
        parts = dotted.split('.')
        locale = next((part for part in parts if part in LOCALES), '')
        if locale and words.strip() and NOT_SHOWN.isdisjoint(parts) and not NO_WORDS.fullmatch(words):
            parts.remove(locale)
            yield Said(locale, '.'.join(parts), nearest_line(lines, dotted), words)


def typeset(data: Any, *, said: bool = False) -> Any:
    """Data whose texts below the code of a language have the quotation marks of print, as the front matter of a page has."""
    match data:
        case str() if said and not NO_WORDS.fullmatch(data):
            return typographic(data)
        case dict():
            return {key: typeset(part, said=(said or key in LOCALES) and key not in NOT_SHOWN) for key, part in data.items()}
        case list():
            return [typeset(part, said=said) for part in data]
    return data


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as print has them; the reading does so for the body."""
    if '"' not in text and "'" not in text:
        return text
    text = re.sub(r'"([^"]*)"', r'“\1”', text)
    text = re.sub(r"(?<!\w)'(\w[^']*\w)'(?!\w)", r'‘\1’', text)
    return text.replace("'", '’')
