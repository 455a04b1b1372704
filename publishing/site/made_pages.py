"""Pages of the site that stand in no file of docs/: each says what it is, its text, and what its template is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from publishing.report.web_page import Whole
from publishing.sources.kinds import publication
from publishing.sources.source import Source


class MadePage(Protocol):
    """What hooks and templates ask of a page that was made.

    `source` is the page as if it stood in docs/; its front matter names the template, and says `quiet` of a page that repeats what stands
    elsewhere: search engines and our own search need not lead to it. `card` is the name of the page whose picture others show with it.
    """

    @property
    def source(self) -> Source:
        """Its name, language and front matter."""

    @property
    def card(self) -> str:
        """The name of a page of docs/."""

    def text(self) -> str:
        """The text of the page as HTML."""

    def facts(self) -> dict[str, Any]:
        """Variables of its template, over those of every page."""


@dataclass(frozen=True)
class WholeReport:
    """A report as it is in the sources, on one page; `compose` puts it together when it is first asked for."""

    slug: str
    source: Source
    prefix: str
    compose: Callable[[], Whole]

    @property
    def card(self) -> str:
        """That of its publication."""
        return publication(self.slug)

    def text(self) -> str:
        """All parts."""
        return str(self.compose().text)

    def facts(self) -> dict[str, Any]:
        """Its contents, and what a colophon says."""
        held = self.compose()
        return {'whole': held, 'toc': held.contents, 'hreflang': [], 'up': f'{self.prefix}{publication(self.slug)}/'}
