"""A page as runs of words, each with its line: what the checks of language and layout read."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from publishing.languages import LANGUAGES
from publishing.sources import spoken
from publishing.sources.code_spans import SPAN, without_code_blocks
from publishing.sources.numbered_things import CAPTIONED
from publishing.sources.outline import LINK, MARKED
from publishing.sources.source import Source

Kind = Literal['front', 'heading', 'paragraph', 'item', 'quote', 'row', 'box', 'definition', 'note', 'caption']
OPENINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ('heading', re.compile(r'#{1,6}[ ]*(?P<words>.*)')),
    ('item', re.compile(r'(?:[*+-]|\d+\.)[ ]+(?:\[[ xX]\][ ]+)?(?P<words>.*)')),
    ('quote', re.compile(r'>[ ]?(?P<words>.*)')),
    ('box', re.compile(r'(?:(?:!!!|\?\?\?\+?)[ ]*[\w-]+|===[!+]{0,2}[ ])[^"]*"?(?P<words>[^"]*)')),
    ('note', re.compile(r'\[\^[^\]]+\]:[ ]*(?P<words>.*)')),
    ('definition', re.compile(r':[ ]{1,3}(?P<words>.*)')),
    ('caption', re.compile(rf'(?:{"|".join(CAPTIONED)}):[ ]+(?P<words>.*)')),
    ('row', re.compile(r'\|(?P<words>.*)')),
)
OPEN = {*'#*+->!?=[:|', *(word[0] for word in CAPTIONED)}
ALONE = ('heading', 'box', 'row', 'caption')  # the next line is not part of these
SILENT = re.compile(r'///|[|:\- ]+$|\[[^\]^][^\]]*\]:[ ]*\S+|\*\[[^\]]+\]:|(?:[*_-][ ]*){3,}$')  # blocks, rules, addresses, abbreviations
FOREIGN = re.compile(r'(?:\*\*?[^*\n]+\*?\*|_[^_\n]+_|\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]*\])\{:?[^}\n]*\blang=[^}\n]*\}')
HIDDEN = re.compile(  # citations and notes, attributes, tags, addresses
    r'\[[@^][^\]\n]*\]|\{:?[ ]*[#.:\w][^}\n]*\}|<[^>\n]+>|(?:https?://|www\.)[^\s<>)\]]+'
)
MAY_HIDE = re.compile(r'[\[{<]|://|www\.')
END = re.compile(r'(?<![\s.(]\b[A-Z])[.!?…]+["”’\')\]]*(?=\s+["“‘\'(\[]?[A-ZÀ-Ý0-9…`])|[ ]\|')  # a cell of a table ends with |
SHORT = {
    locale: re.compile(rf'(?:^|[\s(])(?:{"|".join(map(re.escape, held.abbreviations.split()))})[.]$', re.I)
    for locale, held in LANGUAGES.items()
}
REMEMBERED = 1024  # texts: several checks ask for the sentences of each passage of a page
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


@dataclass(frozen=True)
class Passage:
    """A run of words of one kind. `raw` is as typed, without the signs that open it; its first line is line `line` of the file."""

    kind: Kind
    line: int
    raw: str

    @functools.cached_property
    def words(self) -> str:
        """What a reader sees, a line for each line of the file: no marks, notes, addresses or attributes."""
        return _plain(self.raw)

    @functools.cached_property
    def own(self) -> str:
        """The words in the language of the page: no code, nothing marked as another language."""
        if '`' not in self.raw and 'lang=' not in self.raw:
            return self.words
        return _plain(FOREIGN.sub('…', SPAN.sub('…', self.raw)))

    def line_at(self, offset: int, text: str) -> int:
        """The line of the file at an offset in `words` or `own`."""
        return self.line + text.count('\n', 0, offset)


def _plain(raw: str) -> str:
    text = LINK.sub(lambda match: (match['text'] or '…') + '\n' * match['target'].count('\n'), raw) if '](' in raw else raw
    text = HIDDEN.sub('', text) if MAY_HIDE.search(text) else text
    for _ in range(2):  # emphasis within emphasis
        if '*' in text or '_' in text:
            text = MARKED.sub(r'\2', text)
    return text


def passages(page: Source) -> list[Passage]:
    """Every passage of a page in the order of the file: what readers see of the front matter first."""
    front = [Passage('front', page.line_of(key), str(page.meta[key])) for key in spoken.PROSE if isinstance(page.meta.get(key), str)]
    return front + _body(without_code_blocks(page.body).split('\n'), page.body_line)


def _body(lines: list[str], first_line: int) -> list[Passage]:
    found: list[tuple[Kind, int, list[str]]] = []
    going_on = False  # whether the next line can belong to the last passage
    for number, line in enumerate(lines, first_line):
        line = line.strip()
        if not line or SILENT.match(line):
            going_on = False
            continue
        kind, words = _opening(line)
        if kind is not None and not (kind == 'quote' and going_on and found[-1][0] == 'quote'):
            found.append((kind, number, [words]))
        elif going_on:
            found[-1][2].append(words)
        else:
            found.append(('paragraph', number, [words]))
        going_on = found[-1][0] not in ALONE
    return [Passage(kind, number, '\n'.join(words)) for kind, number, words in found]


def _opening(line: str) -> tuple[Kind | None, str]:
    if line[0] in OPEN or line[0].isdigit():
        for kind, pattern in OPENINGS:
            match = pattern.match(line)
            if match is not None:
                return kind, match['words']
    return None, line


@functools.lru_cache(maxsize=REMEMBERED)
def sentences(text: str, locale: str) -> list[tuple[int, str]]:
    """Each sentence in a text with its offset; abbreviations and initials end none."""
    found, start = list[tuple[int, str]](), 0
    for match in END.finditer(text):
        if not SHORT[locale].search(text[max(start, match.start() - 12) : match.end()]):
            found.append((start, text[start : match.end()]))
            start = match.end()
    return [*found, (start, text[start:])]
