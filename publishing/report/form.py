"""The forms in which one report is published, and what differs between them; the text and its numbers never do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from publishing.sources.settings import Settings


@dataclass(frozen=True)
class Form:
    """`paged`: notes stand at the page foot and a reference names its page; else notes end the chapter.

    `level` is that of a chapter's heading (1–6). `root` is how an address of the site starts, '' for the full one.
    """

    medium: Literal['site', 'print']
    paged: bool
    level: int = 1
    root: str = ''

    def address(self, settings: Settings, name: str, locale: str) -> str:
        """The address of a page of the site, as this form writes it."""
        return (replace(settings, site_url=self.root) if self.root else settings).page_address(name, locale)


PRINT = Form('print', paged=True)
BOOK = Form('print', paged=False)  # boxes of a checklist as signs: not every reading system fills in a form


def web_page(depth: int) -> Form:
    """The whole report on one page of the site, `depth` folders below its root."""
    return Form('site', paged=False, level=2, root='../' * depth)
