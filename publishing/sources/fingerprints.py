"""The fingerprint of each section of an original, which its translation carries: from which text it was made."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass

from publishing.sources import spoken
from publishing.sources.source import Source
from publishing.sources.stamps import FRONT, INTRO, KEY, LENGTH, PATTERN

REMEMBERED = 8192  # sections, of some thousand pages: checks and site compare each with its translation, page after page
SIGNS = str.maketrans({'‘': "'", '’': "'", '“': '"', '”': '"', '‐': '-', '‑': '-', '–': '-', '—': '-', '\u00ad': None})


@dataclass(frozen=True)
class Translatable:
    """A part of a page that is translated as one: `key` is FRONT, INTRO or the id of a heading of level 2.

    It stands on `line` up to and not including `end`.
    """

    key: str
    title: str
    line: int
    end: int
    text: str

    @property
    def fingerprint(self) -> str:
        """The same for texts that differ in white space, quotation marks or dashes only."""
        return _fingerprint(self.text)


@functools.lru_cache(maxsize=REMEMBERED)
def _fingerprint(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()[:LENGTH]


def normal(text: str) -> str:
    """The text without what makes no difference to a translator: white space, kinds of quotation marks and dashes."""
    text = unicodedata.normalize('NFKC', text).translate(SIGNS)
    return ' '.join(re.sub('-{2,}', '-', text).split())


def sections(page: Source) -> dict[str, Translatable]:
    """The sections of a page by key, in their order; empty ones are left out, a heading without id belongs to the section before."""
    lines = page.body.split('\n')
    starts = [(str(heading.id), heading.title, heading.line) for heading in page.outline.headings if heading.level == 2 and heading.id]
    bounds = [(INTRO, '', page.body_line), *starts]
    ends = [line for *_, line in starts] + [page.body_line + len(lines)]
    found = [Translatable(FRONT, '', 2, page.body_line, _spoken(page))]
    for (key, title, line), end in zip(bounds, ends):
        text = '\n'.join(lines[line - page.body_line : end - page.body_line])
        found.append(Translatable(key, title, line, end, text))
    return {section.key: section for section in found if section.text.strip()}


def _spoken(page: Source) -> str:
    """The words in the front matter that readers see, a key a paragraph."""
    held = ((key, page.meta.get(key)) for key in spoken.WORDS)
    return '\n\n'.join(f'{key}: {", ".join(map(str, value)) if isinstance(value, list) else value}' for key, value in held if value)


def stamp(original: Source) -> str:
    """The value of `made_from` for a translation of `original` as it is now: `INTRO=1a2b3c kleuren=4d5e6f`."""
    return ' '.join(f'{section.key}={section.fingerprint}' for section in sections(original).values())


def stamped(page: Source) -> dict[str, str]:
    """Section → fingerprint, as the translation carries them; empty when it carries none that can be read."""
    value = page.text(KEY)
    return dict(item.split('=') for item in value.split()) if re.match(PATTERN, value) else {}
