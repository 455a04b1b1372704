"""What a source of the bibliography is, who made it and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publishing.address import is_whole
from publishing.checks import web_addresses
from publishing.checks.leftovers import MARKS
from publishing.checks.slips_of_typing import spaced_value
from publishing.problems import Problem, shortened
from publishing.sources import slots
from publishing.sources.catalogue import Catalogue
from publishing.sources.shapes import choice
from publishing.sources.typed_yaml import nearest_line

TYPES = (  # of CSL 1.0.2, those that our style knows how to write
    'webpage', 'report', 'article-newspaper', 'article-magazine', 'article-journal', 'legislation', 'bill', 'document', 'post-weblog',
    'book', 'chapter', 'thesis', 'speech', 'broadcast', 'motion_picture', 'interview', 'legal_case', 'dataset', 'pamphlet', 'post',
)  # fmt: skip
# Surely a person: initials (of no country) and one name, a name and initials, or how one is addressed before it.
SURNAME = r"(?:(?:van|de|der|den|het|ten|ter|te|von|la|le|el|'t|’t) )*[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?"
ADDRESSED = '(?i:mevr|mevrouw|mw|dhr|de heer|mrs)'
PERSON = re.compile(rf'(?!U\.[SKN]\.|E\.U\.)(?:[A-Z]\.[ ]?)+{SURNAME}|{SURNAME}, (?:[A-Z]\.[ ]?)+|{ADDRESSED}\b\.? .+')
CALLED = {
    'website': 'webpage', 'webpagina': 'webpage', 'site': 'webpage', 'rapport': 'report', 'krant': 'article-newspaper',
    'krantenartikel': 'article-newspaper', 'nieuwsbericht': 'article-newspaper', 'tijdschrift': 'article-magazine', 'wet': 'legislation',
    'wetsvoorstel': 'bill', 'blog': 'post-weblog', 'pdf': 'document',
}  # fmt: skip
NAMES = ('given', 'family')  # what CSL calls those of a person
PRINTED = ('title', 'container-title', 'publisher', 'genre', 'number')


def sources_there(catalogue: Catalogue) -> Iterator[Problem]:
    """The list of sources is there when a page cites one."""
    held = catalogue.references
    if not held.broken and not (catalogue.root / held.path).is_file() and any(page.outline.citations for page in catalogue.texts()):
        yield Problem(held.path, 1, 'file-missing', {'wanted': held.path})


def bibliography(catalogue: Catalogue) -> Iterator[Problem]:
    """Each entry is of a known type, has a maker or a place that it appeared in, plain words as a title and an address that is right."""
    held = catalogue.references
    for number, entry in enumerate(held.entries):
        texts = {key: str(entry.get(key) or '') for key in ('type', 'title', 'URL')}
        for key, rule, values in _wrong(texts):
            yield Problem(held.path, nearest_line(held.lines, f'references.{number}.{key}'), rule, values)
        for key, words in _printed(entry):
            line = nearest_line(held.lines, f'references.{number}.{key}')
            yield from spaced_value(held.path, line, words)
            if key == 'author' and PERSON.fullmatch(words):
                yield Problem(held.path, line, 'source-by-person', {'text': words})
        for place, words in _persons(entry.get('author')):
            line = nearest_line(held.lines, f'references.{number}.author.{place}')
            yield Problem(held.path, line, 'source-by-person', {'text': words}, raised='error')  # it does not fit the schema either
        if not any(entry.get(key) for key in ('author', 'container-title', 'publisher', 'auteur')):
            line = nearest_line(held.lines, f'references.{number}.id')
            yield Problem(held.path, line, 'source-without-maker', {'key': str(entry.get('id'))})


def _printed(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What readers see of an entry as it was typed."""
    makers = entry.get('author')
    told = [('author', maker.get('literal')) for maker in makers if isinstance(maker, dict)] if isinstance(makers, list) else []
    told += [(key, entry.get(key)) for key in PRINTED]
    yield from ((key, words) for key, words in told if isinstance(words, str))


def _persons(makers: Any) -> Iterator[tuple[int, str]]:
    """Each maker that is typed as CSL names a person, by its place in the list."""
    for place, maker in enumerate(makers if isinstance(makers, list) else ()):
        names = [str(maker[part]) for part in NAMES if maker.get(part)] if isinstance(maker, dict) else []
        if names:
            yield place, ' '.join(names)


def _wrong(texts: dict[str, str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    kind, title, address = texts['type'], texts['title'], texts['URL']
    if kind and kind not in TYPES and not slots.is_slot(kind):
        yield 'type', 'bad-value', {'key': 'type', 'value': shortened(kind)} | choice(CALLED.get(kind.lower(), kind), TYPES[:9])
    if match := MARKS.search(title):
        yield 'title', 'title-with-marks', {'key': 'title', 'text': match[0]}
    if address.startswith('http') and is_whole(address) and (meant := web_addresses.meant(address)):
        yield 'URL', 'address-form', {'target': address, 'near': '' if meant == web_addresses.UNKNOWN else meant}
