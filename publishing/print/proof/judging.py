"""Makes proofs in a process of their own: it holds a Java machine, and that does not bear a fork. Started when first needed."""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from publishing.print.proof import Found, Proof, Standard, Text
from publishing.processes import end_with_parent

if TYPE_CHECKING:
    from publishing.print.proof.expected import Expected

SAMPLE = 12  # lines of the reading order


@dataclass(frozen=True)
class Case:
    """A file to be judged, and what is said of it."""

    file: str
    locale: str
    title: str
    edition: str
    data: bytes
    expected: Expected


class Judge:
    """One warm process for all files; `files` is how many there will be, when that is known."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None
        self.files = 1

    def submit(self, case: Case) -> Future[Proof]:
        """Have a file judged while other work goes on."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(1, multiprocessing.get_context('spawn'), _begin, (self.files,))
        return self.pool.submit(prove, case)

    def close(self) -> None:
        """End the process; what was not begun is not done."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def _begin(files: int) -> None:
    from publishing.print.proof import verapdf  # imported late: it brings Java along

    end_with_parent()
    verapdf.begin(files)


def prove(case: Case) -> Proof:
    """Judge a file in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.file
        path.write_bytes(case.data)
        return _proof(path, case)


def _proof(path: Path, case: Case) -> Proof:
    from publishing.print.proof import contents, contrast, reading, verapdf  # imported late: they bring Java and two PDF libraries along

    held, read, contrasts = contents.read(path), reading.read(path), contrast.contrasts(path)
    said = read.text
    sentences, links = case.expected.sentences, case.expected.links
    found = {unquote(link) for link in held.links}  # `é` and `%C3%A9` are one address (RFC 3986, 2.5)
    return Proof(
        file=case.file, locale=case.locale, title=case.title, edition=case.edition,
        sha256=hashlib.sha256(case.data).hexdigest(), bytes=len(case.data), pages=held.pages,
        validator=f'veraPDF {verapdf.version()}', standards=[_standard(verdict) for verdict in verapdf.judge(path)],
        fonts=held.fonts, fonts_missing=held.fonts_missing, tags=held.tags,
        pictures=held.pictures, pictures_without_text=held.pictures_without_text,
        sentences=Found(
            expected=len(sentences),
            missing=[f'{sentence.path}: {sentence.text}' for sentence in sentences if reading.shown(sentence.text) not in said],
        ),
        links=Found(expected=len(links), missing=[link for link in links if unquote(link) not in found]),
        contrast=Text(
            lowest=contrasts[0].ratio if contrasts else 21, combinations=len(contrasts),
            too_low=[f'{found.ratio}:1, {found.text} / {found.ground}, p. {found.page}' for found in contrasts if not found.enough],
        ),
        reading=_sample(read.tree.splitlines()),
    )  # fmt: skip


def _sample(lines: list[str]) -> list[str]:
    """The first texts after the contents, as they are read aloud: kind of element, page, words."""
    after = max((number for number, line in enumerate(lines) if line.lstrip().startswith('TOC')), default=0)
    start = next((number for number, line in enumerate(lines) if number > after and line.lstrip().startswith('H1')), 0)
    return [line.strip() for line in lines[start:] if '"' in line and not line.startswith('artifacts')][:SAMPLE]


def _standard(verdict: Any) -> Standard:
    from publishing.print.proof.verapdf import NAMES

    return Standard(
        name=NAMES[verdict.flavour], checks=verdict.checks,
        broken=[f'{failure.rule} ({failure.count}×): {failure.message}' for failure in verdict.failures],
    )  # fmt: skip
