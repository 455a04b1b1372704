"""HTML in a text: nothing of it comes into a page or a report, so each piece is told of, by what it was meant for where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.leftovers import short
from publishing.checks.lost import BEFORE_NOTE
from publishing.checks.pictures import RAW as PICTURE
from publishing.checks.text import Text
from publishing.problems import Problem

NOTE_OF_WIKIS = 'ref'
OF_WIKIS = (NOTE_OF_WIKIS, 'references', 'nowiki')
SAYS_NO_MORE = 'autoplay checked controls disabled hidden loop muted open required'.replace(' ', '|')  # than that it is so
TALK = re.compile(rf'<\w+(?! (?:{SAYS_NO_MORE})\b)(?: [\w’\'-]+)+>')  # <Media weggelaten>, of a chat
TAG = re.compile(r'<(?P<name>[a-zA-Z][\w-]*)')
NAMED = re.compile(r'<(?:a|span|div)\s+(?:name|id)=[^\s>]+\s*/?>', re.I)
MEANT = {  # what was meant by a tag: how that is written here
    'box': 'details summary aside section article',
    'embed': 'iframe video audio object embed source track',
    'table': 'table thead tbody tr td th caption col colgroup',
    'look': 'u font center span p div small big mark b i strong em ins',
    'acts': 'script style form input button select option textarea label meta link base noscript',
}
RULES = {tag: f'raw-html-{meant}' for meant, tags in MEANT.items() for tag in tags.split()}
WRITTEN = {  # how other tags are written in Markdown
    tag: how for tags, how in {
        'h1 h2': '## …', 'h3': '### …', 'h4 h5 h6': '#### …', 'ul li': '- …', 'ol': '1. …', 'blockquote q': '> …', 'code kbd samp': '`…`',
        'pre': '```', 'del s strike': '~~…~~', 'sub': '~…~', 'sup': '^…^', 'hr': '---',
    }.items() for tag in tags.split()
}  # fmt: skip
LINK = re.compile(r'<a\s[^>]*?\bhref=["“”\']?(?P<target>[^"“”\'\s>]+)[^>]*>(?P<words>.*?)</a>', re.I)
ANY = re.compile(r'<[^<>]*>')
NOTE = re.compile(rf'(?:^|(?<=[{BEFORE_NOTE}]))<sup>\[?\d{{1,3}}\]?</sup>', re.I)  # m<sup>2</sup> is none
BREAK = re.compile(r'</?br ?/?>', re.I)


def html(text: Text) -> Iterator[Problem]:
    """HTML is not what an author writes; nothing of it comes into a page or a report."""
    typed = text.page.outline.html
    lines = text.page.body.split('\n') if typed else []
    before = ''
    for held in typed:
        opened, line = TAG.match(held.text), lines[held.line - text.page.body_line]
        inside, before = before != '' and f'{before}{held.text}' in line, held.text
        if inside:  # right within another: <video><source>
            continue
        if TALK.fullmatch(held.text):
            yield Problem(text.path, held.line, 'left-paste', {'text': short(held.text)})
        elif BREAK.fullmatch(held.text):
            yield Problem(text.path, held.line, 'raw-html-break-in-cell' if line.lstrip().startswith('|') else 'raw-html-break')
        elif held.text == '<sup>' and (note := NOTE.search(line)):
            yield Problem(text.path, held.line, 'left-note-number', {'text': note[0]})
        elif held.text.startswith('<!--'):
            yield Problem(text.path, held.line, 'html-comment', {'text': short(held.text)})
        elif held.text.startswith('<!') or (opened is not None and _is_tag(opened['name'].lower()) and not PICTURE.search(held.text)):
            yield Problem(text.path, held.line, _rule(held.text, opened), {'text': short(held.text), 'near': _written(held.text, line)})


def _rule(typed: str, opened: re.Match[str] | None) -> str:
    """By what was likely meant with the tag that it opens with."""
    if opened is not None and opened['name'].lower() == NOTE_OF_WIKIS:
        return 'left-note'
    return 'raw-html-name' if NAMED.match(typed) else RULES.get(opened['name'].lower() if opened else '', 'raw-html')


def _written(typed: str, line: str) -> str:
    """How the tag that HTML opens with is written here, '' when that depends."""
    for link in LINK.finditer(line):
        if link[0].startswith(typed) or typed.startswith(link[0]):
            return f'[{ANY.sub("", link["words"]).strip()}]({link["target"]})'
    opened = TAG.match(typed)
    return WRITTEN.get(opened['name'].lower(), '') if opened else ''


def _is_tag(name: str) -> bool:
    """Whether a browser knows it: `<naam>` is shown as typed, and may be meant so. One with a hyphen is a program's own."""
    from lxml.html import defs  # imported late: it brings all of lxml, and pages hold no HTML

    return name in defs.tags or name in OF_WIKIS or '-' in name
