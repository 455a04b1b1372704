"""Numbers of paragraphs and of boxes such as recommendations, which run on through a chapter, so that each can be cited.

On the site a number is a link to itself, in print a label in the margin. What counts as a paragraph is said in
publishing/sources/passage_numbers.py.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import AtomicString

from publishing.markdown.context import OfPage, PageContext
from publishing.sources.numbered_things import BOXES, OF_PARAGRAPH, Thing
from publishing.sources.outline import CAPTION
from publishing.sources.passage_numbers import NAME, PICTURE

PUT_AWAY = re.compile(r'\s*\x02[^\x03]*\x03\s*')  # code or HTML that Python-Markdown keeps apart until the end


class Paragraphs(OfPage):
    """Runs after captions have been taken away, and before inline patterns."""

    def run(self, root: etree.Element) -> None:
        """Name what the author named, and number it all in a page that stands in a report."""
        for number, paragraph in enumerate(filter(_runs, root.findall('p')), self.page.before[OF_PARAGRAPH.name] + 1):
            text, name = split_name(paragraph.text or '')
            if not self.page.number:
                paragraph.text = text
                paragraph.attrib |= {'id': name} if name else {}
                continue
            mark = number_mark(self.page, OF_PARAGRAPH, number, name)
            mark.tail, paragraph.text = f' {text.lstrip()}', None
            paragraph.set('id', OF_PARAGRAPH.place.format(number))
            paragraph.insert(0, mark)


class NumberedBoxes(OfPage):
    """`!!! recommendation "Title {#name}"` becomes a box with a number. Runs before inline patterns."""

    def run(self, root: etree.Element) -> None:
        """`Aanbeveling 2.1` before the title of each."""
        for thing in BOXES.values():
            self._number(thing, [box for box in root.iter('div') if box.get('class') == f'admonition {thing.name}'])

    def _number(self, thing: Thing, boxes: list[etree.Element]) -> None:
        prefix = f'{self.page.chapter}.' if self.page.chapter else ''
        for number, box in enumerate(boxes, self.page.before[thing.name] + 1):
            text, name = split_name(box[0].text or '')
            label = caption_label(self.page, f'{self.page.word(thing.name)} {prefix}{number}', name)
            label.tail, box[0].text = f' {text}', None
            box[0].insert(0, label)
            box.attrib |= {'id': name} if name else {}


class PullQuotes(OfPage):
    """`!!! quote "Words of the page"` repeats them in large letters, and for the eye only: they are read where they stand."""

    def run(self, root: etree.Element) -> None:
        """Take each out of what is read aloud and searched."""
        for box in root.iter('div'):
            if box.get('class') == 'admonition quote':
                box.attrib |= {'class': 'pull-quote', 'aria-hidden': 'true'}
                box.attrib |= {'data-search-ignore': ''} if self.page.medium == 'site' else {}
                del box[0].attrib['class']


def _runs(paragraph: etree.Element) -> bool:
    """Whether a paragraph holds running text of the author: a block of ours gave it no class, and no picture stands first."""
    text = paragraph.text or ''
    other = PICTURE.match(text), PUT_AWAY.fullmatch(text), CAPTION.match(text), paragraph.get('class')
    return bool(text.strip()) and not any(other)


def split_name(text: str) -> tuple[str, str]:
    """The text and the `{#name}` that the author typed at its end, '' without one."""
    name = NAME.search(text)
    return (text[: name.start()], name['id']) if name else (text, '')


def number_mark(page: PageContext, thing: Thing, number: int, name: str) -> etree.Element:
    """The number of a thing, which gives it its place; a name of the author's own is that of the number."""
    named = {'id': name} if name else {}
    if page.medium == 'print':
        mark = etree.Element('span', {'class': f'{thing.name}-number', 'data-label': 'decimal', **named})
    else:
        told = {'aria-label': f'{page.word(thing.name).capitalize()} {number}', 'data-search-ignore': ''}
        mark = etree.Element('a', {'class': f'{thing.name}-number', 'href': f'#{thing.place.format(number)}', **told, **named})
    mark.text = AtomicString(number)
    return mark


def caption_label(page: PageContext, text: str, name: str) -> etree.Element:
    """`Tabel 2.1`: on the site a link to itself."""
    linked = name and page.medium == 'site'
    label = etree.Element('a' if linked else 'span', {'class': 'label', **({'href': f'#{name}'} if linked else {})})
    label.text = AtomicString(text)
    return label
