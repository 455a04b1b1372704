"""A pair of which one file got another name or another folder: told once, of the two that belong together."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.fingerprints import sections, stamped
from publishing.sources.source import Source

ENOUGH = 0.5  # of the sections: as much of both files is alike


def parted(catalogue: Catalogue) -> Iterator[Problem]:
    """Each translation without its original, beside an original without its translation that it was made from."""
    for page in catalogue.pages.values():
        if page.locale != ORIGINAL and not page.broken and catalogue.twin(page, ORIGINAL) is None:
            alone = [held for held in _alone(catalogue, page.locale) if _alike(page, held) >= ENOUGH]
            if alone:
                other = max(alone, key=lambda held: _alike(page, held))
                wanted, back = (of.path.replace(f'.{of.locale}.md', f'.{to.locale}.md') for of, to in ((other, page), (page, other)))
                yield Problem(page.path, 1, 'pair-parted', {'page': page.path, 'other': other.path, 'wanted': wanted, 'back': back})


def _alone(catalogue: Catalogue, locale: str) -> list[Source]:
    return [
        page for page in catalogue.pages.values() if page.locale == ORIGINAL and not page.broken and catalogue.twin(page, locale) is None
    ]


def _alike(page: Source, original: Source) -> float:
    """How much of a translation was made from an original: by the fingerprints that it carries, else by the names of its headings."""
    there = {section.key: section.fingerprint for section in sections(original).values()}
    here = stamped(page)
    if here:
        same = sum(there.get(key) == value for key, value in here.items())
        return same / max(len(here), len(there))
    names = {heading.id for heading in page.outline.headings if heading.id}
    others = {heading.id for heading in original.outline.headings if heading.id}
    return len(names & others) / max(len(names | others), 1)
