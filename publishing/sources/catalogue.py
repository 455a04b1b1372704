"""Everything that the sources hold, loaded once: pages by name and locale, reports, bibliography, terms, figures, labels."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from publishing import days, folders
from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources import consent, editions, file_names, publication_facts, said, settings, source
from publishing.sources.at_hand import AtHand
from publishing.sources.editions import Edition
from publishing.sources.front_matter import FrontMatter
from publishing.sources.history import History
from publishing.sources.numbering import Numbering
from publishing.sources.report_source import ReportSource
from publishing.sources.schema.data import Help, Reference, Term, WordList
from publishing.sources.settings import Settings
from publishing.sources.source import DATA, Source
from publishing.sources.typed_yaml import is_unreadable, nearest_line, read_yaml
from publishing.sources.validation import problems_in

FRONT_MATTER = 'build/cache/front-matter.json'


@dataclass
class DataFile:
    """A YAML data file: its entries with the line of each."""

    path: str
    entries: list[dict[str, Any]]
    lines: dict[str, int]
    broken: bool = False

    @functools.cached_property
    def ids(self) -> list[str]:
        """The ids of all entries, which every page asks for."""
        return [str(entry['id']) for entry in self.entries if entry.get('id')]


@dataclass(eq=False)
class Catalogue:
    """All sources under one root. `problems` holds what could not even be read."""

    root: Path
    settings: Settings
    pages: dict[tuple[str, str], Source] = field(default_factory=dict)
    reports: dict[str, ReportSource] = field(default_factory=dict)
    references: DataFile = field(default_factory=lambda: DataFile('', [], {}))
    terms: DataFile = field(default_factory=lambda: DataFile('', [], {}))
    helpers: DataFile = field(default_factory=lambda: DataFile('', [], {}))
    words: dict[str, list[str]] = field(default_factory=dict)  # locale or `both` → words that no dictionary need know
    problems: list[Problem] = field(default_factory=list)
    today: date = field(default_factory=lambda: days.today())  # for consent and law pages; fixed by tests
    history: History = field(default_factory=History)
    withheld: frozenset[str] = frozenset()  # names of the pages that admission left out
    broken_editions: frozenset[Path] = frozenset()  # folders of editions that a preview can't show
    withheld_files: frozenset[str] = frozenset()  # paths of the pictures and other files that only those pages use

    @functools.cached_property
    def editions(self) -> list[Edition]:
        """The frozen editions of all reports, the newest first."""
        return [edition for edition in editions.everything(self.root) if edition.folder not in self.broken_editions]

    def editions_of(self, slug: str) -> list[Edition]:
        """The frozen editions of one report, the newest first."""
        return [edition for edition in self.editions if edition.report == slug]

    def cited(self, page: Source) -> set[str]:
        """The keys of all sources of a page that the bibliography holds: those that its text cites and those that hold for all of it."""
        named = {citation.key for citation in page.outline.citations} | set(page.meta.get('sources', []))
        return named & self.reference_by_id.keys()  # the checks tell of any other; a preview shows the page all the same

    def not_in_notes(self, page: Source) -> set[str]:
        """Those of them that no note of the page tells."""
        return self.cited(page) - {citation.key for citation in page.outline.citations}

    @functools.cached_property
    def unread(self) -> set[str]:
        """The paths of all files that can't be read: what depends on them is not told of."""
        return {problem.path for problem in self.problems if is_unreadable([problem])}

    def names(self) -> list[str]:
        """Canonical names of all pages, sorted."""
        return sorted({name for name, _ in self.pages})

    def page(self, name: str, locale: str) -> Source | None:
        """The page in this locale, else the original, else None."""
        return self.pages.get((name, locale)) or self.pages.get((name, ORIGINAL))

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
    def numbering(self) -> Numbering:
        """The numbers that the reports give these pages."""
        return Numbering(self.reports, self.page)

    @functools.cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        """The bibliography; call after the checks."""
        return {entry['id']: Reference.model_validate(entry) for entry in self.references.entries}

    @functools.cached_property
    def terms_by_id(self) -> dict[str, Term]:
        """The glossary; call after the checks."""
        return {entry['id']: Term.model_validate(entry) for entry in self.terms.entries}

    @functools.cached_property
    def helpers_by_id(self) -> dict[str, Help]:
        """Whom readers can turn to; call after the checks."""
        return {entry['id']: Help.model_validate(entry) for entry in self.helpers.entries}


def load(root: Path, at_hand: AtHand | None = None) -> Catalogue:
    """Read every source under `root`, but what is `at_hand`; what can't be read ends in `problems`."""
    catalogue, at_hand = Catalogue(root, settings.read(root), history=History(root)), at_hand or AtHand()
    known, everything = FrontMatter(root / FRONT_MATTER), at_hand.is_empty
    for file in folders.files(root / 'docs', '**/*.md'):
        page = _read(catalogue, at_hand, file, 'docs', known)
        if page is not None and not (page.broken and (page.name, page.locale) in catalogue.pages):
            catalogue.pages[page.name, page.locale] = page
    if everything:
        known.keep()
    for file in folders.files(root / 'reports', '*/report.yml'):
        _load_report(catalogue, at_hand, file)
    for key, page in catalogue.pages.items():
        if page.meta.get('report'):
            catalogue.pages[key] = publication_facts.told(page, catalogue.reports, catalogue.editions)
    catalogue.references = _load_list(catalogue, at_hand, f'{DATA}/sources.yml', 'references')
    catalogue.terms = _load_list(catalogue, at_hand, f'{DATA}/terms.yml', 'terms')
    catalogue.helpers = _load_list(catalogue, at_hand, f'{DATA}/help.yml', 'help')
    catalogue.words = _load_words(catalogue, at_hand, f'{DATA}/words.yml')
    return catalogue


def _read(catalogue: Catalogue, at_hand: AtHand, file: Path, below: str, known: FrontMatter | None = None) -> Source | None:
    path = file.relative_to(catalogue.root).as_posix()

    def read() -> tuple[Source | None, list[Problem]]:
        page, problems = source.read(file, path, below, known)
        if page is not None and not consent.tells_of_a_person(page, catalogue.settings.ours.about_stories):
            page.outlines = at_hand.outlines
        return page, problems

    page, problems = at_hand.of(file, read)
    catalogue.problems += problems
    return page


def _load_report(catalogue: Catalogue, at_hand: AtHand, file: Path) -> None:
    data, lines, problems = _load_yaml(catalogue, at_hand, file)
    held = ReportSource(file.parent.name, file.relative_to(catalogue.root).as_posix(), said.typeset(data), lines, is_unreadable(problems))
    for words in folders.files(file.parent, '*.md'):
        page = _read(catalogue, at_hand, words, file.parent.relative_to(catalogue.root).as_posix())
        if page is not None:
            held.texts[page.name, page.locale] = page
    catalogue.reports[held.slug] = held


def _load_yaml(catalogue: Catalogue, at_hand: AtHand, file: Path) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """What stands in a YAML file, the line of each key, and what can't be read in it, which the catalogue then holds too."""
    path = file.relative_to(catalogue.root).as_posix()
    held = at_hand.of(file, lambda: read_yaml(file, path))
    catalogue.problems += held[2]
    return held


def _load_list(catalogue: Catalogue, at_hand: AtHand, path: str, key: str) -> DataFile:
    file = catalogue.root / path
    if not file.is_file():
        return DataFile(path, [], {}, broken=_is_misnamed(catalogue, file))
    data, lines, problems = _load_yaml(catalogue, at_hand, file)
    if is_unreadable(problems):
        return DataFile(path, [], {}, broken=True)
    entries = data.get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        rule = 'not-list' if entries else 'missing-key'
        catalogue.problems.append(
            Problem(path, lines.get(key, 1), rule, {'key': key, 'value': str(entries)[:60], 'entry': str(entries)[:60]})
        )
        return DataFile(path, [], {}, broken=True)
    return DataFile(path, said.typeset(entries), lines)


def _is_misnamed(catalogue: Catalogue, file: Path) -> bool:
    """Whether the file that is not there stands beside its place under nearly its name: that is told, and nothing that follows."""
    alike = file_names.alike(file)
    if alike is not None:
        catalogue.problems.append(Problem(alike.relative_to(catalogue.root).as_posix(), 1, 'data-file-name', {'wanted': file.name}))
    return alike is not None


def _load_words(catalogue: Catalogue, at_hand: AtHand, path: str) -> dict[str, list[str]]:
    """The words of our own by locale, or `both`; what is wrong with the file is a problem, and its words are then not known."""
    file = catalogue.root / path
    if not file.is_file():
        _is_misnamed(catalogue, file)
        return {}
    data, lines, unread = _load_yaml(catalogue, at_hand, file)
    if is_unreadable(unread):
        return {}
    catalogue.problems += problems_in(WordList, data, path, lambda key: nearest_line(lines, key))
    return {key: [str(word) for word in held] for key, held in data.items() if isinstance(held, list)}
