"""A report as its parts, for one form: chapters of docs/, texts of its own, glossary, sources and what changed."""

from __future__ import annotations

import copy
import functools
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publishing import markdown
from publishing.formats.bibliography import Bibliography
from publishing.languages import ORIGINAL
from publishing.markdown.blocks import generated_list
from publishing.markdown.citations import is_about
from publishing.markdown.context import PageContext
from publishing.report import templates
from publishing.report.changes import Told
from publishing.report.composed import Composed, Converted
from publishing.report.form import Form
from publishing.report.fragment import AT, Fragment, place_of
from publishing.report.parts import Entry, InShort, Part, lang_attribute, spoken
from publishing.sources import editions, stamps, translation
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.numbered_things import LISTED
from publishing.sources.report_source import ReportSource
from publishing.sources.sections import Section
from publishing.sources.source import Source
from publishing.sources.version import Version
from publishing.words import words

PRINTED_CHANGES = 900  # words, of about two pages
PRINTED_NUMBERS = 40  # rows


class Assembly:
    """Puts one report together in one language and one form."""

    def __init__(
        self, catalogue: Catalogue, held: ReportSource, locale: str, form: Form, called: Version, *,
        converted: Converted | None = None, bibliography: Bibliography | None = None, since: Callable[[Edition], Told] | None = None,
    ):  # fmt: skip
        self.version = called
        self.catalogue, self.held, self.locale, self.form = catalogue, held, locale, form
        self.report = held.report
        self.bibliography = bibliography or Bibliography(catalogue.root, catalogue.reference_by_id, locale)
        self.numbers = catalogue.numbering.within(held)
        self.annexes = catalogue.settings.ours.pages.glossary or 'index'  # the page that the annexes stand in for
        self.cited: set[str] = set()
        self.entries: dict[str, list[Entry]] = {'contents': [], **{thing.listed: [] for thing in LISTED}}
        self.pages: list[Source] = []
        self.named: dict[str, str] = {}
        self.late: dict[str, list[Markup]] = {}  # 'missing', 'behind' or 'unchecked' → the chapters and texts of which that is so
        self.sections: list[Section] = []
        self.converted = dict(converted or {})
        self.notes = 0  # so far in this chapter
        self.noted: list[tuple[str, str]] = []  # the name and number of each note of this chapter
        self.since = since

    def whole(self) -> Composed:
        """The report with all its parts in their order."""
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
            body += Markup('<section class="page"{}>').format(lang_attribute(self._lang(held))) + heading
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
        return InShort(place_of(self.annexes, key), spoken(who, lang), when, [number for name, number in self.noted if is_about(name, key)])

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
        self.late.setdefault(state, []).append(spoken(f'{number} {page.text("title")}'.strip(), self._lang(page)))
        named = {stamps.FRONT: word['section-front'], stamps.INTRO: word['section-intro']}
        titles = [
            spoken(named.get(change.key, change.title), ORIGINAL if change.foreign and change.key not in named else '')
            for change in (held.changes if held else ())
        ]
        changed = Markup('; ').join(titles)
        text = Markup(word[f'chapter-{state}']).format(changed)
        return Markup('<p class="behind" lang="{}">{}</p>').format(self.locale, text)

    def _list(self, kind: str, id: str, number: str, title: str, inner: bool = False, lang: str = '') -> None:
        entry = Entry(id, number, spoken(title, lang))
        held = self.entries[kind]
        (held[-1].inner if inner else held).append(entry)

    def _back(self, text: str) -> Iterator[Part]:
        """Glossary of the terms that occur in the text, the sources that it cites, and what changed since the edition before."""
        word = words('print', self.locale)
        context = PageContext(
            Source(f'docs/{self.annexes}', Path(), self.annexes, self.locale), self.catalogue, self.bibliography,
            self.form.medium, self.numbers,
        )  # fmt: skip
        said = text.casefold()
        terms = {
            id: term for id, term in self.catalogue.terms_by_id.items() if any(form.casefold() in said for form in term.forms(self.locale))
        }
        if self.report.glossary and terms:
            yield self._annex('begrippen', word['glossary'], word['glossary-intro'], generated_list(context, 'terms', terms=terms), context)
        yield self._annex('bronnen', word['sources'], word['sources-intro'], generated_list(context, 'sources', keys=self.cited), context)
        before = editions.base(self.catalogue.editions_of(self.held.slug), self.report.edition, self.report.status)
        if before is not None and self.since is not None:
            yield self._changes(before, self.since(before))

    def _annex(self, id: str, title: str, intro: str, tree: Any, context: PageContext) -> Part:
        self._list('contents', id, '', title)
        holder = etree.Element('div')
        holder.append(tree)
        fragment = Fragment(holder, context, self.form)
        fragment.demote(self.form.level - 1)
        return Part(id, '', title, Markup('<p>{}</p>').format(intro) + fragment.html(), kind='annex')

    def _changes(self, before: Edition, told: Told) -> Part:
        """What changed since an edition; where that is too much for paper, how much, and where all of it can be read."""
        word = words('changes', self.locale)
        title = word['annex'].format(edition=before.facts.edition)
        self._list('contents', 'wijzigingen', '', title)
        address = self.catalogue.settings.page_address(editions.changes_page(before, self.report.edition), self.locale)
        given = told.shown(
            self.locale, word['number-now'], self.report.note, to='', rows=PRINTED_NUMBERS,
            address='' if told.size() <= PRINTED_CHANGES else address,
        )  # fmt: skip
        given |= {'level': self.form.level + 1, 'form': self.form}
        return Part('wijzigingen', '', title, Markup(templates.environment().get_template('changes.html').render(given)), kind='annex')


def _tell_places(page: Source, root: etree.Element, starts: list[tuple[int, etree.Element]]) -> None:
    """Each block of a text says where it stands in the sources."""
    for line, block in starts:
        block.set(AT, f'{page.path}:{page.body_line + line}')
