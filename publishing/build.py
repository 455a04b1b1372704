"""The reports from sources to build/pdf, as PDF and EPUB: load everything, check everything, then write; what did not change is kept."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import days, folders, manifest
from publishing.cache import digest
from publishing.manifest import File, Made, Manifest
from publishing.problems import Problem, ProblemsFound, errors
from publishing.processes import end_with_parent
from publishing.proof import Proof, files
from publishing.proof.judging import Case, Judge
from publishing.source import LOCALES

if TYPE_CHECKING:
    from publishing.catalogue import Catalogue
    from publishing.report import Document  # imported late at run time: a run with nothing to do needs none of it

FOLDER = 'build/pdf'
INPUTS = ('docs', 'reports', 'publishing', 'overrides/assets', 'mkdocs.yml')
LOOK = ('publishing', 'overrides/assets')


@dataclass(frozen=True)
class Job:
    """What one process needs to print one report in one language."""

    root: Path
    slug: str
    locale: str
    html: str
    date: str


@dataclass(frozen=True)
class Printed:
    """What came back: the bytes, or what the renderer complained of; `book` is the same text as EPUB."""

    data: bytes
    pages: int
    places: dict[str, int] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    book: bytes = b''


Tell = Callable[[str], None]


def progress() -> Tell:
    """Tells a line on a terminal; says nothing in CI or into a file."""
    if 'CI' in os.environ or not sys.stderr.isatty():
        return lambda line: None
    return lambda line: print(line, file=sys.stderr, flush=True)


def reports(
    root: Path,
    slugs: Iterable[str] = (),
    locales: Iterable[str] = LOCALES,
    *,
    jobs: int = 0,
    force: bool = False,
    check: bool = True,
    tell: Tell = lambda line: None,
) -> int:
    """Make the named reports (all without names) in the locales; the number that was really rendered.

    `jobs` is the number of processes (0: one per processor). With `check` every file gets its proof, and none is put in
    place when one fails. Raises ProblemsFound; what was made before is then untouched.
    """
    slugs, locales = list(slugs), list(locales)
    refuse_unknown(root, slugs)
    with folders.alone(root):
        judge = Judge() if check else None
        try:
            return _reports(root, slugs, locales, jobs, force, tell, judge)
        finally:
            if judge:
                judge.close()


def _reports(root: Path, slugs: list[str], locales: list[str], jobs: int, force: bool, tell: Tell, judge: Judge | None) -> int:
    place = root / FOLDER
    folders.restore(place)
    inputs = digest([*folders.content(root, INPUTS), *days.passed(root)])
    last = manifest.read(place)
    if not force and last.inputs == inputs and all(_is_whole(place, made, judge) for made in last.reports):
        return 0
    sources, documents = _compose(root, slugs, locales)
    look = digest(folders.content(root, LOOK))
    keys = {(document.slug, document.locale): key_of(root, document, look) for document in documents}
    stale = [document for document in documents if force or not _is_made(place, last, keys, document.slug, document.locale)]
    proofs: dict[tuple[str, str], Future[Proof]] = {}

    def prove(document: Document, data: bytes) -> None:
        if judge:
            proofs[document.slug, document.locale] = judge.submit(_case(sources, document, data))

    for document in documents:
        made = last.find(document.slug, document.locale)
        if made and document not in stale and not _is_whole(place, made, judge):
            prove(document, (place / made.file).read_bytes())
    printed = dict(zip([(document.slug, document.locale) for document in stale], _print(sources, stale, jobs, tell, prove)))
    proven = _proven(proofs)
    fresh = [_made(document, keys[document.slug, document.locale], printed[document.slug, document.locale]) for document in stale]
    everything = not slugs and set(locales) == set(LOCALES)
    _replace(sources.reports, place, last, fresh, printed, proven, inputs if everything else '')
    return len(stale)


def proofs(root: Path, slugs: Iterable[str] = (), locales: Iterable[str] = LOCALES) -> Iterator[str]:
    """The proof in words of each asked report that was made, in the language of its file."""
    slugs, locales = list(slugs), list(locales)
    for made in manifest.read(root / FOLDER).reports:
        if (not slugs or made.slug in slugs) and made.locale in locales:
            yield (root / FOLDER / files.names(made.file)[1]).read_text(encoding='utf-8')


def _slugs(root: Path) -> list[str]:
    """The names of all reports."""
    return sorted(path.parent.name for path in (root / 'reports').glob('*/report.yml'))


def refuse_unknown(root: Path, slugs: list[str]) -> None:
    """ProblemsFound when there is no report of a name."""
    known = _slugs(root)
    problems = [
        Problem(f'reports/{slug}', 1, 'unknown-report', {'slug': slug, 'known': ', '.join(known)}) for slug in slugs if slug not in known
    ]
    if problems:
        raise ProblemsFound(problems)


def _compose(root: Path, slugs: list[str], locales: list[str]) -> tuple[Catalogue, list[Document]]:
    """The sources that reports may be made of, after every check, and the asked documents."""
    from publishing import catalogue, checks, photos, report  # imported late: a run with nothing to do needs none of it

    sources = catalogue.load(root)
    problems = errors(checks.check(sources))
    if problems:
        raise ProblemsFound(problems)
    photos.forget(root, sources.nowhere_files())
    admitted, documents = sources.admitted('pdf'), []
    for slug, locale in [(slug, locale) for slug in admitted.reports if not slugs or slug in slugs for locale in locales]:
        try:
            documents.append(report.compose(admitted, slug, locale))
        except ProblemsFound as unreadable:
            problems += unreadable.problems
    if problems:
        raise ProblemsFound(problems)
    return admitted, documents


def key_of(root: Path, document: Document, look: str = '') -> str:
    """What stands for all that goes into a PDF: the look, the text and the pictures."""
    return digest([look or digest(folders.content(root, LOOK)), document.html, *_pictures(root, document.html)])


def _pictures(root: Path, html: str) -> Iterator[bytes]:
    """The bytes of every picture that a document shows."""
    for name in sorted(set(re.findall(r'<img[^>]*\ssrc="/([^"]+)"', html))):
        yield (root / name).read_bytes()


def _is_made(place: Path, last: Manifest, keys: dict[tuple[str, str], str], slug: str, locale: str) -> bool:
    made = last.find(slug, locale)
    return made is not None and made.key == keys[slug, locale] and manifest.is_intact(place, made)


def _is_whole(place: Path, made: Made, judge: Judge | None) -> bool:
    """Whether a file is the one that was made, with its proof where files are judged."""
    return manifest.is_intact(place, made) and (judge is None or files.read(place, made) is not None)


def _case(sources: Catalogue, document: Document, data: bytes) -> Case:
    from publishing.proof.sources import expected

    held, locale = document.report, document.locale
    title = f'{held.title.of(locale)}: {held.subtitle.of(locale)}'
    return Case(document.name, locale, title, held.edition, held.date.isoformat(), data, expected(sources, document))


def _proven(proofs: dict[tuple[str, str], Future[Proof]]) -> dict[tuple[str, str], Proof]:
    """The proofs when they are ready; ProblemsFound when a file may not be published."""
    proven = {name: proof.result() for name, proof in proofs.items()}
    problems = [problem for (slug, _), proof in proven.items() for problem in proof.problems(f'reports/{slug}/report.yml')]
    if problems:
        raise ProblemsFound(problems)
    return proven


def _print(sources: Catalogue, documents: list[Document], jobs: int, tell: Tell, prove: Callable[[Document, bytes], None]) -> list[Printed]:
    """Render in parallel processes, and make the books meanwhile in this one; hand over each PDF as it is ready.

    Raises ProblemsFound with all complaints of the renderer.
    """
    from publishing import epub

    root = sources.root
    work = [Job(root, document.slug, document.locale, document.html, document.report.date.isoformat()) for document in documents]
    workers = min(len(work), jobs or os.cpu_count() or 1)
    done: list[Printed] = []
    pool = ProcessPoolExecutor(workers, initializer=end_with_parent) if workers > 1 else None
    try:
        rendering = pool.map(render, work) if pool else map(render, work)
        books = (epub.write(sources, job.slug, job.locale) for job in work)
        for document, book, printed in zip(documents, books, rendering):
            tell(f'{document.name}: {printed.pages} p.')
            done.append(replace(printed, book=book))
            if not printed.complaints:
                prove(document, printed.data)
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)
    from publishing import complaints  # imported late: a run with nothing to do needs none of it

    problems = [
        problem
        for document, printed in zip(documents, done)
        for text in printed.complaints
        for problem in complaints.problems(root, document, text)
    ]
    if problems:
        raise ProblemsFound(problems)
    return done


def render(job: Job) -> Printed:
    """One document to PDF, in this process."""
    import datetime

    from publishing import pdf

    result = pdf.render(job.html, files={'': job.root}, created=datetime.date.fromisoformat(job.date))
    return Printed(result.data, result.pages, result.places, tuple(result.problems))


def _made(document: Document, key: str, printed: Printed) -> Made:
    report = document.report
    book = File(kind='epub', file=_book_name(document), bytes=len(printed.book), sha256=hashlib.sha256(printed.book).hexdigest())
    return Made(
        slug=document.slug, locale=document.locale, file=document.name, number=report.number, title=report.title, subtitle=report.subtitle,
        edition=report.edition, date=report.date.isoformat(), status=report.status, pages=printed.pages, bytes=len(printed.data),
        sha256=hashlib.sha256(printed.data).hexdigest(), key=key, forms=[book],
        starts=document.starts(printed.places),
    )  # fmt: skip


def _book_name(document: Document) -> str:
    return document.name.removesuffix('pdf') + 'epub'


def _replace(
    slugs: Container[str],
    place: Path,
    last: Manifest,
    fresh: list[Made],
    printed: dict[tuple[str, str], Printed],
    proven: dict[tuple[str, str], Proof],
    inputs: str,
) -> None:
    """Put new and kept files in a new folder and swap it in; files of reports that are gone are left out."""
    beside = place.with_name('pdf.fresh')
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    renewed = {(made.slug, made.locale) for made in fresh}
    kept = [
        made for made in last.reports if made.slug in slugs and (made.slug, made.locale) not in renewed and manifest.is_intact(place, made)
    ]
    for made in kept:
        for name in (*made.files(), *files.names(made.file)):
            if (place / name).is_file():
                shutil.copy2(place / name, beside / name)
    for made in fresh:
        for name, data in zip(made.files(), (printed[made.slug, made.locale].data, printed[made.slug, made.locale].book)):
            (beside / name).write_bytes(data)
    for proof in proven.values():
        files.write(beside, proof)
    held = sorted([*kept, *fresh], key=lambda made: (made.number, LOCALES.index(made.locale)))
    manifest.write(beside, Manifest(inputs=inputs, reports=held))
    folders.swap(beside, place)
