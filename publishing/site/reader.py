"""For whom the pages of editions are made."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.kinds import publication
from publishing.words import words

KNOWN = 'edities.json'  # the sums of all files


@dataclass(frozen=True)
class Reader:
    """For whom the pages are made: readers of one language, who may be given a file that holds these `pages`."""

    catalogue: Catalogue
    locale: str
    pages: Container[str]

    def address(self, name: str) -> str:
        """Where a page stands, from the top of the site."""
        return self.catalogue.settings.page_path(name, self.locale)

    def full(self, edition: Edition) -> str:
        """The whole address of the page of an edition."""
        return self.catalogue.settings.page_address(edition.page, self.locale)

    def word(self, key: str, **values: str) -> str:
        """What a page of the site says."""
        return words('site', self.locale)[key].format(**values)

    @property
    def known(self) -> str:
        """The address of the list of all sums, from the top of the site."""
        return f'{self.address(publication("index"))}{KNOWN}'
