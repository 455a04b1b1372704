"""What a reader can search: the text of the built pages, by section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from publishing.report.soft_hyphens import SOFT
from publishing.site.search.terms import words

MARKED, LESS = etree.XPath('//*[@data-search]'), etree.XPath('descendant-or-self::*[@data-search-less]')
FACTS, NAMES = etree.XPath('.//*[@data-search-facts]//dd[not(@data-search-ignore)]'), etree.XPath('.//dl[@data-search-terms]/dt[@id]')
LEFT_OUT_TAGS = {'script', 'style', 'nav', 'form', 'noscript'}
LEFT_OUT_CLASSES = {'footnote', 'footnote-ref', 'headerlink', 'away', 'cards'}
HEADINGS = {'h2', 'h3'}
LISTED = '|'  # parts what stands in one attribute
WEIGHTS = {'title': 8.0, 'asked': 6.0, 'facts': 3.0, 'description': 2.0, 'heading': 6.0, 'text': 1.0}
SHORT = ('title', 'heading', 'asked')  # a word counts more in a short one
INLINE = {'a', 'abbr', 'b', 'cite', 'code', 'dfn', 'em', 'i', 'mark', 'q', 's', 'small', 'span', 'strong', 'sub', 'sup', 'wbr'}


class FoundPart(NamedTuple):
    """A heading and what stands below it; `page` of the PDF is 0 when there is none."""

    id: str
    heading: str
    text: str
    page: int


class FoundTerm(NamedTuple):
    """An entry of the glossary: how it is written, what else people type who mean it, and what it means."""

    id: str
    forms: list[str]
    definition: str
    is_everyday: bool
    asked: Sequence[str] = ()


@dataclass
class FoundPage:
    """One page; its first section is without id and heading, for what stands before any heading.

    `place` says in which report it stands too, '' when in none, with {} for the page. `asked` is what people type who look for it
    (notes.py), `facts` what its front matter says, `terms` what it explains. `readers` are those that it is for; for whom it is the
    entrance, `said_by` has the words by which such a reader tells of himself. It stands `apart` when it is for those who make the site.
    `counted` says how much each of its words counts by where it stands.
    """

    locale: str
    url: str
    title: str
    description: str
    counts_less: bool = False
    apart: bool = False
    place: str = ''
    facts: str = ''
    asked: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    said_by: dict[str, list[str]] = field(default_factory=dict)
    terms: list[FoundTerm] = field(default_factory=list)
    sections: list[FoundPart] = field(default_factory=list)
    counted: dict[str, float] = field(default_factory=dict)

    @classmethod
    def held(cls, fields: dict[str, Any]) -> FoundPage:
        """A page from its fields as JSON holds them."""
        terms, sections = [FoundTerm(*term) for term in fields['terms']], [FoundPart(*part) for part in fields['sections']]
        return cls(**fields | {'terms': terms, 'sections': sections})


def read(path: str, root: Any) -> FoundPage | None:
    """What can be searched of a page (file below the site, tree): what it marks with `data-search`; None when it marks nothing."""
    marked = MARKED(root)
    if not marked:
        return None
    page = _page(root, marked[0], path.removesuffix('index.html'))
    page.counted = _counted(page)
    return page


def _page(root: Any, article: Any, url: str) -> FoundPage:
    description = root.find('head/meta[@name="description"]')
    title = article.find('.//h1')
    return FoundPage(
        locale=root.get('lang'), url=url, title=_clean(title.xpath('string()') if title is not None else ''),
        description=description.get('content') if description is not None else '',
        counts_less=bool(LESS(article)),
        place=article.get('data-search-place', ''), apart='data-search-apart' in article.attrib,
        facts=' · '.join(_facts(article)), terms=list(_terms(article)),
        readers=_listed(article, 'data-search-for'), said_by=dict(_said_by(article)),
        sections=[section for section in _sections(article) if section.heading or section.text],
    )  # fmt: skip


def _counted(page: FoundPage) -> dict[str, float]:
    counted: dict[str, float] = defaultdict(float)
    for kind, text in _fields(page):
        for word, weight in weighed(kind, text):
            counted[word] += weight
    return counted


def weighed(kind: str, text: str) -> Iterator[tuple[str, float]]:
    """Each word of a text of a kind (of WEIGHTS), and how much it counts."""
    found = words(text)
    weight = WEIGHTS[kind] / ((len(found) or 1) ** 0.5 if kind in SHORT else 1)
    return ((word, weight) for word in found)


def _fields(page: FoundPage) -> Iterator[tuple[str, str]]:
    """Kind of text and text."""
    yield 'title', page.title
    yield 'description', page.description
    yield 'facts', page.facts
    for section in page.sections:
        yield 'heading', section.heading
        yield 'text', section.text


def _listed(element: Any, name: str) -> list[str]:
    return [text for text in element.get(name, '').split(LISTED) if text]


def _said_by(article: Any) -> Iterator[tuple[str, list[str]]]:
    """Reader and words: `parents: son daughter`."""
    for said in _listed(article, 'data-search-said-by'):
        name, _, told = said.partition(':')
        yield name, told.split()


def _facts(article: Any) -> Iterator[str]:
    """What a list of facts says: place, year, theme."""
    for fact in FACTS(article):
        yield _clean(fact.xpath('string()'))


def _terms(article: Any) -> Iterator[FoundTerm]:
    """The entries of a list of terms: each name with the first paragraph behind it."""
    for name in NAMES(article):
        forms = [_clean(name.xpath('string()')), *_listed(name, 'data-search-also')]
        definition = _clean(name.xpath('string(following-sibling::dd[1]/p[1])'))
        is_everyday = 'data-search-everyday' in name.attrib
        yield FoundTerm(name.get('id'), forms, definition, is_everyday)


def _sections(article: Any) -> Iterator[FoundPart]:
    """Each with its page of the PDF, or that of the section before it."""
    first, *others = article.get('data-search-pages', '0').split()
    pages = dict(other.split('=') for other in others)
    id, heading, text, page = '', '', '', first
    for kind, value in _pieces(article):
        if kind == 'heading':
            yield FoundPart(id, heading, _clean(text), int(page))
            id, heading, text = value.get('id', ''), _clean(''.join(text for _, text in _pieces(value))), ''
            page = pages.get(id, page)
        else:
            text += value
    yield FoundPart(id, heading, _clean(text), int(page))


def _pieces(element: Any) -> Iterator[tuple[str, Any]]:
    """Text, and headings that begin a section, in reading order; blocks are set apart by a space."""
    if element.text:
        yield 'text', element.text
    for child in element:
        if isinstance(child.tag, str) and not _left_out(child):
            if child.tag in HEADINGS and child.get('id'):
                yield 'heading', child
            else:
                yield from _pieces(child)
        yield 'text', (child.tail or '') if child.tag in INLINE else f' {child.tail or ""}'


def _left_out(element: Any) -> bool:
    classes = set(element.get('class', '').split())
    return element.tag in LEFT_OUT_TAGS or element.tag == 'h1' or 'data-search-ignore' in element.attrib or bool(classes & LEFT_OUT_CLASSES)


def _clean(text: str) -> str:
    return ' '.join(text.replace(SOFT, '').split())
