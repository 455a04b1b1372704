"""Whether two versions of a page say the same: a fingerprint of the words of each of its sections.

Only words count. Capitals, accents, spaces, punctuation, emphasis, addresses and layout do not, nor does what readers are not shown.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect
from collections.abc import Mapping

from publishing.sources.fingerprints import sections
from publishing.sources.reading import Node
from publishing.sources.source import Source
from publishing.sources.stamps import FRONT

State = Mapping[str, str]  # key of a section, or FACTS → fingerprint
FACTS = 'FACTS'  # what a page says of itself in fields that hold no sentences
FIELDS = ('type', 'province', 'since', 'website', 'member', 'original', 'start', 'end', 'online')
SHOWN = ('text', 'code_inline', 'web_address', 'fence', 'code_block')  # parts of a text whose content is words that readers see
LENGTH = 12  # hexadecimal signs


def of(page: Source) -> State:
    """The fingerprint of each part of a page that says something."""
    parts = sections(page)
    said = {key: [part.text] if key == FRONT else [] for key, part in parts.items()}
    starts = [(part.line, key) for key, part in parts.items() if key != FRONT]
    for node in page.reading.flat:
        if node.type in SHOWN or node.type == 'ordered_list':
            at = bisect(starts, page.body_line + node.line, key=lambda start: start[0])
            said[starts[max(at, 1) - 1][1]].append(_shown(node))
    said[FACTS] = [f'{key} {page.meta[key]}' for key in FIELDS if page.meta.get(key)]
    held = {key: letters(' '.join(texts)) for key, texts in said.items()}
    return {key: hashlib.sha256(text.encode()).hexdigest()[:LENGTH] for key, text in held.items() if text}


def _shown(node: Node) -> str:
    """What readers see of a part itself; of a list that starts at another number, that number."""
    return str(node.attrs.get('start', '')) if node.type == 'ordered_list' else node.content


def letters(text: str) -> str:
    """The letters and digits of a text, small and without accents."""
    plain = unicodedata.normalize('NFKD', text).casefold()
    return ''.join(sign for sign in plain if sign.isalnum())
