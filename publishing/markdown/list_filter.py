"""What a list can be narrowed by: the values of its items, each with the name that addresses have for it.

That name is the word of the original in every language, so that a choice stays when a reader goes to the other language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.languages import ORIGINAL
from publishing.sources import file_names
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS
from publishing.sources.source import Source
from publishing.words import words

OF_KIND = {'initiative': ('provincie', 'soort', 'sinds'), 'story': ('thema', 'vorm', 'initiatief')}


@dataclass(frozen=True)
class Value:
    """One value: how the address writes it, and how the reader sees it."""

    slug: str
    text: str


@dataclass(frozen=True)
class Choice:
    """A value that a reader can choose, and how many items have it."""

    slug: str
    text: str
    count: int


def choices(catalogue: Catalogue, locale: str, kind: str, names: tuple[str, ...]) -> list[tuple[str, list[Choice]]]:
    """The filters of a list that have something to choose: each with the values that occur, and how often."""
    held = catalogue.of_kind(kind, locale)
    found = [(name, _choices(Counter(value for page in held for value in values(catalogue, page, name, locale)))) for name in names]
    return [(name, held) for name, held in found if len(held) > 1]


def _choices(counts: Counter[Value]) -> list[Choice]:
    return [Choice(value.slug, value.text, count) for value, count in sorted(counts.items(), key=lambda item: item[0].text.casefold())]


def marks(catalogue: Catalogue, page: Source, locale: str) -> Iterator[tuple[str, str]]:
    """What an item of a list says that it can be narrowed by: the name of each filter, and its values."""
    for name in OF_KIND.get(page.text('kind'), ()):
        if found := values(catalogue, page, name, locale):
            yield name, ' '.join(value.slug for value in found)


def values(catalogue: Catalogue, page: Source, name: str, locale: str) -> list[Value]:
    """What an item has for a filter, as readers of a language see it."""
    said, original = _said(catalogue, page, name, locale), catalogue.twin(page, ORIGINAL) or page
    typed = _said(catalogue, original, name, ORIGINAL)
    return [Value(file_names.slug(name), text) for name, text in zip(typed if len(typed) == len(said) else said, said)]


def _said(catalogue: Catalogue, page: Source, name: str, locale: str) -> list[str]:
    word, of_site = catalogue.settings.ours.words('markdown', locale), words('site', locale)
    match name:
        case 'provincie':
            return [page.text('province') or word['no-province']]
        case 'soort':
            return [of_site[f'type_{page.text("type")}']] if page.text('type') else []
        case 'sinds':
            return [page.text('since') or word['unknown']]
        case 'thema':
            return [str(theme) for theme in page.meta.get('themes', [])]
        case 'vorm':
            return [of_site[f'form_{page.text("form")}']]
    initiative = catalogue.page(KINDS['initiative'].named(page.text('initiative')), locale)
    return [initiative.text('title')] if initiative else []
