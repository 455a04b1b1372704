"""A drawing that an author made with a program of their own: what of it is published, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree
from py_svg_hush import filter_svg

SVG = '{http://www.w3.org/2000/svg}'
SAID_OF_THE_FILE = f'{SVG}metadata'  # who made it and where: nobody's business, and no part of the picture
ENTITY = '<!ENTITY'  # ten lines of these make a file without end (CWE-776)
MOVING = ('set', 'animate', 'animateMotion', 'animateTransform')
INSIDE = {'image': ['png', 'jpeg', 'webp']}  # pictures that a drawing may hold in itself


class Unreadable(Exception):
    """The file is no drawing, or a damaged one."""


def cleaned(data: bytes) -> bytes:
    """The drawing with only what svg-hush knows to be harmless, and without what moves, which can set an attribute that acts.

    So there is nothing in it that acts, asks another site or tells of its maker.

    Raises Unreadable.
    """
    if ENTITY.encode() in data:
        raise Unreadable(ENTITY)
    try:
        made: bytes = filter_svg(data, INSIDE)
    except ValueError as error:
        raise Unreadable from error
    return _still(made) if any(f'<{name}'.encode() in made or f':{name}'.encode() in made for name in MOVING) else made


def _still(data: bytes) -> bytes:
    root = parsed(data)
    lxml.etree.strip_elements(root, *(SVG + name for name in MOVING), with_tail=False)
    still: bytes = lxml.etree.tostring(root)
    return still


def has_another_form(element: Any) -> bool:
    """Whether a part in HTML stands beside what is drawn in its place where that can't be shown (SVG 2, 5.9): as it is here, everywhere."""
    above = element.getparent()
    return element.tag == f'{SVG}foreignObject' and above is not None and above.tag == f'{SVG}switch' and len(above) > 1


def _is_in_another_form(element: Any) -> bool:
    return has_another_form(element) or any(map(has_another_form, element.iterancestors()))


def taken_away(data: bytes) -> str:
    """The first part of the picture itself that `cleaned` leaves out, as it is called in the file; '' when there is none.

    Raises Unreadable.
    """
    before, after = ([element for element in parsed(held).iter() if not _is_in_another_form(element)] for held in (data, cleaned(data)))
    kept = [element.tag for element in after]
    for element in before:
        if not str(element.tag).startswith(SVG) or element.tag == SAID_OF_THE_FILE:
            continue
        if element.tag not in kept:
            return f'<{element.tag.removeprefix(SVG)}>'
        kept.remove(element.tag)
    links = {value for element in after for value in element.attrib.values()}
    asked = [(name, value) for element in before for name, value in element.attrib.items() if value not in links]
    return next((f'{name.rpartition("}")[2]}="{value}"' for name, value in asked if _acts(name.rpartition('}')[2], value)), '')


def words(drawing: lxml.etree._Element) -> Iterator[tuple[int, str]]:
    """The words of a drawing, each text with its line."""
    for text in drawing.iter(f'{SVG}text'):
        yield int(text.sourceline), ''.join(text.itertext())


def all_words(drawing: lxml.etree._Element) -> str:
    """The same as one text."""
    return ' '.join(text for _, text in words(drawing))


def parsed(data: bytes) -> lxml.etree._Element:
    """The drawing as a tree in which each part knows its line; of the entities that it may name none is followed.

    Raises Unreadable.
    """
    try:
        return lxml.etree.fromstring(data, lxml.etree.XMLParser(resolve_entities=False, huge_tree=True))
    except lxml.etree.XMLSyntaxError as error:
        raise Unreadable from error


def _acts(name: str, value: str) -> bool:
    """Whether an attribute does something or leads somewhere."""
    return name.startswith('on') or name in ('href', 'src') or 'url(' in value
