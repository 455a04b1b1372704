"""The whole report on one page of the site, for phones, translation and screen readers: the parts of print, at one address.

The chapters' own pages stay what search engines and our own search lead to: this page repeats them word for word, so it asks
not to be indexed (`noindex`). It is canonical to itself, since no chapter holds the same text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from publishing.languages import ORIGINAL
from publishing.report import composer
from publishing.report.form import web_page
from publishing.report.parts import Entry
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import publication
from publishing.sources.source import Source
from publishing.words import words

LAST = 'tekst'  # of the address: /publicaties/<slug>/tekst/
DEPTH = 3
TEMPLATE = 'report.html'


@dataclass(frozen=True)
class Whole:
    """What stands on the page: the text, its contents in two levels, and the facts of the report, as HTML."""

    text: Markup
    contents: list[Entry]
    facts: Markup

    @classmethod
    def of_plain(cls, held: dict[str, Any]) -> Whole:
        """From what JSON made of it."""
        return cls(Markup(held['text']), [*map(_entry, held['contents'])], Markup(held['facts']))

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def _entry(held: dict[str, Any]) -> Entry:
    return Entry(held['id'], held['number'], Markup(held['title']), [*map(_entry, held['inner'])])


def name(slug: str) -> str:
    """The canonical name of the page, as if it were a page of docs/."""
    return f'{publication(slug)}/{LAST}'


def source(catalogue: Catalogue, slug: str, locale: str) -> Source:
    """The page as the hooks know pages; its text is made by `compose`."""
    held = catalogue.reports[slug]
    title, description = held.report.title.of(locale), held.report.description.of(locale)
    pages = [page for chapter, _ in held.page_names() if (page := catalogue.page(chapter, locale)) is not None]
    meta = {
        'title': f'{title}: {words("site", locale)["whole_report"]}', 'heading': title, 'description': description, 'kind': 'page',
        'updated': max(page.text('updated') for page in pages), 'status': held.report.status, 'template': TEMPLATE, 'quiet': True,
    }  # fmt: skip
    return Source(held.path, catalogue.root / held.path, name(slug), locale, meta)


def compose(catalogue: Catalogue, slug: str, locale: str) -> Whole:
    """The report `slug` in one locale as a page of the site; call after the checks."""
    held = composer.composed(catalogue, slug, locale, web_page(DEPTH + (locale != ORIGINAL)))
    render: Callable[[str], Markup] = lambda template: Markup(held.render(template))  # noqa: E731
    return Whole(render('page.html'), held.entries['contents'], render('facts.html'))
