"""The finished site, proven as the reports are: its pages are read as a browser reads them, and nothing else is asked.

Every link, place, picture and file that a page names is there; every page says its language, its name and its policy, and holds nothing
that its policy refuses. A fault stops the site from taking the place of the last one.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from publishing.address import parts
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue

# Attributes that hold an address (HTML, index of attributes; the data-* ones are ours), and those that name other elements of the page.
ADDRESSES = ('href', 'src', 'action', 'poster', 'data', 'data-index', 'data-code', 'data-check')
CANDIDATES = 'srcset'
NAMES = ('for', 'headers', 'aria-controls', 'aria-describedby', 'aria-labelledby')
DATA = 'application/ld+json'  # a script of this type is never run
PLAIN = re.compile(r'(?!/)[\w./-]*(?:#[\w.-]*)?')  # of most addresses: a path as seen from the page, in which every sign is itself
FOLDER = ('', '.', '..')  # the last part of an address that leads to a folder (RFC 3986, 5.2.4)
POLICY = 'head/meta[@http-equiv="Content-Security-Policy"]'
# What a site may hold; a host may run or show anything else in a way that nobody meant.
KINDS = re.compile(
    r'(?:^|/)(?:\.htaccess|_headers|_redirects|SHA256SUMS)$'
    r'|\.(?:html|css|js|mjs|json|xml|xml\.gz|txt|svg|png|jpg|jpeg|webp|woff2|ico|csv|pdf|epub|ics|bib|ris|wasm|map)$'
)


@dataclass(frozen=True)
class Fault:
    """What is wrong on a page: `page` is its file below the site, `rule` that of words/problems.yml, `told` what the message names."""

    page: str
    rule: str
    told: str


class Noted(NamedTuple):
    """What the proof must know of a page: its ids; each address on it that leads to a place of the site, as it is typed, with the file
    below the site and the id in it or ''; and what is wrong in the page itself, as rule and what the message names.
    """

    ids: list[str]
    asked: dict[str, Sequence[str]]
    wrong: list[Sequence[str]]


def noted(path: str, root: Any, address: str) -> Noted:
    """What is to be known of a page: its file below the site, its tree, and where the site will stand, with a slash at its end."""
    held = _attributes(root)
    counted, named = Counter(held['id']), {name for key in NAMES for names in held[key] for name in names.split()}
    wrong: list[Sequence[str]] = [('site-policy', f'<{tag}>') for tag in _refused(root, held)]
    wrong += [('site-id', id) for id in [id for id, times in counted.items() if times > 1] + sorted(named - counted.keys())]
    wrong += [('site-page', what) for what in _unsaid(path, root)]
    asked = dict[str, Sequence[str]]()
    candidates = [part.split()[0] for listed in held[CANDIDATES] for part in listed.split(',')]
    for typed in dict.fromkeys([*chain.from_iterable(held[key] for key in ADDRESSES), *candidates]):
        if place := place_of(path, typed, address):
            asked[typed] = place
        elif parts(typed.strip()).scheme == 'javascript':
            wrong.append(('site-policy', typed))
    return Noted(list(counted), asked, wrong)


def _attributes(root: Any) -> dict[str, list[str]]:
    """The values of each attribute on a page."""
    held = defaultdict[str, list[str]](list)
    for element in root.iter(etree.Element):
        for key, value in element.items():
            held[key].append(value)
    return held


def _refused(root: Any, attributes: Iterable[str]) -> Iterator[str]:
    """The tags of elements that a browser would have to be allowed to run or use as they stand in the page itself."""
    for key in attributes:
        if key == 'style' or key.startswith('on'):
            yield from (element.tag for element in root.iter(etree.Element) if key in element.attrib)
    for element in root.iter('style', 'script'):
        if element.tag == 'style' or ('src' not in element.attrib and element.get('type') != DATA):
            yield element.tag


def _unsaid(path: str, root: Any) -> Iterator[str]:
    """What a page does not say, and every page must: of itself (WCAG 2.2, 2.4.2 and 3.1.1), and what it lets a browser do."""
    first = path.partition('/')[0]
    if root.get('lang') != (first if first in LOCALES else ORIGINAL):
        yield 'lang'
    if not (root.findtext('head/title') or '').strip():
        yield 'title'
    if root.find(POLICY) is None:
        yield 'Content-Security-Policy'


def faults(site: Path, pages: Mapping[str, Noted]) -> list[Fault]:
    """What is wrong, by page; call when all files are there. `pages` has what was noted of every page, by its file below the site."""
    files, ids = set(_files(site)), {path: set(held.ids) for path, held in pages.items()}
    found = {Fault(file, 'site-file', file) for file in files if not KINDS.search(file)}
    for path, held in pages.items():
        found |= {Fault(path, rule, told) for rule, told in held.wrong}
        for typed, (file, id) in held.asked.items():
            if file not in files:
                found.add(Fault(path, 'site-link', typed))
            elif id and file in ids and id not in ids[file]:
                found.add(Fault(path, 'site-place', typed))
    return sorted(found, key=lambda fault: (fault.page, fault.rule, fault.told))


def place_of(page: str, typed: str, address: str) -> tuple[str, str] | None:
    """The file below a site at `address`, and the id in it or '', that an address on a page leads to; None when it leads elsewhere."""
    if PLAIN.fullmatch(typed):
        path, _, id = typed.partition('#')
        return _file(_from(page, path)), id
    told, base = parts(typed.strip()), urlsplit(address).path
    if typed.startswith(address) or (not told.scheme and not told.netloc and told.path.startswith('/')):
        return _file(unquote(told.path).removeprefix(base)), unquote(told.fragment)
    if told.scheme or told.netloc:
        return None
    return _file(_from(page, unquote(told.path))), unquote(told.fragment)


def _from(page: str, path: str) -> str:
    return posixpath.join(posixpath.dirname(page), path) if path else page


def _file(place: str) -> str:
    return posixpath.normpath(posixpath.join(place, 'index.html') if place.rpartition('/')[2] in FOLDER else place)


def _files(site: Path) -> Iterator[str]:
    for place, _, names in os.walk(site):
        below = Path(place).relative_to(site).as_posix()
        yield from (name if below == '.' else f'{below}/{name}' for name in names)


def problems(faults: Iterable[Fault], catalogue: Catalogue) -> list[Problem]:
    """Each fault at the source that its page was made of; at the page itself when that is of no one source."""
    made = {f'{catalogue.settings.page_path(page.name, page.locale)}index.html': page for page in catalogue.pages.values()}
    found = []
    for fault in faults:
        page, values = made.get(fault.page), {'told': fault.told, 'page': fault.page}
        where, line = (page.path, page.body_line) if page else (f'site/{fault.page}', 1)
        found.append(Problem(where, line, fault.rule, values))
    return found
