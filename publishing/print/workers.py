"""Documents to PDF in parallel processes, and to the other forms meanwhile: bytes, or what the renderer complained of."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.languages import author_language
from publishing.print import attached
from publishing.problems import Problem, ProblemsFound, errors, listing
from publishing.processes import end_with_parent, keeping
from publishing.sources.manifest import STANDARDS

if TYPE_CHECKING:
    from publishing.print.attached import Attachment
    from publishing.print.forms import Written
    from publishing.print.pages import Flaw
    from publishing.report.composed import Document  # imported late at run time: a run with nothing to do needs none of it
    from publishing.sources.catalogue import Catalogue


@dataclass(frozen=True)
class Job:
    """What one process needs to print one report in one language."""

    root: Path
    slug: str
    locale: str
    html: str
    date: str
    variant: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """What came back: the bytes, or what the renderer complained of; what looks wrong, also as warnings; the text in the other forms."""

    data: bytes
    pages: int
    places: dict[str, int] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    warnings: tuple[Problem, ...] = ()
    others: tuple[Written, ...] = ()


Tell = Callable[[str], None]
Warn = Callable[[list[Problem]], None]


def progress() -> Tell:
    """Tells a line on a terminal and in the log of a server that builds; says nothing into a file."""
    if 'CI' not in os.environ and not sys.stderr.isatty():
        return lambda line: None
    return lambda line: print(line, file=sys.stderr, flush=True)


def warned(problems: list[Problem]) -> None:
    """Tells problems that stop no build, in the author's language, beside what a program may read."""
    print(listing(problems, author_language()), file=sys.stderr, flush=True)


def print_all(
    sources: Catalogue, documents: list[Document], variant: str, jobs: int, tell: Tell, finish: Callable[[Document, bytes], bytes]
) -> list[Rendered]:
    """Render in parallel processes, and write the other forms meanwhile in this one; `finish` makes of each PDF what it is to be.

    Raises ProblemsFound with all that loses text, and all complaints of the renderer; what only looks wrong comes along as warnings.
    """
    if not documents:
        return []
    # Imported late, as what is below: a run with nothing to print needs none of it. All that prints is imported before processes part.
    from publishing.print import forms, page_progress, pdf  # noqa: F401

    root = sources.root
    work = [job(sources, document, variant) for document in documents]
    workers = min(len(work), jobs or os.cpu_count() or 1)
    done: list[Rendered] = []
    pool = ProcessPoolExecutor(workers, initializer=end_with_parent) if workers > 1 else None
    try:
        rendering = pool.map(render, work) if pool else map(render, work)
        written = (forms.write(sources, document) for document in documents)
        for document, others, printed in zip(documents, written, rendering):
            tell(f'{document.name}: {printed.pages} p.')
            data = printed.data if printed.complaints else finish(document, printed.data)
            done.append(replace(printed, data=data, others=tuple(others)))
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)
    from publishing.print import complaints

    found = [[*complaints.all_of(root, document, each.complaints, each.flaws, each.pages)] for document, each in zip(documents, done)]
    if stopping := errors(problem for problems in found for problem in problems):
        raise ProblemsFound(stopping)
    return [replace(each, warnings=tuple(problems)) for each, problems in zip(done, found)]


def job(sources: Catalogue, document: Document, variant: str) -> Job:
    """With the texts and data that it was made from, where the standard asks for them; elsewhere they would only make it larger."""
    held = tuple(attached.of_report(sources, document)) if STANDARDS[variant].holds_sources else ()
    return Job(sources.root, document.slug, document.locale, document.html, document.version.date.isoformat(), variant, held)


def render(job: Job) -> Rendered:
    """One document to PDF, in this process."""
    import datetime

    from publishing.print import page_progress, pdf

    created, tell = datetime.date.fromisoformat(job.date), progress()
    with keeping(), page_progress.told(lambda page: tell(f'{job.slug}.{job.locale}.pdf: p. {page} …')):
        result = pdf.render(job.html, files={'': job.root}, created=created, variant=job.variant, attachments=job.attachments)
    return Rendered(result.data, result.pages, result.places, tuple(result.problems), tuple(result.flaws))
