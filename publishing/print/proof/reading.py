"""A PDF's structure tree as text that a person can judge: one element a line, indented, with what it reads.

    P p.1-2 "Een alinea over twee bladzijden"
      Note p.1 id=note-1 …

After the tree come the artifacts, a line a page: what is not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

OPERATORS = 'BDC BMC EMC Tm Tf TJ'
LINE = 12.0  # CSS pixels: a smaller step is a raised or lowered sign
LONGEST = 120
SHOWN = {'/Alt': 'alt', '/ActualText': 'actual', '/Lang': 'lang', '/E': 'expansion', '/ID': 'id'}
RANGE = re.compile(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>')
SINGLE = re.compile(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>')


@dataclass(frozen=True)
class Reading:
    """`tree`: one element a line, then the artifacts. `text`: what is read aloud, in the order of the tree, pieces apart by spaces."""

    tree: str
    text: str


def read(path: Path) -> Reading:
    """What a file says to those who can't see it."""
    with pikepdf.open(path) as pdf:
        pages = [_page(page) for page in pdf.pages]
        texts = [shown for shown, _ in pages]
        order = {page.objgen: number for number, page in enumerate(pdf.pages)}
        root = pdf.Root.StructTreeRoot.K
        lines, _ = _element(root, order, texts)
        for number, (_, artifacts) in enumerate(pages, start=1):
            lines += [f'artifacts p.{number}: ' + ' · '.join(artifacts)] if artifacts else []
        return Reading('\n'.join(lines) + '\n', ' '.join(_spoken(root, None, order, texts)))


def letters(text: str) -> str:
    """Only letters and digits, so that line ends, hyphens and quotation marks do not count."""
    return ''.join(sign for sign in text.casefold() if sign.isalnum())


def _spoken(element: Any, page: Any, order: dict[Any, int], texts: list[dict[int, str]]) -> Iterator[str]:
    """The texts of an element in order; `page` is the one that it inherits."""
    page = element.get('/Pg', page)
    for kid in _list(element.get('/K')):
        if isinstance(kid, pikepdf.Dictionary) and '/S' in kid:
            yield from _spoken(kid, page, order, texts)
        elif not isinstance(kid, pikepdf.Dictionary):
            yield texts[order[page.objgen]].get(int(kid), '')
        elif kid.get('/Type') == '/MCR':
            yield texts[order[kid.Pg.objgen]].get(int(kid.MCID), '')


def _element(element: Any, order: dict[Any, int], texts: list[dict[int, str]]) -> tuple[list[str], set[int]]:
    """An element's lines and the pages, from 1, on which it stands."""
    inner: list[str] = []
    pages: set[int] = set()
    areas: list[str] = []
    words = ''
    for kid in _list(element.get('/K')):
        if isinstance(kid, pikepdf.Dictionary) and kid.get('/Type') == '/OBJR':
            areas.append(f'→({kid.Obj.get("/Contents", "")})')
        elif isinstance(kid, pikepdf.Dictionary) and '/S' in kid:
            inner += _quoted(words)
            words = ''
            lines, below = _element(kid, order, texts)
            inner += lines
            pages |= below
        else:
            marked = isinstance(kid, pikepdf.Dictionary)
            page = order[(kid if marked else element).Pg.objgen]
            words += texts[page].get(int(kid.MCID if marked else kid), '')
            pages.add(page + 1)
    head = [str(element.S)[1:], _span(pages), *_facts(element), *areas]
    if not inner:
        return [' '.join(part for part in [*head, *_quoted(words)] if part)], pages
    inner += _quoted(words)
    return [' '.join(part for part in head if part), *(f'  {line}' for line in inner)], pages


def _quoted(words: str) -> list[str]:
    words = ' '.join(words.split())
    if len(words) > LONGEST:
        words = f'{words[: LONGEST // 2].rstrip()} … {words[-LONGEST // 2 :].lstrip()}'
    return [f'"{words}"'] if words else []


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _span(pages: set[int]) -> str:
    if not pages:
        return ''
    return f'p.{min(pages)}' if len(pages) == 1 else f'p.{min(pages)}-{max(pages)}'


def _facts(element: Any) -> list[str]:
    facts = [f'{name}={element[key]}' for key, name in SHOWN.items() if key in element]
    for owner in _list(element.get('/A')):
        for key, value in owner.items():
            if key not in ('/O', '/BBox', '/Placement'):
                shown = ','.join(map(str, value)) if isinstance(value, pikepdf.Array) else str(value)
                facts.append(f'{key[1:]}={shown.removeprefix("/")}')
    return facts


def _page(page: Any) -> tuple[dict[int, str], list[str]]:
    """What each piece of marked content of a page shows, by MCID, and the texts of its artifacts."""
    texts: dict[int, str] = defaultdict(str)
    artifacts: list[str] = []
    open_marks: list[int | None] = []
    fonts: dict[str, dict[int, str]] = {}
    letters: dict[int, str] = {}
    end = (0.0, 0.0)
    space, soft, hard = '', False, False
    for instruction in pikepdf.parse_content_stream(page, OPERATORS):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case 'BDC' | 'BMC':
                properties = operands[1] if len(operands) > 1 else {}
                artifact = operands[0] == '/Artifact'
                inherited = None if artifact or not open_marks else open_marks[-1]
                open_marks.append(int(properties['/MCID']) if '/MCID' in properties else inherited)
                soft = soft or '/ActualText' in properties
            case 'EMC':
                open_marks.pop()
            case 'Tm':
                x, y = float(operands[4]), float(operands[5])
                same_line = x > end[0] and abs(y - end[1]) < LINE
                space = '' if soft or hard or same_line else ' '
                end, soft, hard = (x, y), False, False
            case 'Tf':
                name = str(operands[0])
                if name not in fonts:
                    fonts[name] = _letters(page.Resources.Font[name])
                letters = fonts[name]
            case 'TJ' if not soft:
                shown = ''.join(_decode(bytes(part), letters) for part in operands[0] if _is_text(part))
                if open_marks and open_marks[-1] is not None:
                    texts[open_marks[-1]] += space + shown
                elif shown.strip():
                    artifacts.append(shown.strip())
                space, hard = '', shown.endswith('-')
    return texts, artifacts


def _is_text(part: Any) -> bool:
    return isinstance(part, pikepdf.String)


def _letters(font: Any) -> dict[int, str]:
    """Glyph number → text, from the font's ToUnicode map."""
    table = font.ToUnicode.read_bytes().decode('latin-1')
    letters = {}
    for block in re.findall(r'beginbfchar(.*?)endbfchar', table, re.DOTALL):
        for glyph, text in SINGLE.findall(block):
            letters[int(glyph, 16)] = bytes.fromhex(text).decode('utf-16-be', 'replace')
    for block in re.findall(r'beginbfrange(.*?)endbfrange', table, re.DOTALL):
        for first, last, text in RANGE.findall(block):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                letters[glyph] = chr(int(text, 16) + glyph - int(first, 16))
    return letters


def _decode(codes: bytes, letters: dict[int, str]) -> str:
    return ''.join(letters.get(int.from_bytes(codes[at : at + 2], 'big'), '�') for at in range(0, len(codes), 2))
