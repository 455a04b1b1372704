"""`Tabel: …  {#id}` below a table and `Figuur: … {#id}` below a picture or chart become numbered captions inside them."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from publishing.sources.numbered_things import Thing


def owner(thing: Thing, parent: etree.Element) -> etree.Element | None:
    """What a caption below it belongs to, made where a picture stands alone; None when it stands below something else."""
    before = parent[-1] if len(parent) else None
    if before is None or before.tag == thing.holder:
        return before
    if thing.holder != 'figure' or before.tag != 'p' or before.find('.//img') is None:
        return None
    figure = etree.Element('figure')
    figure.tail, before.tail = '\n', '\n'
    parent[len(parent) - 1] = figure
    figure.append(before)
    return figure


def place(thing: Thing, holder: etree.Element) -> etree.Element:
    """The empty caption in its holder: first in a table (HTML 4.9.1), last in a figure."""
    caption = etree.Element(thing.title)
    caption.tail = '\n'
    holder.insert(0 if thing.holder == 'table' else len(holder), caption)
    return caption
