"""A gradient of a drawing that is measured by the shape that it fills, as it is unless the drawing says otherwise; and one that is turned.

WeasyPrint 70 writes the first as a tile of 1 × 1 that is made larger, which Poppler draws as a dot or not at all. Here it is told in the
units of the drawing, in which the same gradient is written large (SVG 2, 14.2.2). Of one that is turned (`gradientTransform`) it looks
where two corners of the shape come, and draws nothing where the two others are: here the box that it asks for holds all four.

Private WeasyPrint names used: `weasyprint.svg.draw_gradient`, its `transform` and `size`, and SVG.calculate_bounding_box, inner_width,
inner_height and inner_diagonal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from typing import Any

from weasyprint import svg
from weasyprint.matrix import Matrix
from weasyprint.svg.bounding_box import is_valid_bounding_box

# What a gradient is measured by, and what that is when it is not told.
MEASURES = {'x1': '0%', 'y1': '0%', 'x2': '100%', 'y2': '0%', 'cx': '50%', 'cy': '50%', 'r': '50%'}
SET_BY_OTHERS = ('fx', 'fy', 'fr')  # when not told
BESIDE = 0.1  # of a shape, on each side: where a tile ends readers leave a line open, or draw one
Box = tuple[float, float, float, float]  # x, y, width and height


@contextmanager
def in_units_of_the_drawing() -> Iterator[None]:
    """While open, gradients are told so."""
    original = svg.draw_gradient

    def draw(image: Any, node: Any, gradient: Any, font_size: float, opacity: float, stroke: bool) -> Any:
        told, box = dict(gradient.attrib), image.calculate_bounding_box(node, font_size, stroke)
        turned = svg.transform(told.get('gradientTransform', ''), '0 0', font_size, image.inner_diagonal)
        if not is_valid_bounding_box(box) or not turned.determinant:
            return original(image, node, gradient, font_size, opacity, stroke)
        turned, large = _told_large(image, told, turned, box, font_size)
        gradient.attrib.update(large)
        image.calculate_bounding_box = lambda *_: _around(box, turned)
        try:
            return original(image, node, gradient, font_size, opacity, stroke)
        finally:
            del image.calculate_bounding_box
            gradient.attrib.clear()
            gradient.attrib.update(told)

    svg.draw_gradient = draw
    try:
        yield
    finally:
        svg.draw_gradient = original


def _told_large(image: Any, told: dict[str, str], turned: Matrix, box: Box, font_size: float) -> tuple[Matrix, dict[str, str]]:
    """How the same gradient is turned, and its attributes, in the units of the drawing, of which one is about one of the drawing."""
    whole = {'x': image.inner_width, 'y': image.inner_height, 'r': image.inner_diagonal}
    if told.get('gradientUnits') != 'userSpaceOnUse':
        x, y, width, height = box
        turned, whole = turned @ Matrix(width, 0, 0, height, x, y), dict.fromkeys(whole, 1)
    large = sqrt(abs(turned.determinant))
    turned = Matrix(1 / large, 0, 0, 1 / large) @ turned
    measures = MEASURES | {name: told[name] for name in (*MEASURES, *SET_BY_OTHERS) if name in told}
    measured = {name: large * svg.size(value, font_size, whole[name.strip('cf12')]) for name, value in measures.items()}
    units = {'gradientUnits': 'userSpaceOnUse', 'gradientTransform': f'matrix({" ".join(map(str, turned.values))})'}
    return turned, units | {name: str(value) for name, value in measured.items()}


def _around(box: Box, turned: Matrix) -> Box:
    """The box of which two corners, turned back, have between them all that the shape covers when it is turned back, and some more."""
    x, y, width, height = box[0] - BESIDE * box[2], box[1] - BESIDE * box[3], (1 + 2 * BESIDE) * box[2], (1 + 2 * BESIDE) * box[3]
    back = turned.invert
    corners = [back.transform_point(*corner) for corner in ((x, y), (x + width, y), (x, y + height), (x + width, y + height))]
    first, last = (turned.transform_point(*map(most, zip(*corners))) for most in (min, max))
    return (*first, last[0] - first[0], last[1] - first[1])
