"""What can be asked of the reports that were made: their proofs in words, and booklets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing.languages import LOCALES
from publishing.print.proof import files
from publishing.sources import manifest

BOOKLETS = 'build/booklets'


def proofs(root: Path, slugs: Iterable[str] = (), locales: Iterable[str] = LOCALES, variant: str = manifest.DEFAULT) -> Iterator[str]:
    """The proof in words of each asked report that was made, in the language of its file."""
    for file in _asked(root, slugs, locales, variant):
        yield file.with_name(files.names(file.name)[1]).read_text(encoding='utf-8')


def booklets(root: Path, slugs: Iterable[str] = (), locales: Iterable[str] = LOCALES, variant: str = manifest.DEFAULT) -> Iterator[Path]:
    """Each asked report that was made, as a booklet to print and fold: a copy in a folder of its own, which the site does not show."""
    from publishing.print import booklet

    for file in _asked(root, slugs, locales, variant):
        booklet.write(file, root / BOOKLETS / file.name)
        yield root / BOOKLETS / file.name


def _asked(root: Path, slugs: Iterable[str], locales: Iterable[str], variant: str) -> list[Path]:
    """The files of the asked reports that were made."""
    slugs, locales, place = set(slugs), set(locales), root / manifest.STANDARDS[variant].folder
    return [place / made.file for made in manifest.read(place).reports if (not slugs or made.slug in slugs) and made.locale in locales]
