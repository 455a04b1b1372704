"""The bibliography in the words of a citation style: APA in the language of the page, by citeproc."""

from __future__ import annotations

import functools
import html
import json
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from publishing import cache
from publishing.languages import LANGUAGES
from publishing.sources.schema.data import Reference
from publishing.words import words

STYLE = Path(__file__).parents[1] / 'words' / 'apa.csl'
LONE_AMPERSAND = re.compile(r'&(?!#?\w+;)')
# citeproc-py writes these signs of a source as they are, and HTML would read them: it never sees them.
PUT_AWAY = {ord('<'): '\ue000', ord('>'): '\ue001', ord('&'): '\ue002'}
PUT_BACK = {0xE000: '&lt;', 0xE001: '&gt;', 0xE002: '&amp;'}
ENGLISH_DAY = re.compile(r'\((\d{4}[a-z]*), (\w+) (\d{1,2})\)')
ADDRESS = '\ue003'  # stands for the address, which is no sentence: whatever sign it ends with belongs to it
SECOND_MARK = re.compile(r'((?:[?!…]|(?<!\.)\.(?:\.\.)?)(?:</\w+>)*)\.(?!\.)')  # also of B.V., and of a title that was typed as a sentence
LEGAL = frozenset({'bill', 'hearing', 'legal_case', 'legislation', 'regulation', 'treaty'})  # APA 11.2: these start with their title
WITHOUT_ACCENT = str.maketrans({'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ħ': 'h', 'ı': 'i', 'æ': 'ae', 'œ': 'oe', 'þ': 'th'})
BEFORE_NAMES = re.compile(r"^(?:(?:van|von|de|den|der|het|'t|ten|ter|te|the) )+(?=\w)")


def csl(reference: Reference) -> dict[str, Any]:
    """A reference as CSL-JSON (CSL 1.0.2 data schema): dates as date-parts, without our own field."""
    item = reference.model_dump(by_alias=True, exclude_none=True, exclude={'custom', 'note'})
    for key in ('issued', 'accessed'):
        if key in item:
            item[key] = {'date-parts': [[int(part) for part in item[key].split('-')]]}
    return item


def as_apa(root: Path, item: dict[str, Any], locale: str) -> str:
    """One item of CSL-JSON in APA as HTML, its addresses as links; remembered under `root`."""
    return cache.remembered(root, f'apa-{locale}', _parts(locale, json.dumps(item)), lambda: _in_style(_style(locale), item))


def _parts(locale: str, *items: str) -> list[bytes | str]:
    """What the words of references follow from."""
    return [locale, metadata.version('citeproc-py'), STYLE.read_bytes(), Path(__file__).read_bytes(), *items]


@functools.cache
def _style(locale: str) -> Any:
    from citeproc import CitationStylesStyle  # imported late: most runs find their references in the cache

    _remember_the_style()
    return CitationStylesStyle(str(STYLE), locale=LANGUAGES[locale].csl, validate=False)


@functools.cache
def _remember_the_style() -> None:
    """Have citeproc-py (0.11) look up each macro of a style once: it searches the whole style again at every use, for half of its time."""
    from citeproc import model

    @functools.cache
    def macro(style: Any, name: str) -> Any:
        return style.xpath_search(f"cs:macro[@name='{name}'][1]")[0]

    model.CitationStylesElement.get_macro = lambda element, name: macro(element.get_root(), name)
    for kind in (model.Parent, model.Text):
        kind.calls_variable = functools.cache(kind.calls_variable)


def _in_style(style: Any, item: dict[str, Any]) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    held = _with(item, PUT_AWAY) | ({'URL': ADDRESS} if 'URL' in item else {})
    bibliography = CitationStylesBibliography(style, CiteProcJSON([held]), formatter.html)
    bibliography.register(Citation([CitationItem(item['id'])]))
    text = LONE_AMPERSAND.sub('&amp;', str(bibliography.bibliography()[0])).translate(PUT_BACK)
    return SECOND_MARK.sub(r'\1', _titled_once(text, item['title'])).replace(ADDRESS, _link(item.get('URL', '')))


def _titled_once(text: str, title: str) -> str:
    """Without an author the title takes its place (APA 9.12); citeproc-py then writes it a second time behind the date."""
    shown = rf'(?:<i>)?{re.escape(html.escape(title, quote=False))}(?:</i>)?\.'
    return re.sub(rf'^({shown} \([^)]*\)\.) {shown}', r'\1', text)


def _with(value: Any, signs: dict[int, str]) -> Any:
    """The value with other signs in all its texts."""
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _with(part, signs) for key, part in value.items()}
    return [_with(part, signs) for part in value] if isinstance(value, list) else value


def _link(address: str) -> str:
    shown = html.escape(address)
    return f'<a href="{shown}">{shown}</a>'


@functools.cache  # each chapter of a report sorts its sources
def collation(name: str) -> str:
    """What a name is sorted by: letters without accents, digits and single spaces, without prefix or article (van der Berg: berg).

    Dutch and English sort é as e (Unicode Technical Standard 10, first level), and lists in the Netherlands go by the main name. pyuca
    knows the whole standard, for all scripts: it would read a table of 30,000 lines in each run to tell the same of our letters.
    """
    plain = ''.join(sign for sign in unicodedata.normalize('NFKD', name.replace('’', "'")) if not unicodedata.combining(sign))
    plain = plain.casefold().translate(WITHOUT_ACCENT)
    return ' '.join(''.join(sign if sign.isalnum() else ' ' for sign in BEFORE_NAMES.sub('', plain)).split())


class Bibliography:
    """All references of one locale, formatted once and remembered under `root`."""

    def __init__(self, root: Path, references: dict[str, Reference], locale: str):
        self.root, self.references, self.locale = root, references, locale

    def entry(self, key: str) -> str:
        """One reference as HTML, addresses as links; `lang` marks a title in the other language."""
        return self._entries[key]

    def short(self, key: str) -> tuple[str, str, str]:
        """Who (else the title), the language of that title where it is another, and the year: `2024`, `2024a`, `n.d.` or `n.d.-a`."""
        reference, letter = self.references[key], self._letters.get(key, '')
        undated = words('print', self.locale)['undated'] + ('-' if letter else '')
        is_foreign = not _author(reference) and reference.language != self.locale
        return _who(reference), reference.language if is_foreign else '', f'{_year(reference) or undated}{letter}'

    @functools.cached_property
    def _letters(self) -> dict[str, str]:
        """What tells sources of the same author and year apart (APA 8.19), the same in every list."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in self.sorted_keys():
            groups[_who(self.references[key]), _year(self.references[key])].append(key)
        return {key: _letter(place) for keys in groups.values() if len(keys) > 1 for place, key in enumerate(keys)}

    @functools.cached_property
    def _entries(self) -> dict[str, str]:
        store = cache.Store(self.root / cache.FOLDER / f'bibliography-{self.locale}.json', cache.digest(_parts(self.locale)))
        entries = {}
        for key, reference in self.references.items():
            made_from = cache.digest([reference.model_dump_json(), self._letters.get(key, '')])
            entries[key] = store.now[made_from] = store.last.get(made_from) or self._format(reference)
        store.keep()
        return entries

    def _format(self, reference: Reference) -> str:
        letter = self._letters.get(reference.id, '')
        text = _in_style(_style(self.locale), csl(reference) | ({'year-suffix': letter} if letter else {}))
        if LANGUAGES[self.locale].day_first:  # the style's own order is year, month day
            text = ENGLISH_DAY.sub(r'(\1, \3 \2)', text)
        if reference.language != self.locale:
            title = html.escape(reference.title, quote=False)
            text = text.replace(title, f'<span lang="{reference.language}">{title}</span>', 1)
        note = reference.note_in(self.locale)
        return text + (f' ({html.escape(note.rstrip("."), quote=False)}.)' if note else '')

    def sorted_keys(self, keys: Iterable[str] | None = None) -> list[str]:
        """Keys (all without an argument) in the order of a reference list: by author, then year, then title, then key: never by chance."""

        def order(key: str) -> tuple[str, str, str, str]:
            reference = self.references[key]
            return self.sorted_under(key), reference.issued or '9999', collation(reference.title), key

        return sorted(self.references if keys is None else keys, key=order)

    def sorted_under(self, key: str) -> str:
        """What comes first in that order."""
        return collation(_who(self.references[key]))


class Unstyled(Bibliography):
    """The same, with each reference as its title alone: for who looks at the text around them, since the style takes longest."""

    def entry(self, key: str) -> str:
        """The title of a reference as HTML."""
        return html.escape(self.references[key].title)


def _author(reference: Reference) -> str:
    """The first author, '' where the list starts with the title."""
    return reference.author[0].literal if reference.author and reference.type not in LEGAL else ''


def _who(reference: Reference) -> str:
    """What a reference starts with in the list."""
    return _author(reference) or reference.title


def _year(reference: Reference) -> str:
    return (reference.issued or '')[:4]


def _letter(place: int) -> str:
    """a, b, … z, aa, ab, … for 0, 1, …."""
    before, last = divmod(place, len(string.ascii_lowercase))
    return (_letter(before - 1) if before else '') + string.ascii_lowercase[last]
