"""Everything that the sources hold, loaded once: pages by name and locale, reports, bibliography, terms, figures, labels."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from publishing import days, folders
from publishing.problems import Problem
from publishing.sources import consent, settings, source
from publishing.sources import outline as outlines
from publishing.sources.consent import Output
from publishing.sources.labels import Counts, Label, order, passage_labels, passages_of, section_numbers
from publishing.sources.outline import Outline
from publishing.sources.schema import Reference, Report, Term, WordList
from publishing.sources.settings import Settings
from publishing.sources.source import DATA, FrontMatter, Source
from publishing.sources.validation import problems_in

FRONT_MATTER = 'build/cache/front-matter.json'


@dataclass
class ReportSource:
    """reports/<slug>/: its report.yml and the texts that stand only in the report (by name and locale)."""

    slug: str
    path: str
    data: dict[str, Any]
    lines: dict[str, int]
    broken: bool = False
    texts: dict[tuple[str, str], Source] = field(default_factory=dict)

    @functools.cached_property
    def report(self) -> Report:
        """The validated report.yml; call after the checks."""
        return Report.model_validate(self.data)

    def chapter_names(self) -> list[str]:
        """The pages that are chapters."""
        chapters = self.data.get('chapters')
        return [str(chapter.get('page')) for chapter in (chapters if isinstance(chapters, list) else []) if isinstance(chapter, dict)]

    def without(self, names: Container[str]) -> ReportSource:
        """The report without these pages: a chapter goes with its sections, a section by itself. Call after the checks."""
        if not any(name in names for name, _ in self.page_names()):
            return self
        chapters = [
            chapter | {'sections': [name for name in chapter.get('sections') or [] if name not in names]}
            for chapter in self.data['chapters']
            if chapter['page'] not in names
        ]
        return replace(self, data=self.data | {'chapters': chapters})

    def page_names(self) -> Iterator[tuple[str, int]]:
        """Every page that the report names, sections included, with its line."""
        chapters = self.data.get('chapters')
        for number, chapter in enumerate(chapters if isinstance(chapters, list) else []):
            if not isinstance(chapter, dict):
                continue
            yield str(chapter.get('page', '')), self.lines.get(f'chapters.{number}.page', 1)
            sections = chapter.get('sections')
            for index, name in enumerate(sections if isinstance(sections, list) else []):
                yield str(name), self.lines.get(f'chapters.{number}.sections.{index}', 1)


@dataclass
class DataFile:
    """A YAML data file: its entries with the line of each."""

    path: str
    entries: list[dict[str, Any]]
    lines: dict[str, int]
    broken: bool = False

    def ids(self) -> list[str]:
        """The ids of all entries."""
        return [str(entry['id']) for entry in self.entries if entry.get('id')]


@dataclass
class Catalogue:
    """All sources under one root. `problems` holds what could not even be read."""

    root: Path
    settings: Settings
    pages: dict[tuple[str, str], Source] = field(default_factory=dict)
    reports: dict[str, ReportSource] = field(default_factory=dict)
    references: DataFile = field(default_factory=lambda: DataFile('', [], {}))
    terms: DataFile = field(default_factory=lambda: DataFile('', [], {}))
    words: dict[str, list[str]] = field(default_factory=dict)  # locale or `both` → words that no dictionary need know
    problems: list[Problem] = field(default_factory=list)
    today: date = field(default_factory=lambda: days.today())  # for consent and law pages; fixed by tests
    outlines: dict[str, Outline] = field(default_factory=dict)
    converted: dict[tuple[str, ...], str] = field(default_factory=dict)  # by report.Composer: no page is converted twice

    withheld: frozenset[str] = frozenset()  # names of the pages that `admitted` left out
    withheld_files: frozenset[str] = frozenset()  # paths of the pictures and other files that only those pages use

    def admitted(self, *outputs: Output, day: date | None = None) -> Catalogue:
        """What may enter all these outputs on a day (`today` without one): no story outside its consent is in it, nor in its reports."""
        withheld = frozenset(consent.withheld(self.pages.values(), outputs, day or self.today))
        pages = {key: page for key, page in self.pages.items() if page.name not in withheld}
        reports = {slug: held.without(withheld) for slug, held in self.reports.items() if not withheld.issuperset(held.chapter_names())}
        texts = [text for held in reports.values() for text in held.texts.values()]
        gone = self.files_of(page for page in self.pages.values() if page.name in withheld) if withheld else set()
        files = frozenset(gone - self.files_of([*pages.values(), *texts]) if gone else ())
        return replace(self, pages=pages, reports=reports, withheld=self.withheld | withheld, withheld_files=self.withheld_files | files)

    def nowhere_files(self) -> frozenset[str]:
        """Files of stories that may enter no output at all today: nothing made of them may be kept."""
        return self.admitted('site').withheld_files & self.admitted('pdf').withheld_files

    @functools.cached_property
    def off_site(self) -> set[str]:
        """Names of the pages that may not be on the site today."""
        return consent.withheld(self.pages.values(), ['site'], self.today)

    def files_of(self, pages: Iterable[Source]) -> set[str]:
        """Paths from the root of the pictures and other files that these pages show or link to."""
        return {
            posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.target.partition('#')[0]))
            for page in pages
            for link in self.outline(page).links
            if link.target
            and '://' not in link.target
            and not link.target.startswith('#')
            and not link.target.partition('#')[0].endswith('.md')
        }

    def outline(self, page: Source) -> Outline:
        """The outline of a page, read once."""
        if page.path not in self.outlines:
            self.outlines[page.path] = outlines.outline(page.body, page.body_line)
        return self.outlines[page.path]

    def cited(self, page: Source) -> set[str]:
        """The keys of all sources of a page that the bibliography holds: those that its text cites and those that hold for all of it."""
        named = {citation.key for citation in self.outline(page).citations} | set(page.meta.get('sources', []))
        return named & self.reference_by_id.keys()  # the checks tell of any other; a preview shows the page all the same

    def renew(self, file: Path) -> bool:
        """Read one page again after a change; False when it needs more than that: nothing is then changed."""
        page, problems = source.read(file, file.relative_to(self.root).as_posix(), 'docs')
        if page is None or problems or page.meta.get('kind') == 'story' or (page.name, page.locale) not in self.pages or self.problems:
            return False
        self.pages[page.name, page.locale] = page
        self.outlines.pop(page.path, None)
        self.converted.clear()  # a paragraph more also changes the numbers of the pages after it
        self.__dict__.pop('off_site', None)
        vars(self).pop('numbers', None)
        return True

    def names(self) -> list[str]:
        """Canonical names of all pages, sorted."""
        return sorted({name for name, _ in self.pages})

    def page(self, name: str, locale: str) -> Source | None:
        """The page in this locale, else the original, else None."""
        return self.pages.get((name, locale)) or self.pages.get((name, source.ORIGINAL))

    def texts(self) -> Iterator[Source]:
        """Every Markdown file: the pages, then the texts that stand only in a report."""
        yield from self.pages.values()
        for held in self.reports.values():
            yield from held.texts.values()

    def twin(self, page: Source, locale: str) -> Source | None:
        """The same text in another language, None when there is none."""
        if page.path.startswith('docs/'):
            return self.pages.get((page.name, locale))
        slug = page.path.split('/')[1]
        return self.reports[slug].texts.get((page.name, locale)) if slug in self.reports else None

    def of_kind(self, kind: str, locale: str) -> list[Source]:
        """Pages of one kind in a locale, the original standing in where a translation is missing."""
        found = (self.page(name, locale) for name in self.names())
        return [page for page in found if page is not None and page.meta.get('kind', 'page') == kind]

    @functools.cached_property
    def numbers(self) -> dict[str, str]:
        """Page name → its number ('3' for a chapter, '3.2' for a page that is a section), from the first report that has it."""
        numbers: dict[str, str] = {}
        for held in reversed(self._series()):
            numbers |= self.numbers_in(held)
        return numbers

    @functools.cached_property
    def report_of(self) -> dict[str, ReportSource]:
        """Page name → the report that it takes its numbers from: the first of the series that holds it."""
        return {name: held for held in reversed(self._series()) for name in self.numbers_in(held)}

    def _series(self) -> list[ReportSource]:
        """All reports, by their number in the series."""
        return sorted(self.reports.values(), key=lambda held: int(number) if (number := str(held.data.get('number'))).isdigit() else 0)

    def before(self, name: str, numbers: Mapping[str, str]) -> Counts:
        """What is numbered in the chapter before a page: in the chapter's own page and in the sections before it."""
        own = order(numbers.get(name, ''))
        earlier = (other for other, number in numbers.items() if order(number) < own and order(number)[:1] == own[:1])
        pages = (self.page(other, source.ORIGINAL) for other in earlier)
        return sum((passages_of(self.outline(page)) for page in pages if page is not None), Counts())

    def numbers_in(self, held: ReportSource) -> dict[str, str]:
        """Page name → number within one report; the pages of a chapter are numbered on after the chapter's own sections."""
        numbers: dict[str, str] = {}
        chapters = held.data.get('chapters')
        for number, chapter in enumerate(chapters if isinstance(chapters, list) else [], 1):
            if not isinstance(chapter, dict):
                continue
            page = self.page(str(chapter.get('page')), source.ORIGINAL)
            own = sum(heading.level == 2 for heading in self.outline(page).headings) if page else 0
            numbers[str(chapter.get('page'))] = str(number)
            sections = chapter.get('sections')
            for index, name in enumerate(sections if isinstance(sections, list) else [], own + 1):
                numbers[str(name)] = f'{number}.{index}'
        return numbers

    def labels(self, page: Source, numbers: Mapping[str, str]) -> dict[str, Label]:
        """Everything in a page that has a number, by id; `numbers` holds the numbers of pages that have one."""
        number = numbers.get(page.name, '')
        prefix = f'{number}.' if number else ''
        found: dict[str, Label] = {}
        counts = {'table': 0, 'figure': 0}
        for caption in self.outline(page).captions:
            kind = 'table' if caption.table else 'figure'
            counts[kind] += 1
            if caption.id:
                found[caption.id] = Label(caption.id, kind, f'{prefix}{counts[kind]}', outlines.plain(caption.title))
        for heading_number, heading in section_numbers(self.outline(page), number):
            if heading.id:
                found[heading.id] = Label(heading.id, 'section', heading_number, outlines.plain(heading.title))
        return found | passage_labels(self.outline(page), number.partition('.')[0], self.before(page.name, numbers))

    @functools.cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        """The bibliography; call after the checks."""
        return {entry['id']: Reference.model_validate(entry) for entry in self.references.entries}

    @functools.cached_property
    def terms_by_id(self) -> dict[str, Term]:
        """The glossary; call after the checks."""
        return {entry['id']: Term.model_validate(entry) for entry in self.terms.entries}


def load(root: Path) -> Catalogue:
    """Read every source under `root`; what can't be read ends in `problems`."""
    catalogue = Catalogue(root, settings.read(root))
    known = FrontMatter(root / FRONT_MATTER)
    for file in folders.files(root / 'docs', '**/*.md'):
        page = _read(catalogue, file, 'docs', known)
        if page is not None:
            catalogue.pages[page.name, page.locale] = page
    known.keep()
    for file in folders.files(root / 'reports', '*/report.yml'):
        _load_report(catalogue, file)
    catalogue.references = _load_list(catalogue, f'{DATA}/sources.yml', 'references')
    catalogue.terms = _load_list(catalogue, f'{DATA}/terms.yml', 'terms')
    catalogue.words = _load_words(catalogue, f'{DATA}/words.yml')
    return catalogue


def _read(catalogue: Catalogue, file: Path, below: str, known: FrontMatter | None = None) -> Source | None:
    path = file.relative_to(catalogue.root).as_posix()
    page, problems = source.read(file, path, below, known)
    catalogue.problems += problems
    return page


def _load_report(catalogue: Catalogue, file: Path) -> None:
    path = file.relative_to(catalogue.root).as_posix()
    text, problems = source.read_text(file, path)
    data, lines, more = source.load_yaml(text, path)
    catalogue.problems += problems + more
    broken = any(problem.rule in source.UNREADABLE for problem in problems + more)
    held = ReportSource(file.parent.name, path, data, lines, broken)
    for words in folders.files(file.parent, '*.md'):
        page = _read(catalogue, words, file.parent.relative_to(catalogue.root).as_posix())
        if page is not None:
            held.texts[page.name, page.locale] = page
    catalogue.reports[held.slug] = held


def _load_list(catalogue: Catalogue, path: str, key: str) -> DataFile:
    file = catalogue.root / path
    if not file.is_file():
        return DataFile(path, [], {})
    text, problems = source.read_text(file, path)
    data, lines, more = source.load_yaml(text, path)
    catalogue.problems += problems + more
    if any(problem.rule in source.UNREADABLE for problem in problems + more):
        return DataFile(path, [], {}, broken=True)
    entries = data.get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        rule = 'not-list' if entries else 'missing-key'
        catalogue.problems.append(Problem(path, lines.get(key, 1), rule, {'key': key, 'value': str(entries)[:60]}))
        return DataFile(path, [], {}, broken=True)
    return DataFile(path, entries, lines)


def _load_words(catalogue: Catalogue, path: str) -> dict[str, list[str]]:
    """The words of our own by locale, or `both`; what is wrong with the file is a problem, and its words are then not known."""
    file = catalogue.root / path
    if not file.is_file():
        return {}
    text, problems = source.read_text(file, path)
    data, lines, more = source.load_yaml(text, path)
    catalogue.problems += problems + more
    catalogue.problems += problems_in(WordList, data, path, lambda key: source.nearest_line(lines, key))
    return {key: [str(word) for word in held] for key, held in data.items() if isinstance(held, list)}
