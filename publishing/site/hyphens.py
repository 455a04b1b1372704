"""Where long words may be broken on a narrow screen: soft hyphens in what has little room, headings, tables, menus and cards.

Most browsers do not know how Dutch compounds are broken; what they break themselves is broken anywhere.
"""

from __future__ import annotations

import functools
import re

from publishing.languages import LANGUAGES
from publishing.report.soft_hyphens import SOFT, dictionary

LONG, KEPT = 13, 4  # letters of a word that may be broken, and letters that stay together at either end of it
PIECE = re.compile(r'(<(?:script|style|textarea)\b.*?</(?:script|style|textarea)>|<!--.*?-->|<[^>]*>)', re.S)
WORD = re.compile(rf'[^\W\d_]{{{LONG},}}')
NAME, LANG = re.compile(r'<(/?)([a-z][a-z0-9]*)'), re.compile(r' lang="([a-z]+)"')
NARROW = re.compile(r'h[1-4]$|t[hd]$|nav$|caption$')
CARDS = 'class="cards"'
VOID = {'area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'}


def softened(page: str) -> str:
    """A page with soft hyphens in the long words of its narrow parts, by the language of each."""
    open_: list[tuple[str, str, bool]] = []  # the elements around a piece: name, language, whether there is little room
    made = []
    for piece in PIECE.split(page):
        found = NAME.match(piece)
        if found is None:
            _, lang, is_narrow = open_[-1] if open_ else ('', '', False)
            made.append(_words(piece, lang) if is_narrow and not piece.startswith('<') else piece)
            continue
        made.append(piece)
        closes, name = found.groups()
        if closes:
            while open_ and open_.pop()[0] != name:
                pass
        elif name not in (*VOID, 'script', 'style', 'textarea') and not piece.endswith('/>'):
            open_.append((name, *_inside(piece, name, open_[-1] if open_ else ('', '', False))))
    return ''.join(made)


def _inside(tag: str, name: str, around: tuple[str, str, bool]) -> tuple[str, bool]:
    """The language inside an element, and whether there is little room for words; code is copied, sign for sign."""
    lang = LANG.search(tag)
    return lang[1] if lang else around[1], name != 'code' and (around[2] or bool(NARROW.match(name)) or CARDS in tag)


def _words(text: str, lang: str) -> str:
    return WORD.sub(lambda word: _broken(word[0], lang), text)


@functools.cache
def _broken(word: str, lang: str) -> str:
    if lang not in LANGUAGES:
        return word
    places = dictionary(lang).positions(word)
    ends = [0, *(place for place in places if KEPT <= place <= len(word) - KEPT), len(word)]
    return SOFT.join(word[start:end] for start, end in zip(ends, ends[1:]))
