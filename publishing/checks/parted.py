"""A pair of which one file got another name or another folder: told once, of the two that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.fingerprints import sections, stamped
from publishing.sources.source import Source

ENOUGH = 0.5  # of the sections: as much of both files is alike


def parted(catalogue: Catalogue) -> Iterator[Problem]:
    """Each translation without its original, beside an original without its translation that it was made from."""
    lost = [page for page in catalogue.pages.values() if page.locale != ORIGINAL and _is_without(catalogue, page, ORIGINAL)]
    for locale in {page.locale for page in lost}:
        alone = [page for page in catalogue.pages.values() if page.locale == ORIGINAL and _is_without(catalogue, page, locale)]
        known = [(page, _fingerprints(page), _names(page)) for page in alone]
        for page in [page for page in lost if page.locale == locale] if known else ():
            marks, names = stamped(page), _names(page)
            told = ((_alike(marks, there) if marks else _alike(names, named), held) for held, there, named in known)
            alike, other = max(told, key=itemgetter(0))
            if alike >= ENOUGH:
                wanted, back = (of.path.replace(f'.{of.locale}.md', f'.{to.locale}.md') for of, to in ((other, page), (page, other)))
                yield Problem(page.path, 1, 'pair-parted', {'page': page.path, 'other': other.path, 'wanted': wanted, 'back': back})


def _is_without(catalogue: Catalogue, page: Source, locale: str) -> bool:
    return not page.broken and catalogue.twin(page, locale) is None


def _fingerprints(page: Source) -> dict[str, str]:
    return {section.key: section.fingerprint for section in sections(page).values()}


def _names(page: Source) -> dict[str, str]:
    """Of its headings, for a translation that carries no fingerprints."""
    return {str(heading.id): '' for heading in page.outline.headings if heading.id}


def _alike(here: dict[str, str], there: dict[str, str]) -> float:
    """How much of two texts is the same."""
    return len(here.items() & there.items()) / max(len(here), len(there), 1)
