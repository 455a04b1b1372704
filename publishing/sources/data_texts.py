"""The words in files of data, read as the texts that they are: a file in one language is a page that has front matter alone.

What stands below the code of a language is words in that language (`title: {nl: …, en: …}`), and so is a column named after one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from publishing import folders
from publishing.languages import LOCALES, ORIGINAL
from publishing.sources import said, settings
from publishing.sources.catalogue import Catalogue, DataFile
from publishing.sources.said import Said
from publishing.sources.source import DATA, Source
from publishing.sources.text_file import read_text
from publishing.sources.typed_yaml import is_unreadable, nearest_line, read_yaml, texts_in

DRAWN = ('*.chart.yml', '*.process.yml')
COLUMN = re.compile(rf'(?P<key>\w+)_(?P<locale>{"|".join(LOCALES)})')
AS_PUBLISHED = ('title', 'container-title', 'publisher', 'author')  # of a source: in the words of others


def of_ours(catalogue: Catalogue) -> Iterator[Source]:
    """Words that we wrote: settings, reports, glossary, helpers, notes with sources, and what is drawn."""
    yield from _pages(settings.FILE, catalogue.settings.said)
    for report in catalogue.reports.values():
        yield from _pages(report.path, said.in_languages(report.data, report.lines))
    for held, key in ((catalogue.terms, 'terms'), (catalogue.helpers, 'help')):
        yield from _pages(held.path, said.in_languages({key: held.entries}, held.lines))
    yield from _pages(catalogue.references.path, _notes(catalogue.references))
    for pattern in DRAWN:
        for file in folders.files(catalogue.root / DATA, pattern):
            yield from _pages(file.relative_to(catalogue.root).as_posix(), _in_file(file))
    for file in folders.files(catalogue.root / DATA, '*.csv'):
        yield from _pages(file.relative_to(catalogue.root).as_posix(), _in_columns(file))


def of_others(catalogue: Catalogue) -> Iterator[Source]:
    """What sources are called by who published them: only what would be wrong in any text is wrong in it."""
    held = catalogue.references
    told = (
        Said(ORIGINAL, f'references.{number}.{key}', nearest_line(held.lines, f'references.{number}.{key}'), words)
        for number, entry in enumerate(held.entries)
        for key, words in as_published(entry)
    )
    yield from _pages(held.path, told, 'titles')


def as_published(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a source and its makers are called, each with its key, also below a key that was typed wrongly."""
    return texts_in({key: entry.get(key) for key in AS_PUBLISHED})


def _pages(path: str, told: Iterable[Said], name: str = '') -> Iterator[Source]:
    held = dict[str, Source]()
    for some in told:
        page = held.setdefault(some.locale, Source(path, Path(path), name or path, some.locale, prose=[]))
        page.meta[some.key], page.lines[some.key] = some.words, some.line
        page.prose.append(some.key)
    yield from (held[locale] for locale in LOCALES if locale in held)


def _notes(held: DataFile) -> Iterator[Said]:
    """The remark with a source, in each language."""
    for number, entry in enumerate(held.entries):
        custom = entry.get('custom')
        english = custom.get('note-en') if isinstance(custom, dict) else None
        for locale, key, words in ((ORIGINAL, 'note', entry.get('note')), ('en', 'custom.note-en', english)):
            if isinstance(words, str):
                yield Said(locale, f'references.{number}.note', nearest_line(held.lines, f'references.{number}.{key}'), words)


def _in_file(file: Path) -> Iterator[Said]:
    """The words of a chart or process; what can't be read in it is told by who draws it."""
    data, lines, problems = read_yaml(file, file.name)
    if not is_unreadable(problems):
        yield from said.in_languages(data, lines)


def _in_columns(file: Path) -> Iterator[Said]:
    text, _ = read_text(file, file.name)
    rows = csv.DictReader(io.StringIO(text))
    whole = (row for row in rows if None not in row and None not in row.values())  # of another it is told that its cells do not fit
    for number, row in enumerate(whole):
        for column, words in row.items():
            match = COLUMN.fullmatch(str(column))
            if match and words.strip():
                yield Said(match['locale'], f'{number}.{match["key"]}', rows.line_num, words)
