"""A page as runs of words, each with its line: what the checks of language and layout read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from publishing.languages import LANGUAGES
from publishing.sources import reading
from publishing.sources.reading import Node
from publishing.sources.source import Source

Kind = Literal['front', 'heading', 'paragraph', 'item', 'quote', 'row', 'box', 'definition', 'note', 'caption', 'drawn', 'beside', 'file']
HOLDERS: dict[str, Kind] = {'list_item': 'item', 'blockquote': 'quote', 'footnote_reference': 'note', 'dd': 'definition'}
END = re.compile(r'(?<![\s.(]\b[A-Z])[.!?…]+["”’\')\]]*(?=\s+["“‘\'(\[]?[A-ZÀ-Ý0-9…`])|[ ]\|')  # a cell of a table ends with |
SHORT = {
    locale: re.compile(rf'(?:^|[\s(])(?:{"|".join(map(re.escape, held.abbreviations.split()))})[.]$', re.I)
    for locale, held in LANGUAGES.items()
}
REMEMBERED = 1024  # texts: several checks ask for the sentences of each passage of a page
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
ELSEWHERE = '…'  # what stands in for words that are not in the language of the page


@dataclass(frozen=True)
class Passage:
    """A run of words of one kind; its first line is line `line` of the file.

    `raw` is as typed, without the signs that open it. `words` is what a reader sees, a line for each line of the file: no marks, notes,
    addresses or attributes. `own` is the same in the language of the page: no code, no web address, nothing marked as another language.
    """

    kind: Kind
    line: int
    raw: str
    words: str
    own: str
    id: str = ''  # the name that its author gave it; the key of front matter

    def line_at(self, offset: int, text: str) -> int:
        """The line of the file at an offset in `words` or `own`."""
        return self.line + text.count('\n', 0, offset)


def passages(page: Source) -> list[Passage]:
    """Every passage of a page in the order of the file: what readers see of the front matter first."""
    told = ((key, str(page.meta[key])) for key in page.prose if isinstance(page.meta.get(key), str))
    front = [Passage('front', page.line_of(key), words, words, words, key) for key, words in told]
    return front + list(_blocks(page, page.reading.children, 'paragraph'))


def _blocks(page: Source, nodes: Sequence[Node], kind: Kind) -> Iterator[Passage]:
    first = page.body_line
    for number, node in enumerate(nodes):
        match node.type:
            case 'paragraph' if 'caption' in node.meta:
                yield _passage('caption', node, first)
            case 'paragraph':
                yield from _paragraph(kind if number == 0 or kind != 'item' else 'paragraph', node, first)
            case 'heading':
                yield _passage('heading', node, first)
            case 'title':
                yield _passage('box', node, first)
            case 'dt':
                yield _passage('paragraph', node, first)
            case 'tr' if reading.text(node).strip():
                yield _row(node, first)
            case 'tr':
                continue
            case 'fence' if reading.language(node.info) == reading.DIAGRAM:
                yield from _drawn(page, node)
            case _:
                yield from _blocks(page, node.children, HOLDERS.get(node.type, kind))


def _drawn(page: Source, node: Node) -> Iterator[Passage]:
    """What a diagram says, in words and in itself; of one that can't be drawn another check tells."""
    from publishing.pictures import diagram  # imported late: it brings what letters need, and most pages have none

    line, described = page.body_line + node.line, diagram.described(node.info)
    yield Passage('drawn', line, described, described, described)
    with suppress(diagram.Undrawable):
        for label in diagram.labels(page, node.content):
            yield Passage('drawn', line + 1 + label.line, label.words, label.words, label.words)


def _passage(kind: Kind, node: Node, first: int) -> Passage:
    line = node.children[0]
    words, own = _both(line.children)
    own = ELSEWHERE if 'lang' in node.attrs else own
    return Passage(kind, first + node.line, line.content, words, own, str(node.attrs.get('id', '')))


def _paragraph(kind: Kind, node: Node, first: int) -> Iterator[Passage]:
    """A paragraph; lines that all begin with a bar are meant as a table."""
    lines = node.children[0].content.split('\n')
    if not all(line.startswith('|') for line in lines):
        yield _passage(kind, node, first)
        return
    words, own = (said.split('\n') for said in _both(node.children[0].children))
    whole = len(words) == len(own) == len(lines)  # what is marked may run on in the next line
    for number, line in enumerate(lines):
        said = (words[number][1:], own[number][1:]) if whole else (line[1:], line[1:])
        yield Passage('row', first + node.line + number, line[1:], *said)


def _row(node: Node, first: int) -> Passage:
    cells = [cell.children[0] for cell in node.children]
    words, own = (''.join(f' {said} |' for said in which) for which in zip(*(_both(cell.children) for cell in cells), strict=True))
    return Passage('row', first + node.line, ' | '.join(cell.content for cell in cells), words, own)


def _both(nodes: Sequence[Node]) -> tuple[str, str]:
    """The words, and those of them in the language of the page: the same in what is one text, as nearly all is."""
    if len(nodes) == 1 and nodes[0].type == 'text':
        return nodes[0].content, nodes[0].content
    return ''.join(_words(nodes)), ''.join(_words(nodes, own=True))


def _words(nodes: Sequence[Node], *, own: bool = False) -> Iterator[str]:
    for node in nodes:
        match node.type:
            case _ if own and (node.type in ('code_inline', 'web_address') or 'lang' in node.attrs):
                yield ELSEWHERE
            case 'text':
                yield node.content
            case 'code_inline':
                yield f'`{node.content}`'
            case 'softbreak' | 'hardbreak':
                yield '\n'
            case 'link' if not node.children:
                yield ELSEWHERE
            case _:
                yield from _words(node.children, own=own)


@functools.lru_cache(maxsize=REMEMBERED)
def sentences(text: str, locale: str) -> list[tuple[int, str]]:
    """Each sentence in a text with its offset; abbreviations and initials end none."""
    found, start = list[tuple[int, str]](), 0
    for match in END.finditer(text):
        if not SHORT[locale].search(text[max(start, match.start() - 12) : match.end()]):
            found.append((start, text[start : match.end()]))
            start = match.end()
    return [*found, (start, text[start:])]
