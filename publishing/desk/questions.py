"""What `make new` asks of who typed no more than that."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from publishing.desk.new import Wish, called, folders_of, known_kind, slug, unusable, wish
from publishing.languages import ORIGINAL, author_language
from publishing.words import words


def asked(root: Path, kind: str, titles: dict[str, str], name: str, ask: Callable[[str], str]) -> Wish:
    """What the author wishes; nothing is asked of who told at least the kind and the title."""
    if kind and titles[ORIGINAL]:
        return wish(kind, titles, name)
    word = words('new', author_language())
    if kind:
        kind = known_kind(kind)
    else:
        kind = _chosen(word['ask-kind'], {known: name.capitalize() for name, known in called(author_language()).items()}, ask)
    if not titles[ORIGINAL]:
        titles = {ORIGINAL: ask(word['ask-title'])}
        if ask(word['ask-languages']).strip() != '2':
            titles['en'] = ask(word['ask-title-en'])
    if name or kind == 'term':
        return wish(kind, titles, name)
    folders = folders_of(kind) or ('', *_folders(root))
    folder = _chosen(word['ask-folder'], {held: f'{held}/' if held else word['top'] for held in folders}, ask) if len(folders) > 1 else ''
    likely = slug(titles[ORIGINAL])
    typed = ask(word['ask-name'].format(name=likely)).strip() or likely
    return wish(kind, titles, f'{folder}/{typed}' if folder else typed)


def _folders(root: Path) -> list[str]:
    """The folders below docs/ that hold pages."""
    return sorted({file.parent.name for file in (root / 'docs').glob('*/*.md')})


def _chosen(question: str, choices: Mapping[str, str], ask: Callable[[str], str]) -> str:
    """One of the choices, by its number or by what it is called."""
    shown = [f'  {number}. {name}' for number, name in enumerate(choices.values(), 1)]
    lines = [question, *shown, words('new', author_language())['ask-number']]
    while True:
        typed = ask('\n'.join(lines)).strip().rstrip('/').lower()
        if typed.isdecimal() and 1 <= int(typed) <= len(choices):
            return list(choices)[int(typed) - 1]
        if typed in choices and typed:
            return typed


def terminal(question: str) -> str:
    """An answer that is typed; Unusable when nobody is there to type it."""
    if not sys.stdin.isatty():
        raise unusable('not-told')
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        raise unusable('stopped') from None
