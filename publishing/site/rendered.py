"""A page's text as MkDocs holds it, from our reading instead of its own: content, table of contents, and links as the site has them."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from publishing.address import is_whole
from publishing.markdown import behind
from publishing.markdown.html import inside, words
from publishing.site.preview import remarks

ON_THE_SITE = (behind.LINK, remarks.RULE)  # classes of links that have the address of a page already
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')


class Made(NamedTuple):
    """The text of a page as HTML, and its headings: level, id and name."""

    content: str
    headings: list[dict[str, Any]]


def made(page: Page, root: etree.Element, config: MkDocsConfig, files: Files) -> Made:
    """What `Page.render` of MkDocs makes of a page, from the tree of its text. The class that resolves links is MkDocs' own (1.6.1)."""
    resolver = _RelativePathTreeprocessor(page.file, files, config)
    for element in root.iter():
        key = {'a': 'href', 'img': 'src'}.get(element.tag)
        typed = element.get(key, '') if key and element.get('class') not in ON_THE_SITE else ''
        if key and typed and is_whole(typed):
            element.set(key, resolver.path_to_url(typed))
    headings = [_entry(heading) for heading in root.iter() if heading.tag in HEADINGS and heading.get('id')]
    return Made(str(inside(root)), headings)


def give(page: Page, text: Made) -> None:
    """Give a page its content and its table of contents."""
    page.content = text.content
    page.toc = get_toc(_nested([heading | {'children': []} for heading in text.headings]))


def _entry(heading: etree.Element) -> dict[str, Any]:
    name = ''.join(words(heading)).strip()
    return {'level': int(heading.tag[1]), 'id': heading.get('id', ''), 'name': name}


def _nested(entries: list[dict[str, Any]]) -> list[Any]:
    """Each heading below the last one of a higher level."""
    top: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for entry in entries:
        while open_ and open_[-1]['level'] >= entry['level']:
            open_.pop()
        (open_[-1]['children'] if open_ else top).append(entry)
        open_.append(entry)
    return top
