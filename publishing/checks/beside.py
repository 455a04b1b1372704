"""What is published beside the words that a reader sees: it is found by whoever looks for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.passages import Kind, Passage
from publishing.sources.source import Source
from publishing.sources.typed_yaml import texts_in

MAY_HAVE_TITLE = re.compile(r'\]\([^)\n]* ["\'(]|\]:')
PARTS = re.compile(r'[A-Za-zÀ-ÿ][a-zà-ÿ]*|\d+')


def beside(page: Source) -> Iterator[Passage]:
    """The front matter that is no prose, titles of links and pictures, what stands in HTML, and the names of files of ours."""
    for key, value in texts_in(page.meta):
        if key not in page.prose and '://' not in value and value != value.lower():  # without a capital there is no name in it
            yield _told(page.line_of(key), value)
    for node in page.reading.flat if MAY_HAVE_TITLE.search(page.body) else ():
        if node.type in ('link', 'image') and node.attrs.get('title'):
            yield _told(page.body_line + node.line, str(node.attrs['title']))
    for held in page.outline.html:
        yield _told(held.line, held.text)
    yield _file(1, page.path)
    for link in page.outline.links:
        if ':' not in link.target and '#' not in link.target and not link.target.endswith('.md'):
            yield _file(link.line, link.target)


def _told(line: int, words: str, kind: Kind = 'beside') -> Passage:
    return Passage(kind, line, words, words, words)


def _file(line: int, path: str) -> Passage:
    """The words in the name of a file."""
    return _told(line, ' '.join(PARTS.findall(path.rpartition('/')[2].partition('.')[0])), 'file')
