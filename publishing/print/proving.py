"""The files of one run and their proofs, which are made while other files are still printed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from publishing.print.proof import Proof
from publishing.print.proof.judging import Case, Judge
from publishing.print.workers import Rendered
from publishing.problems import ProblemsFound
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Which

if TYPE_CHECKING:
    from publishing.report.composed import Document  # imported late at run time: a run with nothing to do needs none of it


class Proving:
    """Of reports made from these sources; without a judge nothing is proven."""

    def __init__(self, judge: Judge | None, sources: Catalogue):
        self.judge, self.sources = judge, sources
        self.proofs: dict[Which, Future[Proof]] = {}

    def begin(self, document: Document, data: bytes) -> None:
        """Have the file of a report judged."""
        if self.judge:
            self.proofs[document.slug, document.locale] = self.judge.submit(_case(self.sources, document, data))

    def done(self, printed: Mapping[Which, Rendered]) -> dict[Which, Proof]:
        """The proofs when they are ready; ProblemsFound when a file may not be published, with what looks wrong on its pages."""
        proven = {which: proof.result() for which, proof in self.proofs.items()}
        root = self.sources.root
        problems = [problem for (slug, _), proof in proven.items() for problem in proof.problems(root, f'reports/{slug}/report.yml')]
        if problems:
            raise ProblemsFound([*(flaw for which in proven if which in printed for flaw in printed[which].warnings), *problems])
        return proven


def _case(sources: Catalogue, document: Document, data: bytes) -> Case:
    from publishing.print.proof.expected import expected

    held, locale = document.report, document.locale
    title = f'{held.title.of(locale)}: {held.subtitle.of(locale)}'
    return Case(document.name, locale, title, document.version.dated(locale), data, expected(sources, document))
