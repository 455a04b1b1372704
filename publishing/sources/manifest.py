"""Where reports are made, and manifest.json there: the facts of every PDF, for the site and for the next run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from publishing import folders
from publishing.cache import digest
from publishing.problems import Problem
from publishing.sources.schema.values import Bilingual, Status

FILE = 'manifest.json'
FOLDER = 'build/pdf'
PDF = 'application/pdf'
Which = tuple[str, str]  # the report and the locale that a file is of
WORKING = 'werk'  # of working texts on the site; `pdf/` is for what was frozen
FREEZING = 'build/edition'  # what is being frozen, beside the working texts


@dataclass(frozen=True)
class Standard:
    """A form of PDF to keep: the folder for its files, the part of PDF/UA beside it, and whether what it was made from is inside."""

    folder: str
    accessible: int
    holds_sources: bool


# What the site shows is the first, which every archive takes. The others are for those who want texts and data along.
DEFAULT = 'pdf/a-2a'
STANDARDS = {
    DEFAULT: Standard(FOLDER, 1, holds_sources=False),
    'pdf/a-3a': Standard('build/pdf-a-3a', 1, holds_sources=True),
    'pdf/a-4f': Standard('build/pdf-a-4f', 2, holds_sources=True),
}


class File(BaseModel):
    """The same text in another form, whose name is its `kind`; `sha256` and `bytes` are of the file itself."""

    kind: str
    file: str
    media_type: str
    bytes: int
    sha256: str


class Made(BaseModel):
    """One PDF, and its text in other forms. `key` stands for all that went into it; `sha256` and `bytes` are of the file itself.

    `version` is the name of the text (see sources.version), `edition` the number that it bears or comes after.
    `starts` gives the page, from 1, on which each page of docs/ begins, and by name#section each section of it. `warnings` is what looks
    wrong on its pages: it stays true as long as the file is kept. `texts` are the paths of the texts that were looked at to put it
    together, `seen` stands for what they and all besides texts were then.
    """

    slug: str
    locale: str
    file: str
    number: int
    title: Bilingual
    subtitle: Bilingual
    version: str
    edition: str
    date: str
    status: Status
    pages: int
    bytes: int
    sha256: str
    key: str
    texts: list[str] = []
    seen: str = ''
    starts: dict[str, int] = {}
    forms: list[File] = []
    warnings: list[Problem] = []

    @property
    def which(self) -> Which:
        """The report and the locale that it is of."""
        return self.slug, self.locale

    def address(self, file: str) -> str:
        """Where one of its files, or what stands beside them, is on the site; whoever keeps it sees from the name which text it is."""
        return f'{WORKING}/{self.slug}-{self.version}{file.removeprefix(self.slug)}'

    def files(self) -> list[str]:
        """The names of all files, the PDF first."""
        return [self.file, *(form.file for form in self.forms)]


class Manifest(BaseModel):
    """All PDFs in a folder; `inputs` is the key of all sources when every PDF in it is up to date, else ''."""

    inputs: str = ''
    reports: list[Made] = []

    def find(self, slug: str, locale: str) -> Made | None:
        """The PDF of a report in a locale."""
        return next((made for made in self.reports if made.which == (slug, locale)), None)


def read(folder: Path) -> Manifest:
    """The manifest in a folder; an empty one when there is none or it can't be read."""
    try:
        return Manifest.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return Manifest()


def state(folder: Path) -> str:
    """What stands for every file in a folder; '' when it is not there."""
    return digest(folders.every(folder)) if folder.is_dir() else ''


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a folder that is not yet in its place."""
    (folder / FILE).write_text(manifest.model_dump_json(indent=1) + '\n', encoding='utf-8')


def is_intact(folder: Path, made: Made) -> bool:
    """Whether every file is there and is the one that was made."""
    sums = [made.sha256, *(form.sha256 for form in made.forms)]
    files = [folder / name for name in made.files()]
    return all(file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == wanted for file, wanted in zip(files, sums))
