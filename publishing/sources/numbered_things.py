"""What takes a number besides chapters and headings: one entry each, and its words.

A thing is called by its `name` in words/markdown.yml (`aanbeveling 2.1`); the heading of its list in a report has the name of the list
in words/print.yml. A box is typed `!!! <name> "Title {#id}"`, a caption `<Word>: Title {#id}` below what it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from publishing.languages import LOCALES
from publishing.words import words


@dataclass(frozen=True)
class Thing:
    """`typed` is what it is in the text. Numbers run on through a `chapter` and all that stands in it, or through a `page`.

    `place` is the name that follows from the number, the same in both languages; what has one is numbered in reports only. `listed` is
    the list in a report that holds it, and `landmark` what EPUB calls that list. `holder` and `title` are its elements in HTML.
    """

    name: str
    typed: Literal['paragraph', 'point', 'box', 'caption']
    scope: Literal['chapter', 'page'] = 'chapter'
    place: str = ''
    listed: str = ''
    landmark: str = ''
    holder: str = 'div'
    title: str = 'p'


THINGS = [
    Thing('paragraph', 'paragraph', place='al-{}'),
    Thing('point', 'point', place='punt-{}'),
    Thing('table', 'caption', 'page', listed='tables', landmark='lot', holder='table', title='caption'),
    Thing('figure', 'caption', 'page', listed='figures', landmark='loi', holder='figure', title='figcaption'),
    Thing('recommendation', 'box', listed='recommendations'),
]
OF_PARAGRAPH, OF_POINT = THINGS[:2]
PLACED = [thing.name for thing in THINGS if thing.place]
GIVEN = re.compile('|'.join(re.escape(thing.place).replace(r'\{\}', r'\d+') for thing in THINGS if thing.place))
BOXES = {thing.name: thing for thing in THINGS if thing.typed == 'box'}
LISTED = [thing for thing in THINGS if thing.listed]
CAPTIONED = {words('markdown', locale)[thing.name]: thing for thing in THINGS if thing.typed == 'caption' for locale in LOCALES}
