"""The texts of pages as the site shows them, from the last time, where nothing changed that was looked at when they were made.

A page may tell of a person, and a list name some, of whom no cache keeps a word: what is kept can be read by who has all that it was made
from, and by nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publishing.cache import Store, locked, unlocked
from publishing.formats import today
from publishing.sources import looked, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.inputs import Inputs

FILE = 'build/cache/site-texts.json'


class KeptTexts:
    """Those of one site. `besides` stands for every file that a site is made from but texts and reports."""

    def __init__(self, root: Path, besides: str):
        self.besides = besides
        self.store = Store(root / FILE, '')  # the program is among what they were made from
        self.inputs = Inputs('', {})

    def begin(self, sources: Catalogue) -> None:
        """With what may be shown of these sources."""
        more = [self.besides, *today.parts(sources), sources.history.key, str(sources.numbering.numbers)]
        self.inputs = Inputs.of(sources, more, {manifest.FOLDER: manifest.state(sources.root / manifest.FOLDER)})

    def text(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives (something that JSON can hold), or gave when it looked at the same."""
        key, of_paths = self.inputs.seen((), f'key of {name}'), self.inputs.seen((), f'paths of {name}').encode()
        last = self.store.last.get(key, ('', '', ''))
        paths = json.loads(unlocked(last[0], of_paths) or '[]')
        if last[1] == self.inputs.seen(paths) and (known := unlocked(last[2], self._lock(name, paths))):
            self.store.now[key] = last
            return json.loads(known)
        with looked.noted() as looked_at:
            made = make()
        paths = sorted(looked_at)
        text = locked(json.dumps(made).encode(), self._lock(name, paths))
        self.store.now[key] = [locked(json.dumps(paths).encode(), of_paths), self.inputs.seen(paths), text]
        return made

    def _lock(self, name: str, paths: list[str]) -> bytes:
        """What opens the text of this name: another for each, so that no two are locked alike."""
        return self.inputs.seen(paths, f'text of {name}').encode()
