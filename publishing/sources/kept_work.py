"""What was made of the sources, from the last time, where nothing changed that was looked at when it was made.

A text may tell of a person, and a list name some, of whom no cache keeps a word: what is kept can be read by who has all that it was made
from, and by nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publishing.cache import Store, locked, unlocked
from publishing.sources import looked
from publishing.sources.inputs import Inputs


class KeptWork:
    """Kept in a file, of a run that starts from these inputs. `program` stands for what makes it, where the inputs do not."""

    def __init__(self, file: Path, inputs: Inputs, program: str = ''):
        self.store, self.inputs = Store(file, program), inputs

    def of(self, name: str, make: Callable[[], Any]) -> Any:
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

    def keep(self) -> None:
        """Keep what was asked for."""
        self.store.keep()

    def _lock(self, name: str, paths: list[str]) -> bytes:
        """What opens the work of this name: another for each, so that no two are locked alike."""
        return self.inputs.seen(paths, f'work of {name}').encode()
