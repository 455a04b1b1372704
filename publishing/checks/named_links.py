"""Addresses that stand apart, `[name]: https://…`: each is used, and stands there once. And links that were meant as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem, shortened
from publishing.sources import reading
from publishing.sources.reading import Node

CITED = re.compile(r'@[a-z0-9]+(?:-[a-z0-9]+)+')  # a source has hyphens in its name; [@name](…) is a person elsewhere
NUMBERED = re.compile(r'(?:tabel|figuur|hoofdstuk|paragraaf|table|figure|chapter|section) \d+(?:\.\d+)*', re.I)
ELSEWHERE = re.compile(r'[a-z][a-z0-9+.-]*:')
COMMENTS = ('//', 'comment')  # what a remark that nobody should see is called in other programs
CLOSES = re.compile(r'[^\s()\[\]]*\)')  # a bracket that nothing opened
RUNS_ON = re.compile(r'[^\W\d_]{3,}')  # one letter or two may be an ending: [API](…)s


def named_links(text: Text) -> Iterator[Problem]:
    """Of two addresses with one name only the first would be followed; one that nothing uses is not shown."""
    seen, first = dict[str, int](), text.page.body_line
    used = {node.meta['label'] for node in text.page.reading.flat if node.type in ('link', 'image') and 'label' in node.meta}
    for node in text.page.reading.flat:
        line = first + node.line
        if node.type == 'definition':
            name = str(node.meta['id'])
            if name in seen:
                yield Problem(text.path, line, 'address-twice', {'name': node.meta['label'], 'line': str(seen[name])})
            elif name not in used and str(node.meta['label']).startswith('^'):  # a note, whose name has a space
                typed = f'[{node.meta["label"]}]'
                yield Problem(text.path, line, 'left-note', {'text': typed, 'near': typed.replace(' ', '-')})
            elif name not in used and str(node.meta['label']) in COMMENTS:  # a way to hide a remark
                typed = text.page.body.split('\n')[node.line]
                yield Problem(text.path, line, 'html-comment', {'text': shortened(typed)})
            elif name not in used:
                yield Problem(text.path, line, 'address-unused', {'name': node.meta['label'], 'target': node.meta['url']})
            seen.setdefault(name, line)
        elif node.type == 'link' and CITED.match(reading.text(node)):
            yield Problem(text.path, line, 'left-citation', {'text': shortened(str(node.meta['typed']))})
        elif node.type == 'link' and (runs_on := RUNS_ON.match(_behind(node))):
            words = reading.text(node)
            yield Problem(text.path, line, 'space-missing', {'text': f'{words}{runs_on[0]}', 'wanted': f'{words} {runs_on[0]}'})
        elif node.type == 'link' and NUMBERED.fullmatch(words := reading.text(node)) and not ELSEWHERE.match(str(node.attrs['href'])):
            yield Problem(text.path, line, 'number-by-hand', {'text': words})
        elif node.type == 'link' and (closes := CLOSES.match(_behind(node))) and '(' not in _before(node):
            yield Problem(
                text.path, line, 'link-bracket', {'text': shortened(f'{node.meta.get("typed") or reading.text(node)}{closes[0]}')}
            )


def _before(node: Node) -> str:
    """The words of the line that stand before a part of it."""
    siblings = node.parent.children if node.parent else []
    return ''.join(map(reading.text, siblings[: siblings.index(node)]))


def _behind(node: Node) -> str:
    """The words right behind a part of a line."""
    siblings = node.parent.children if node.parent else []
    after = siblings[siblings.index(node) + 1 :][:1]
    return str(after[0].content) if after and after[0].type == 'text' else ''
