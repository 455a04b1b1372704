"""VERPLICHT, REQUIRED: where the author of a new page still has to fill something in. Nothing with such a word is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

WORDS = {'nl': 'VERPLICHT', 'en': 'REQUIRED'}
SLOT = re.compile(rf'\b(?:{"|".join(WORDS.values())})\b')


def is_slot(value: Any) -> bool:
    """Whether a value still has to be filled in."""
    return isinstance(value, str) and SLOT.match(value) is not None


def inside(value: Any, key: str = '') -> Iterator[tuple[str, str]]:
    """Dotted key and word of every slot in front matter, or in a part of it."""
    if isinstance(value, str) and (match := SLOT.match(value)):
        yield key, match[0]
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from inside(part, f'{key}.{name}' if key else str(name))
