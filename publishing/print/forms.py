"""The files in which a report is published beside its PDF: one entry each, and the words `form_<name>` and `type_<name>` in words/site.yml.

What was made tells its name and media type itself (manifest.json, edition.yml), so that pages and downloads need no list of forms and an
edition of years ago stays offered in a form that is no longer made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publishing.print.proof import epub as epubcheck
from publishing.report import composer, epub, plain_text
from publishing.report.composed import Composed, Document
from publishing.report.form import BOOK
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import File


@dataclass(frozen=True)
class FileForm:
    """`write` gives the same bytes for the same report; `judge` gives file name → what is wrong with it, before an edition is frozen.

    An edition does not keep a form that follows from another one (`is_kept`): of an edition it is made where it is shown.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Composed], bytes]
    judge: Callable[[list[Path]], dict[str, list[str]]] | None = None
    is_kept: bool = True


FORMS = [
    FileForm('epub', '.epub', epub.TYPE, epub.write, epubcheck.complaints),
    FileForm('plain', plain_text.SUFFIX, plain_text.TYPE, plain_text.write, is_kept=False),
]
KEPT = frozenset(form.name for form in FORMS if form.is_kept)


@dataclass(frozen=True)
class Written:
    """One file as it will stand beside its PDF."""

    file: File
    data: bytes


def write(sources: Catalogue, document: Document) -> list[Written]:
    """A report in every form, from what was converted for paper."""
    freezing = not document.version.is_working
    held = composer.composed(sources, document.slug, document.locale, BOOK, document.converted, freezing=freezing)
    return [_written(form, document.name.removesuffix('.pdf') + form.suffix, form.write(held)) for form in FORMS]


def complaints(folder: Path, files: list[File]) -> Iterator[str]:
    """What the judge of each form says of files, each line with the name of its file."""
    for form in FORMS:
        held = [folder / file.file for file in files if file.kind == form.name]
        if form.judge and held:
            yield from (f'{name}: {text}' for name, told in form.judge(held).items() for text in told)


def _written(form: FileForm, name: str, data: bytes) -> Written:
    file = File(kind=form.name, file=name, media_type=form.media_type, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    return Written(file, data)
