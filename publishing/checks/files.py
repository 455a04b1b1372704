"""Files that are no pages: names that can't stand in an address, pages by another suffix, reports without report.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publishing import folders
from publishing.checks.near import near
from publishing.problems import Problem
from publishing.sources import editions, file_names, merges
from publishing.sources.catalogue import Catalogue
from publishing.sources.report_source import TEXTS

REPORT = 'report.yml'
READ = ('.csv', '.json', '.svg', '.txt', '.yaml', '.yml')  # what may hold marks of a merge; pages were read already
PASSED_OVER = ('Thumbs.db', 'desktop.ini')  # what Windows puts beside pictures


def files(catalogue: Catalogue) -> Iterator[Problem]:
    """What stands in docs/ beside the pages, and pages that stand elsewhere."""
    for file in folders.files(catalogue.root, '*'):
        if file_names.LANGUAGE.search(file.name) and file_names.LOOKS_LIKE_A_PAGE.search(file.name):
            yield Problem(file.name, 1, 'page-elsewhere', {'name': file.name})
    for file in folders.files(catalogue.root / 'docs', '**/*'):
        path = file.relative_to(catalogue.root)
        if path.suffix == '.md' or file.name in PASSED_OVER or any(part.startswith('.') for part in path.parts):
            continue
        yield from _no_page(path) or _named(path)
        yield from _merged(file, path)


def report_folders(catalogue: Catalogue) -> Iterator[Problem]:
    """What stands in reports/ and is no report, or no text of one."""
    for place in sorted((catalogue.root / 'reports').glob('*')):
        if place.name.startswith(('.', '_')):
            continue
        path = place.relative_to(catalogue.root)
        if not place.is_dir():
            yield from _stray(path) if file_names.LOOKS_LIKE_A_PAGE.search(place.name) else ()
            continue
        if (odd := file_names.odd_folder(f'{path.as_posix()}/')) is not None:
            yield odd
        yield from _report(catalogue, place, path)


def _report(catalogue: Catalogue, place: Path, path: Path) -> Iterator[Problem]:
    held = [file for file in folders.files(place, '*') if not file.name.startswith('.')]
    if not (place / REPORT).is_file():
        if not (place / Path(editions.PLACES).parts[-2]).is_dir():  # what was frozen stays when the report goes
            likely = near(REPORT, [file.name for file in held if file.suffix != '.md'])
            yield Problem(path.as_posix(), 1, 'report-folder', {'near': likely}, raised='error' if held else None)
        return
    for file in folders.files(place, '**/*'):
        inner = file.relative_to(catalogue.root)
        if 'editions' in inner.parts or any(part.startswith('.') for part in inner.parts):
            continue
        if file.suffix == '.md' and file.parent != place:
            yield from _stray(inner)
        elif file.suffix == '.md' and file_names.of_page(file.name) not in TEXTS:
            yield Problem(inner.as_posix(), 1, 'report-text-unused', {'name': file.name, 'known': ', '.join(TEXTS)})
        elif file.suffix != '.md':
            yield from _no_page(inner)
            yield from _merged(file, inner)


def _stray(path: Path) -> Iterator[Problem]:
    yield Problem(path.as_posix(), 1, 'report-text-stray', {'name': path.name})


def _no_page(path: Path) -> list[Problem]:
    if not file_names.LOOKS_LIKE_A_PAGE.search(path.name):
        return []
    return [Problem(path.as_posix(), 1, 'file-suffix', {'name': path.name, 'wanted': file_names.file_of_page(path.name)})]


def _named(path: Path) -> Iterator[Problem]:
    for number, part in enumerate(path.parts):
        if not file_names.OF_FILE.fullmatch(part):
            values = {'name': part, 'wanted': file_names.of_file(part)}
            yield Problem('/'.join(path.parts[: number + 1]), 1, 'file-name-signs', values)
            return


def _merged(file: Path, path: Path) -> list[Problem]:
    if file.suffix.lower() not in READ:
        return []
    return merges.unfinished(file.read_text(encoding='utf-8-sig', errors='replace'), path.as_posix())
