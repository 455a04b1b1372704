"""Files that are no pages: names that can't stand in an address, pages by another suffix, reports without report.yml."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from publishing import folders
from publishing.checks.memory import Memory, named_by
from publishing.checks.near import near
from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources import attachments, edition_lock, editions, file_names, merges, sent
from publishing.sources.catalogue import Catalogue
from publishing.sources.report_source import TEXTS

REPORT = 'report.yml'
FOLDERS = ('docs', 'reports')
READ = ('.csv', '.json', '.svg', '.txt', '.yaml', '.yml')  # what may hold marks of a merge; pages were read already
OF_WORD = ('.docx', '.doc', '.odt', '.rtf')
PASSED_OVER = ('Thumbs.db', 'desktop.ini')  # what Windows puts beside pictures
ASSETS = 'assets/'
OVERRIDES = 'overrides/assets'
LOOK = re.compile(rf'{OVERRIDES}/(?:style/[a-z-]+\.css|script/.+\.js|script/.+/LICENSE|{attachments.FONTS}|favicon\.svg)')


def files(catalogue: Catalogue, memory: Memory) -> Iterator[Problem]:
    """What stands in docs/ beside the pages, and among the look of the site: only what may be published; and pages that stand elsewhere."""
    for file in folders.files(catalogue.root, '*'):
        if file_names.LANGUAGE.search(file.name) and file_names.LOOKS_LIKE_A_PAGE.search(file.name):
            yield Problem(file.name, 1, 'page-elsewhere', {'name': file.name})
    yield from _folders_beside(catalogue.root)
    named, told = set(_named_in_pages(catalogue, memory)), {problem.path for problem in catalogue.problems}
    for file, path in _seen(catalogue.root, 'docs', pages=False):
        if path.as_posix() not in told:
            yield from _no_page(path) or _named(path) or _beside(path, named)
            yield from _merged(file, path)
    for _, path in _seen(catalogue.root, OVERRIDES):
        if not LOOK.fullmatch(path.as_posix()):
            yield from _left_behind(path) or [Problem(path.as_posix(), 1, 'file-kind', {'name': path.name})]
    for name in ('docs', 'reports', OVERRIDES):
        for entry in folders.odd_entries(catalogue.root / name):
            yield Problem(entry.relative_to(catalogue.root).as_posix(), 1, 'file-elsewhere', {'name': entry.name})


def _folders_beside(root: Path) -> Iterator[Problem]:
    """Folders with pages in them that are called nearly as the folders that are read: `Docs`, `docs (kopie)`."""
    for place in sorted(root.glob('*')):
        wanted = next((name for name in FOLDERS if re.match(rf'{name.removesuffix("s")}(?![a-z]{{3}})', place.name, re.I)), None)
        if wanted and place.name not in FOLDERS and place.is_dir() and folders.files(place, '**/*.md'):
            yield Problem(place.name, 1, 'folder-elsewhere', {'name': place.name, 'wanted': wanted})


def _named_in_pages(catalogue: Catalogue, memory: Memory) -> Iterator[tuple[str, bool]]:
    """The name, in small letters, of each file that a page shows (True) or links to: a wrong path to it is told there.

    Nothing while a page can't be read, which may name any file.
    """
    texts = list(catalogue.texts())
    for page in () if any(page.broken for page in texts) else texts:
        yield from ((re.split(r'[/\\]', target)[-1].casefold(), is_shown) for target, is_shown in named_by(page, memory))


def _seen(root: Path, name: str, *, pages: bool = True) -> Iterator[tuple[Path, Path]]:
    """Each file below a folder, with its path from the root; not those that are hidden or that Windows puts there, nor what are `pages`."""
    for file in folders.files(root / name, '**/*'):
        if not pages and file.suffix == '.md':
            continue
        path = file.relative_to(root)
        if file.name not in PASSED_OVER and not any(part.startswith('.') for part in path.parts):
            yield file, path


def _beside(path: Path, named: Container[tuple[str, bool]]) -> Iterator[Problem]:
    """What a file beside the pages is: ours, something to be published, or something that nobody meant to publish.

    `named` has what the pages name; nothing when that is not known of all of them.
    """
    name, values = path.name.casefold(), {'name': path.name}
    if attachments.OWN_DATA.fullmatch(path.as_posix()):
        return
    if path.suffix.lower() not in attachments.KINDS:
        if (name, True) not in named:  # which is told where it is shown
            yield Problem(path.as_posix(), 1, 'file-kind', values)
    elif attachments.has_second_suffix(path.name):
        wanted = f'{path.name[: -len(path.suffix)].replace(".", "-")}{path.suffix}'
        yield Problem(path.as_posix(), 1, 'file-two-suffixes', values | {'wanted': wanted})
    elif named and (name, True) not in named and (name, False) not in named:
        yield Problem(path.as_posix(), 1, 'file-unused', values)


def _left_behind(path: Path) -> list[Problem]:
    return [Problem(path.as_posix(), 1, 'file-left-behind', {'name': path.name})] if file_names.LEFT_BEHIND.search(path.name) else []


def page_addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """No two pages get one address: `tuin.nl.md` and `tuin/index.nl.md` both become /tuin/."""
    for (name, locale), page in catalogue.pages.items():
        other = catalogue.pages.get((name.removesuffix('/index'), locale)) if name.endswith('/index') else None
        if other is not None and locale == ORIGINAL:
            yield Problem(page.path, 1, 'page-address-twice', {'other': other.path})


def pages_in_assets(catalogue: Catalogue) -> Iterator[Problem]:
    """A page that stands where only pictures and data do, told once for both languages."""
    for (name, locale), page in catalogue.pages.items():
        if name.startswith(ASSETS) and (locale == ORIGINAL or (name, ORIGINAL) not in catalogue.pages):
            folder = next((page.folder for page in catalogue.pages.values() if page.folder and not page.name.startswith(ASSETS)), '…')
            file = page.path.rpartition('/')[2]
            yield Problem(page.path, 1, 'page-in-assets', {'name': file, 'near': f'{folder}/{file}'})


def report_folders(catalogue: Catalogue) -> Iterator[Problem]:
    """What stands in reports/ and is no report, or no text of one."""
    for place in sorted((catalogue.root / 'reports').glob('*')):
        if place.name.startswith(('.', '_')):
            continue
        path = place.relative_to(catalogue.root)
        if path.as_posix() == edition_lock.FILE:
            continue
        if not place.is_dir():
            yield from _stray(path) if file_names.LOOKS_LIKE_A_PAGE.search(place.name) else _foreign(path)
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
            yield from _no_page(inner) or ([] if file.name in (REPORT, sent.FILE) else _foreign(inner))
            yield from _merged(file, inner)


def _foreign(path: Path) -> list[Problem]:
    """A file in reports/ that is no text of a report."""
    return _left_behind(path) or [Problem(path.as_posix(), 1, 'report-file', {'name': path.name})]


def _stray(path: Path) -> Iterator[Problem]:
    yield Problem(path.as_posix(), 1, 'report-text-stray', {'name': path.name})


def _no_page(path: Path) -> list[Problem]:
    if not file_names.LOOKS_LIKE_A_PAGE.search(path.name):
        return []
    wanted = file_names.file_of_page(path.name)
    near = '' if path.suffix.lower() in OF_WORD else wanted  # under another name it would be no text either
    return [Problem(path.as_posix(), 1, 'file-suffix', {'name': path.name, 'wanted': wanted, 'near': near})]


def _named(path: Path) -> list[Problem]:
    """A copy that was left behind, else the first part of the path that can't stand in an address."""
    for number, part in enumerate(path.parts):
        if not file_names.OF_FILE.fullmatch(part):
            values = {'name': part, 'wanted': file_names.of_file(part)}
            return _left_behind(path) or [Problem('/'.join(path.parts[: number + 1]), 1, 'file-name-signs', values)]
    return _left_behind(path)


def _merged(file: Path, path: Path) -> list[Problem]:
    if file.suffix.lower() not in READ:
        return []
    return merges.unfinished(file.read_text(encoding='utf-8-sig', errors='replace'), path.as_posix())
