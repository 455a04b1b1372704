"""How a value that has another shape than its field was likely meant: brackets around words, two values where one belongs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from publishing.problems import shortened
from publishing.sources import fields
from publishing.sources.as_value import as_value
from publishing.sources.file_names import slug

YAML_WORDS = {'None': 'null', 'True': 'true', 'False': 'false'}  # as Python has them
PARTS = re.compile(r'\s*(?:[;,/|&+]|\ben\b|\band\b)\s*')  # between values that belong in a list
SECOND = re.compile(r'[,;]?\s+(?:https?:|www\.|\(|(?:en|of|and|or|bekeken|accessed|zie)\b).*')  # what people type behind an address
BULLETS, POINTS = tuple('-–—•·◦*'), re.compile(r' (?=-\S|[–—•·◦*])')  # of a list that was read as one text
TRUTH = {'ja': 'true', 'nee': 'false', 'yes': 'true', 'no': 'false', 'waar': 'true', 'onwaar': 'false'}
SCHEME = re.compile(r'(?i:h?t{1,3}ps?|https?)(?:[:;]/{0,3}|/{2,3})(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?)')  # htps://, https:/, https//
SPACED = re.compile(r'(?P<host>h?t{1,3}ps?[:;]?/{0,3}[^/]+)(?P<rest>/.*)?')
BARE = re.compile(r'(?:[a-z0-9-]+\.)+[a-z]{2,6}(?:/\S*)?', re.I)  # an address without https://
LINKED = re.compile(r'\]\((https?://[^()\s]+)\)')  # one that is typed as a link
UNSPACED = re.compile(r'(?P<key>[a-z_]+):(?P<value>[^\s/].*)')
QUOTED = re.compile(r'[“„]([^“”„]+)[”“]')
CHOICE = 0.7  # how alike (difflib) what was typed is to the value that was likely meant
NOTHING = frozenset((
    '-', '–', '—', '?', '??', '…', '...', 'xx', 'xxx', 'ja', 'nee', 'yes', 'no', 'geen', 'none', 'nvt', 'n.v.t.', 'n.v.t', 'n/a',
    'onbekend', 'unknown', 'nog niet bekend', 'nnb', 'n.n.b.', 'ntb', 'n.t.b.', 'tbd', 'tba', 'volgt', 'volgt nog', 'leeg', 'idem',
))  # fmt: skip


def typed(value: Any) -> str:
    """A value as it is typed in YAML."""
    match value:
        case list():
            return f'[{", ".join(map(typed, value))}]'
        case dict():
            return f'{{{", ".join(str(key) if part is None else f"{key}: {typed(part)}" for key, part in value.items())}}}'
    return YAML_WORDS.get(str(value), str(value))


def slip(kind: str, key: str, text: str) -> tuple[str, dict[str, str]] | None:
    """The slip of a typist, with what its message names, that made a text of what should be a list or have keys; None for another."""
    unspaced, first = UNSPACED.fullmatch(text), text.split(' - ')[0]
    if kind == 'list_type' and text[:1] in BULLETS:
        point, *more = POINTS.split(text)
        return 'yaml-dash', {'key': key, 'text': point, 'wanted': f'- {point[1:].strip()}', 'near': ' '.join(more)}
    if kind == 'list_type' and ('/' in first or text.count(' - ') > 1) and first != text:  # with the list below it
        return 'yaml-value-above', {'key': key, 'text': shortened(text), 'wanted': f'- {first}'}
    if kind.startswith('model_') and unspaced:
        return 'yaml-space', {'text': f'- {text}', 'wanted': f'- {unspaced["key"]}: {unspaced["value"]}'}
    return None


def as_words(value: Any) -> str:
    """What stands between brackets that make no text of words, as words; '' when that can't be told."""
    match value:
        case list() if value and all(isinstance(part, str | int | float) for part in value):
            return as_value(', '.join(map(typed, value)))
        case dict() if value and all(part is None for part in value.values()):
            return as_value(', '.join(map(str, value)))
    return ''


def truth(text: str) -> str:
    """What YAML calls yes and no, '' for anything else."""
    return TRUTH.get(text.casefold(), '')


def values_of(text: str, known: Iterable[str]) -> str:
    """Known values that were typed as one, as they are typed in a list; '' when there is another among them."""
    small = {value.casefold(): value for value in known}
    parts = [small.get(part.casefold(), '') for part in PARTS.split(text.strip('[]'))]
    return ', '.join(parts) if len(parts) > 1 and all(parts) else ''


def address(text: str) -> str:
    """An address of which more was typed, or less, or with spaces in it, as it can be opened; '' for anything else."""
    plain = text.strip(' ,;.<>"' if '(' in text else ' ,;.<>")')
    if plain != text and plain.startswith('http') and ' ' not in plain:
        return plain
    if ' ' in text and (spaced := SPACED.fullmatch(SECOND.sub('', text))):
        whole = f'{spaced["host"].replace(" ", "")}{(spaced["rest"] or "").replace(" ", "%20")}'
        return whole if whole.startswith(('http://', 'https://')) else address(whole)
    if linked := LINKED.search(text):
        return linked[1]
    if match := SCHEME.fullmatch(text):
        return f'https://{match["rest"]}'
    return f'https://{text}' if BARE.fullmatch(text) else ''


def unquoted(text: str) -> str:
    """What stands between quotation marks of print that hold all of it, '' without them."""
    match = QUOTED.fullmatch(text.strip())
    return match[1] if match else ''


def is_many(value: Any) -> bool:
    """Whether it is a list of more than one."""
    return isinstance(value, list) and len(value) > 1


def is_nothing(value: Any) -> bool:
    """Whether a text only says that there is none, or stands in for it."""
    return isinstance(value, str) and value.strip().casefold() in NOTHING


def choice(typed: str, known: Iterable[str]) -> dict[str, str]:
    """What may be chosen, and which of it was likely meant, as values of `bad-value`."""
    known = list(known)
    small = {value.casefold(): value for value in known}
    name = slug(typed, '')
    close = [called] if (called := fields.value_called(typed, known)) else []
    close = close or [value for value in known if name == value or name.startswith(f'{value}-')] if name else []
    if not close and len(longer := [value for value in known if name and value.startswith(f'{name}-')]) == 1:
        close = longer
    close = close or [small[found] for found in difflib.get_close_matches(typed.casefold(), small, n=1, cutoff=CHOICE)]
    return {'near': values_of(typed, known) or (close[0] if close else ''), 'wanted': ', '.join(known)}
