"""HTML in a text: nothing of it comes into a page or a report, so each piece is told of, by what it was meant for where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.leftovers import short
from publishing.checks.lost import BEFORE_NOTE
from publishing.checks.pictures import RAW as PICTURE
from publishing.checks.text import Text
from publishing.problems import Problem

OF_WIKIS = ('ref', 'references', 'nowiki')
TALK = re.compile(r'<\w+(?: [\w’\'-]+)+>')  # <Media weggelaten>, of a chat
TAG = re.compile(r'<(?P<name>[a-zA-Z][\w-]*)')
NAMED = re.compile(r'<(?:a|span|div)\s+(?:name|id)=[^\s>]+\s*/?>', re.I)
MEANT = {  # what was meant by a tag: how that is written here
    'box': 'details summary aside section article',
    'embed': 'iframe video audio object embed source track',
    'table': 'table thead tbody tr td th caption col colgroup',
    'look': 'u font center span p div small big mark b i strong em',
    'acts': 'script style form input button select option textarea label meta link base noscript',
}
RULES = {tag: f'raw-html-{meant}' for meant, tags in MEANT.items() for tag in tags.split()}
NOTE = re.compile(rf'(?:^|(?<=[{BEFORE_NOTE}]))<sup>\[?\d{{1,3}}\]?</sup>', re.I)  # m<sup>2</sup> is none
BREAK = re.compile(r'</?br ?/?>', re.I)


def html(text: Text) -> Iterator[Problem]:
    """HTML is not what an author writes; nothing of it comes into a page or a report."""
    typed = text.page.outline.html
    lines = text.page.body.split('\n') if typed else []
    for held in typed:
        opened, line = TAG.match(held.text), lines[held.line - text.page.body_line]
        if TALK.fullmatch(held.text):
            yield Problem(text.path, held.line, 'left-paste', {'text': short(held.text)})
        elif BREAK.fullmatch(held.text):
            yield Problem(text.path, held.line, 'raw-html-break-in-cell' if line.lstrip().startswith('|') else 'raw-html-break')
        elif held.text == '<sup>' and (note := NOTE.search(line)):
            yield Problem(text.path, held.line, 'left-note-number', {'text': note[0]})
        elif held.text.startswith('<!--'):
            yield Problem(text.path, held.line, 'html-comment', {'text': short(held.text)})
        elif held.text.startswith('<!') or (opened is not None and _is_tag(opened['name'].lower()) and not PICTURE.search(held.text)):
            yield Problem(text.path, held.line, _rule(held.text, opened), {'text': short(held.text)})


def _rule(typed: str, opened: re.Match[str] | None) -> str:
    """By what was likely meant with the tag that it opens with."""
    return 'raw-html-name' if NAMED.match(typed) else RULES.get(opened['name'].lower() if opened else '', 'raw-html')


def _is_tag(name: str) -> bool:
    """Whether a browser knows it: `<naam>` is shown as typed, and may be meant so. One with a hyphen is a program's own."""
    from lxml.html import defs  # imported late: it brings all of lxml, and pages hold no HTML

    return name in defs.tags or name in OF_WIKIS or '-' in name
