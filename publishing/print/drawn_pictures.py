"""A picture that a drawing holds is not smoothed: PDF/A forbids it (ISO 19005-2, 6.2.8), and no style of a page reaches into a drawing.

Private WeasyPrint name used: `weasyprint.svg.TAGS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import svg


@contextmanager
def crisp() -> Iterator[None]:
    """While open, pictures in drawings are drawn so."""
    original = svg.TAGS['image']

    def image(drawing: Any, node: Any, font_size: float) -> None:
        node.attrib['image-rendering'] = 'crisp-edges'
        original(drawing, node, font_size)

    svg.TAGS['image'] = image
    try:
        yield
    finally:
        svg.TAGS['image'] = original
