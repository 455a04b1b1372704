"""Short documents of ours to PDF, each with the proof that a report has: same standards, same judge, every sentence and link."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publishing.print import pdf
from publishing.print.proof import Proof, expected
from publishing.print.proof.judging import Case, Judge
from publishing.problems import Problem, ProblemsFound
from publishing.report.short import Paper


@dataclass(frozen=True)
class Proven:
    """A document that passed."""

    paper: Paper
    data: bytes
    proof: Proof


def judging() -> contextlib.closing[Judge]:
    """A judge for as long as documents are made."""
    return contextlib.closing(Judge())


def proven(root: Path, papers: Sequence[Paper], judge: Judge) -> list[Proven]:
    """The documents as PDFs that passed. ProblemsFound with all that is wrong with any of them."""
    judged = [(paper, data, judge.submit(_case(paper, data))) for paper in papers for data in [_printed(root, paper)]]
    done = [Proven(paper, data, future.result()) for paper, data, future in judged]
    if problems := [problem for one in done for problem in one.proof.problems(root, one.paper.at)]:
        raise ProblemsFound(problems)
    return done


def _printed(root: Path, paper: Paper) -> bytes:
    result = pdf.render(paper.html, files={'': root}, created=paper.day)
    if result.problems:
        raise ProblemsFound(Problem(paper.at, 1, 'render', {'detail': text}) for text in result.problems)
    return result.data


def _case(paper: Paper, data: bytes) -> Case:
    return Case(paper.name, paper.locale, paper.title, paper.label, data, expected.of_html(paper.html, paper.at))
