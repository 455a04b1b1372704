"""report.yml, the texts that stand only in the PDF, and the data files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from publishing.catalogue import Catalogue, DataFile, ReportSource
from publishing.checks.links import links
from publishing.checks.near import near, near_page
from publishing.checks.pages import blocks, citations, headings
from publishing.checks.pictures import pictures
from publishing.problems import Problem
from publishing.schema import Model, Report, ReportText
from publishing.source import LOCALES, nearest_line
from publishing.validation import problems_in

TEXT_CHECKS = (headings, links, pictures, citations, blocks)


def report_file(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """report.yml fits its schema and names pages that exist, each once, in both languages."""
    if held.broken:
        return
    yield from problems_in(Report, held.data, held.path, lambda key: nearest_line(held.lines, key))
    seen = dict[str, int]()
    for name, line in held.page_names():
        if name.startswith(('/', '..')) or '..' in PurePosixPath(name).parts:
            yield Problem(held.path, line, 'path-leaves', {'target': name, 'near': ''})
        elif name and not any((name, locale) in catalogue.pages for locale in LOCALES):
            yield Problem(held.path, line, 'missing-chapter', {'name': name, 'near': near_page(name, catalogue.names())})
        elif name and name in seen:
            yield Problem(held.path, line, 'double-chapter', {'name': name, 'line': str(seen[name])})
        seen.setdefault(name, line)


def report_texts(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """Texts that stand only in the PDF follow the same rules as pages."""
    for (name, locale), text in held.texts.items():
        if not text.broken:
            yield from problems_in(ReportText, text.meta, text.path, text.line_of)
        for other in LOCALES:
            if (name, other) not in held.texts:
                yield Problem(text.path, 1, 'missing-twin', {'wanted': text.path.removesuffix(f'{locale}.md') + f'{other}.md'})
        for check in TEXT_CHECKS:
            yield from check(catalogue, text)


def data_file(held: DataFile, model: type[Model], key: str, known_sources: set[str]) -> Iterator[Problem]:
    """Every entry fits its schema and has an id of its own."""
    seen = dict[str, int]()
    for number, entry in enumerate(held.entries):
        prefix = f'{key}.{number}'
        yield from problems_in(model, entry, held.path, partial(_line_below, held, prefix))
        line, name = nearest_line(held.lines, f'{prefix}.id'), str(entry.get('id') or '')
        if name and name in seen:
            yield Problem(held.path, line, 'double-id', {'id': name, 'line': str(seen[name])})
        seen.setdefault(name, line)
        listed = entry.get('source')
        for place, source in enumerate(listed if isinstance(listed, list) else []):
            if known_sources and str(source) not in known_sources:
                line = nearest_line(held.lines, f'{prefix}.source.{place}')
                yield Problem(held.path, line, 'unknown-source', {'key': str(source), 'near': near(str(source), known_sources)})


def _line_below(held: DataFile, prefix: str, key: str) -> int:
    return nearest_line(held.lines, f'{prefix}.{key}')
