"""The finished site, proven as the reports are: its pages are read as a browser reads them, and nothing else is asked.

Every link, place, picture and file that a page names is there; every page says its language, its name and its policy, and holds nothing
that its policy refuses. A fault stops the site from taking the place of the last one.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from publishing.address import parts
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue

# Attributes that hold an address (HTML, index of attributes; the data-* ones are ours), and those that name other elements of the page.
ADDRESSES = ('href', 'src', 'action', 'poster', 'data', 'data-index', 'data-code', 'data-check')
CANDIDATES = 'srcset'
FOLDER = ('', '.', '..')  # the last part of an address that leads to a folder (RFC 3986, 5.2.4)
NAMES = ('for', 'headers', 'aria-controls', 'aria-describedby', 'aria-labelledby')
DATA = 'application/ld+json'  # a script of this type is never run
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


@dataclass(frozen=True)
class _Asked:
    """A place that a page names: a file below the site, and an id in it or ''."""

    page: str
    typed: str
    file: str
    id: str


class Proof:
    """Takes note of each page while somebody reads them, and tells the faults when all have been read."""

    def __init__(self, site: Path, address: str):
        """`address` is where the site will stand, with a slash at its end."""
        self.site, self.address = site, address
        self.ids: dict[str, set[str]] = {}
        self.asked: list[_Asked] = []
        self.found: list[Fault] = []

    def pages(self) -> Iterator[tuple[str, Any]]:
        """Every page of the site, as its file below the site and its tree, in the order of their addresses; each is noted first."""
        for file in sorted(self.site.rglob('*.html')):
            path = file.relative_to(self.site).as_posix()
            root = etree.parse(file, etree.HTMLParser(encoding='utf-8')).getroot()  # plain elements: those of lxml.html are slow to make
            self._note(path, root)
            yield path, root

    def faults(self) -> list[Fault]:
        """What is wrong, by page; call when all pages were read and all files are there."""
        files = set(_files(self.site))
        lost = [Fault(held.page, 'site-link', held.typed) for held in self.asked if held.file not in files]
        lost += [
            Fault(held.page, 'site-place', held.typed)
            for held in self.asked
            if held.file in files and held.id and held.file in self.ids and held.id not in self.ids[held.file]
        ]
        strange = [Fault(file, 'site-file', file) for file in files if not KINDS.search(file)]
        return sorted({*self.found, *lost, *strange}, key=lambda fault: (fault.page, fault.rule, fault.told))

    def _note(self, path: str, root: Any) -> None:
        counted = Counter[str]()
        named: set[str] = set()
        for element in root.iter(etree.Element):
            held = element.attrib
            if 'id' in held:
                counted[held['id']] += 1
            for key in ADDRESSES:
                if key in held:
                    self._ask(path, held[key])
            for part in held[CANDIDATES].split(',') if CANDIDATES in held else ():
                self._ask(path, part.split()[0])
            for key in NAMES:
                named.update(held[key].split() if key in held else ())
            if 'style' in held or any(key.startswith('on') for key in held) or _is_inline(element):
                self._tell(path, 'site-policy', f'<{element.tag}>')
        self.ids[path] = set(counted)
        for id in [id for id, times in counted.items() if times > 1] + sorted(named - counted.keys()):
            self._tell(path, 'site-id', id)
        self._says(path, root)

    def _says(self, path: str, root: Any) -> None:
        """What every page must say of itself (WCAG 2.2, 2.4.2 and 3.1.1), and what it lets a browser do."""
        first = path.partition('/')[0]
        locale = first if first in LOCALES else ORIGINAL
        told = {
            'lang': root.get('lang') == locale, 'title': bool((root.findtext('head/title') or '').strip()),
            'Content-Security-Policy': root.find(POLICY) is not None,
        }  # fmt: skip
        for what in (what for what, is_said in told.items() if not is_said):
            self._tell(path, 'site-page', what)

    def _ask(self, path: str, typed: str) -> None:
        if place := place_of(path, typed, self.address):
            self.asked.append(_Asked(path, typed, *place))
        elif parts(typed.strip()).scheme == 'javascript':
            self._tell(path, 'site-policy', typed)

    def _tell(self, path: str, rule: str, told: str) -> None:
        self.found.append(Fault(path, rule, told))


def place_of(page: str, typed: str, address: str) -> tuple[str, str] | None:
    """The file below a site at `address`, and the id in it or '', that an address on a page leads to; None when it leads elsewhere."""
    told, base = parts(typed.strip()), urlsplit(address).path
    if typed.startswith(address) or (not told.scheme and not told.netloc and told.path.startswith('/')):
        place = unquote(told.path).removeprefix(base)
    elif told.scheme or told.netloc:
        return None
    else:
        place = posixpath.join(posixpath.dirname(page), unquote(told.path)) if told.path else page
    file = posixpath.join(place, 'index.html') if place.rpartition('/')[2] in FOLDER else place
    return posixpath.normpath(file), unquote(told.fragment)


def _is_inline(element: Any) -> bool:
    """Whether a browser would have to be allowed to run or use what stands in the page itself."""
    return element.tag == 'style' or (element.tag == 'script' and 'src' not in element.attrib and element.get('type') != DATA)


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
