"""The bibliography in the words of a citation style: APA in the language of the page, by citeproc."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from publishing import cache
from publishing.languages import LANGUAGES
from publishing.sources.schema import Reference

STYLE = Path(__file__).parents[1] / 'words' / 'apa.csl'
LONE_AMPERSAND = re.compile(r'&(?!#?\w+;)')
# citeproc-py writes these signs of a source as they are, and HTML would read them: it never sees them.
PUT_AWAY = {ord('<'): '\ue000', ord('>'): '\ue001', ord('&'): '\ue002'}
PUT_BACK = {0xE000: '&lt;', 0xE001: '&gt;', 0xE002: '&amp;'}
ENGLISH_DAY = re.compile(r'\((\d{4}), (\w+) (\d{1,2})\)')
ADDRESS = re.compile(r'https?://[^\s<]+[^\s<.,;)]')


def csl(reference: Reference) -> dict[str, Any]:
    """A reference as CSL-JSON (CSL 1.0.2 data schema): dates as date-parts, without our own field."""
    item = reference.model_dump(by_alias=True, exclude_none=True, exclude={'custom', 'note'})
    for key in ('issued', 'accessed'):
        if key in item:
            item[key] = {'date-parts': [[int(part) for part in item[key].split('-')]]}
    return item


def as_apa(root: Path, item: dict[str, Any], locale: str) -> str:
    """One item of CSL-JSON in APA as HTML, its addresses as links; remembered under `root`."""
    return cache.remembered(root, f'apa-{locale}', _parts(locale, json.dumps(item)), lambda: _linked(_in_style(_style(locale), item)))


def _parts(locale: str, *items: str) -> list[bytes | str]:
    """What the words of references follow from."""
    return [locale, metadata.version('citeproc-py'), STYLE.read_bytes(), Path(__file__).read_bytes(), *items]


@functools.cache
def _style(locale: str) -> Any:
    from citeproc import CitationStylesStyle  # imported late: most runs find their references in the cache

    return CitationStylesStyle(str(STYLE), locale=LANGUAGES[locale].csl, validate=False)


def _in_style(style: Any, item: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(style, CiteProcJSON([_with(item, PUT_AWAY)]), formatter.html)
    bibliography.register(Citation([CitationItem(item['id'])]))
    return LONE_AMPERSAND.sub('&amp;', str(bibliography.bibliography()[0])).translate(PUT_BACK)


def _with(value: Any, signs: dict[int, str]) -> Any:
    """The value with other signs in all its texts."""
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _with(part, signs) for key, part in value.items()}
    return [_with(part, signs) for part in value] if isinstance(value, list) else value


def _linked(text: str) -> str:
    return ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', text)


class Bibliography:
    """All references of one locale, formatted once and remembered under `root`."""

    def __init__(self, root: Path, references: dict[str, Reference], locale: str):
        self.root, self.references, self.locale = root, references, locale

    def entry(self, key: str) -> str:
        """One reference as HTML, addresses as links; `lang` marks a title in the other language."""
        return self._entries[key]

    def short(self, key: str) -> tuple[str, str, str]:
        """Who (else the title), the language of that title where it is another, and the year, '' without one."""
        reference = self.references[key]
        year = (reference.issued or '')[:4]
        if reference.author:
            return reference.author[0].literal, '', year
        return reference.title, reference.language if reference.language != self.locale else '', year

    @functools.cached_property
    def _entries(self) -> dict[str, str]:
        store = cache.Store(self.root / cache.FOLDER / f'bibliography-{self.locale}.json', cache.digest(_parts(self.locale)))
        entries = {}
        for key, reference in self.references.items():
            made_from = cache.digest([reference.model_dump_json()])
            entries[key] = store.now[made_from] = store.last.get(made_from) or self._format(reference)
        store.keep()
        return entries

    def _format(self, reference: Reference) -> str:
        text = _in_style(_style(self.locale), csl(reference))
        if LANGUAGES[self.locale].day_first:  # the style's own order is year, month day
            text = ENGLISH_DAY.sub(r'(\1, \3 \2)', text)
        if reference.language != self.locale:
            title = html.escape(reference.title, quote=False)
            text = text.replace(title, f'<span lang="{reference.language}">{title}</span>', 1)
        note = reference.note_in(self.locale)
        text += f' ({html.escape(note.rstrip("."), quote=False)}.)' if note else ''
        return _linked(text)

    def sorted_keys(self, keys: Iterable[str] | None = None) -> list[str]:
        """Keys (all without an argument) in the order of a reference list: by author, then year, then title, then key: never by chance."""

        def order(key: str) -> tuple[str, str, str, str]:
            reference = self.references[key]
            author = reference.author[0].literal if reference.author else reference.title
            return author.casefold(), reference.issued or '9999', reference.title.casefold(), key

        return sorted(self.references if keys is None else keys, key=order)
