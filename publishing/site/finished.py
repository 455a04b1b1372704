"""The finished pages of a site, each read once, as a browser reads it: what the proof must know of it, and what the search finds in it.

All of that follows from the bytes of the page alone, so it is remembered by them: of a site with one changed page one page is read. A page
may tell of a person, of whom no cache keeps a word: what is kept can be read by who has the page itself, and by nobody else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from publishing.cache import Store, digest, locked, unlocked
from publishing.site import proof
from publishing.site.proof import Noted
from publishing.site.search import pages as searched
from publishing.site.search.pages import FoundPage

FILE = 'build/cache/finished-pages.json'


class Finished(NamedTuple):
    """A page as it was read; `found` is None when nothing of it is searched."""

    noted: Noted
    found: FoundPage | None


def pages(site: Path, address: str, memory: Store | None = None) -> dict[str, Finished]:
    """Every page of the site by its file below it, in the order of their addresses; `address` is where the site will stand.

    `memory` is of the program that reads them; nothing stays in it of a page that is no longer there.
    """
    memory, read = memory or Store(None, ''), {}
    for file in sorted(site.rglob('*.html')):
        path, data = file.relative_to(site).as_posix(), file.read_bytes()
        key = digest((address, path, data))
        known = unlocked(memory.last.get(key, ''), data)
        held = known or _read(path, data, address)
        memory.now[key] = memory.last[key] if known else locked(held, data)
        noted, found = json.loads(held)
        read[path] = Finished(Noted(*noted), FoundPage.held(found) if found else None)
    memory.keep()
    return read


def _read(path: str, data: bytes, address: str) -> bytes:
    """A page as JSON."""
    root = etree.fromstring(data, etree.HTMLParser(encoding='utf-8'))  # plain elements: those of lxml.html are slow to make
    found = searched.read(path, root)
    return json.dumps([proof.noted(path, root, address), vars(found) if found else None]).encode()
