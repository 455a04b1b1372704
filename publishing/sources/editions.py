"""Frozen editions: reports/<slug>/editions/<edition>/ holds the files as they were released, and edition.yml says what they are.

A frozen file never changes: whoever cites it must find the same bytes in ten years. `publishing.print.freeze` makes an edition;
here is what one is, and whether it is still whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from publishing.problems import Problem
from publishing.sources.kinds import publication
from publishing.sources.schema.values import EDITION_PATTERN, Bilingual, Day, Locale, Model, Status
from publishing.sources.typed_yaml import load_yaml, nearest_line, read_yaml

FILE = 'edition.yml'
PLACES = 'reports/*/editions/*'
PROOF, TEXT = 'proof', 'text'  # kinds of file that are no form of the report; editions of today hold no `text`, their EPUB is it
EPUB = 'epub'


class FrozenFile(Model):
    """One file of an edition; `bytes` and `sha256` are of the file itself, `pages` is 0 where a form has none.

    `media_type` is that of a form for readers, and '' of what stands beside them.
    """

    file: Annotated[str, Field(pattern=r'^[\w-][\w.-]*$')]
    kind: str
    media_type: str = ''
    locale: Locale
    pages: int = 0
    bytes: int
    sha256: str


class Facts(Model):
    """edition.yml: all that must be known of an edition when nothing else is left of the project.

    `pages` are the canonical names of all pages of docs/ whose text is in the edition, `stories` those of stories; `known_by` is what the
    stories are known by under any name (see `consent.identity`). `address` is that of its page, `replaces` the edition that it is compared
    with, `note` why it was made, `sealed_by` whose seal its PDFs bear. What an edition that was frozen before we kept it does not say is
    ''. One that was withdrawn keeps its sums, and no text.
    """

    slug: str = ''
    number: int = 0
    title: Bilingual
    subtitle: Bilingual
    description: Bilingual | None = None
    edition: Annotated[str, Field(pattern=EDITION_PATTERN)]
    date: Day
    status: Status
    publisher: str = ''
    licence: Bilingual | None = None
    address: str = ''
    replaces: str = ''
    note: Bilingual | None = None
    commit: str = ''
    made_with: str = ''
    sealed_by: str = ''
    withdrawn: Day | None = None
    reason: Bilingual | None = None
    pages: list[str] = []
    stories: list[str] = []
    known_by: list[str] = []
    files: list[FrozenFile] = []


@dataclass(frozen=True, eq=False)
class Edition:
    """An edition in its folder. A report that got another name keeps its editions: `slug` is what it was called then."""

    slug: str
    folder: Path
    facts: Facts

    @property
    def order(self) -> tuple[int, ...]:
        """Year, month and the number within the month: `2026-11` is (2026, 11, 1), `2026-11.2` is (2026, 11, 2)."""
        return order(self.facts.edition)

    @property
    def key(self) -> str:
        """What it is known by in the lock and in addresses: `samenwerken/2026-11`."""
        return f'{self.slug}/{self.facts.edition}'

    @property
    def report(self) -> str:
        """The report whose edition it is, as it is called now."""
        return self.folder.parent.parent.name

    @property
    def page(self) -> str:
        """The canonical name of its page on the site."""
        return page_of(self.slug, self.facts.edition)

    def address(self, file: FrozenFile) -> str:
        """Where a file stands on the site, for ever."""
        return f'pdf/{self.key}/{file.file}'

    def file(self, kind: str, locale: str) -> FrozenFile | None:
        """Its file of a kind in a language."""
        return next((file for file in self.facts.files if (file.kind, file.locale) == (kind, locale)), None)

    def book(self, locale: str) -> FrozenFile:
        """The file that its text is read from; every edition has one. LookupError for one that was withdrawn."""
        held = self.file(EPUB, locale)
        if held is None or self.facts.withdrawn:
            raise LookupError(f'{self.key} has no text')
        return held

    def holds(self, names: Container[str], identities: Container[str] = ()) -> bool:
        """Whether a story is in it: by the name that it had, or by what it is known by."""
        return any(name in names for name in self.facts.pages) or any(identity in identities for identity in self.facts.known_by)

    def offered(self, pages: Container[str]) -> list[FrozenFile]:
        """The files for readers; none when it was withdrawn, or a story in it is not among the `pages` that may still be read in a file."""
        if self.facts.withdrawn or any(story not in pages for story in self.facts.stories):
            return []
        return [file for file in self.facts.files if file.kind != TEXT]


def parsed(text: str) -> Facts | None:
    """The facts in the text of an edition.yml that somebody sent; None when it is none."""
    data, _, broken = load_yaml(text, FILE)
    try:
        return None if broken else Facts.model_validate(data)
    except ValidationError:
        return None


def page_of(slug: str, edition: str) -> str:
    """The canonical name of the page of an edition: known before there is one."""
    return f'{publication(slug)}/{edition}'


def changes_page(before: Edition, edition: str) -> str:
    """The canonical name of the page that tells what changed since an edition."""
    return f'{before.page}...{edition}'


def compare_page(report: str) -> str:
    """The canonical name of the page on which two editions of a report are picked."""
    return f'{publication(report)}/vergelijken'


def order(edition: str) -> tuple[int, ...]:
    """What editions are sorted by: year, month and the number within the month."""
    day, _, number = edition.partition('.')
    return *(int(part) for part in day.split('-')), int(number or 1)


def of_report(root: Path, report: str) -> list[Edition]:
    """The editions of one report, the newest first; call after the checks."""
    return [edition for edition in everything(root) if edition.report == report]


def everything(root: Path) -> list[Edition]:
    """All editions of all reports, the newest first; one that can't be read is left out (the checks tell)."""
    found = [
        Edition(facts.slug or folder.parent.parent.name, folder, facts)
        for folder in sorted(root.glob(PLACES))
        if (facts := read(folder)[0]) is not None
    ]
    return sorted(found, key=lambda edition: edition.order, reverse=True)


def base(held: Iterable[Edition], edition: str, status: Status) -> Edition | None:
    """The edition that one is compared with, of those of its report: for an adopted one the last adopted, else the last frozen one.

    One that was withdrawn holds no text to compare with.
    """
    older = [other for other in held if other.order < order(edition) and not other.facts.withdrawn]
    adopted = [other for other in older if other.facts.status == 'adopted']
    return max(adopted if status == 'adopted' and adopted else older, key=lambda other: other.order, default=None)


def before(held: Iterable[Edition], edition: Edition) -> Edition | None:
    """The edition that a frozen one replaces, of those of its report: the one that it names, else that of `base`."""
    held = list(held)
    named = next((other for other in held if other.facts.edition == edition.facts.replaces and not other.facts.withdrawn), None)
    return named or base(held, edition.facts.edition, edition.facts.status)


def problems(root: Path) -> Iterator[Problem]:
    """Editions that can't be read, and frozen files that are gone, came in, or are no longer what was frozen."""
    for folder in sorted(root.glob(PLACES)):
        path = (folder / FILE).relative_to(root).as_posix()
        facts, lines, detail = read(folder)
        if facts is None:
            yield Problem(path, 1, 'edition-unreadable', {'detail': detail})
            continue
        if folder.name != facts.edition:
            line = nearest_line(lines, 'edition')
            yield Problem(path, line, 'edition-renamed', {'folder': folder.name, 'edition': facts.edition})
        yield from _files_that_differ(folder, facts, lines, path)


def _files_that_differ(folder: Path, facts: Facts, lines: dict[str, int], path: str) -> Iterator[Problem]:
    strange = {file.name for file in folder.iterdir() if not file.name.startswith('.')} - {FILE}
    for number, frozen in enumerate(facts.files):
        line = nearest_line(lines, f'files.{number}.file')
        file = folder / frozen.file
        if facts.withdrawn:
            continue
        strange.discard(frozen.file)
        if not file.is_file():
            yield Problem(path, line, 'edition-file-missing', {'file': frozen.file})
        elif hashlib.sha256(file.read_bytes()).hexdigest() != frozen.sha256:
            yield Problem(path, line, 'edition-file-changed', {'file': frozen.file, 'date': facts.date.isoformat()})
    for name in sorted(strange):
        yield Problem(path, 1, 'edition-file-strange', {'file': name})


def read(folder: Path) -> tuple[Facts | None, dict[str, int], str]:
    """The facts of an edition with the line of each, or None and why."""
    file = folder / FILE
    if not file.is_file():
        return None, {}, FILE
    data, lines, broken = read_yaml(file, FILE)
    if broken:
        return None, lines, ', '.join(problem.values.get('text', FILE) for problem in broken)
    try:
        return Facts.model_validate(data), lines, ''
    except ValidationError as error:
        return None, lines, ', '.join('.'.join(map(str, item['loc'])) for item in error.errors())
