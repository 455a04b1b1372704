"""A long list parted by the letters that its entries begin with."""

from __future__ import annotations

import itertools
import string
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

ALPHABET = string.ascii_uppercase
DIGITS = '0-9'  # what a number, or a sign that is no letter of ours, stands under
MANY = 40  # entries; a shorter list is seen whole

Entry = TypeVar('Entry')


def parted(entries: Iterable[Entry], named: Callable[[Entry], str], *, least: int = MANY) -> list[tuple[str, list[Entry]]]:
    """The entries, in their order, below each letter; all below '' where there are fewer than `least`."""
    held = list(entries)
    if len(held) < least:
        return [('', held)]
    found: dict[str, list[Entry]] = {}
    for letter, alike in itertools.groupby(held, lambda entry: initial(named(entry))):
        found.setdefault(letter, []).extend(alike)
    return list(found.items())


def to_jump_by(groups: Iterable[tuple[str, list[Entry]]]) -> list[tuple[str, bool]]:
    """Every letter, and whether the list has it; digits only where it has them."""
    known = [letter for letter, _ in groups]
    return [*((letter, True) for letter in known if letter not in ALPHABET), *((letter, letter in known) for letter in ALPHABET)]


def initial(name: str) -> str:
    """The letter that a name begins with, without accent: `’s Heeren` → S, `Één` → E."""
    plain = unicodedata.normalize('NFKD', name).upper()
    first = next((sign for sign in plain if sign.isalnum()), '')
    return first if first in ALPHABET and first else DIGITS
