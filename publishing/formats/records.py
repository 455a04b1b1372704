"""XML from what stands in it: a name, and either words or what stands in it in turn. What has no words is left out."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from typing import Any

SCHEMA = 'http://www.w3.org/2001/XMLSchema-instance'


def write(space: str, prefix: str, name: str, held: Iterable[tuple[str, Any]], schema: str) -> bytes:
    """A document whose elements are all of one namespace; `prefix` '' makes that the default. `schema` is the address of its schema.

    Each of `held` is a name and its words, or a list of the same; a mapping beside the words gives attributes: `(name, words, {…})`.
    """
    etree.register_namespace(prefix, space)
    etree.register_namespace('xsi', SCHEMA)
    root = etree.Element(f'{{{space}}}{name}', {f'{{{SCHEMA}}}schemaLocation': f'{space} {schema}'})
    _fill(root, space, held)
    etree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'.encode()


def _fill(parent: etree.Element, space: str, held: Iterable[tuple[Any, ...]]) -> None:
    for name, value, *more in held:
        if not value:
            continue
        attributes: Mapping[str, str] = more[0] if more else {}
        child = etree.SubElement(parent, f'{{{space}}}{name}', dict(attributes))
        if isinstance(value, str):
            child.text = value
        else:
            _fill(child, space, value)
