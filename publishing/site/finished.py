"""The finished pages of a site, each read once, as a browser reads it: what the proof must know of it, and what the search finds in it.

All of that follows from the bytes of the page alone, so it is remembered by them: of a site with one changed page one page is read. A page
may tell of a person, of whom no cache keeps a word: what is kept can be read by who has the page itself, and by nobody else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from publishing.cache import Store, digest
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
        known = _unlocked(memory.last.get(key, ''), data)
        held = known or _read(path, data, address)
        memory.now[key] = memory.last[key] if known else _locked(held, data)
        noted, found = json.loads(held)
        read[path] = Finished(Noted(*noted), FoundPage.held(found) if found else None)
    memory.keep()
    return read


def _read(path: str, data: bytes, address: str) -> bytes:
    """A page as JSON."""
    root = etree.fromstring(data, etree.HTMLParser(encoding='utf-8'))  # plain elements: those of lxml.html are slow to make
    found = searched.read(path, root)
    return json.dumps([proof.noted(path, root, address), vars(found) if found else None]).encode()


def _locked(read: bytes, page: bytes) -> str:
    return base64.b64encode(_turned(zlib.compress(read, 1), page)).decode()


def _unlocked(kept: str, page: bytes) -> bytes:
    """What was locked with the bytes of this page; nothing when there is nothing, or it is damaged."""
    try:
        return zlib.decompress(_turned(base64.b64decode(kept), page))
    except (ValueError, zlib.error):
        return b''


def _turned(data: bytes, page: bytes) -> bytes:
    """Every bit turned or not as the page says: the same again gives it back."""
    stream = hashlib.shake_256(page).digest(len(data))
    return (int.from_bytes(data, 'big') ^ int.from_bytes(stream, 'big')).to_bytes(len(data), 'big')
