"""What people type who look for a page or a term, from front matter and data: it is shown nowhere, so no page of the site has it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from publishing.languages import LOCALES
from publishing.site.search.pages import FoundPage, weighed
from publishing.sources.catalogue import Catalogue
from publishing.sources.schema.data import Term


class Notes(NamedTuple):
    """What is typed by those who look for a page (by its address below that of the site), and for a term (by locale and id)."""

    pages: dict[str, list[str]]
    terms: dict[tuple[str, str], list[str]]


def of(sources: Catalogue) -> Notes:
    """All that is noted in the sources."""
    pages = {
        sources.settings.page_path(page.name, page.locale): page.meta['search_words']
        for page in sources.pages.values()
        if page.meta.get('search_words')
    }
    terms = {(locale, id): _typed(term, locale) for id, term in sources.terms_by_id.items() for locale in LOCALES}
    return Notes(pages, terms)


def _typed(term: Term, locale: str) -> list[str]:
    """What was noted with a term, and how it is written in the other language."""
    here = term.forms(locale)
    others = [form for other in LOCALES for form in term.forms(other) if form not in here]
    return list(dict.fromkeys([*term.of(locale).search_words, *others]))


def noted(page: FoundPage, notes: Notes) -> FoundPage:
    """A page with what was noted for it and for what it explains."""
    asked = notes.pages.get(page.url, [])
    counted = defaultdict(float, page.counted)
    for phrase in asked:
        for word, weight in weighed('asked', phrase):
            counted[word] += weight
    terms = [term._replace(asked=notes.terms.get((page.locale, term.id), [])) for term in page.terms]
    return replace(page, asked=asked, counted=counted, terms=terms)
