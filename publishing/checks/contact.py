"""Readers are asked to write to somebody: to a role, whose address mkdocs.yml holds."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.settings import FILE


def contact(catalogue: Catalogue, *, release: bool = False) -> Iterator[Problem]:
    """The address of a role is set. While all is a concept its lack is a warning; nothing adopted and no release goes out without."""
    if catalogue.settings.contact:
        return
    adopted = any(held.data.get('status') == 'adopted' for held in catalogue.reports.values())
    yield Problem(FILE, catalogue.settings.contact_line, 'no-contact-address', raised='error' if release or adopted else None)
