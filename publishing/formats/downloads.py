"""The forms of a report as a reader is told of them before the download: language, type, pages, size."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal

from publishing.languages import LANGUAGES, LOCALES
from publishing.sources.editions import Edition
from publishing.sources.manifest import PDF, Made, Manifest

KILO = 1000


@dataclass(frozen=True)
class Download:
    """One form of a report in one language; `url` is '' when there is no file (yet), `pages` 0 where a form has none."""

    locale: str
    kind: str = 'pdf'
    type: str = ''  # media type; '' for a page
    url: str = ''
    pages: int = 0
    size: str = ''
    edition: str = ''
    sha256: str = ''


@dataclass(frozen=True)
class Followed:
    """A feed or calendar file of the site: its address inside the site, media type, title and size in words."""

    url: str
    type: str
    title: str
    size: str


def of_report(held: Manifest, slug: str, locale: str) -> list[Download]:
    """The files of each language, the reader's own first."""
    return [file for of in sorted(LOCALES, key=lambda of: of != locale) for file in _downloads(held.find(slug, of), of, locale)]


def page(url: str, text: str, locale: str) -> Download:
    """The whole text on one page of the site."""
    return Download(locale, 'page', url=url, size=size(len(text.encode()), locale))


def text(locale: str, media_type: str, url: str, held: str, edition: str, reader: str) -> Download:
    """The plain text of an edition, made from its book."""
    return Download(locale, 'plain', media_type, url, size=size(len(held.encode()), reader), edition=edition)


def of_edition(edition: Edition, locale: str, pages: Container[str]) -> list[Download]:
    """The files of a frozen edition, the reader's own language first; none when it holds a story that is not among the `pages`."""
    held = [file for file in edition.offered(pages) if file.media_type]
    return [
        Download(
            file.locale,
            file.kind,
            file.media_type,
            edition.address(file),
            file.pages,
            size(file.bytes, locale),
            edition.facts.edition,
            file.sha256,
        )  # fmt: skip
        for file in sorted(held, key=lambda file: (file.locale != locale, file.kind != 'pdf'))
    ]


def _downloads(made: Made | None, of: str, locale: str) -> Iterator[Download]:
    if made is None:
        yield Download(of)
        return
    yield Download(of, 'pdf', PDF, made.address(made.file), made.pages, size(made.bytes, locale), made.edition)
    for form in made.forms:
        yield Download(of, form.kind, form.media_type, made.address(form.file), 0, size(form.bytes, locale), made.edition)


def size(count: int, locale: str) -> str:
    """Bytes as readers know them: `412 kB`, `1,2 MB`."""
    kilobytes = max(1, round(count / KILO))
    if kilobytes < KILO:
        return f'{format_decimal(kilobytes, locale=LANGUAGES[locale].cldr)} kB'
    return f'{format_decimal(kilobytes / KILO, "0.0", locale=LANGUAGES[locale].cldr)} MB'
