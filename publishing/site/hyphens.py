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
NARROW = {'h1', 'h2', 'h3', 'h4', 'th', 'td', 'nav', 'caption'}
CARDS = 'class="cards"'
EMPTY = {'area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr', 'script', 'style', 'textarea'}  # hold no tags


def softened(page: str) -> str:
    """A page with soft hyphens in the long words of its narrow parts, by the language of each."""
    pieces = PIECE.split(page)  # each second one is a tag, or what is no text of the page
    open_ = [('', '', False)]  # the elements around a piece: name, language, whether there is little room
    _, lang, is_narrow = open_[-1]
    for place in range(1, len(pieces), 2):
        if tag := _tag(pieces[place]):
            closes, name, own_lang, own_narrow = tag
            if closes:
                while len(open_) > 1 and open_.pop()[0] != name:
                    pass
            else:
                open_.append((name, own_lang or lang, name != 'code' and (is_narrow or own_narrow)))  # code is copied, sign for sign
            _, lang, is_narrow = open_[-1]
        if is_narrow:
            pieces[place + 1] = _words(pieces[place + 1], lang)
    return ''.join(pieces)


@functools.lru_cache(maxsize=1 << 14)  # most tags of a page stand on many
def _tag(piece: str) -> tuple[bool, str, str, bool] | None:
    """Whether it closes, the name of its element, its own language and whether it has little room; None when no words stand in it."""
    found = NAME.match(piece)
    if not found or not found[1] and (found[2] in EMPTY or piece.endswith('/>')):
        return None
    lang = LANG.search(piece)
    return bool(found[1]), found[2], lang[1] if lang else '', found[2] in NARROW or CARDS in piece


def _words(text: str, lang: str) -> str:
    return WORD.sub(lambda word: _broken(word[0], lang), text)


@functools.cache
def _broken(word: str, lang: str) -> str:
    if lang not in LANGUAGES:
        return word
    places = dictionary(lang).positions(word)
    ends = [0, *(place for place in places if KEPT <= place <= len(word) - KEPT), len(word)]
    return SOFT.join(word[start:end] for start, end in zip(ends, ends[1:]))
