"""Frozen editions: reports/<slug>/editions/<edition>/ holds the files as they were released, and edition.yml says what they are.

A frozen file never changes: whoever cites it must find the same bytes in ten years. `publishing.print.freeze` makes an edition;
here is what one is, and whether it is still whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from publishing.problems import Problem
from publishing.sources.schema import Bilingual, Day, Locale, Model, Status
from publishing.sources.sections import Section
from publishing.sources.source import load_yaml, nearest_line, read_text
from publishing.words import load_fast

FILE = 'edition.yml'
PLACES = 'reports/*/editions/*'
PROOF, TEXT = 'proof', 'text'  # kinds of file that are no form of the report


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
    """edition.yml. `pages` are the canonical names of all pages of docs/ whose text is in the edition, `stories` those of stories."""

    title: Bilingual
    subtitle: Bilingual
    edition: str
    date: Day
    status: Status
    pages: list[str]
    stories: list[str]
    files: list[FrozenFile]


@dataclass(frozen=True)
class Edition:
    """An edition in its folder."""

    slug: str
    folder: Path
    facts: Facts

    @property
    def order(self) -> tuple[int, ...]:
        """Year, month and the number within the month: `2026-11` is (2026, 11, 1), `2026-11.2` is (2026, 11, 2)."""
        return order(self.facts.edition)

    def address(self, file: FrozenFile) -> str:
        """Where a file stands on the site, for ever."""
        return f'pdf/{self.slug}/{self.facts.edition}/{file.file}'

    def offered(self, pages: Container[str]) -> list[FrozenFile]:
        """The files for readers; none when a story in them is not among the `pages` that may still be read in a file."""
        return [file for file in self.facts.files if file.kind != TEXT] if all(story in pages for story in self.facts.stories) else []

    def sections(self, locale: str) -> list[Section]:
        """The text of every section in one language."""
        (held,) = (file for file in self.facts.files if (file.kind, file.locale) == (TEXT, locale))
        return [Section.model_validate(item) for item in load_fast((self.folder / held.file).read_text(encoding='utf-8'))]


def order(edition: str) -> tuple[int, ...]:
    """What editions are sorted by: year, month and the number within the month."""
    day, _, number = edition.partition('.')
    return *(int(part) for part in day.split('-')), int(number or 1)


def of_report(root: Path, slug: str) -> list[Edition]:
    """The editions of one report, the newest first; call after the checks."""
    return [edition for edition in everything(root) if edition.slug == slug]


def everything(root: Path) -> list[Edition]:
    """All editions of all reports, the newest first; one that can't be read is left out (the checks tell)."""
    found = [Edition(folder.parent.parent.name, folder, facts) for folder in sorted(root.glob(PLACES)) if (facts := _read(folder)[0])]
    return sorted(found, key=lambda edition: edition.order, reverse=True)


def before(root: Path, slug: str, edition: str) -> Edition | None:
    """The newest frozen edition of a report that is older than this one."""
    return next((held for held in of_report(root, slug) if held.order < order(edition)), None)


def problems(root: Path) -> Iterator[Problem]:
    """Editions that can't be read, and frozen files that are gone or are no longer what was frozen."""
    for folder in sorted(root.glob(PLACES)):
        path = (folder / FILE).relative_to(root).as_posix()
        facts, lines, detail = _read(folder)
        if facts is None:
            yield Problem(path, 1, 'edition-unreadable', {'detail': detail})
            continue
        for number, frozen in enumerate(facts.files):
            line = nearest_line(lines, f'files.{number}.file')
            file = folder / frozen.file
            if not file.is_file():
                yield Problem(path, line, 'edition-file-missing', {'file': frozen.file})
            elif hashlib.sha256(file.read_bytes()).hexdigest() != frozen.sha256:
                yield Problem(path, line, 'edition-file-changed', {'file': frozen.file, 'date': facts.date.isoformat()})


def _read(folder: Path) -> tuple[Facts | None, dict[str, int], str]:
    """The facts of an edition with the line of each, or None and why."""
    file = folder / FILE
    if not file.is_file():
        return None, {}, FILE
    text, unreadable = read_text(file, FILE)
    data, lines, broken = load_yaml(text, FILE)
    if unreadable or broken:
        return None, lines, ', '.join(problem.values.get('text', FILE) for problem in [*unreadable, *broken])
    try:
        return Facts.model_validate(data), lines, ''
    except ValidationError as error:
        return None, lines, ', '.join('.'.join(map(str, item['loc'])) for item in error.errors())
