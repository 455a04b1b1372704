"""What a report's PDF has to hold: every sentence and every link of its sources, taken from the pages themselves.

Each page is converted on its own here, outside the putting together of the report: what gets lost there or in the
renderer is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from publishing import markdown
from publishing.formats.bibliography import Bibliography
from publishing.markdown.context import PageContext
from publishing.print.proof.reading import letters
from publishing.report.composed import Document
from publishing.report.form import PRINT
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source

# A sentence goes on through these; every other element, and each link, which print adds to, ends a piece of text.
INLINE = {'em', 'strong', 'b', 'i', 'code', 'abbr', 'q', 'cite', 'kbd', 'mark', 'sub', 'ins', 'del', 'small', 'dfn', 'span', 'tspan'}
VOID = {'br', 'hr', 'img', 'input', 'col', 'wbr'}
UNREAD = {'svg', 'script', 'style', 'desc'}
TYPED = 'diagram'  # the words in the drawing of such a figure are its author's
MARKS = {'footnote-ref', 'footnote-backref', 'headerlink'}  # numbers of notes, which differ in a report, and links of the screen
SENTENCE = re.compile(r'(?<=[.!?:])\s')


@dataclass(frozen=True)
class Sentence:
    """A piece of a page's text that print keeps together, with the path of its page."""

    path: str
    text: str


@dataclass(frozen=True)
class Expected:
    """What has to be found in a PDF. `links` are addresses, or names of places in the report after a `#`."""

    sentences: tuple[Sentence, ...] = ()
    links: tuple[str, ...] = ()


def expected(catalogue: Catalogue, document: Document) -> Expected:
    """The sentences and links of every page and text of a report; call after the checks."""
    held = catalogue.reports[document.slug]
    texts = [text for (_, locale), text in sorted(held.texts.items()) if locale == document.locale]
    bibliography = Bibliography(catalogue.root, catalogue.reference_by_id, document.locale)
    numbers = catalogue.numbering.within(held)
    sentences: list[Sentence] = []
    links = set(_Text.of(document.html).links)
    for page in [*texts, *document.pages]:
        text = _Text.of(str(markdown.inside(markdown.convert(PageContext(page, catalogue, bibliography, PRINT.medium, numbers)))))
        sentences += [Sentence(page.path, sentence) for sentence in (*_spoken(page), *text.sentences())]
        links |= {link for link in text.links if '://' in link or link.startswith('mailto:')}
    return Expected(tuple(dict.fromkeys(sentences)), tuple(sorted(links)))


def of_html(html: str, path: str) -> Expected:
    """The sentences and links of a document that is made of nothing else, each told at this path."""
    text = _Text.of(html.partition('<body')[2].partition('>')[2])
    return Expected(tuple(Sentence(path, sentence) for sentence in text.sentences()), tuple(sorted(set(text.links))))


def _spoken(page: Source) -> Iterator[str]:
    """What of the front matter stands in a report."""
    yield from (text for key in ('title', 'summary') for text in SENTENCE.split(page.text(key)) if text)


@dataclass
class _Text(HTMLParser):
    """The pieces of text and the links of HTML."""

    pieces: list[str] = field(default_factory=lambda: [''])
    links: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    figure: set[str] = field(default_factory=set)  # the classes of the last figure

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, html: str) -> _Text:
        text = cls()
        text.feed(html)
        text.close()
        return text

    def sentences(self) -> Iterator[str]:
        """Each sentence that holds a letter or digit."""
        for piece in self.pieces:
            yield from (' '.join(text.split()) for text in SENTENCE.split(piece) if letters(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = set((found.get('class') or '').split())
        if tag == 'a' and found.get('href') and not self.unread and not classes & MARKS:
            self.links.append(found['href'] or '')
        self.figure = classes if tag == 'figure' else self.figure
        is_typed = tag == 'svg' and TYPED in self.figure
        if tag not in VOID and (self.unread or (tag in UNREAD and not is_typed) or classes & MARKS):
            self.unread.append(tag)
        if tag not in INLINE or classes:
            self.pieces.append('')

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            self.unread.pop()
        elif tag not in INLINE or tag == 'span':  # which may have been a number or a label
            self.pieces.append('')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append('')

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces[-1] += data
