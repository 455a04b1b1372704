"""Places where a long word of a table may be broken: few reading systems know the hyphens of Dutch, and no column of theirs is wide."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as etree
from typing import Any

import pyphen

SOFT = '\xad'
LONG = re.compile(r'[^\W\d_]{9,}')


def soften(element: etree.Element, locale: str) -> None:
    """Mark the places in all words of a table, but those in code and addresses; `locale` is its language where it says no other."""
    locale = element.get('lang', locale)
    if element.tag != 'code' and 'address' not in element.get('class', '').split():
        element.text = _broken(element.text, locale)
        for child in element:
            soften(child, locale)
            child.tail = _broken(child.tail, locale)


def _broken(text: str | None, locale: str) -> str | None:
    return LONG.sub(lambda word: str(dictionary(locale).inserted(word[0], SOFT)), text) if text else text


@functools.cache
def dictionary(locale: str) -> Any:
    """Where words of a language may be broken, as pyphen knows it."""
    return pyphen.Pyphen(lang=pyphen.language_fallback(locale))
