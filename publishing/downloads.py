"""The PDF files of a report as a reader is told of them before the download: language, pages, size."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal

from publishing.dates import BABEL_LOCALES
from publishing.manifest import Made, Manifest
from publishing.source import LOCALES

KILO = 1000


@dataclass(frozen=True)
class Download:
    """One language of a report; `url` is '' when there is no file (yet)."""

    locale: str
    url: str = ''
    pages: int = 0
    size: str = ''
    edition: str = ''


@dataclass(frozen=True)
class Followed:
    """A feed or calendar file of the site: its address inside the site, media type, title and size in words."""

    url: str
    type: str
    title: str
    size: str


def of_report(held: Manifest, slug: str, locale: str) -> list[Download]:
    """One download per language, the reader's own first."""
    return [_download(held.find(slug, of), of, locale) for of in sorted(LOCALES, key=lambda of: of != locale)]


def _download(made: Made | None, of: str, locale: str) -> Download:
    if made is None:
        return Download(of)
    return Download(of, f'pdf/{made.file}', made.pages, size(made.bytes, locale), made.edition)


def size(count: int, locale: str) -> str:
    """Bytes as readers know them: `412 kB`, `1,2 MB`."""
    kilobytes = max(1, round(count / KILO))
    if kilobytes < KILO:
        return f'{format_decimal(kilobytes, locale=BABEL_LOCALES[locale])} kB'
    return f'{format_decimal(kilobytes / KILO, "0.0", locale=BABEL_LOCALES[locale])} MB'
