"""A report: chapters of docs/, texts of its own, glossary and sources, as one HTML document for the printer."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from publishing import cache, markdown, pagenumbers
from publishing.bibliography import Bibliography
from publishing.catalogue import Catalogue, ReportSource
from publishing.dates import written
from publishing.fragment import Fragment, Place
from publishing.markdown.blocks import generated_list
from publishing.markdown.context import PageContext
from publishing.schema import Report
from publishing.source import Source
from publishing.words import words

TEMPLATES = Path(__file__).parent / 'print'
STYLES = ('publishing/print/fonts.css', 'overrides/assets/style/tokens.css', 'publishing/print/report.css')


@dataclass
class Entry:
    """A line of the contents or of the list of tables or figures: where it points and what it says."""

    id: str
    number: str
    title: Markup
    inner: list[Entry] = field(default_factory=list)


@dataclass
class Part:
    """A piece of the report on its own pages: a chapter (with a number) or a text before or after the chapters."""

    id: str
    number: str
    title: str
    body: Markup
    source: Source | None = None
    kind: str = 'chapter'


@dataclass
class Document:
    """One report in one language, ready to render. `html` names no path: same sources, same text, on any machine."""

    slug: str
    locale: str
    report: Report
    html: str
    pages: list[Source] = field(default_factory=list)

    @property
    def name(self) -> str:
        """File name without folder: `<slug>.<locale>.pdf`."""
        return f'{self.slug}.{self.locale}.pdf'


class Composer:
    """Puts one report together in one language."""

    def __init__(self, catalogue: Catalogue, held: ReportSource, locale: str):
        self.catalogue, self.held, self.locale = catalogue, held, locale
        self.report = held.report
        self.bibliography = Bibliography(catalogue.root, catalogue.reference_by_id, locale)
        self.numbers = catalogue.numbers_in(held)
        self.cited: set[str] = set()
        self.entries: dict[str, list[Entry]] = {'contents': [], 'tables': [], 'figures': []}
        self.pages: list[Source] = []
        self.notes = 0  # so far in this chapter

    def compose(self) -> Document:
        """The whole document; ProblemsFound when a page holds HTML that can't be read."""
        front = [self._text(name) for name in ('samenvatting', 'leeswijzer') if (name, self.locale) in self.held.texts]
        chapters = [self._chapter(chapter.page, chapter.sections) for chapter in self.report.chapters]
        back = list(self._back(''.join(part.body for part in [*front, *chapters])))
        fingerprint = cache.digest([*(part.body for part in [*front, *chapters, *back])])[:12]
        html = _environment().get_template('report.html').render(
            report=self.report, slug=self.held.slug, locale=self.locale, word=words('print', self.locale), front=front, chapters=chapters,
            back=back, entries=self.entries, fingerprint=fingerprint, written=written, settings=self.catalogue.settings,
            web=self.catalogue.settings.page_address(f'publicaties/{self.held.slug}', self.locale), styles=STYLES,
        )  # fmt: skip
        return Document(self.held.slug, self.locale, self.report, html, self.pages)

    def _text(self, name: str) -> Part:
        """A text that stands only in the PDF; its title is in the contents, its headings are not."""
        text = self.held.texts[name, self.locale]
        self.notes = 0
        fragment = self._fragment(text)
        self._list('contents', name, '', text.text('title'))
        return Part(name, '', text.text('title'), fragment.html(), kind='front')

    def _chapter(self, name: str, sections: list[str]) -> Part:
        page = self._page(name)
        place, number = Place.of(name), self.numbers[name]
        self._list('contents', place, number, page.text('title'))
        self.notes = 0
        body = self._body(page, 1)
        for section in sections:
            held = self._page(section)
            self._list('contents', Place.of(section), self.numbers[section], held.text('title'), inner=True)
            heading = Markup('<h2 id="{}"><span class="number">{}</span> {}</h2>').format(
                Place.of(section), self.numbers[section], held.text('title')
            )
            body += Markup('<section class="page">') + heading + self._body(held, 2) + Markup('</section>')
        return Part(place, number, page.text('title'), body, page)

    def _page(self, name: str) -> Source:
        page = self.catalogue.page(name, self.locale)
        if page is None:
            raise KeyError(name)
        self.pages.append(page)
        return page

    def _body(self, page: Source, level: int) -> Markup:
        fragment = self._fragment(page)
        fragment.demote(level - 1)
        for heading in fragment.headings(2):
            self._list('contents', heading.id, heading.number, heading.title, inner=True)
        for kind in ('tables', 'figures'):
            for caption in fragment.captions(kind):
                self._list(kind, caption.id, caption.number, caption.title)
        return fragment.html()

    def _fragment(self, page: Source) -> Fragment:
        context = PageContext(page, self.catalogue, self.bibliography, 'print', self.numbers)
        self.cited |= {citation.key for citation in self.catalogue.outline(page).citations}
        self.cited |= set(page.meta.get('sources', []))
        fragment = Fragment.read(markdown.convert(context), context, self.notes)
        self.notes = fragment.notes
        return fragment

    def _list(self, kind: str, id: str, number: str, title: str, inner: bool = False) -> None:
        entry = Entry(id, number, Markup.escape(title))
        held = self.entries[kind]
        (held[-1].inner if inner else held).append(entry)

    def _back(self, text: str) -> Iterator[Part]:
        """Glossary of the terms that occur in the text, and the sources that it cites."""
        word = words('print', self.locale)
        context = PageContext(
            Source('docs/begrippen/index', Path(), 'begrippen/index', self.locale), self.catalogue, self.bibliography, 'print', self.numbers
        )
        spoken = text.casefold()
        terms = {
            id: term
            for id, term in self.catalogue.terms_by_id.items()
            if any(form.casefold() in spoken for form in term.forms(self.locale))
        }
        if self.report.glossary and terms:
            yield self._annex('begrippen', word['glossary'], word['glossary-intro'], generated_list(context, 'terms', terms=terms), context)
        yield self._annex('bronnen', word['sources'], word['sources-intro'], generated_list(context, 'sources', keys=self.cited), context)

    def _annex(self, id: str, title: str, intro: str, tree: Any, context: PageContext) -> Part:
        self._list('contents', id, '', title)
        holder = etree.Element('div')
        holder.append(tree)
        fragment = Fragment(holder, context)
        return Part(id, '', title, Markup('<p>{}</p>').format(intro) + fragment.html(), kind='annex')


def compose(catalogue: Catalogue, slug: str, locale: str) -> Document:
    """The report `slug` in one locale as a Document; call after the checks."""
    return Composer(catalogue, catalogue.reports[slug], locale).compose()


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals['page_number'] = pagenumbers.stand_in
    environment.filters['lower_first'] = lambda text: text[:1].lower() + text[1:]
    return environment
