"""All checks before anything is written: each is a small generator of problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from publishing.cache import digest
from publishing.checks import causes, gone, layout, leftovers, plain, privacy
from publishing.checks.addresses import addresses, settings_lead
from publishing.checks.as_code import code_is_text
from publishing.checks.bibliography import bibliography, sources_there
from publishing.checks.contact import contact
from publishing.checks.days_in_text import days_in_text
from publishing.checks.diagrams import diagrams
from publishing.checks.figures import figures_differ
from publishing.checks.files import files, page_addresses, pages_in_assets, report_folders
from publishing.checks.joined_cells import joined_cells
from publishing.checks.lexicon import FILE as WORDS
from publishing.checks.lexicon import Lexicon
from publishing.checks.links import link_texts, links, links_in_code
from publishing.checks.lists import below_boxes, contents_by_hand, contents_with_pages, lists_whole, runs_on
from publishing.checks.lost import lost
from publishing.checks.memory import Memory, Tell, kept, surroundings
from publishing.checks.named_links import named_links
from publishing.checks.nav import alone, nav, settings_whole
from publishing.checks.near import placed
from publishing.checks.numbers_by_hand import numbers_by_hand
from publishing.checks.pages import (
    blocks,
    citations,
    day_of_name,
    front_matter,
    headings,
    law_pages,
    place_alone,
    place_as_written,
    publications,
    sources,
    texts_and_days,
)
from publishing.checks.pairs import in_step, missing_twin, twin_differs
from publishing.checks.parted import parted
from publishing.checks.pictures import pictures
from publishing.checks.reports import data_file, double_addresses, double_terms, report_file, report_text, series, undated_sources
from publishing.checks.signs import read_wrongly, signs
from publishing.checks.slips_of_typing import citations_apart, doubled, spaced, unclosed, unspaced
from publishing.checks.spelling import misspelled
from publishing.checks.stories import links_to_stories, stories, stories_in_report, themes
from publishing.checks.tables import captions, leaning, tables
from publishing.checks.terms import avoided_words, misplaced_terms, swapped_translations
from publishing.checks.text import Text, in_data, texts
from publishing.checks.titles import said_twice, titles
from publishing.checks.typed_citations import typed_citations
from publishing.checks.typed_html import html
from publishing.checks.unfinished import empty_points, said_again, unfinished
from publishing.checks.untranslated import untranslated
from publishing.checks.wording import number_style, quotes
from publishing.languages import LOCALES
from publishing.problems import Problem
from publishing.sources import consent, edition_lock, editions, sent
from publishing.sources.catalogue import Catalogue
from publishing.sources.report_source import ReportSource
from publishing.sources.schema.data import Help, Reference, Term
from publishing.sources.source import Source

PAGE_CHECKS: tuple[Callable[[Catalogue, Source], Iterator[Problem]], ...] = (
    front_matter, texts_and_days, place_alone, place_as_written, day_of_name, stories,
    publications, missing_twin, in_step, twin_differs, headings, links,
    link_texts, links_in_code, pictures, diagrams, citations, typed_citations, blocks, law_pages, sources,
)  # fmt: skip
TEXT_CHECKS: tuple[Callable[[Text], Iterator[Problem]], ...] = (
    leftovers.remains, html, lost, code_is_text, leftovers.front, named_links, quotes, number_style,
    layout.lists, lists_whole, contents_by_hand, contents_with_pages,
    below_boxes, runs_on, layout.headings_and_quotes, layout.capitals, layout.placeholders,
    layout.required, tables, joined_cells, captions, leaning, titles,
    privacy.addresses, privacy.numbers_of_persons, privacy.births, privacy.names, privacy.traces,
    unfinished, said_again, empty_points,
    citations_apart, doubled, unspaced, unclosed, spaced,
    days_in_text, numbers_by_hand, figures_differ, signs, read_wrongly, avoided_words, untranslated,
    misspelled,
    plain.sentences_too_long, plain.passive_heaps, plain.hard_words,
)  # fmt: skip
# What holds for the words of others too, which stay as they were published.
QUOTED_CHECKS: tuple[Callable[[Text], Iterator[Problem]], ...] = (
    leftovers.remains, leftovers.front, read_wrongly, signs,
    privacy.addresses, privacy.numbers_of_persons, privacy.names,
)  # fmt: skip

MOST_ALIKE = 100  # messages of one rule in one file


def check(catalogue: Catalogue, *, release: bool = False, in_place: bool = False, tell: Tell | None = None) -> list[Problem]:
    """Every problem in the sources, sorted by place; a release asks more.

    What leads to one thing that is gone is told once, or `in_place`, where each can be mended: who looks at one page sees no list.
    `tell` hears how many files were looked at, and of how many.
    """
    found = [*catalogue.problems, *_remembered(catalogue, tell), *_of_all(catalogue, release)]
    unique = {(problem.path, problem.line, problem.rule, str(problem.values)): problem for problem in found}
    names = catalogue.names()
    told = [placed(problem, names) for problem in causes.first(unique.values())]
    told = gone.in_place(told) if in_place else gone.once(told, names)
    return list(_not_endless(sorted(told, key=lambda problem: (problem.path, problem.line, problem.rule))))


def _remembered(catalogue: Catalogue, tell: Tell | None) -> list[Problem]:
    """What is found in each page and text by itself, and in the files and menu: from the last time, where nothing of it changed."""
    found: list[Problem] = []
    about = catalogue.settings.ours.about_stories
    memory = Memory(catalogue.root, {page.path for page in catalogue.pages.values() if consent.tells_of_a_person(page, about)})
    lexicon = Lexicon(catalogue.root / WORDS, memory.program)
    with kept(memory, lexicon) as keep_meanwhile:
        words = [(text, TEXT_CHECKS) for text in (*texts(catalogue, lexicon), *in_data(catalogue, lexicon, ours=True))]
        words += [(text, QUOTED_CHECKS) for text in in_data(catalogue, lexicon, ours=False)]
        around, number = surroundings(catalogue, memory), len(catalogue.pages) + len(words)
        for done, page in enumerate(catalogue.pages.values(), 1):
            pair = [catalogue.pages[page.name, locale].key for locale in LOCALES if (page.name, locale) in catalogue.pages]
            found += memory.problems('page', page.path, digest((around, *pair)), partial(_in_page, catalogue, page))
            keep_meanwhile(done, number, tell)
        for held in catalogue.reports.values():
            found += _of_report_texts(catalogue, held, memory, around)
        for done, (text, rules) in enumerate(words, len(catalogue.pages) + 1):
            found += memory.problems(f'text {text.page.name} {text.locale}', text.path, text.key, partial(_in_text, text, rules))
            keep_meanwhile(done, number, tell)
        found += files(catalogue, memory)
        found += [*nav(catalogue)] or alone(catalogue, memory)
    return found


def _of_all(catalogue: Catalogue, release: bool) -> Iterator[Problem]:
    """What is found in all sources together: not remembered, and the first names stories."""
    yield from links_to_stories(catalogue)
    for held in catalogue.reports.values():
        yield from report_file(catalogue, held)
        yield from stories_in_report(catalogue, held)
    for rule in (parted, themes, addresses, settings_lead, page_addresses, pages_in_assets, report_folders, settings_whole):
        yield from rule(catalogue)
    yield from contact(catalogue, release=release)
    for of_editions in (editions, edition_lock, sent):
        yield from of_editions.problems(catalogue.root)
    known, ours = set(catalogue.references.ids), catalogue.settings.ours
    yield from data_file(catalogue.references, Reference, 'references', known, ours)
    yield from data_file(catalogue.terms, Term, 'terms', known, ours)
    yield from data_file(catalogue.helpers, Help, 'help', known, ours)
    for rule in (
        double_terms,
        misplaced_terms,
        swapped_translations,
        undated_sources,
        bibliography,
        sources_there,
        said_twice,
        double_addresses,
        series,
    ):
        yield from rule(catalogue)


def _of_report_texts(catalogue: Catalogue, held: ReportSource, memory: Memory, around: str) -> Iterator[Problem]:
    for text in held.texts.values():
        pair = [held.texts[text.name, locale].key for locale in LOCALES if (text.name, locale) in held.texts]
        yield from memory.problems('report-text', text.path, digest((around, *pair)), partial(report_text, catalogue, text))


def _not_endless(found: list[Problem]) -> Iterator[Problem]:
    """Of one rule in one file the first few, and how many more there are: nobody reads a thousand lines."""
    counted = Counter((problem.path, problem.rule) for problem in found)
    seen = Counter[tuple[str, str]]()
    for problem in found:
        key = problem.path, problem.rule
        seen[key] += 1
        if seen[key] <= MOST_ALIKE:
            yield problem
        elif seen[key] == MOST_ALIKE + 1:
            values = {'rule': problem.rule, 'number': str(counted[key] - MOST_ALIKE)}
            yield Problem(problem.path, problem.line, 'and-more', values, raised=problem.level)


def _in_page(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    return chain.from_iterable(rule(catalogue, page) for rule in PAGE_CHECKS)


def _in_text(text: Text, rules: tuple[Callable[[Text], Iterator[Problem]], ...]) -> Iterator[Problem]:
    return chain.from_iterable(rule(text) for rule in rules)
