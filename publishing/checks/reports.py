"""report.yml, the texts that stand only in the report, and the data files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote

from publishing.address import parts
from publishing.checks.links import link_texts, links
from publishing.checks.near import near_page, near_source
from publishing.checks.pages import DAY, PARTIAL, blocks, citations, future_days, headings
from publishing.checks.pairs import in_step, missing_twin, twin_differs
from publishing.checks.pictures import pictures
from publishing.checks.typed_citations import typed_citations
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import slots, translation
from publishing.sources.catalogue import Catalogue, DataFile
from publishing.sources.levels import keys_of
from publishing.sources.ours import Ours
from publishing.sources.report_source import TEXTS, ReportSource
from publishing.sources.schema.reports import Report, ReportText
from publishing.sources.schema.values import Model
from publishing.sources.source import Source
from publishing.sources.typed_yaml import nearest_line
from publishing.sources.validation import problems_in

SUMMARY = TEXTS[0]
AROUND_NAME = re.compile(r'^/?docs/|(?:\.(?:nl|en))?\.md$')  # what is not typed here
MONTH = re.compile(r'\d{4}-\d{2}(?:\.|$)')
TEXT_CHECKS = (missing_twin, in_step, twin_differs, headings, links, link_texts, pictures, citations, typed_citations, blocks)


def report_file(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """report.yml fits its schema and names pages that exist, each once, in both languages."""
    if held.broken:
        return
    yield from problems_in(Report, held.data, held.path, lambda key: nearest_line(held.lines, key), catalogue.settings.ours)
    seen = dict[str, int]()
    for name, line in held.page_names():
        if name.startswith(('/', '..')) or '..' in PurePosixPath(name).parts:
            yield Problem(held.path, line, 'path-leaves', {'target': name, 'near': near_page(name.strip('./'), catalogue.names())})
        elif name and not slots.is_slot(name) and not any((name, locale) in catalogue.pages for locale in LOCALES):
            meant = AROUND_NAME.sub('', name)
            near = meant if meant in catalogue.names() else near_page(name, catalogue.names())
            yield Problem(held.path, line, 'missing-chapter', {'name': name, 'near': near})
        elif name in seen and name and not slots.is_slot(name):
            yield Problem(held.path, line, 'double-chapter', {'name': name, 'line': str(seen[name])})
        seen.setdefault(name, line)
    yield from _month_of_edition(held)
    if (SUMMARY, ORIGINAL) not in held.texts:
        yield Problem(held.path, 1, 'report-without-summary', {'wanted': f'{held.path.rpartition("/")[0]}/{SUMMARY}.{ORIGINAL}.md'})
    if held.data.get('status') == 'adopted':
        yield from _not_in_step(catalogue, held)


def _month_of_edition(held: ReportSource) -> Iterator[Problem]:
    """An edition is called after the month of its day."""
    edition, day = str(held.data.get('edition') or ''), str(held.data.get('date') or '')
    if MONTH.match(edition) and DAY.fullmatch(day) and edition[:7] != day[:7]:
        values = {'edition': edition, 'date': day, 'wanted': day[:7]}
        yield Problem(held.path, nearest_line(held.lines, 'edition'), 'edition-of-other-month', values)


def series(catalogue: Catalogue) -> Iterator[Problem]:
    """Each report has a number of its own in the series, and a day that is not still to come."""
    seen = dict[str, str]()
    for held in sorted(catalogue.reports.values(), key=lambda held: held.slug):
        number = str(held.data.get('number') or '')
        if number and number in seen and not slots.is_slot(number):
            values = {'number': number, 'other': seen[number]}
            yield Problem(held.path, held.lines.get('number', 1), 'double-number', values)
        seen.setdefault(number, held.path)
        yield from future_days(held.data, ('date',), catalogue.today, held.path, partial(nearest_line, held.lines))


def double_addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """A source stands in the list once, however its address is written; two with one address say in a note how they differ."""
    seen, held = dict[tuple[str, str], tuple[str, int]](), catalogue.references
    for number, entry in enumerate(held.entries):
        address = _normalised(str(entry.get('URL') or ''))
        line = nearest_line(held.lines, f'references.{number}.URL')
        place = address, str(entry.get('note') or '')
        if address and place in seen:
            id, first = seen[place]
            yield Problem(held.path, line, 'double-address', {'id': id, 'line': str(first), 'key': str(entry.get('id'))})
        seen.setdefault(place, (str(entry.get('id')), line))


def _normalised(address: str) -> str:
    """The same for two ways to write one address (RFC 3986, 6.2): host in any case, with or without www, `é` or `%C3%A9`, a last slash."""
    told = parts(address)
    host = (told.netloc.lower().removesuffix(':443').removesuffix(':80')).removeprefix('www.')
    rest = unicodedata.normalize('NFC', unquote(told._replace(scheme='', netloc='', path=told.path.rstrip('/')).geturl()))
    return host + rest


def _not_in_step(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """A final report holds no text whose translation is missing or behind."""
    texts = [(text, held.lines.get('status', 1)) for (_, locale), text in held.texts.items() if locale == ORIGINAL]
    pages = [(page, line) for name, line in held.page_names() if (page := catalogue.pages.get((name, ORIGINAL)))]
    for page, line in [*texts, *pages]:
        for locale in LOCALES:
            if locale != ORIGINAL and translation.compare(catalogue, page, catalogue.twin(page, locale)).state != 'complete':
                values = {'page': page.path, 'wanted': page.path.removesuffix(f'{ORIGINAL}.md') + f'{locale}.md'}
                yield Problem(held.path, line, 'final-not-translated', values)


def report_text(catalogue: Catalogue, text: Source) -> Iterator[Problem]:
    """A text that stands only in a report follows the same rules as a page."""
    if not text.broken:
        yield from problems_in(ReportText, text.meta, text.path, text.line_of, catalogue.settings.ours)
    for check in TEXT_CHECKS:
        yield from check(catalogue, text)


def data_file(held: DataFile, model: type[Model], key: str, known_sources: set[str], ours: Ours) -> Iterator[Problem]:
    """Every entry fits its schema and has an id of its own."""
    seen = dict[str, int]()
    for number, entry in enumerate(held.entries):
        prefix = f'{key}.{number}'
        if entry and {*entry}.isdisjoint(keys_of(model)):
            words = ' '.join(f'{name}: {value}' if value else str(name) for name, value in entry.items())
            yield Problem(held.path, nearest_line(held.lines, prefix), 'yaml-stray', {'text': shortened(words)})
        else:
            yield from problems_in(model, entry, held.path, partial(_line_below, held, prefix), ours)
        line, name = nearest_line(held.lines, f'{prefix}.id'), str(entry.get('id') or '')
        if name and name in seen:
            yield Problem(held.path, line, 'double-id', {'id': name, 'line': str(seen[name])})
        seen.setdefault(name, line)
        listed = entry.get('source')
        for place, source in enumerate(listed if isinstance(listed, list) else []):
            if known_sources and str(source) not in known_sources:
                line = nearest_line(held.lines, f'{prefix}.source.{place}')
                yield Problem(held.path, line, 'unknown-source', {'key': str(source), 'near': near_source(str(source), known_sources)})


def double_terms(catalogue: Catalogue) -> Iterator[Problem]:
    """A word is explained once in a language: the site could show only one of two explanations."""
    held, seen = catalogue.terms, dict[tuple[str, str], tuple[int, int]]()
    for number, entry in enumerate(held.entries):
        told = set[int]()  # the entries that explain the same, in one language or both
        for locale in LOCALES:
            words = entry.get(locale)
            forms = [words.get('term'), *(words.get('also') or ())] if isinstance(words, dict) else []
            line = nearest_line(held.lines, f'terms.{number}.{locale}.term')
            for form in {str(form).casefold() for form in forms if form}:
                other, first = seen.get((form, locale), (number, line))
                if first != line and other not in told:
                    told.add(other)
                    yield Problem(held.path, line, 'double-term', {'term': form, 'line': str(first)})
                seen.setdefault((form, locale), (number, line))


def undated_sources(catalogue: Catalogue) -> Iterator[Problem]:
    """Every source has a day: on which it appeared, else on which it was read."""
    held = catalogue.references
    for number, entry in enumerate(held.entries):
        if not entry.get('issued') and not entry.get('accessed'):
            yield Problem(
                held.path, nearest_line(held.lines, f'references.{number}.id'), 'source-without-date', {'key': str(entry.get('id'))}
            )
        yield from future_days(
            entry, ('issued', 'accessed'), catalogue.today, held.path, partial(_line_below, held, f'references.{number}')
        )
        issued, accessed = str(entry.get('issued') or ''), str(entry.get('accessed') or '')
        if issued and PARTIAL.fullmatch(accessed) and accessed < issued[: len(accessed)] and issued <= catalogue.today.isoformat():
            line = _line_below(held, f'references.{number}', 'accessed')
            yield Problem(held.path, line, 'read-before-issued', {'issued': issued, 'accessed': accessed})


def _line_below(held: DataFile, prefix: str, key: str) -> int:
    return nearest_line(held.lines, f'{prefix}.{key}')
