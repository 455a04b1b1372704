"""The proof of a PDF: what a validator and other readers find in the finished file, as a short report beside it.

Everything here reads the file that will be published, never what the build knows of it. The same file gives the same
proof: no clock, no path.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, computed_field

from publishing.problems import Problem

WORDS = 4  # by which a sentence is found again


class Standard(BaseModel):
    """One standard that the file declares: its name, the number of checks, and the rules that it breaks (empty: it conforms)."""

    name: str
    checks: int
    broken: list[str] = []


class Found(BaseModel):
    """Of what the sources hold: how much was looked for in the file, and what is not in it."""

    expected: int
    missing: list[str] = []


class Text(BaseModel):
    """The weakest contrast in a file (WCAG 2.2, 1.4.3): ratio, and what stands on what, smaller than asked or not."""

    lowest: float
    combinations: int
    too_low: list[str] = []


class Proof(BaseModel):
    """What was found in one PDF. `edition` is what the text calls itself, with its day; `tags` counts the elements of the tree by kind."""

    file: str
    locale: str
    title: str
    edition: str
    sha256: str
    bytes: int
    pages: int
    validator: str
    standards: list[Standard]
    fonts: list[str]
    fonts_missing: list[str] = []
    tags: dict[str, int]
    pictures: int
    pictures_without_text: int = 0
    sentences: Found
    links: Found
    contrast: Text
    reading: list[str] = []

    @computed_field  # type: ignore[prop-decorator]
    @property
    def passed(self) -> bool:
        """Whether the file may be published."""
        return not self.failures()

    def failures(self) -> list[tuple[str, str]]:
        """Rule and detail of everything that keeps the file from being published."""
        found = [('proof-standard', f'{standard.name} {rule}') for standard in self.standards for rule in standard.broken]
        found += [('proof-standard', 'PDF/A, PDF/UA')] if len(self.standards) < 2 else []
        found += [('proof-font', name) for name in self.fonts_missing]
        found += [('proof-sentence', text) for text in self.sentences.missing]
        found += [('proof-link', address) for address in self.links.missing]
        found += [('proof-picture', str(self.pictures_without_text))] if self.pictures_without_text else []
        found += [('proof-contrast', text) for text in self.contrast.too_low]
        return found

    def problems(self, root: Path, path: str) -> list[Problem]:
        """The failures as problems: a sentence at its line below `root`, the others told at the report's own file."""
        return [
            Problem(*(_place(root, detail) if rule == 'proof-sentence' else (path, 1)), rule, {'file': self.file, 'detail': detail})
            for rule, detail in self.failures()
        ]


def _place(root: Path, told: str) -> tuple[str, int]:
    """File and line of a sentence that is told with its file, by its first words."""
    from publishing.print.proof.reading import letters  # imported late: it brings a PDF library along

    path, _, sentence = told.partition(': ')
    start = letters(' '.join(sentence.split()[:WORDS]))
    lines = (root / path).read_text(encoding='utf-8').split('\n') if (root / path).is_file() else []
    return path, next((number for number, line in enumerate(lines, 1) if start in letters(line)), 1)
