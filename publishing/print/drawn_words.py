"""Words in a drawing, set and told as words: letters that join are joined, and what goes from right to left does.

WeasyPrint 70 sets each letter of SVG on its own, because in SVG each may have its own place. Ours have none: then the whole is set at
once, as in running text. Beside it stands what was typed, since a file has signs in the order of the paper (ISO 32000-1, 14.9.4).

Private WeasyPrint names used: `weasyprint.svg.TAGS`, `weasyprint.svg.text`, Node._etree_node, and that it goes through the letters
of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin

from weasyprint import svg

from publishing.pictures import fonts, svg_file

APART = ('rotate', 'letter-spacing', 'textLength')  # what gives each letter a place of its own
FAMILIES = f'{fonts.FAMILY}, Atkinson Extended'  # when none of those that it asks for is ours: without this any of ours might be taken
LISTS = ('x', 'y', 'dx', 'dy')  # and these when they hold more than one


class _Whole(str):
    """Words that are one letter to who goes through them."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


@contextmanager
def whole() -> Iterator[None]:
    """While open, words in drawings are set as such."""
    original, tags = svg.text, dict(svg.TAGS)

    def text(image: Any, node: Any, font_size: float) -> None:
        node.attrib['font-family'] = f'{node.get("font-family", FAMILIES)}, {FAMILIES}'
        if node.text and not any(name in node.attrib for name in APART) and not any(_is_list(node.get(name, '')) for name in LISTS):
            node._etree_node.text = _Whole(node.text)
        said = f'\ufeff{node.text} '.encode('utf-16-be').hex() if node.text else ''
        if said:
            image.stream.stream.append(f'/Span<</ActualText<{said}>>>BDC')
        if (
            node.get('text-anchor', 'start') != 'start'
        ):  # then drawn as a form, which need not be a group: PDFium cuts the edge of letters in one
            image.stream.extra.pop('Group', None)
        original(image, node, font_size)
        if said:
            image.stream.stream.append('EMC')

    svg.text = text
    svg.TAGS |= {tag: text for tag, draw in tags.items() if draw is original}
    try:
        yield
    finally:
        svg.text = original
        svg.TAGS |= tags


def typed(source: Any) -> str:
    """The words in the drawings of a document, of which a file may be missing: that is told when it is drawn."""
    files = {img.get('src', '') for img in source.etree_element.iter('img') if img.get('src', '').endswith('.svg')}
    held = list[str]()
    for file in sorted(files):
        with suppress(OSError, ValueError, svg_file.Unreadable):
            drawing = source.url_fetcher.fetch(urljoin(source.base_url, file)).read()
            held.append(svg_file.all_words(svg_file.parsed(drawing)))
    return ' '.join(held)


def _is_list(value: str) -> bool:
    return len(value.replace(',', ' ').split()) > 1
