"""Which keys of front matter hold words: written anew in each language, read aloud, and followed by a translation."""

from __future__ import annotations

WORDS = (
    'title',
    'description',
    'summary',
    'subject',
    'result',
    'content_note',
    'owner',
    'place',
    'publisher',
    'themes',
)  # as fingerprinted
PROSE = tuple(key for key in WORDS if key not in ('owner', 'themes'))  # set with typographic quotes, and spelled as text is
# What differs between the files of a pair. Every other key has the same value in both.
DIFFERING = frozenset({*WORDS, 'updated', 'original'})
