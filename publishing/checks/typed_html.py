"""HTML in a text: nothing of it comes into a page or a report, so each piece is told of, by what it was meant for where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.leftovers import short
from publishing.checks.pictures import RAW as PICTURE
from publishing.checks.text import Text
from publishing.problems import Problem

OF_WIKIS = ('ref', 'references', 'nowiki')
TALK = re.compile(r'<\w+(?: [\w’\'-]+)+>')  # <Media weggelaten>, of a chat
TAG = re.compile(r'<(?P<name>[a-zA-Z][\w-]*)')
BREAK = re.compile(r'</?br ?/?>', re.I)


def html(text: Text) -> Iterator[Problem]:
    """HTML is not what an author writes; nothing of it comes into a page or a report."""
    for held in text.page.outline.html:
        opened = TAG.match(held.text)
        if TALK.fullmatch(held.text):
            yield Problem(text.path, held.line, 'left-paste', {'text': short(held.text)})
        elif BREAK.fullmatch(held.text):
            in_cell = text.page.body.split('\n')[held.line - text.page.body_line].lstrip().startswith('|')
            yield Problem(text.path, held.line, 'raw-html-break-in-cell' if in_cell else 'raw-html-break')
        elif held.text.startswith('<!--'):
            yield Problem(text.path, held.line, 'html-comment', {'text': short(held.text)})
        elif held.text.startswith('<!') or (opened is not None and _is_tag(opened['name'].lower()) and not PICTURE.search(held.text)):
            yield Problem(text.path, held.line, 'raw-html', {'text': short(held.text)})


def _is_tag(name: str) -> bool:
    """Whether a browser knows it: `<naam>` is shown as typed, and may be meant so. One with a hyphen is a program's own."""
    from lxml.html import defs  # imported late: it brings all of lxml, and pages hold no HTML

    return name in defs.tags or name in OF_WIKIS or '-' in name
