"""A report as a booklet: two pages beside each other on A4, in the order in which a folded pile of sheets is read.

A copy to print, double-sided along the short edge, fold and staple. It has no tags and no links: who reads on a screen or by ear
has the report itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

WIDTH, HEIGHT = 841.89, 595.28  # points: A4 on its side (ISO 216)
LEFT, RIGHT = pikepdf.Rectangle(0, 0, WIDTH / 2, HEIGHT), pikepdf.Rectangle(WIDTH / 2, 0, WIDTH, HEIGHT)


def order(pages: int) -> Iterator[tuple[int, int]]:
    """The pages (from 1) to the left and right on each side of each sheet; those behind the last page stay empty.

    Four pages go on a sheet: the outer side of the first holds the last page and the first, its inner side the second and the last but one.
    """
    last = -(-pages // 4) * 4
    for side in range(last // 2):
        outer, inner = last - side, side + 1
        yield (outer, inner) if side % 2 == 0 else (inner, outer)


def write(report: Path, target: Path) -> None:
    """Put the pages of a PDF in place on the sides of a new one; the same bytes every time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.open(report) as pages, pikepdf.new() as sheets:
        for sides in order(len(pages.pages)):
            side = sheets.add_blank_page(page_size=(WIDTH, HEIGHT))
            for number, place in zip(sides, (LEFT, RIGHT)):
                if number <= len(pages.pages):
                    side.add_overlay(pages.pages[number - 1], place)
        sheets.save(target, deterministic_id=True)
