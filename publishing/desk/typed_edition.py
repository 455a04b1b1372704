"""An edition that somebody typed: found and whole, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

from publishing.languages import author_language
from publishing.print import build
from publishing.problems import ProblemsFound
from publishing.sources import edition_lock, editions
from publishing.sources.editions import Edition
from publishing.sources.standing import Standing
from publishing.words import words


class Unusable(Exception):
    """That edition can't be used; the text says why, in the author's language."""


def find(root: Path, slug: str, typed: str) -> Edition:
    """The edition of a report, with its text as it was frozen. `2026-11` and `2026-11.1` are one.

    Unusable when there is none of that name, or it was withdrawn; ProblemsFound when its files are not those of the lock.
    """
    build.refuse_unknown(root, [slug])
    held, word = editions.of_report(root, slug), words('commands', author_language())
    edition = next((edition for edition in held if _is_meant(edition, typed)), None)
    if edition is None:
        known = ', '.join(other.facts.edition for other in reversed(held))
        raise Unusable(word['no-such-edition' if held else 'no-editions'].format(report=slug, edition=typed, known=known))
    if edition.facts.withdrawn:
        told = Standing('withdrawn', edition).text(author_language())
        raise Unusable(word['edition-withdrawn'].format(edition=edition.facts.edition, told=told))
    _refuse_unlike(root, edition)
    return edition


def _is_meant(edition: Edition, typed: str) -> bool:
    try:
        return edition.order == editions.order(typed)
    except ValueError:
        return False


def _refuse_unlike(root: Path, edition: Edition) -> None:
    """What was edited since it was frozen is no edition."""
    folder = edition.folder.relative_to(root).as_posix()
    found = [*editions.problems(root), *edition_lock.problems(root)]
    own = [problem for problem in found if problem.path.startswith(f'{folder}/') or problem.values.get('edition') == edition.key]
    if own:
        raise ProblemsFound(own)
