"""What is in a PDF file: pages, fonts, tags, pictures and links, by a library that did not write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Contents:
    """`links` are web addresses, and places in the file after a `#`; `fonts` have no prefix of their subset."""

    pages: int
    fonts: list[str]
    fonts_missing: list[str]
    tags: dict[str, int]
    pictures: int
    pictures_without_text: int
    links: frozenset[str]


def read(path: Path) -> Contents:
    """The contents of a tagged file."""
    with pikepdf.open(path) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get('/Type') == '/FontDescriptor']
        elements = list(_elements(pdf.Root.StructTreeRoot.K)) if '/StructTreeRoot' in pdf.Root else []
        pictures = [element for element in elements if element.S in ('/Figure', '/Formula')]
        return Contents(
            pages=len(pdf.pages),
            fonts=sorted({_name(font) for font in fonts}),
            fonts_missing=sorted({_name(font) for font in fonts if not any(f'/FontFile{kind}' in font for kind in ('', '2', '3'))}),
            tags=dict(sorted(Counter(str(element.S)[1:] for element in elements).items())),
            pictures=len(pictures),
            pictures_without_text=sum('/Alt' not in picture and '/ActualText' not in picture for picture in pictures),
            links=frozenset(_links(pdf)),
        )


def _name(font: Any) -> str:
    return str(font.FontName).removeprefix('/').split('+')[-1]


def _elements(element: Any) -> Iterator[Any]:
    """Every element of the tag tree, depth first."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _elements(kid)
    elif isinstance(element, pikepdf.Dictionary) and '/S' in element:
        yield element
        yield from _elements(element.get('/K'))


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for area in page.get('/Annots', []):
            if '/Dest' in area:
                yield f'#{area.Dest}'
            elif '/A' in area and '/URI' in area.A:
                yield str(area.A.URI)
            elif '/A' in area and '/SD' in area.A:  # PDF 2.0: to an element, beside its place
                yield f'#{area.A.D}'
