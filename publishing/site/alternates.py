"""Honest about languages: only a real translation is offered to search engines as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language, or in this one (`current`)."""

    locale: str
    name: str
    url: str
    current: bool


def address(site_url: str, url: str) -> str:
    """The full address of a page of the site."""
    return site_url.rstrip('/') + '/' + ('' if url in ('.', './') else url)


def is_fallback(file: Any) -> bool:
    """Whether a page shows the original text at the address of a translation (set by mkdocs-static-i18n)."""
    return bool(file.locale != file.locale_alternate_of)


def translations(file: Any) -> dict[str, str]:
    """Locale → address inside the site, of the texts that really are in that language."""
    return {locale: held.url for locale, held in sorted(file.alternates.items()) if held.locale == locale}


def hreflang(file: Any, site_url: str, default: str) -> list[tuple[str, str]]:
    """Full addresses by language, with x-default; nothing for a page in one language (Google: alternates must be reciprocal)."""
    real = {locale: address(site_url, url) for locale, url in translations(file).items()}
    if len(real) < 2 or is_fallback(file):
        return []
    return [*real.items(), ('x-default', real[default])]


def canonical(file: Any, site_url: str) -> str:
    """The address of the text itself: for a fallback that of the original."""
    return address(site_url, file.alternates[file.locale].url if is_fallback(file) else file.url)


def switch(urls: Mapping[str, str], names: Mapping[str, str], current: str) -> list[LanguageLink]:
    """Links for the language switch, in the order of mkdocs.yml."""
    return [LanguageLink(locale, name, urls[locale], locale == current) for locale, name in names.items() if locale in urls]


def sitemap(files_by_locale: Mapping[str, Iterable[Any]], site_url: str, default: str, day: Callable[[Any], str]) -> list[dict[str, Any]]:
    """Every page that is a text of its own, with the `day` of its last change and its translations."""
    return [
        {'url': address(site_url, file.url), 'updated': day(file), 'hreflang': hreflang(file, site_url, default)}
        for files in files_by_locale.values()
        for file in files
        if file.page is not None and not is_fallback(file) and 'updated' in file.page.meta and not file.page.meta.get('quiet')
    ]
