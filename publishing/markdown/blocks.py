"""`/// list | kind`, `/// chart | name` and their like: what a page shows of other pages and of data files."""

from __future__ import annotations

import functools
import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2

from publishing.dates import written
from publishing.formats import downloads
from publishing.markdown.building import Builder, Make
from publishing.markdown.conditions import check, generated_contact, message, outcome
from publishing.markdown.context import PageContext
from publishing.markdown.html import append
from publishing.markdown.list_view import View
from publishing.pictures import chart, drawing, process, province_map
from publishing.sources import block_names, explained, fields
from publishing.sources.kinds import KINDS
from publishing.sources.reading import Node
from publishing.words import words

TEMPLATES = Path(__file__).parent / 'lists'


def generated_list(page: PageContext, kind: str, **held: Any) -> etree.Element:
    """The list as an element tree.

    `held` narrows a list: `terms` for the glossary, `keys` for the sources.
    """
    view = View(page)
    held = {'terms': page.catalogue.terms_by_id, 'keys': None} | held
    template = _environment().select_template([f'{kind}.html', 'pages.html'])
    given = {'page': page, 'view': view, 'kind': block_names.OF_KIND.get(kind, ''), 'word': page.word, 'words': words, 'written': written}
    return etree.fromstring(template.render(given | held))


def generated_chart(page: PageContext, name: str) -> etree.Element:
    """The chart as a figure with inline SVG; on the site drawn for narrow screens too, hidden where no style chooses between them."""
    figure = etree.Element('figure', {'class': 'chart'})
    draw = functools.partial(chart.svg, page.catalogue.root, name, page.locale)
    drawn = etree.fromstring(draw())
    figure.append(drawing.on_paper(drawn) if page.medium == 'print' else drawn)
    if page.medium == 'site':
        etree.SubElement(figure, 'div', {'class': 'narrow', 'hidden': 'hidden'}).append(etree.fromstring(draw(narrow=True)))
        figure.append(_data(page, chart.files(page.catalogue.root, name)[1]))
    return figure


def _data(page: PageContext, file: Path) -> etree.Element:
    """The link to the data behind a chart: what it is, how big, under which licence."""
    line = etree.Element('p', {'class': 'data'})
    address = posixpath.relpath(file.relative_to(page.catalogue.root).as_posix(), posixpath.dirname(page.source.path))
    link = etree.SubElement(line, 'a', {'href': address, 'type': 'text/csv', 'download': file.name})
    link.text = page.word('chart-data').format(downloads.size(file.stat().st_size, page.locale))
    licence = page.catalogue.settings.ours.licence('data', page.locale)
    link.tail = f' {page.word("chart-licence").format(licence=licence)}' if licence else None
    return line


def generated_process(page: PageContext, name: str) -> etree.Element:
    """A process as a figure with inline SVG."""
    return _figure('process', process.svg(page.catalogue.root, name, page.locale, page.medium))


def generated_map(page: PageContext, kind: str) -> etree.Element:
    """The map as a figure with inline SVG; its links lead to the list on the same page, else to the overview."""
    view = View(page)
    listed = any(block.kind == 'list' and block.argument == kind for block in page.source.outline.blocks)
    address = '' if listed else view.address_of(KINDS[block_names.OF_KIND[kind]].overview)
    tiles = page.catalogue.settings.ours.regions.tiles
    return _figure('map', province_map.svg(tiles, dict(view.provinces()), page.word, page.medium, address))


def generated_table(page: PageContext, kind: str) -> etree.Element:
    """The table behind the map."""
    view = View(page)
    return province_map.table(page.catalogue.settings.ours.regions.tiles, dict(view.provinces()), page.word, view.address)


def _figure(kind: str, drawn: etree.Element) -> etree.Element:
    figure = etree.Element('figure', {'class': kind})
    figure.append(drawn)
    return figure


def generated_fields(page: PageContext, name: str) -> etree.Element:
    """The table of the fields of a kind of page or file, from its schema."""
    return generated_list(page, 'fields', fields=fields.table(name, page.locale, page.catalogue.settings.ours))


def generated_rules(page: PageContext, subject: str) -> etree.Element:
    """What each message about a subject means."""
    return generated_list(page, 'rules', rules=explained.of(subject, page.locale), level=words('preview', page.locale))


def generated_help(page: PageContext, id: str) -> etree.Element:
    """Whom readers can turn to: what they do, where they are found and when they answer."""
    held = page.catalogue.helpers_by_id[id]
    return generated_list(page, 'help', entry=held, here=held.of(page.locale))


def _deepen(element: etree.Element, level: int) -> None:
    """Give the headings of a list (written as h2) the level that follows from where the list stands."""
    for heading in element.iter('h2'):
        heading.tag = f'h{level}'


# Name of the block → what it shows for its argument.
MADE: dict[str, Callable[[PageContext, str], etree.Element]] = {
    'list': generated_list,  # /// list | initiatives
    'chart': generated_chart,  # /// chart | figures: docs/assets/data/figures.chart.yml over figures.csv
    'process': generated_process,  # /// process | fasen: the steps in docs/assets/data/fasen.process.yml
    'map': generated_map,  # /// map | initiatives: by province
    'table': generated_table,  # /// table | initiatives: what stands behind the map
    'fields': generated_fields,  # /// fields | story: what may stand at the top of such a page
    'rules': generated_rules,  # /// rules | links: the messages about links, each with an example
    'help': generated_help,  # /// help | ouders-en-onderwijs: an entry of docs/assets/data/help.yml
    'contact': generated_contact,  # /// contact | role: whom readers can write to
}


def _generated(builder: Builder, parent: etree.Element, node: Node) -> None:
    """What a block shows, with headings of the level that follows from where it stands."""
    element = MADE[node.meta['kind']](builder.page, node.meta['argument'].strip())
    _deepen(element, 1 + builder.level)
    append(parent, element)


OURS: dict[str, Make] = {**dict.fromkeys(MADE, _generated), 'check': check, 'outcome': outcome, 'message': message}


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
