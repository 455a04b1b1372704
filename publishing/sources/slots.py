"""VERPLICHT, REQUIRED: where the author of a new page still has to fill something in. Nothing with such a word is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publishing.languages import LANGUAGES
from publishing.sources.typed_yaml import texts_in

WORDS = {locale: held.slot for locale, held in LANGUAGES.items()}
SLOT = re.compile(rf'\b(?:{"|".join(WORDS.values())})\b')


def is_slot(value: Any) -> bool:
    """Whether a value still has to be filled in."""
    return isinstance(value, str) and SLOT.match(value) is not None


def inside(value: Any) -> Iterator[tuple[str, str]]:
    """Dotted key and word of every slot in front matter."""
    return ((key, match[0]) for key, text in texts_in(value) if (match := SLOT.match(text)))
