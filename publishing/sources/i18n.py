"""What mkdocs.yml tells the plugin of languages: its options as that plugin (mkdocs-static-i18n 1.3) knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from publishing.languages import TRANSLATIONS
from publishing.sources.said import Said
from publishing.sources.schema.values import Locale, Model, Words

NAME = 'i18n'


class SiteLanguage(Model):
    """A language of the site; what it does not say is as in the rest of mkdocs.yml."""

    locale: Locale
    name: Words
    default: bool = False
    build: bool = True
    nav_translations: dict[str, str] | None = None
    admonition_translations: dict[str, str] | None = None
    site_name: str | None = None
    site_description: str | None = None
    site_author: str | None = None
    site_url: str | None = None
    copyright: str | None = None
    link: str | None = None
    fixed_link: str | None = None
    nav: list[Any] | None = None
    theme: dict[str, Any] | None = None
    extra: dict[str, Any] | None = None


class Languages(Model):
    """The options of the plugin."""

    docs_structure: Literal['suffix'] = 'suffix'
    fallback_to_default: bool = True
    reconfigure_material: bool = True
    reconfigure_search: bool = True
    build_only_locale: Locale | None = None
    languages: list[SiteLanguage]


def options(data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The options as they stand there, and their dotted key in mkdocs.yml; nothing where there are none."""
    plugins = data.get('plugins')
    for number, entry in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(entry, dict) and isinstance(entry.get(NAME), dict):
            return f'plugins.{number}.{NAME}', entry[NAME]
    return '', {}


def nav_words(data: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What the plugin calls the parts of the menu in each language but the first."""
    words = {str(entry.get('locale')): entry.get('nav_translations') or {} for entry in _languages(data)}
    return {locale: titles for locale, titles in words.items() if locale in TRANSLATIONS and isinstance(titles, dict)}


def said(data: dict[str, Any], lines: Mapping[str, int]) -> Iterator[Said]:
    """The words of each language that are not those of the rest of mkdocs.yml."""
    at = options(data)[0]
    for number, entry in enumerate(_languages(data)):
        key, titles = f'{at}.languages.{number}', entry.get('nav_translations')
        held = {
            f'nav.{title}': (f'nav_translations.{title}', words) for title, words in (titles if isinstance(titles, dict) else {}).items()
        }
        held |= {name: (name, entry.get(name)) for name in ('site_name', 'site_description')}
        for name, (place, words) in held.items():
            if isinstance(words, str) and words.strip():
                yield Said(str(entry.get('locale')), name, lines.get(f'{key}.{place}', 1), words)


def _languages(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    held = options(data)[1].get('languages')
    yield from (entry for entry in (held if isinstance(held, list) else []) if isinstance(entry, dict))
