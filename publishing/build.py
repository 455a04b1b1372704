"""The reports from sources to build/pdf: load everything, check everything, then write; what did not change is kept."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import folders, manifest
from publishing.cache import digest
from publishing.manifest import Made, Manifest
from publishing.problems import Problem, ProblemsFound, errors
from publishing.source import LOCALES

if TYPE_CHECKING:
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
    """What came back: the bytes, or what the renderer complained of."""

    data: bytes
    pages: int
    complaints: tuple[str, ...] = ()


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
    tell: Tell = lambda line: None,
) -> int:
    """Make the named reports (all without names) in the locales; the number that was really rendered.

    `jobs` is the number of processes (0: one per processor). Raises ProblemsFound; what was made before is then
    untouched.
    """
    slugs, locales = list(slugs), list(locales)
    _refuse_unknown(root, slugs)
    with folders.alone(root):
        return _reports(root, slugs, locales, jobs, force, tell)


def _reports(root: Path, slugs: list[str], locales: list[str], jobs: int, force: bool, tell: Tell) -> int:
    place = root / FOLDER
    folders.restore(place)
    inputs = digest(folders.content(root, INPUTS))
    last = manifest.read(place)
    if not force and last.inputs == inputs and all(manifest.is_intact(place, made) for made in last.reports):
        return 0
    documents = _compose(root, slugs, locales)
    look = digest(folders.content(root, LOOK))
    keys = {(document.slug, document.locale): digest([look, document.html, *_pictures(root, document.html)]) for document in documents}
    stale = [document for document in documents if force or not _is_made(place, last, keys, document.slug, document.locale)]
    printed = dict(zip([(document.slug, document.locale) for document in stale], _print(root, stale, jobs, tell)))
    fresh = [_made(document, keys[document.slug, document.locale], printed[document.slug, document.locale]) for document in stale]
    everything = not slugs and set(locales) == set(LOCALES)
    _replace(root, place, last, fresh, printed, inputs if everything else '')
    return len(stale)


def _slugs(root: Path) -> list[str]:
    """The names of all reports."""
    return sorted(path.parent.name for path in (root / 'reports').glob('*/report.yml'))


def _refuse_unknown(root: Path, slugs: list[str]) -> None:
    known = _slugs(root)
    problems = [
        Problem(f'reports/{slug}', 1, 'unknown-report', {'slug': slug, 'known': ', '.join(known)}) for slug in slugs if slug not in known
    ]
    if problems:
        raise ProblemsFound(problems)


def _compose(root: Path, slugs: list[str], locales: list[str]) -> list[Document]:
    """The asked documents, after every source has passed every check."""
    from publishing import catalogue, checks, report  # imported late: a run with nothing to do needs none of it

    sources = catalogue.load(root)
    problems = errors(checks.check(sources))
    if problems:
        raise ProblemsFound(problems)
    documents = []
    for slug, locale in [(slug, locale) for slug in sources.reports if not slugs or slug in slugs for locale in locales]:
        try:
            documents.append(report.compose(sources, slug, locale))
        except ProblemsFound as unreadable:
            problems += unreadable.problems
    if problems:
        raise ProblemsFound(problems)
    return documents


def _pictures(root: Path, html: str) -> Iterator[bytes]:
    """The bytes of every picture that a document shows."""
    for name in sorted(set(re.findall(r'<img[^>]*\ssrc="/([^"]+)"', html))):
        yield (root / name).read_bytes()


def _is_made(place: Path, last: Manifest, keys: dict[tuple[str, str], str], slug: str, locale: str) -> bool:
    made = last.find(slug, locale)
    return made is not None and made.key == keys[slug, locale] and manifest.is_intact(place, made)


def _print(root: Path, documents: list[Document], jobs: int, tell: Tell) -> list[Printed]:
    """Render in parallel processes; ProblemsFound with what the renderer complained of, over all documents."""
    work = [Job(root, document.slug, document.locale, document.html, document.report.date.isoformat()) for document in documents]
    workers = min(len(work), jobs or os.cpu_count() or 1)
    done: list[Printed] = []
    pool = ProcessPoolExecutor(workers, initializer=end_with_parent) if workers > 1 else None
    try:
        for job, printed in zip(work, pool.map(render, work) if pool else map(render, work)):
            tell(f'{job.slug}.{job.locale}.pdf: {printed.pages} p.')
            done.append(printed)
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


def end_with_parent() -> None:
    """End this process with the one that started it: a worker whose build was killed would wait for work for ever."""

    def follow() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def render(job: Job) -> Printed:
    """One document to PDF, in this process."""
    import datetime

    from publishing import pdf

    result = pdf.render(job.html, files={'': job.root}, created=datetime.date.fromisoformat(job.date))
    return Printed(result.data, result.pages, tuple(result.problems))


def _made(document: Document, key: str, printed: Printed) -> Made:
    report = document.report
    return Made(
        slug=document.slug, locale=document.locale, file=document.name, number=report.number, title=report.title, subtitle=report.subtitle,
        edition=report.edition, date=report.date.isoformat(), status=report.status, pages=printed.pages, bytes=len(printed.data),
        sha256=hashlib.sha256(printed.data).hexdigest(), key=key,
    )  # fmt: skip


def _replace(root: Path, place: Path, last: Manifest, fresh: list[Made], printed: dict[tuple[str, str], Printed], inputs: str) -> None:
    """Put new and kept files in a new folder and swap it in; files of reports that are gone are left out."""
    beside = place.with_name('pdf.fresh')
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    slugs = _slugs(root)
    renewed = {(made.slug, made.locale) for made in fresh}
    kept = [
        made for made in last.reports if made.slug in slugs and (made.slug, made.locale) not in renewed and manifest.is_intact(place, made)
    ]
    for made in kept:
        shutil.copy2(place / made.file, beside / made.file)
    for made in fresh:
        (beside / made.file).write_bytes(printed[made.slug, made.locale].data)
    held = sorted([*kept, *fresh], key=lambda made: (made.number, LOCALES.index(made.locale)))
    manifest.write(beside, Manifest(inputs=inputs, reports=held))
    folders.swap(beside, place)
