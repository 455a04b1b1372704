"""What the check calls right can be built: chapters of pieces that authors typed, right and wrong, in any order.

The pieces are those of tests/test_reading.py, and the texts of tests/cases. What the check refuses is taken away by the lines that it
told, so those have to be the right ones.
`python -m tests.right_text 200` tries so many chapters, and prints each of them too; `python -m tests.right_text 0 417` prints chapter 417.
"""

from __future__ import annotations

import functools
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from publishing import checks, markdown
from publishing.formats.bibliography import Bibliography
from publishing.languages import ORIGINAL
from publishing.markdown import PageContext
from publishing.print import build
from publishing.problems import Problem, ProblemsFound, errors
from publishing.report import composer, faults, plain_text, web_page
from publishing.report.form import BOOK
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from tests.projects import TESTS, lay
from tests.test_reading import PIECES

CHAPTER, NAME, SLUG = 'docs/uitleg/hoofdstuk.nl.md', 'uitleg/hoofdstuk', 'voorbeeld'
HEAD = '---\ntitle: Hoofdstuk {number}\ndescription: Een hoofdstuk van stukken, in een volgorde van het toeval.\nupdated: 2026-11-22\n---\n'
FRONT = re.compile(r'\A---\n.*?\n---\n', re.S)
RIGHT, ANY, LONGEST = 4, 5, 1500  # pieces of a chapter that are right by themselves, others; letters of one


@functools.cache
def pieces() -> tuple[str, ...]:
    """The text of each page in the cases, but for those about how a file begins."""
    files = sorted((TESTS / 'cases').glob('*/in/docs/**/*.nl.md'))
    typed = (file.read_bytes().decode('utf-8', 'replace') for file in files)
    bodies = dict.fromkeys(FRONT.sub('', text).strip() for text in typed if FRONT.match(text))
    return tuple(body for body in bodies if body and len(body) < LONGEST)


def chapter(root: Path, number: int) -> Catalogue:
    """A project whose chapter of this number has no errors any more: each piece in which the check told one was taken away."""
    dice = random.Random(number)
    lay(root, printable=True)
    (root / 'docs/uitleg/hoofdstuk.en.md').unlink()
    right = [piece.format(f'een{place}q', f'twee{place}q') for place, piece in enumerate(dice.sample(PIECES, k=RIGHT))]
    left = [*right, *dice.sample(pieces(), k=ANY)]
    dice.shuffle(left)
    while left:
        spans = _written(root / CHAPTER, number, left)
        told = _told(root)
        if not told:
            return catalogue.load(root)
        wrong = {place for place, span in enumerate(spans) if any(problem.path == CHAPTER and problem.line in span for problem in told)}
        assert wrong, f'chapter {number}: told where nothing is wrong: {told[0]}'
        left = [piece for place, piece in enumerate(left) if place not in wrong]
    _written(root / CHAPTER, number, ['Een zin.'])
    return catalogue.load(root)


def _written(file: Path, number: int, left: list[str]) -> list[range]:
    """The lines of each piece, with the empty one below it."""
    text, spans = HEAD.format(number=number), list[range]()
    for piece in left:
        start = text.count('\n') + 2
        text += f'\n{piece}\n'
        spans.append(range(start, text.count('\n') + 2))
    file.write_text(text, encoding='utf-8')
    return spans


def _told(root: Path) -> list[Problem]:
    """What `make check` tells as an error."""
    try:
        held = catalogue.load(root)
        return errors(checks.check(held)) or errors(faults.faults(held, 'x'))
    except ProblemsFound as unreadable:
        return unreadable.problems


def built(held: Catalogue) -> Iterator[str]:
    """The chapter as a page of the site, and its report on one page, on paper without layout, and as plain text."""
    page = held.pages[NAME, ORIGINAL]
    yield markdown.inside(markdown.convert(PageContext(page, held, Bibliography(held.root, held.reference_by_id, ORIGINAL), 'site', {})))
    yield str(web_page.compose(held, SLUG, ORIGINAL).text)
    yield composer.rehearsed(held, SLUG, ORIGINAL).html
    yield plain_text.write(composer.composed(held, SLUG, ORIGINAL, BOOK)).decode()


def named(text: str) -> set[str]:
    """The words that stand nowhere else than in one piece."""
    return set(re.findall(r'(?:een|twee)\d+q', text))


def printed(held: Catalogue) -> None:
    """The report as PDF with its proof, and as a book."""
    build.reports(held.root, locales=[ORIGINAL], jobs=1, check=False, force=True, warn=lambda problems: None)


def tried(number: int, *made: Callable[[Catalogue], object]) -> None:
    with tempfile.TemporaryDirectory() as place:
        held = chapter(Path(place), number)
        for make in made:
            make(held)


def main(number: int, *asked: int) -> int:
    """Try the numbers that are asked, else so many; 1 when a chapter could not be made."""
    fault = 0
    for each in asked or range(number):
        try:
            tried(each, lambda held: list(built(held)), printed)
        except Exception as why:
            fault = 1
            print(each, getattr(why, 'problems', repr(why)), flush=True)
    return fault


if __name__ == '__main__':
    sys.exit(main(*map(int, sys.argv[1:])))
