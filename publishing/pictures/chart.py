"""Charts drawn at build time from a CSV file and a Vega-Lite definition: per language an SVG for site and print, and one for phones."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from publishing import cache
from publishing.languages import LANGUAGES, LOCALES
from publishing.pictures import chart_spec, chart_table, drawing
from publishing.problems import Problem, ProblemsFound, shortened
from publishing.sources import file_names
from publishing.sources.schema.data import Chart
from publishing.sources.source import DATA
from publishing.sources.text_file import read_text
from publishing.sources.typed_yaml import is_unreadable, load_yaml, nearest_line, read_yaml
from publishing.sources.validation import problems_in

NAME = re.compile(r'[\w-]+')
WORD = re.compile(r'\{([a-z][a-z_]*)\}')  # what stands below `words`
PLAIN_NUMBER = re.compile(r'\d+(?:\.\d+)?')
SVG = '{http://www.w3.org/2000/svg}'
NUMBERS = {
    locale: {'decimal': held.decimal, 'thousands': held.thousands, 'grouping': [3], 'currency': list(held.currency)}
    for locale, held in LANGUAGES.items()
}
NARROW = 288  # pixels: a phone of 320 less the margins of a page
WIDE = 448  # pixels: the least room of a drawing that is not the narrow one
LETTERS, NARROW_LETTERS, LEAST_LETTERS = 15, 13, 12
COLOURED = ('labelColor', 'titleColor', 'tickColor', 'domainColor', 'gridColor')


def files(root: Path, name: str) -> tuple[Path, Path]:
    """Where the definition and the data of a chart stand."""
    return root / DATA / f'{name}.chart.yml', root / DATA / f'{name}.csv'


def svg(root: Path, name: str, locale: str, *, narrow: bool = False) -> str:
    """The chart as an SVG element with title and description in the language, drawn once per content.

    The `narrow` one has the name of the other, so that the words stand once on a page.
    """
    definition, data = (file.read_bytes() for file in files(root, name))
    parts: list[bytes | str] = [
        definition,
        data,
        locale,
        str(narrow),
        metadata.version('vl-convert-python'),
        *(Path(module).read_bytes() for module in (__file__, chart_spec.__file__)),
        drawing.tokens()['chart'],
        drawing.stack(),
    ]
    try:
        return cache.remembered(root, f'chart-{name}-{locale}.svg', parts, lambda: _draw(name, definition, data, locale, narrow))
    except ValueError as error:  # what vl_convert raises
        path = files(root, name)[0].relative_to(root).as_posix()
        detail = next((line.strip() for line in str(error).splitlines() if 'rror: ' in line), str(error).splitlines()[0])
        raise ProblemsFound([Problem(path, 1, 'chart-not-drawn', {'name': name, 'detail': detail})]) from error


def numbers(root: Path, name: str) -> list[str]:
    """The numbers in the columns that a chart draws, as the data file writes them; call after `problems` found none."""
    definition, data = files(root, name)
    columns = yaml.safe_load(definition.read_bytes()).get('columns') or ()
    rows = csv.DictReader(io.StringIO(data.read_text(encoding='utf-8-sig')))
    return [row[column] for row in rows for column in columns if PLAIN_NUMBER.fullmatch(row[column] or '')]


def sources(root: Path, name: str) -> Iterator[tuple[int, str]]:
    """The line and key of each source that the data names; call after `problems` found none."""
    rows = csv.DictReader(io.StringIO(files(root, name)[1].read_text(encoding='utf-8-sig')))
    yield from ((rows.line_num, key) for row in rows if (key := row.get('source')))


def problems(root: Path, name: str, path: str, line: int) -> Iterator[Problem]:
    """Why the chart that is asked for at a line of a page can't be drawn: a missing file, a column that the data lacks."""
    if not NAME.fullmatch(name):
        yield Problem(path, line, 'path-leaves', {'target': name, 'near': ''})
        return
    near = '' if files(root, name)[0].is_file() else file_names.meant(root / DATA, name, '.chart.yml')
    missing = [file for file in files(root, name) if not file.is_file()]
    for file in missing:
        alike = next((other for other in file.parent.glob('*') if other.name.lower() == file.name.lower()), None)
        if alike is not None:
            yield Problem(alike.relative_to(root).as_posix(), 1, 'data-file-name', {'wanted': file.name})
        else:
            values = {'name': name, 'file': file.relative_to(root).as_posix(), 'near': near}
            yield Problem(path, line, 'chart-file-missing', values)
            break  # of a name that was typed wrongly both files are missing
    found = list(_file_problems(root, *files(root, name))) if not missing else []
    yield from found
    if not missing and not found:
        yield from _drawing_problems(root, name)


def _drawing_problems(root: Path, name: str) -> Iterator[Problem]:
    definition, _ = files(root, name)
    for narrow, room in ((False, WIDE), (True, NARROW)):
        try:
            drawn = [etree.fromstring(svg(root, name, locale, narrow=narrow)) for locale in LOCALES]
        except ProblemsFound as undrawn:
            yield from undrawn.problems
            return
        size, words = min((found for picture in drawn for found in _letters(picture, room)), default=(LEAST_LETTERS, ''))
        if size < LEAST_LETTERS:
            path = definition.relative_to(root).as_posix()
            _, lines, _ = load_yaml(definition.read_text(encoding='utf-8-sig'), path)
            line = nearest_line(lines, 'narrow.width' if narrow and 'narrow' in lines else 'spec.width')
            yield Problem(path, line, 'chart-letters', {'name': name, 'text': words, 'size': f'{size:.0f}', 'least': str(LEAST_LETTERS)})
            return


def _letters(drawn: etree.Element, room: int) -> Iterator[tuple[float, str]]:
    """How many pixels high the letters of each text are where a drawing has this room, which it never fills by becoming larger."""
    scale = min(1, room / float(drawn.attrib['width']))
    for text in drawn.iter('text'):
        if words := ''.join(text.itertext()).strip():
            yield float(text.attrib['font-size'].removesuffix('px')) * scale, words


def _file_problems(root: Path, definition: Path, data: Path) -> Iterator[Problem]:
    path, data_path = definition.relative_to(root).as_posix(), data.relative_to(root).as_posix()
    chart, lines, broken = read_yaml(definition, path)
    table, unread = read_text(data, data_path)
    yield from (*broken, *unread)
    if is_unreadable((*broken, *unread)):
        return
    yield from problems_in(Chart, chart, path, lambda key: nearest_line(lines, key))
    listed = chart.get('columns')
    wanted, held = [str(column) for column in (listed if isinstance(listed, list) else [])], chart_table.head(table)
    lacking = [column for column in wanted if column not in held]
    if lacking and (renamed := chart_table.renamed(held, wanted)):
        values = {'text': ', '.join(renamed.values()), 'wanted': ', '.join(renamed), 'file': definition.name}
        yield Problem(data_path, 1, 'chart-head-changed', values)
        return
    heads = list(chart_table.head_problems(table, data_path, wanted))
    if any(problem.rule == 'chart-separator' for problem in heads):
        yield from heads
        return
    if lacking == wanted and len(held) == len(wanted):
        yield Problem(data_path, 1, 'chart-head-gone', {'text': shortened(','.join(held)), 'wanted': ','.join(wanted)})
        return
    if lacking:
        values = {'column': ', '.join(lacking), 'file': data.name, 'known': ', '.join(held)}
        yield Problem(path, nearest_line(lines, 'columns.0'), 'chart-column', values)
        return
    yield from heads
    yield from chart_table.row_problems(table, data_path)
    yield from chart_table.cell_problems(table, data_path, chart.get('choices'))
    yield from _lacking_words(chart, path, partial(nearest_line, lines))
    words = chart.get('words')
    for texts in words.values() if isinstance(words, dict) else ():
        filled = partial(_filled, words=texts if isinstance(texts, dict) else {})
        specs = filled(chart.get('spec')), filled(chart.get('narrow'))
        yield from chart_spec.problems(*specs, table, path, data_path, partial(nearest_line, lines))


def _lacking_words(chart: dict[str, Any], path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """A {word} of the drawing that stands below words in one language or none would be drawn as typed."""
    words = chart.get('words')
    asked = dict.fromkeys(WORD.findall(json.dumps([chart.get('spec'), chart.get('narrow')])))
    for locale, held in words.items() if isinstance(words, dict) else ():
        for word in asked:
            if isinstance(held, dict) and word not in held:
                yield Problem(path, line_of(f'words.{locale}'), 'chart-word', {'word': word, 'locale': str(locale)})


def _draw(name: str, definition: bytes, data: bytes, locale: str, narrow: bool) -> str:
    import vl_convert  # a JavaScript engine: imported only when a chart is really drawn

    chart = yaml.safe_load(definition)
    words = chart['words'][locale]
    spec = _filled(chart_spec.narrowed(chart['spec'], chart.get('narrow') or {}, NARROW) if narrow else chart['spec'], words)
    spec['data'] = {'values': list(csv.DictReader(io.StringIO(data.decode('utf-8-sig'))))}
    spec['config'] = _look(NARROW_LETTERS if narrow else LETTERS)
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version='5.21', format_locale=NUMBERS[locale])
    return _named(drawn, name, {} if narrow else words)


def _look(letters: int) -> dict[str, Any]:
    """`currentColor` follows the reader's colour scheme on the site and is the text colour in print."""
    return {
        'background': None,
        'font': drawing.stack(),
        'view': {'stroke': None},
        'axis': {'labelFontSize': letters, 'titleFontSize': letters, 'titleFontWeight': 'normal', 'gridOpacity': 0.25}
        | dict.fromkeys(COLOURED, 'currentColor'),
        'text': {'fontSize': letters, 'color': 'currentColor'},
        'bar': {'color': drawing.tokens()['chart']},
    }


def _filled(value: Any, words: dict[str, str]) -> Any:
    """The specification with every {word} replaced."""
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    if isinstance(value, str):
        return re.sub(r'\{(\w+)\}', lambda match: str(words.get(match[1], match[0])), value)
    return value


def _named(drawn: str, name: str, words: dict[str, str]) -> str:
    """One picture with one name: Vega's own (English) roles and labels inside are taken out. Without words it is named by the other."""
    root = etree.fromstring(drawn)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)  # inline SVG in HTML has no namespace of its own to declare
        for key in [key for key in element.attrib if key.startswith('aria-') or key in ('role', 'class')]:
            del element.attrib[key]
    root.set('role', 'img')
    root.set('aria-labelledby', f'{name}-title {name}-description')
    for tag, key in (('desc', 'description'), ('title', 'title')) if words else ():
        element = etree.Element(tag, {'id': f'{name}-{key}'})
        element.text = words[key]
        root.insert(0, element)
    return etree.tostring(root, encoding='unicode')
