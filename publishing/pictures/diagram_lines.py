"""The lines between the shapes of a diagram: with a gap where words stand on them, and with their arrows as shapes.

D2 draws both by a mask and by markers, which have names; a drawing without names can stand twice in a page, and every renderer knows it.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

PART = re.compile(r'([MLCSQ])|(-?\d+(?:\.\d+)?(?:e-?\d+)?)')
STEPS = 24  # straight pieces in which a curve is measured
LENGTH, WIDTH = 9.0, 5.0  # of an arrow: from its point back, and to each side
COLOUR = 'currentColor'  # that of the text around it, which a reader of a book may turn light

Point = tuple[float, float]


class Box(NamedTuple):
    """Room that words take."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, rect: etree.Element) -> Box:
        """That of an element of SVG."""
        return cls(*(float(rect.attrib[name]) for name in cls._fields))

    def holds(self, point: Point) -> bool:
        """Whether a point is in it."""
        return self.x <= point[0] <= self.x + self.width and self.y <= point[1] <= self.y + self.height


def line(path: etree.Element, gaps: list[Box]) -> Iterator[etree.Element]:
    """The line of a path of D2's, and an arrow at each end that has one."""
    points = list(_points(path.attrib['d']))
    look = {'d': path.attrib['d'], 'fill': 'none', 'stroke': COLOUR, 'stroke-width': '1.5'}
    typed = re.search(r'stroke-dasharray:([\d.,]+)', path.get('style', ''))
    dashes = typed[1] if typed else _dashes(points, gaps)
    yield etree.Element('path', look | ({'stroke-dasharray': dashes} if dashes else {}))
    if path.get('marker-end'):
        yield _arrow(points[-1], points[-2])
    if path.get('marker-start'):
        yield _arrow(points[0], points[1])


def outline(rect: etree.Element) -> etree.Element:
    """A rectangle as a path."""
    x, y, width, height = Box.of(rect)
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return etree.Element('path', {'d': 'M ' + ' L '.join(f'{x:g} {y:g}' for x, y in corners)})


def _points(path: str) -> Iterator[Point]:
    """The points of a path along which it is nearly straight."""
    numbers: list[float] = []
    command, here = 'M', (0.0, 0.0)
    for letter, number in PART.findall(path):
        if letter:
            command = letter
            continue
        numbers.append(float(number))
        if len(numbers) < {'C': 6, 'S': 4, 'Q': 4}.get(command, 2):
            continue
        held = list(zip(numbers[::2], numbers[1::2]))
        yield from _curve(here, *held) if command == 'C' else [held[-1]]
        here, numbers = held[-1], []


def _curve(*held: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        part = step / STEPS
        weights = ((1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3)
        x, y = (sum(weight * point[axis] for weight, point in zip(weights, held)) for axis in (0, 1))
        yield x, y


def _dashes(points: list[Point], gaps: list[Box]) -> str:
    """Lengths of line and gap in turn along the points; '' for a line without a gap."""
    lengths, in_gap = [0.0], False
    for first, last in pairwise(points):
        pieces = max(1, round(math.dist(first, last)))  # a pixel each
        for piece in range(pieces):
            part = (piece + 0.5) / pieces
            here = first[0] + part * (last[0] - first[0]), first[1] + part * (last[1] - first[1])
            if any(gap.holds(here) for gap in gaps) != in_gap:
                in_gap = not in_gap
                lengths.append(0.0)
            lengths[-1] += math.dist(first, last) / pieces
    if len(lengths) == 1:
        return ''
    return ' '.join(f'{length:.1f}' for length in [*lengths, *([0.0] if len(lengths) % 2 else [])])


def _arrow(point: Point, before: Point) -> etree.Element:
    """A filled arrow whose point is a little past the end of the line."""
    length = math.dist(point, before) or 1.0
    x, y = (point[0] - before[0]) / length, (point[1] - before[1]) / length
    tip = point[0] + 3 * x, point[1] + 3 * y
    back = tip[0] - LENGTH * x, tip[1] - LENGTH * y
    corners = [tip, (back[0] - WIDTH * y, back[1] + WIDTH * x), (back[0] + WIDTH * y, back[1] - WIDTH * x)]
    return etree.Element('polygon', {'points': ' '.join(f'{x:.1f},{y:.1f}' for x, y in corners), 'fill': COLOUR})
