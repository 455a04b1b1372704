"""What was made of reports, put in the place of what was there: all of it or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Container
from pathlib import Path

from publishing import folders
from publishing.languages import LOCALES
from publishing.print.kept import Text
from publishing.print.proof import Proof, files
from publishing.print.workers import Rendered
from publishing.sources import manifest
from publishing.sources.manifest import Made, Manifest, Which


def made_of(text: Text, printed: Rendered) -> Made:
    """What the manifest says of a report that was printed."""
    document = text.document
    report, version = document.report, document.version
    return Made(
        slug=document.slug, locale=document.locale, file=document.name, number=report.number, title=report.title, subtitle=report.subtitle,
        version=version.name, edition=version.edition, date=version.date.isoformat(), status=version.status, pages=printed.pages,
        bytes=len(printed.data),
        sha256=hashlib.sha256(printed.data).hexdigest(), key=text.key, texts=text.texts, seen=text.seen,
        forms=[other.file for other in printed.others],
        starts=document.starts(printed.places), warnings=list(printed.warnings),
    )  # fmt: skip


def replace(
    slugs: Container[str],
    place: Path,
    last: Manifest,
    fresh: list[Made],
    printed: dict[Which, Rendered],
    proven: dict[Which, Proof],
    inputs: str,
) -> None:
    """Put new and kept files in a new folder and swap it in; files of reports that are gone are left out."""
    beside = place.with_name(f'{place.name}.fresh')
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    renewed = {made.which for made in fresh}
    kept = [made for made in last.reports if made.slug in slugs and made.which not in renewed and manifest.is_intact(place, made)]
    for made in kept:
        for name in (*made.files(), *files.names(made.file)):
            if (place / name).is_file():
                shutil.copy2(place / name, beside / name)
    for made in fresh:
        held = printed[made.which]
        for name, data in ((made.file, held.data), *((other.file.file, other.data) for other in held.others)):
            (beside / name).write_bytes(data)
    for proof in proven.values():
        files.write(beside, proof)
    reports = sorted([*kept, *fresh], key=lambda made: (made.number, LOCALES.index(made.locale)))
    manifest.write(beside, Manifest(inputs=inputs, reports=reports))
    folders.swap(beside, place)
