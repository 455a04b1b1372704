"""What a reader is given who asks for a report and for no text of it: the edition in force, else the newest; while there is none, the
working text."""

from __future__ import annotations

from collections.abc import Container

from publishing.formats import downloads
from publishing.formats.downloads import Download
from publishing.pictures import thumbnails
from publishing.pictures.thumbnails import Cover
from publishing.sources import manifest, standing
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.manifest import Manifest


def edition(catalogue: Catalogue, report: str, pages: Container[str]) -> Edition | None:
    """The edition, of those that may be offered while these `pages` may be read in a file."""
    return standing.offered_first(edition for edition in catalogue.editions_of(report) if edition.offered(pages))


def files(catalogue: Catalogue, made: Manifest, report: str, locale: str, pages: Container[str]) -> list[Download]:
    """Its files, the reader's own language first."""
    first = edition(catalogue, report, pages)
    return downloads.of_edition(first, locale, pages) if first else downloads.of_report(made, report, locale)


def cover(catalogue: Catalogue, made: Manifest, report: str, locale: str, pages: Container[str]) -> Cover | None:
    """Its cover in a language; None while there is no file."""
    root, first = catalogue.root, edition(catalogue, report, pages)
    if first is None:
        return thumbnails.of(root, root / manifest.FOLDER, made.find(report, locale))
    file = first.file('pdf', locale)
    return thumbnails.of_file(root, first.folder / file.file, f'{report}.{locale}', file.sha256) if file else None
