"""A drawing in the words of SVG 1.1: what style sheets say of a part stands with that part, in colours and units that every program knows.

The cascade is that of CSS (CSS Cascade 4, 6.1), by the selectors that browsers know.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import cssselect2
import tinycss2
from tinycss2.color5 import parse_color

from publishing.pictures.drawing import REM
from publishing.pictures.svg_file import SVG

COLOURS = frozenset({'fill', 'stroke', 'color', 'stop-color', 'flood-color', 'lighting-color'})
# Properties of CSS that older programs know as attributes alone.
OF_PLACE = frozenset({'x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'rx', 'ry', 'transform'})
FOR_SCREENS = ('', 'all', 'screen')  # style sheets of these media
ROOT_EM = re.compile(r'(?<![\w.])([-+]?[\d.]+)rem\b')
PIXELS = re.compile(r'(?<=[\d.])px$')
ANGLES = {'deg': 1.0, 'grad': 0.9, 'turn': 360.0, 'rad': 180 / math.pi}
# From CIE XYZ with the white of D65 to linear sRGB (CSS Color 4, 17).
TO_SRGB = ((3.2409699, -1.5373832, -0.4986108), (-0.9692436, 1.8759675, 0.0415551), (0.0556301, -0.2039770, 1.0569715))
BETWEEN = ('whitespace', 'comment', 'literal')  # numbers of a function
AS_TYPED = ('pre', 'pre-wrap', 'break-spaces')  # of spaces
SPACE = '{http://www.w3.org/XML/1998/namespace}space'
LIGHT = re.compile(r'light-dark\(((?:[^(),]|\([^()]*\))*),(?:[^()]|\([^()]*\))*\)')  # a colour by day and one by night: paper is light
Declared = tuple[str, str]  # name and value of a property


def plain(data: bytes) -> bytes:
    """The same drawing, of what was cleaned (svg_file): each part with its own style, and no style sheet."""
    root = etree.fromstring(data)
    sheets = [element for element in root.iter(f'{SVG}style') if element.get('media', '').strip() in FOR_SCREENS]
    matcher = _matcher(''.join(element.text or '' for element in sheets))
    for wrapped in list(cssselect2.ElementWrapper.from_xml_root(root).iter_subtree()):
        _style(wrapped.etree_element, [payload for *_, payload in matcher.match(wrapped)])
    _lay_ground(root)
    for element in list(root.iter()):
        for child in [child for child in element if child.tag == f'{SVG}style']:
            element.remove(child)
    return etree.tostring(root)


def _lay_ground(root: etree.Element) -> None:
    """What stands behind the whole as a shape, for `background` is no property of SVG."""
    style = dict(_declared([tinycss2.parse_blocks_contents(root.get('style', ''))], important=False))
    colour = hexadecimal(style.get('background-color', style.get('background', '')))
    if colour:
        x, y, *_ = [*root.get('viewBox', '').replace(',', ' ').split(), '0', '0']
        root.insert(0, etree.Element(f'{SVG}rect', {'x': x, 'y': y, 'width': '100%', 'height': '100%', 'fill': colour}))


def _matcher(css: str) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == 'qualified-rule':
            for selector in _selectors(rule.prelude):
                matcher.add_selector(selector, tinycss2.parse_blocks_contents(rule.content))
    return matcher


def _selectors(prelude: Any) -> list[Any]:
    """The selectors of a rule, of which one that nobody knows makes the whole rule void (Selectors 4, 3.9)."""
    try:
        return [selector for selector in cssselect2.compile_selector_list(prelude) if selector.pseudo_element is None]
    except cssselect2.SelectorError:
        return []


def _style(element: etree.Element, matched: Iterable[Any]) -> None:
    """Give an element the style that the rules that match it, from least to most specific, and its own `style` ask for."""
    declared = [*matched, tinycss2.parse_blocks_contents(element.get('style', ''))]
    held = {name: value for important in (False, True) for name, value in _declared(declared, important)}
    attributes = {name: value for name, value in element.attrib.items() if name != 'style'}
    attributes |= {name: value for name, value in held.items() if name in OF_PLACE}
    if held.get('white-space') in AS_TYPED:
        attributes[SPACE] = 'preserve'
    element.attrib.clear()
    element.attrib.update({name: told_plainly(name, value) for name, value in attributes.items()})
    if style := '; '.join(f'{name}: {told_plainly(name, value)}' for name, value in held.items() if name not in OF_PLACE):
        element.set('style', style)


def _declared(blocks: Iterable[Any], important: bool) -> Iterator[Declared]:
    for block in blocks:
        for part in block:
            if part.type == 'declaration' and part.important == important:
                yield part.lower_name, tinycss2.serialize(part.value).strip()


def told_plainly(name: str, value: str) -> str:
    """The value of a property or attribute as SVG 1.1 says it; the value itself where that is nothing else."""
    value = LIGHT.sub(r'\1', value) if 'light-dark' in value else value
    if name == 'transform':
        return _transformed(value)
    if name in COLOURS:
        return hexadecimal(value) or value
    value = ROOT_EM.sub(lambda found: f'{float(found[1]) * REM:g}px', value) if 'rem' in value else value
    return PIXELS.sub('', value) if name in OF_PLACE else value


def hexadecimal(value: str) -> str:
    """A colour as `#rrggbbaa`; '' for what is no colour, depends on where it stands, or is of no space that is known here."""
    colour = parse_color(value)
    if colour is None or isinstance(colour, str):
        return ''
    try:
        channels = _rgb(colour)
    except NotImplementedError:
        return ''
    return '#' + ''.join(f'{round(255 * min(max(part, 0), 1)):02x}' for part in (*channels, colour.alpha))


def _rgb(colour: Any) -> Iterable[float]:
    if not colour.space.startswith('ok'):
        return list(colour.to('srgb').coordinates)
    xyz = colour.to('xyz-d65').coordinates
    return [_lit(sum(part * share for part, share in zip(xyz, shares, strict=True))) for shares in TO_SRGB]


def _lit(linear: float) -> float:
    """A channel of sRGB from its share of light (IEC 61966-2-1)."""
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _transformed(value: str) -> str:
    """Functions of CSS Transforms 1 in those of SVG 1.1; what has no such form is left as it was typed."""
    parts = [part for part in tinycss2.parse_component_value_list(value, skip_comments=True) if part.type == 'function']
    told = [_function(part.lower_name, [_number(token) for token in part.arguments if token.type not in BETWEEN]) for part in parts]
    return ' '.join(told) if all(told) else value


def _number(token: Any) -> float | None:
    """In degrees or pixels; None for what is neither."""
    if token.type == 'number' or (token.type == 'dimension' and token.lower_unit == 'px'):
        return float(token.value)
    return float(token.value) * ANGLES[token.lower_unit] if token.type == 'dimension' and token.lower_unit in ANGLES else None


FORMS: dict[str, Callable[..., str]] = {
    'matrix': lambda a, b, c, d, e, f: f'matrix({a:g} {b:g} {c:g} {d:g} {e:g} {f:g})',
    'translate': lambda x, y=0.0: f'translate({x:g} {y:g})',
    'translatex': lambda x: f'translate({x:g} 0)',
    'translatey': lambda y: f'translate(0 {y:g})',
    'scale': lambda x, y=None: f'scale({x:g} {x if y is None else y:g})',
    'scalex': lambda x: f'scale({x:g} 1)',
    'scaley': lambda y: f'scale(1 {y:g})',
    'rotate': lambda angle, *centre: f'rotate({" ".join(f"{part:g}" for part in (angle, *centre))})',
    'skew': lambda x, y=0.0: f'matrix(1 {math.tan(math.radians(y)):g} {math.tan(math.radians(x)):g} 1 0 0)',
    'skewx': lambda x: f'skewX({x:g})',
    'skewy': lambda y: f'skewY({y:g})',
}  # fmt: skip


def _function(name: str, numbers: list[float | None]) -> str:
    """One function of a transform, '' for one that can't be told so."""
    try:
        return FORMS[name](*numbers) if None not in numbers else ''
    except (KeyError, TypeError):  # another function, or with more or fewer numbers than it has
        return ''
