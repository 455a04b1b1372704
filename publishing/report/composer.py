"""A report: chapters of docs/, texts of its own, glossary and sources, put together for one form: paper, book or web page."""

from __future__ import annotations

import copy
import functools
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from publishing import cache, markdown
from publishing.dates import written
from publishing.formats import citing
from publishing.formats.bibliography import Bibliography, Unstyled
from publishing.formats.citing import Cited
from publishing.languages import ORIGINAL
from publishing.markdown.blocks import generated_list
from publishing.markdown.citations import is_about
from publishing.markdown.context import PageContext
from publishing.pictures import drawing, qr
from publishing.report import blocks, changes, page_number, record
from publishing.report.blocks import Block
from publishing.report.changes import Told
from publishing.report.form import BOOK, PRINT, Form
from publishing.report.fragment import AT, Fragment, place_of
from publishing.sources import editions, stamps, translation, version
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.numbered_things import LISTED
from publishing.sources.report_source import ReportSource
from publishing.sources.schema import Report
from publishing.sources.sections import Section
from publishing.sources.settings import Settings
from publishing.sources.source import Source
from publishing.sources.version import Version
from publishing.words import words

TEMPLATES = tuple(Path(__file__).parent / name for name in ('paper', 'book'))
STYLES = ('publishing/print/fonts.css', 'overrides/assets/style/tokens.css', 'publishing/print/report.css')
PRINTED_CHANGES = 900  # words, of about two pages
PRINTED_NUMBERS = 40  # rows

Converted = Mapping[tuple[str, str, str], etree.Element]  # path of a page, medium and root → its text, for the other forms


@dataclass
class Entry:
    """A line of the contents or of the list of tables or figures: where it points and what it says."""

    id: str
    number: str
    title: Markup
    inner: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class InShort:
    """A source of a chapter in few words: its place in the list of all sources, who and when, and the notes that hold it in full."""

    id: str
    who: Markup
    when: str
    notes: list[str]


@dataclass
class Part:
    """A piece of the report on its own pages: a chapter (with a number) or a text before or after the chapters."""

    id: str
    number: str
    title: str
    body: Markup
    source: Source | None = None
    kind: str = 'chapter'
    lang: str = ''  # where it is not that of the report
    notes: Markup = Markup('')  # list items, where notes do not stand at the page foot
    sources: list[InShort] = field(default_factory=list)


@dataclass
class Document:
    """One report in one language, ready to render. `html` names no path of a machine: same sources, same text, anywhere."""

    slug: str
    locale: str
    report: Report
    version: Version
    html: str
    pages: list[Source] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)  # page name, and page name#section → its id
    converted: Converted = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File name without folder: `<slug>.<locale>.pdf`; that of an edition says which."""
        return f'{self.slug}{"" if self.version.is_working else f"-{self.version.edition}"}.{self.locale}.pdf'

    def starts(self, places: Mapping[str, int]) -> dict[str, int]:
        """Page name, and page name#section → the page of the PDF on which it begins, where that is among the places."""
        return {name: places[id] for name, id in self.named.items() if id in places}


class Composer:
    """Puts one report together in one language and one form."""

    def __init__(self, catalogue: Catalogue, held: ReportSource, locale: str, form: Form, called: Version, converted: Converted):
        self.version = called
        self.catalogue, self.held, self.locale, self.form = catalogue, held, locale, form
        self.report = held.report
        self.bibliography = Bibliography(catalogue.root, catalogue.reference_by_id, locale)
        self.numbers = catalogue.numbering.within(held)
        self.annexes = catalogue.settings.ours.pages.glossary or 'index'  # the page that the annexes stand in for
        self.cited: set[str] = set()
        self.entries: dict[str, list[Entry]] = {'contents': [], **{thing.listed: [] for thing in LISTED}}
        self.pages: list[Source] = []
        self.named: dict[str, str] = {}
        self.late: dict[str, list[Markup]] = {}  # 'missing', 'behind' or 'unchecked' → the chapters and texts of which that is so
        self.sections: list[Section] = []
        self.converted = dict(converted)
        self.notes = 0  # so far in this chapter
        self.noted: list[tuple[str, str]] = []  # the name and number of each note of this chapter
        self.tells_changes = True

    def compose(self) -> Composed:
        """All parts in their order."""
        front = [self._text(text) for text in self.held.texts_in(self.locale)]
        chapters = [self._chapter(chapter.page, chapter.sections) for chapter in self.report.chapters]
        back = list(self._back(''.join(part.body for part in [*front, *chapters])))
        return self._composed(front, chapters, back)

    def chapter(self, name: str) -> Composed:
        """One chapter alone, numbered as in the whole report."""
        sections = next(chapter.sections for chapter in self.report.chapters if chapter.page == name)
        return self._composed([], [self._chapter(name, sections)], [])

    def _composed(self, front: list[Part], chapters: list[Part], back: list[Part]) -> Composed:
        return Composed(
            self.catalogue.root, self.catalogue.settings, self.held.slug, self.locale, self.report, self.version, self.form, tuple(front),
            tuple(chapters), tuple(back), self.entries, self.late, tuple(self.sections), tuple(self.pages), self.named, self.converted,
        )  # fmt: skip

    def _text(self, text: Source) -> Part:
        """A text that stands only in the report; its title is in the contents, its headings are not."""
        name = text.name
        self.notes = 0
        notice, lang = self._notice(text, ''), self._lang(text)
        fragment = self._fragment(text)
        fragment.demote(self.form.level - 1)
        self._list('contents', name, '', text.text('title'), lang=lang)
        return Part(name, '', text.text('title'), notice + fragment.html(), kind='front', lang=lang, notes=fragment.endnotes)

    def _chapter(self, name: str, sections: list[str]) -> Part:
        page = self._page(name)
        place, number = place_of(name), self.numbers[name]
        self._list('contents', place, number, page.text('title'), lang=self._lang(page))
        self.notes, self.noted = 0, []
        notice = self._notice(page, number)
        body, notes = self._body(page, self.form.level)
        for section in sections:
            held = self._page(section)
            self._list('contents', place_of(section), self.numbers[section], held.text('title'), inner=True, lang=self._lang(held))
            heading = Markup('<h{0} id="{1}"><span class="number">{2}</span> {3}</h{0}>').format(
                self.form.level + 1, place_of(section), self.numbers[section], held.text('title')
            )
            text, more = self._body(held, self.form.level + 1)
            body += Markup('<section class="page"{}>').format(_lang_attribute(self._lang(held))) + heading
            body += self._notice(held, self.numbers[section]) + text + Markup('</section>')
            notes += more
        sources = self._sources_of(page, sections)
        return Part(place, number, page.text('title'), notice + body, page, lang=self._lang(page), notes=notes, sources=sources)

    def _sources_of(self, page: Source, sections: list[str]) -> list[InShort]:
        """The sources of one chapter, by author and year."""
        pages = [page, *filter(None, (self.catalogue.page(name, self.locale) for name in sections))]
        keys = set[str]().union(*map(self.catalogue.cited, pages))
        return [self._in_short(key) for key in self.bibliography.sorted_keys(keys)]

    def _in_short(self, key: str) -> InShort:
        who, lang, when = self.bibliography.short(key)
        return InShort(
            place_of(self.annexes, key), _spoken(who, lang), when, [number for name, number in self.noted if is_about(name, key)]
        )

    def _page(self, name: str) -> Source:
        page = self.catalogue.page(name, self.locale)
        if page is None:
            raise KeyError(name)
        self.pages.append(page)
        self.named[name] = place_of(name)
        return page

    def _body(self, page: Source, level: int) -> tuple[Markup, Markup]:
        """The text of a page whose title is a heading of this level, and its notes where they do not stand at the page foot."""
        fragment = self._fragment(page)
        fragment.demote(level - 1)
        self.named |= fragment.places()
        for heading in fragment.headings(self.form.level + 1):
            self._list('contents', heading.id, heading.number, heading.title, inner=True, lang=self._lang(page))
        for thing in LISTED:
            for caption in fragment.captions(thing):
                self._list(thing.listed, caption.id, caption.number, caption.title, lang=self._lang(page))
        return fragment.html(), fragment.endnotes

    def _fragment(self, page: Source) -> Fragment:
        context = PageContext(page, self.catalogue, self.bibliography, self.form.medium, self.numbers, self.form.root)
        self.cited |= self.catalogue.cited(page)
        key = (page.path, self.form.medium, self.form.root)
        if key not in self.converted:
            self.converted[key] = markdown.convert(context, functools.partial(_tell_places, page))
        fragment = Fragment(copy.deepcopy(self.converted[key]), context, self.form, self.notes)
        self.notes = fragment.notes
        self.noted += fragment.noted
        self._keep_sections(page, fragment)
        return fragment

    def _keep_sections(self, page: Source, fragment: Fragment) -> None:
        """The text by section, named as the report names its places."""
        own = page.name if page.name not in self.numbers else place_of(page.name)
        for section in fragment.sections:
            number = section.number if section.id else self.numbers.get(page.name, '')
            named = {
                'id': place_of(own, section.id), 'number': number, 'title': section.title or page.text('title'), 'lang': self._lang(page),
            }  # fmt: skip
            self.sections.append(section.model_copy(update=named))

    def _lang(self, page: Source) -> str:
        """The language of a text that stands in for its translation, else ''."""
        return page.locale if page.locale != self.locale else ''

    def _notice(self, page: Source, number: str) -> Markup:
        """What a reader must know of a text that is not translated, or whose original has changed since; '' when it is in step."""
        held = translation.of(self.catalogue, page)
        state = 'missing' if self._lang(page) else held.state if held else 'complete'
        if state == 'complete':
            return Markup('')
        word = words('print', self.locale)
        self.late.setdefault(state, []).append(_spoken(f'{number} {page.text("title")}'.strip(), self._lang(page)))
        named = {stamps.FRONT: word['section-front'], stamps.INTRO: word['section-intro']}
        titles = [
            _spoken(named.get(change.key, change.title), ORIGINAL if change.foreign and change.key not in named else '')
            for change in (held.changes if held else ())
        ]
        changed = Markup('; ').join(titles)
        text = Markup(word[f'chapter-{state}']).format(changed)
        return Markup('<p class="behind" lang="{}">{}</p>').format(self.locale, text)

    def _list(self, kind: str, id: str, number: str, title: str, inner: bool = False, lang: str = '') -> None:
        entry = Entry(id, number, _spoken(title, lang))
        held = self.entries[kind]
        (held[-1].inner if inner else held).append(entry)

    def _back(self, text: str) -> Iterator[Part]:
        """Glossary of the terms that occur in the text, the sources that it cites, and what changed since the edition before."""
        word = words('print', self.locale)
        context = PageContext(
            Source(f'docs/{self.annexes}', Path(), self.annexes, self.locale), self.catalogue, self.bibliography,
            self.form.medium, self.numbers,
        )  # fmt: skip
        spoken = text.casefold()
        terms = {
            id: term
            for id, term in self.catalogue.terms_by_id.items()
            if any(form.casefold() in spoken for form in term.forms(self.locale))
        }
        if self.report.glossary and terms:
            yield self._annex('begrippen', word['glossary'], word['glossary-intro'], generated_list(context, 'terms', terms=terms), context)
        yield self._annex('bronnen', word['sources'], word['sources-intro'], generated_list(context, 'sources', keys=self.cited), context)
        before = editions.base(self.catalogue.editions_of(self.held.slug), self.report.edition, self.report.status)
        if before is not None and self.tells_changes:
            yield self._changes(before)

    def _annex(self, id: str, title: str, intro: str, tree: Any, context: PageContext) -> Part:
        self._list('contents', id, '', title)
        holder = etree.Element('div')
        holder.append(tree)
        fragment = Fragment(holder, context, self.form)
        fragment.demote(self.form.level - 1)
        return Part(id, '', title, Markup('<p>{}</p>').format(intro) + fragment.html(), kind='annex')

    def _changes(self, before: Edition) -> Part:
        """What changed since an edition; where that is too much for paper, how much, and where all of it can be read."""
        word = words('changes', self.locale)
        title = word['annex'].format(edition=before.facts.edition)
        self._list('contents', 'wijzigingen', '', title)
        told = since(self.catalogue, self.held.slug, self.locale, before)
        address = self.catalogue.settings.page_address(editions.changes_page(before, self.report.edition), self.locale)
        given = told.shown(
            self.locale, word['number-now'], self.report.note, to='', rows=PRINTED_NUMBERS,
            address='' if told.size() <= PRINTED_CHANGES else address,
        )  # fmt: skip
        given |= {'level': self.form.level + 1, 'form': self.form}
        return Part('wijzigingen', '', title, Markup(environment().get_template('changes.html').render(given)), kind='annex')


def _tell_places(page: Source, root: etree.Element, starts: list[tuple[int, etree.Element]]) -> None:
    """Each block of a text says where it stands in the sources."""
    for line, block in starts:
        block.set(AT, f'{page.path}:{page.body_line + line}')


@dataclass(frozen=True)
class Composed:
    """A report as its parts, put together in one language and one form. Of a chapter alone, the parts before and after are empty."""

    root: Path
    settings: Settings
    slug: str
    locale: str
    report: Report
    version: Version
    form: Form
    front: tuple[Part, ...]
    chapters: tuple[Part, ...]
    back: tuple[Part, ...]
    entries: Mapping[str, list[Entry]]  # `contents`, and a list for each kind of caption
    late: Mapping[str, list[Markup]]
    sections: tuple[Section, ...]
    pages: tuple[Source, ...]
    named: Mapping[str, str]  # page name, and page name#section → its id
    converted: Converted

    @functools.cached_property
    def fingerprint(self) -> str:
        """The same for the same text, whatever the form."""
        return cache.digest([section.model_dump_json() for section in self.sections])[:12]

    @functools.cached_property
    def cited(self) -> Cited:
        """How to cite the report."""
        return citing.of_text(self.settings, self.slug, self.report, self.version, self.locale)

    @property
    def parts(self) -> list[Part]:
        """All parts in reading order."""
        return [*self.front, *self.chapters, *self.back]

    def render(self, template: str, **more: Any) -> str:
        """The report by one of our templates."""
        ours = self.settings.ours
        word = ours.words('print', self.locale)
        given = {
            'report': self.report, 'version': self.version, 'slug': self.slug, 'locale': self.locale, 'word': word, 'form': self.form,
            'front': self.front, 'chapters': self.chapters, 'back': self.back, 'entries': self.entries, 'fingerprint': self.fingerprint,
            'listed': [thing for thing in LISTED if self.entries[thing.listed]],
            'late': self.late, 'written': written, 'settings': self.settings, 'styles': STYLES,
            'cited': self.cited, 'to': '#{}'.format,
            'record': record.of(self.report, self.version, self.settings, self.cited.address, self.locale),
        }  # fmt: skip
        return environment().get_template(template).render(given | more)


def composed(
    catalogue: Catalogue, slug: str, locale: str, form: Form, converted: Converted | None = None, *, freezing: bool = False
) -> Composed:
    """The report `slug` in one locale and form; call after the checks.

    It is the working text, or the edition that report.yml names (`freezing`). `converted` is what another form of the same report and
    locale made of the pages, from the same catalogue. Raises ProblemsFound when a page holds HTML that can't be read.
    """
    held = catalogue.reports[slug]
    called = version.to_freeze(held.report) if freezing else version.working(catalogue, slug)
    return Composer(catalogue, held, locale, form, called, converted or {}).compose()


def rehearsed(catalogue: Catalogue, slug: str, locale: str) -> Document:
    """The working text as a Document whose sources have no style and that tells no changes: what it can't be made of, this finds too."""
    composer = Composer(catalogue, catalogue.reports[slug], locale, PRINT, version.working(catalogue, slug), {})
    composer.bibliography = Unstyled(catalogue.root, catalogue.reference_by_id, locale)
    composer.tells_changes = False
    return document(composer.compose())


@functools.lru_cache(maxsize=4)  # each form of a report in turn asks for the same
def since(catalogue: Catalogue, slug: str, locale: str, before: Edition) -> Told:
    """What differs between an edition and the text as it is in the sources. A story that may no longer be read is not named."""
    return changes.told(before, text_of(catalogue, slug, locale), version.facts(catalogue, slug), locale, set(catalogue.names()))


def text_of(catalogue: Catalogue, slug: str, locale: str) -> list[Block]:
    """The text of a report as it is in the sources, as the blocks of its book."""
    composer = Composer(catalogue, catalogue.reports[slug], locale, BOOK, version.working(catalogue, slug), {})
    composer.tells_changes = False
    held = composer.compose()
    word = held.settings.ours.words('print', locale) | words('book', locale)
    pages = [held.render('chapter.xhtml', part=part, body=part.body, notes=part.notes, kind='', word=word).strip() for part in held.parts]
    return blocks.of_xhtml(pages, lambda name: (catalogue.root / name.lstrip('/')).read_bytes())


def chapter(catalogue: Catalogue, slug: str, locale: str, name: str) -> Composed:
    """The chapter of a page alone, for paper, numbered as in the whole report; what `composed` says of problems holds here too."""
    return Composer(catalogue, catalogue.reports[slug], locale, PRINT, version.working(catalogue, slug), {}).chapter(name)


def compose(catalogue: Catalogue, slug: str, locale: str, *, freezing: bool = False) -> Document:
    """The report `slug` in one locale as a Document for the printer; call after the checks."""
    return document(composed(catalogue, slug, locale, PRINT, freezing=freezing))


def document(held: Composed) -> Document:
    """What was put together for paper, ready for the printer."""
    html = held.render('report.html')
    return Document(held.slug, held.locale, held.report, held.version, html, list(held.pages), dict(held.named), held.converted)


def _spoken(text: str, lang: str) -> Markup:
    """Words, with their language where it is not that of the report."""
    return Markup('<span{}>{}</span>').format(_lang_attribute(lang), text) if lang else Markup.escape(text)


def _lang_attribute(lang: str) -> Markup:
    return Markup(' lang="{}"').format(lang) if lang else Markup('')


@functools.cache
def environment() -> jinja2.Environment:
    """Our templates, and what they may ask."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals['qr'] = qr.svg
    made.globals['tokens'] = drawing.tokens
    made.globals['page_number'] = page_number.html
    made.filters['lower_first'] = citing.lower_first
    return made
