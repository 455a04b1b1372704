"""Contrast of every text in a PDF with what is drawn behind it, as a viewer shows it (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

ENOUGH, ENOUGH_LARGE, LARGE = 4.5, 3.0, 18.0  # ratios, and the size (points) from which text is large
SCALE = 0.75  # pixels per point: grounds are wide
Colour = tuple[int, int, int]


@dataclass(frozen=True, order=True)
class Contrast:
    """One combination of text and ground: the ratio, and the first page (from 1) on which it stands."""

    ratio: float
    text: str
    ground: str
    size: float
    page: int

    @property
    def enough(self) -> bool:
        """Whether WCAG's level AA is met."""
        return self.ratio >= (ENOUGH_LARGE if self.size >= LARGE else ENOUGH)


def contrasts(path: Path) -> list[Contrast]:
    """Every combination of text colour, ground and size in a file, the lowest ratio first."""
    found: dict[tuple[Colour, Colour, float], Contrast] = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, 1):
        for text, ground, size in _pairs(page):
            if (text, ground, size) not in found:
                found[text, ground, size] = Contrast(round(ratio(text, ground), 2), _name(text), _name(ground), size, number)
    return sorted(found.values())


def ratio(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _name(colour: Colour) -> str:
    return '#{:02x}{:02x}{:02x}'.format(*colour)


def _pairs(page: Any) -> Iterator[tuple[Colour, Colour, float]]:
    """Text colour, ground and size (points) of each piece of text: the page is drawn without its texts to see the ground."""
    pieces = list(_texts(page, None, pypdfium2.PdfMatrix()))
    for piece, _ in pieces:
        pdfium.FPDFTextObj_SetTextRenderMode(piece.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    picture = page.render(scale=SCALE).to_pil().convert('RGB')
    for piece, matrix in pieces:
        left, bottom, right, top = matrix.on_rect(*piece.get_bounds())
        height = picture.height
        box = int(left * SCALE), int(height - top * SCALE), int(right * SCALE) + 1, int(height - bottom * SCALE) + 1
        behind = picture.crop(box)
        _, ground = max(behind.getcolors(behind.width * behind.height))
        text, alpha = _colour(piece)
        yield _mixed(text, ground, alpha), ground, _size(piece, matrix)


def _texts(page: Any, form: Any, matrix: Any) -> Iterator[tuple[Any, Any]]:
    """Every piece of text, those inside drawings too, with the matrix that puts it on the page."""
    for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM], max_depth=1, form=form):
        if piece.type == pdfium.FPDF_PAGEOBJ_TEXT:
            yield piece, matrix
        else:
            yield from _texts(page, piece.raw, piece.get_matrix().multiply(matrix))


def _colour(piece: Any) -> tuple[Colour, float]:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(piece.raw, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue), alpha / 255


def _size(piece: Any, matrix: Any) -> float:
    """The height of the letters on paper: the font's size by the scale of its place."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(piece.raw, size)
    place = piece.get_matrix().multiply(matrix)
    return round(float(size.value * max(abs(place.d), abs(place.b))), 1)


def _mixed(text: Colour, ground: Colour, alpha: float) -> Colour:
    red, green, blue = (round(one * alpha + other * (1 - alpha)) for one, other in zip(text, ground))
    return red, green, blue
