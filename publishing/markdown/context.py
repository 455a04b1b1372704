"""What the extensions must know of the page they work on, and how they get to know it."""

from __future__ import annotations

import functools
import posixpath
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publishing.formats.bibliography import Bibliography
from publishing.formats.vocabulary import Vocabulary
from publishing.sources import looked, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.labels import Label
from publishing.sources.manifest import Manifest
from publishing.sources.source import Source, resolve


@dataclass
class PageContext:
    """A page on its way to one medium; `numbers` gives the number of every page that has one.

    `explained` has, by locale, the terms whose first use on the page leads to the glossary.
    `top` leads from the page's own address to the top of the site: `../../`. `reports` has the files of reports (see `made`).
    `lenient`: what can't be laid out is shown as it was typed, for a page that is still being written.
    """

    source: Source
    catalogue: Catalogue
    bibliography: Bibliography
    medium: Literal['site', 'print']
    numbers: Mapping[str, str]
    top: str = ''
    reports: Manifest = field(default_factory=Manifest)
    explained: Mapping[str, Vocabulary] = field(default_factory=dict)
    lenient: bool = False

    @property
    def made(self) -> Manifest:
        """The files of reports, for who lists them: a page that does shows something else when a report has changed."""
        looked.at(manifest.FOLDER)
        return self.reports

    @property
    def number(self) -> str:
        """The number of this page, '' outside reports."""
        return self.numbers.get(self.source.name, '')

    @property
    def chapter(self) -> str:
        """The number of the chapter that this page stands in, '' outside reports."""
        return self.number.partition('.')[0]

    @functools.cached_property
    def before(self) -> Counter[str]:
        """What is numbered in the chapter before this page."""
        return self.catalogue.numbering.before(self.source.name, self.numbers)

    @property
    def locale(self) -> str:
        """The locale of the text itself."""
        return self.source.locale

    @functools.cached_property
    def labels(self) -> dict[str, Label]:
        """Everything with a number in this page, by id."""
        return self.catalogue.numbering.labels(self.source, self.numbers)

    def word(self, key: str) -> str:
        """A generated word in the language of the page."""
        return self.catalogue.settings.ours.words('markdown', self.locale)[key]

    def address(self, name: str, locale: str) -> str:
        """The address of a page in a language, relative to this page of the site."""
        settings = self.catalogue.settings
        here, there = (settings.page_path(of, language) for of, language in ((self.source.name, self.locale), (name, locale)))
        return f'{posixpath.relpath(f"/{there}", f"/{here}")}/'

    def target(self, address: str) -> tuple[Source, str] | None:
        """The page and fragment that a relative `.md` address points at; None when it points elsewhere."""
        path, _, fragment = address.partition('#')
        if not path:
            return self.source, fragment
        if not path.endswith('.md') or '://' in path:
            return None
        name = resolve(self.source, path)
        page = self.catalogue.page(name, self.locale) if name is not None else None
        return (page, fragment) if page is not None else None


class OfPage:
    """A step over the tree of a page."""

    def __init__(self, page: PageContext):
        self.page = page

    def run(self, root: etree.Element) -> None:
        """Change the tree in its place."""
        raise NotImplementedError
