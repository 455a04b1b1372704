"""Whether two versions of a page say the same: a fingerprint of the words of each of its sections.

Only words count. Capitals, accents, spaces, punctuation, emphasis, addresses and layout do not, nor does what readers are not shown.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from publishing.sources.fingerprints import sections
from publishing.sources.source import Source

State = Mapping[str, str]  # key of a section, or FACTS → fingerprint
FACTS = 'FACTS'  # what a page says of itself in fields that hold no sentences
FIELDS = ('type', 'province', 'since', 'website', 'member', 'original', 'start', 'end', 'online')
UNSEEN = re.compile(r'(?<=\])\([^)\n]*\)|\{[^}\n]*\}|\[-?@[^\]\n]*\]|<!--.*?-->|<[^>\n]*>|^[ \t]*///.*?$', re.M | re.S)
LENGTH = 12  # hexadecimal signs


def of(page: Source) -> State:
    """The fingerprint of each part of a page that says something."""
    said = {key: section.text for key, section in sections(page).items()}
    said[FACTS] = ' '.join(f'{key} {page.meta[key]}' for key in FIELDS if page.meta.get(key))
    held = {key: letters(text) for key, text in said.items()}
    return {key: hashlib.sha256(text.encode()).hexdigest()[:LENGTH] for key, text in held.items() if text}


def letters(text: str) -> str:
    """The letters and digits of a text as readers see it, small and without accents."""
    plain = unicodedata.normalize('NFKD', UNSEEN.sub(' ', text)).casefold()
    return ''.join(sign for sign in plain if sign.isalnum())
