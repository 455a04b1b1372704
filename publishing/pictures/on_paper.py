"""What of an author's drawing paper can't show as a screen does, so that it is told before a report is made.

Lists of what is drawn right (by resvg, of the drawing as plain_svg tells it; and on the site), not of what is not: what they lack is told
of. Each was compared with a browser (tests/drawings.yml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from publishing.pictures.plain_svg import COLOURS, FOR_SCREENS, told_plainly
from publishing.pictures.svg_file import SAID_OF_THE_FILE, SVG, has_another_form

# What is drawn, what that is made of, and what is shown on no screen either.
SHAPES = ('svg', 'g', 'a', 'circle', 'ellipse', 'image', 'line', 'path', 'polyline', 'polygon', 'rect', 'text', 'tspan', 'use', 'switch')
PARTS = ('defs', 'symbol', 'marker', 'clipPath', 'mask', 'linearGradient', 'radialGradient', 'stop', 'pattern', 'style', 'view')
UNSEEN = ('title', 'desc', 'metadata')
FILTERS = (
    'filter', 'feBlend', 'feColorMatrix', 'feComponentTransfer', 'feComposite', 'feConvolveMatrix', 'feDiffuseLighting', 'feDistantLight',
    'feDropShadow', 'feFlood', 'feFuncA', 'feFuncB', 'feFuncG', 'feFuncR', 'feGaussianBlur', 'feMerge', 'feMergeNode', 'feMorphology',
    'feOffset', 'fePointLight', 'feSpecularLighting', 'feSpotLight', 'feTile', 'feTurbulence',
)  # fmt: skip
DRAWN = frozenset({*SHAPES, *PARTS, *UNSEEN, *FILTERS})

NO_COLOUR = frozenset({'none', 'inherit', 'initial', 'currentColor', 'currentcolor', 'context-fill', 'context-stroke'})
HEXADECIMAL = re.compile('#[0-9a-f]{8}')
LENGTHS = frozenset({
    'x', 'y', 'dx', 'dy', 'width', 'height', 'cx', 'cy', 'r', 'rx', 'ry', 'x1', 'y1', 'x2', 'y2', 'fx', 'fy', 'offset', 'refX', 'refY',
    'markerWidth', 'markerHeight', 'font-size', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'letter-spacing', 'word-spacing',
    'textLength', 'stroke-miterlimit', 'orient', 'opacity', 'fill-opacity', 'stroke-opacity', 'stop-opacity',
})  # fmt: skip
LENGTH = re.compile(r'[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?:%|rem|em|px|pt|pc|in|cm|mm)?')
NO_LENGTH = frozenset({
    'none', 'normal', 'auto', 'auto-start-reverse', 'inherit',
    'xx-small', 'x-small', 'small', 'medium', 'large', 'x-large', 'xx-large', 'smaller', 'larger',
})  # fmt: skip
FUNCTIONS = frozenset({
    'url', 'rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'oklab', 'oklch', 'light-dark',
    'matrix', 'rotate', 'skew', 'skewx', 'skewy', 'translate', 'translatex', 'translatey', 'scale', 'scalex', 'scaley',
    'blur', 'brightness', 'contrast', 'drop-shadow', 'grayscale', 'hue-rotate', 'invert', 'opacity', 'saturate', 'sepia',
})  # fmt: skip
# Properties that are passed over, or in part, with the values by which nothing is lost.
PASSED_OVER = {
    'text-transform': ('none',), 'text-shadow': ('none',), 'font-variant': ('normal',), 'vector-effect': ('none',),
    'backdrop-filter': ('none',), 'transform-box': ('view-box',), 'pathLength': (), 'systemLanguage': (),
    'text-decoration': ('none', 'underline', 'overline', 'line-through'),
    'text-decoration-line': ('none', 'underline', 'overline', 'line-through'),
}  # fmt: skip
ONLY_STYLE = {'rotate': ('none',), 'scale': ('none',), 'translate': ('none',)}  # as attributes these are something else
ONLY_PARTS = ('clip-path', 'mask')  # of the drawing itself, not shapes and gradients by name
BACK = ('unset', 'revert', 'revert-layer')  # to what it was before a style sheet
OF_THE_READER = 'prefers-'  # what a reader likes best: paper has no such wish
HARMLESS_RULES = ('charset', 'namespace')


def left_out(drawing: Any) -> Iterator[tuple[int, str]]:
    """Line and text of each part of a drawing (a tree of svg_file) that paper would leave out or draw otherwise, each text once."""
    told = set[str]()
    for line, part in _in(drawing):
        if part not in told:
            yield line, part
        told.add(part)


def _in(root: Any) -> Iterator[tuple[int, str]]:
    passed = set[Any]()  # what is nobody's business, or was told of, with all that it holds
    for element in root.iter():
        if element.getparent() in passed or _is_of_no_picture(element) or has_another_form(element):
            passed.add(element)
        elif (name := element.tag.removeprefix(SVG)) not in DRAWN:
            passed.add(element)
            yield int(element.sourceline), f'<{name}'
        else:
            yield from _in_element(element, name)


def _is_of_no_picture(element: Any) -> bool:
    return not isinstance(element.tag, str) or not element.tag.startswith(SVG) or element.tag == SAID_OF_THE_FILE


def _in_element(element: Any, name: str) -> Iterator[tuple[int, str]]:
    line = int(element.sourceline)
    if name == 'style' and element.get('media', '').strip() in FOR_SCREENS:
        yield from ((line + below - 1, part) for below, part in _in_style(element.text or ''))
    typed = [(key.rpartition('}')[2], value.strip()) for key, value in element.attrib.items() if key != 'style']
    yield from ((line, part) for key, value in typed if (part := _unread(key, value)))
    styled = _declared(tinycss2.parse_blocks_contents(element.get('style', '')))
    yield from ((line, part) for _, key, value in styled if (part := _unread_style(key, value)))
    if name == 'use' and not any(value.startswith('#') for key, value in typed if key == 'href'):
        yield line, '<use'


def _in_style(css: str) -> Iterator[tuple[int, str]]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == 'at-rule':
            about = tinycss2.serialize(rule.prelude)
            if rule.lower_at_keyword not in HARMLESS_RULES and not (rule.lower_at_keyword == 'media' and OF_THE_READER in about):
                yield rule.source_line, f'@{rule.lower_at_keyword}'
        elif rule.type == 'qualified-rule':
            held = tinycss2.parse_blocks_contents(rule.content)
            inner = (part for part in held if part.type == 'qualified-rule')
            yield from ((part.source_line, f'{tinycss2.serialize(part.prelude).strip()} {{') for part in inner)
            yield from ((line, part) for line, name, value in _declared(held) if (part := _unread_style(name, value)))


def _declared(parts: Iterable[Any]) -> Iterator[tuple[int, str, str]]:
    """Line, name and value of each declaration, but for those of one program."""
    held = (part for part in parts if part.type == 'declaration' and not part.name.startswith('-'))
    return ((part.source_line, part.name, tinycss2.serialize(part.value).strip()) for part in held)


def _unread_style(name: str, value: str) -> str:
    return f'{name}: {value}' if value in BACK or value not in ONLY_STYLE.get(name, (value,)) else _unread(name, value)


def _unread(name: str, value: str) -> str:
    """What of one property or attribute is not understood, as it was typed, '' when all is."""
    parts = tinycss2.parse_component_value_list(value) if '(' in value else []
    unknown = next((part for part in parts if part.type == 'function' and part.lower_name not in FUNCTIONS), None)
    if unknown is not None:
        return str(unknown.serialize())
    return '' if _is_understood(name, value) else f'{name}: {value}'


def _is_understood(name: str, value: str) -> bool:
    if name in PASSED_OVER:
        return value in PASSED_OVER[name]
    if name in ONLY_PARTS:
        return value == 'none' or value.startswith('url(')
    if name in COLOURS:
        return value in NO_COLOUR or 'url(' in value or HEXADECIMAL.fullmatch(told_plainly(name, value)) is not None
    if name in LENGTHS:
        return all(LENGTH.fullmatch(part) or part in NO_LENGTH for part in value.replace(',', ' ').split())
    return True
