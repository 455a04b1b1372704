"""A file as text, or what is wrong with it as a file."""

from __future__ import annotations

from pathlib import Path

from publishing.problems import Problem
from publishing.sources import merges, unseen

WIDE = 4  # in a file of which each letter takes two bytes (UTF-16), nearly half of them are 0
MOST = 4_000_000  # bytes; the longest book has fewer
# What a file begins with that only has the name of a text.
OF_PROGRAMS = {
    b'PK\x03\x04': 'Word, LibreOffice, Excel', b'\xd0\xcf\x11\xe0': 'Word, Excel', b'{\\rtf': 'RTF', b'%pdf-': 'PDF',
    b'<!doctype html': 'HTML', b'<html': 'HTML',
}  # fmt: skip


def read_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The file as text; a byte that is not UTF-8, or a merge that was not finished, is a problem on its line, and the text is then ''.

    So is a file of another program under the name of a text, and one that is too large to be a text that somebody typed.
    Of one with a sign that nothing can show the rest is given.
    """
    if (size := file.stat().st_size) > MOST:
        values = {'size': f'{size / 1_000_000:.0f}', 'limit': f'{MOST / 1_000_000:.0f}'}
        return '', [Problem(path, 1, 'file-too-large', values)]
    raw = file.read_bytes()
    if (program := _program(raw)) is not None:
        return '', [Problem(path, 1, 'file-of-program', {'program': program})]
    if raw.count(0) > len(raw) // WIDE:
        return '', [Problem(path, 1, 'not-utf8', {'byte': '0x00'})]
    try:
        text = raw.decode('utf-8-sig').replace('\r\n', '\n').replace('\r', '\n')
    except UnicodeDecodeError as error:
        return '', [Problem(path, raw[: error.start].count(b'\n') + 1, 'not-utf8', {'byte': f'0x{raw[error.start]:02x}'})]
    unfinished = merges.unfinished(text, path)
    return ('', unfinished) if unfinished else unseen.replaced(text, path)


def _program(raw: bytes) -> str | None:
    """Which program a file is of that is no text, by what it begins with."""
    start = raw[:40].removeprefix(b'\xef\xbb\xbf').lstrip().lower()
    return next((program for sign, program in OF_PROGRAMS.items() if start.startswith(sign.lower())), None)
