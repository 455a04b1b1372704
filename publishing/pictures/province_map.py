"""The initiatives by province: a map of tiles, one for each province about where it lies, and the table behind it.

A map of tiles is as honest as it is readable on a phone: each province has the same room for its name and number, and
nobody takes a schema for surveyed borders.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping, Sequence

from publishing.pictures import drawing
from publishing.pictures.drawing import Medium
from publishing.sources.file_names import slug
from publishing.sources.ours import Region
from publishing.sources.source import Source

TILE, GAP, INSIDE = 84.0, 6.0, 6.0
NAME_SIZE, NUMBER_SIZE, LEADING = 15.0, 26.0, 16.0  # of four tiles on the smallest phone the letters are 12 pixels
UNKNOWN = 'provincie-onbekend'

Groups = Mapping[str, list[Source]]  # province ('' where the source names none) → its initiatives
Words = Callable[[str], str]


def place(province: str) -> str:
    """The id of the heading of a province in the list of initiatives."""
    return slug(province, otherwise=UNKNOWN)


def svg(regions: Sequence[Region], groups: Groups, word: Words, medium: Medium, address: str) -> etree.Element:
    """The map; on the site each province with initiatives is a link to its heading on the page at `address`."""
    drawn = drawing.picture(
        'map-initiatives', *_size(regions), word('map-title'), _description(regions, groups, word), links=medium == 'site'
    )
    for region in sorted(regions, key=lambda region: (region.row, region.column)):
        province = region.name
        number = len(groups.get(province, []))
        holder = drawn
        if number and medium == 'site':
            holder = etree.SubElement(drawn, 'a', {'href': f'{address}#{place(province)}'})
            etree.SubElement(holder, 'title').text = f'{province}: {_counted(number, word)}'
        _tile(holder, province, number, region.column * (TILE + GAP), region.row * (TILE + GAP))
    return drawing.finished(drawn, medium)


def _size(regions: Sequence[Region]) -> tuple[float, float]:
    """Width and height that hold every tile."""
    columns, rows = max((region.column for region in regions), default=0), max((region.row for region in regions), default=0)
    return columns * (TILE + GAP) + TILE, rows * (TILE + GAP) + TILE


def _tile(holder: etree.Element, province: str, number: int, x: float, y: float) -> None:
    """A filled tile with a number where there are initiatives; an outlined one with a zero where none is known."""
    look: dict[str, str | float] = {'fill': 'accent', 'stroke': 'accent'} if number else {'fill': 'none', 'stroke': 'line-strong'}
    drawing.shape(holder, 'rect', x=x + 1, y=y + 1, width=TILE - 2, height=TILE - 2, rx=drawing.pixels('radius'), stroke_width=1.5, **look)
    ink = 'on-accent' if number else 'ink'
    for index, line in enumerate(drawing.lines(province, TILE - 2 * INSIDE, NAME_SIZE)):
        drawing.text(holder, line, x + INSIDE, y + 20 + index * LEADING, NAME_SIZE, ink)
    drawing.text(
        holder, str(number), x + INSIDE, y + TILE - 11, NUMBER_SIZE if number else NAME_SIZE, ink, font_weight='700' if number else '400'
    )


def _description(regions: Sequence[Region], groups: Groups, word: Words) -> str:
    """The map in words: what a reader who does not see it must know."""
    known = [f'{province} {len(held)}' for province, held in groups.items() if province]
    unknown = len(groups.get('', []))
    parts = [word('map-known').format(', '.join(known)) if known else word('none')]
    parts += [word('map-others')] if known and len(known) < len(regions) else []
    parts += [word('map-unknown').format(unknown)] if unknown else []
    return ' '.join(parts)


def _counted(number: int, word: Words) -> str:
    return f'{number} {word("initiative" if number == 1 else "initiatives")}'


def table(regions: Iterable[Region], groups: Groups, word: Words, address: Callable[[Source], str]) -> etree.Element:
    """The same in a table: every province with its number and its initiatives by name and place."""
    root = etree.Element('table', {'class': 'provinces'})
    head = etree.SubElement(etree.SubElement(root, 'thead'), 'tr')
    for key in ('province', 'number-of', 'initiatives-found'):
        etree.SubElement(head, 'th', {'scope': 'col'}).text = word(key)
    body = etree.SubElement(root, 'tbody')
    names = [*(region.name for region in regions), *([''] if '' in groups else [])]
    for province in names:
        held = groups.get(province, [])
        row = etree.SubElement(body, 'tr')
        etree.SubElement(row, 'th', {'scope': 'row'}).text = province or word('no-province')
        etree.SubElement(row, 'td').text = str(len(held))
        _named(etree.SubElement(row, 'td'), held, address)
    return root


def _named(cell: etree.Element, held: list[Source], address: Callable[[Source], str]) -> None:
    cell.text = '' if held else '–'
    for number, page in enumerate(held):
        link = etree.SubElement(cell, 'a', {'href': address(page)})
        link.text = page.text('title')
        where = f', {page.text("place")}' if page.text('place') else ''
        link.tail = where + ('; ' if number < len(held) - 1 else '')
