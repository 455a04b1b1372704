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

OPERATORS = 'BDC BMC EMC Tf TJ Do'
# What parts no words (ISO 32000-1, 14.8.4.4)
INLINE = frozenset({'Span', 'Em', 'Strong', 'Code', 'Quote', 'Link', 'Reference', 'Lbl', 'Form'})
LONGEST = 120
SOFT = '\u00ad'  # a hyphen that only the end of a line brought
BROKEN = re.compile(rf'{SOFT}\s*')
# Signs that have no shape, so that a PDF can't show them (Unicode, Default_Ignorable_Code_Point): joiners, marks of direction, variants
SHAPELESS = re.compile('[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]')
SHOWN = {'/Alt': 'alt', '/ActualText': 'actual', '/Lang': 'lang', '/E': 'expansion', '/ID': 'id'}
RANGE = re.compile(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>')
SINGLE = re.compile(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>')


@dataclass(frozen=True)
class Element:
    """An element of the tag tree: its kind, what is said of it by name, its words and elements in order, its pages from 1.

    `areas` are the places to click: what each says, and the web address that it leads to ('' within the file).
    """

    tag: str
    facts: dict[str, str]
    parts: list[Element | str]
    areas: list[tuple[str, str]]
    pages: set[int]

    def texts(self) -> Iterator[str]:
        """Every piece of text in it, in the order of the tree."""
        for part in self.parts:
            yield from [part] if isinstance(part, str) else part.texts()

    @property
    def said(self) -> str:
        """Its text: within a line only the spaces that are in the file part words."""
        text = ''.join(part if isinstance(part, str) else part.said for part in self.parts)
        return text if self.tag in INLINE else f' {text} '


@dataclass(frozen=True)
class Reading:
    """`tree`: one element a line, then the artifacts. `text`: what is read aloud, in the order of the tree, its blocks apart by spaces."""

    root: Element
    artifacts: list[str]

    @property
    def tree(self) -> str:
        return '\n'.join([*_lines(self.root), *self.artifacts]) + '\n'

    @property
    def text(self) -> str:
        return whole(self.root.said)


def read(path: Path) -> Reading:
    """What a file says to those who can't see it."""
    with pikepdf.open(path) as pdf:
        pages = [marked(page) for page in pdf.pages]
        order = {page.objgen: number for number, page in enumerate(pdf.pages)}
        root = read_element(pdf.Root.StructTreeRoot.K, None, order, [shown for shown, _ in pages])
        artifacts = [f'artifacts p.{number}: ' + ' · '.join(told) for number, (_, told) in enumerate(pages, start=1) if told]
        return Reading(root, artifacts)


def whole(text: str) -> str:
    """What a file says: words that a line broke are whole again; else as `shown`."""
    return shown(BROKEN.sub('', text))


def shown(text: str) -> str:
    """What of a typed text can be seen: signs that have no shape are left out, and there is one space where there is any."""
    return ' '.join(SHAPELESS.sub('', text).split())


def letters(text: str) -> str:
    """Only letters and digits, so that line ends, hyphens and quotation marks do not count."""
    return ''.join(sign for sign in text.casefold() if sign.isalnum())


def read_element(element: Any, page: Any, order: dict[Any, int], texts: list[dict[int, str]]) -> Element:
    """An element with all below it.

    `page` is the one that it inherits, `order` the place of each page by its object, from 0, and `texts` what `marked` finds on each.
    """
    page = element.get('/Pg', page)
    held = Element(str(element.S)[1:], _facts(element), [], [], set())
    for kid in _list(element.get('/K')):
        if isinstance(kid, pikepdf.Dictionary) and kid.get('/Type') == '/OBJR':
            action = kid.Obj.get('/A', pikepdf.Dictionary())
            held.areas.append((str(kid.Obj.get('/Contents', '')), str(action.get('/URI', ''))))
        elif isinstance(kid, pikepdf.Dictionary) and '/S' in kid:
            inner = read_element(kid, page, order, texts)
            held.parts.append(inner)
            held.pages.update(inner.pages)
        else:
            marked = isinstance(kid, pikepdf.Dictionary)
            number = order[(kid if marked else element).get('/Pg', page).objgen]
            held.parts.append(texts[number].get(int(kid.MCID if marked else kid), ''))
            held.pages.add(number + 1)
    if 'actual' in held.facts:
        held.parts[:] = [held.facts.pop('actual')]
    return held


def _lines(element: Element) -> list[str]:
    facts = [f'{name}={value}' for name, value in element.facts.items()]
    head = [element.tag, _span(element.pages), *facts, *(f'→({said})' for said, _ in element.areas)]
    inner, words, has_elements = list[str](), '', False
    for part in element.parts:
        if isinstance(part, str):
            words += part
        else:
            inner += [*_quoted(words), *_lines(part)]
            words, has_elements = '', True
    if not has_elements:
        return [' '.join(part for part in [*head, *_quoted(words)] if part)]
    return [' '.join(part for part in head if part), *(f'  {line}' for line in [*inner, *_quoted(words)])]


def _quoted(words: str) -> list[str]:
    words = whole(words)
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


def _facts(element: Any) -> dict[str, str]:
    facts = {name: str(element[key]) for key, name in SHOWN.items() if key in element}
    for owner in _list(element.get('/A')):
        for key, value in owner.items():
            if key not in ('/O', '/BBox', '/Placement'):
                shown = ','.join(map(str, value)) if isinstance(value, pikepdf.Array) else str(value)
                facts[key[1:]] = shown.removeprefix('/')
    return facts


def marked(page: Any) -> tuple[dict[int, str], list[str]]:
    """What each piece of marked content of a page says, by MCID, and the texts of its artifacts; where it is drawn does not count."""
    texts: dict[int, str] = defaultdict(str)
    artifacts: list[str] = []
    open_marks: list[tuple[int | None, bool]] = [(None, False)]  # its MCID, and whether other text stands for its signs
    fonts: dict[str, dict[int, str]] = {}
    letters: dict[int, str] = {}
    for instruction, resources in _instructions(page, page.Resources):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case 'BDC' | 'BMC':
                properties = operands[1] if len(operands) > 1 else {}
                number, replaced = (None, False) if operands[0] == '/Artifact' else open_marks[-1]
                number = int(properties['/MCID']) if '/MCID' in properties else number
                if '/ActualText' in properties and number is not None and not replaced:
                    texts[number] += str(properties['/ActualText'])
                open_marks.append((number, replaced or '/ActualText' in properties))
            case 'EMC':
                open_marks.pop()
            case 'Tf':
                name = str(operands[0])
                if name not in fonts:
                    fonts[name] = _letters(resources.Font[name])
                letters = fonts[name]
            case 'TJ' if not open_marks[-1][1]:
                shown = ''.join(_decode(bytes(part), letters) for part in operands[0] if _is_text(part))
                number, _ = open_marks[-1]
                if number is not None:
                    texts[number] += shown
                elif shown.strip():
                    artifacts.append(shown.strip())
    return texts, artifacts


def _instructions(content: Any, resources: Any) -> Iterator[tuple[Any, Any]]:
    """The instructions of a page with the resources that they name things in, those of the forms that it draws in their place."""
    for instruction in pikepdf.parse_content_stream(content, OPERATORS):
        drawn = resources.XObject[str(instruction.operands[0])] if str(instruction.operator) == 'Do' else None
        if drawn is not None and drawn.Subtype == '/Form':
            yield from _instructions(drawn, drawn.get('/Resources', resources))
        elif drawn is None:
            yield instruction, resources


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
