"""Front matter that was read before, and whose front matter may be kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from publishing.cache import Store, digest
from publishing.problems import Problem
from publishing.sources import as_value, slips, typed_yaml
from publishing.sources.kinds import KINDS
from publishing.sources.typed_yaml import load_yaml

READ_BY = (__file__, typed_yaml.__file__, slips.__file__, as_value.__file__)


def is_private(path: str, meta: Mapping[str, Any]) -> bool:
    """Whether a page tells of a person by consent, or stands where such pages stand: no cache may keep any of it.

    All but what says that it only points at a story elsewhere.
    """
    if meta.get('kind') != 'story' and not path.startswith(f'docs/{KINDS["story"].folder}/'):
        return False
    return meta.get('kind') != 'story' or meta.get('form') != 'elsewhere' or 'consent' in meta


class FrontMatter(Store):
    """Front matter that was read before, by its text: reading YAML takes longer than all else that is done with a page.

    Only what has no problems, comes back from JSON as it was and is not private: what a person consented to leaves no trace.
    """

    def __init__(self, file: Path | None = None):
        super().__init__(file, digest([yaml.__version__, *(Path(name).read_bytes() for name in READ_BY)]) if file else '')

    def load(self, text: str, path: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
        """As `load_yaml` for the lines below the first."""
        key = digest((text,))
        held = self.last.get(key)
        if held is None:
            meta, lines, problems = load_yaml(text, path, first_line=2)
            typed = _typed(meta)
            if problems or is_private(path, meta) or json.loads(typed) != meta:
                return meta, lines, problems
            held = [typed, lines]
        self.now[key] = held
        return json.loads(held[0]), held[1], []


def _typed(meta: dict[str, Any]) -> str:
    """As JSON; '{}' for what JSON has no form for."""
    try:
        return json.dumps(meta, ensure_ascii=False)
    except (TypeError, ValueError):
        return '{}'
