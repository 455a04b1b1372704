"""Words as the value of a key: with quotation marks where YAML asks for them, and without the marks of a text."""

from __future__ import annotations

import re

LINK = re.compile(r'\[(?P<words>[^\[\]]+)\]\((?P<address>[^()\s]+)\)')
OF_ADDRESSES = ('contact', 'website', 'url', 'URL', 'link', 'site_url', 'repo_url')
SPECIAL = re.compile(r': | #|^[\W_]')


def quoted(value: str) -> str:
    """A value between quotation marks that it does not hold itself."""
    if '"' not in value and '\\' not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def as_value(words: str) -> str:
    """Words between quotation marks when YAML would read them otherwise."""
    return quoted(words) if SPECIAL.search(words) else words


def unlinked(before: str, typed: str) -> str:
    """What was meant by a link behind a key: its address where one belongs, a page in the menu, else its words; '' for no link."""
    match = LINK.fullmatch(typed)
    if match is None:
        return ''
    if before.rstrip().endswith('-') and match['address'].endswith('.md'):
        return f'{match["words"]}: {match["address"]}'
    is_address = before.strip().removesuffix(':').removeprefix('- ') in OF_ADDRESSES
    return match['address'].removeprefix('mailto:') if is_address else as_value(match['words'])
