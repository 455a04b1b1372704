"""What may enter which output today: the sources without the stories that consent refuses, in pages, reports and pictures."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date

from publishing.sources import consent
from publishing.sources.catalogue import Catalogue
from publishing.sources.consent import Output
from publishing.sources.report_source import ReportSource
from publishing.sources.source import Source


def admitted(catalogue: Catalogue, *outputs: Output, day: date | None = None) -> Catalogue:
    """What may enter all these outputs on a day (`today` without one): no story outside its consent is in it, nor in its reports."""
    pages_read = catalogue.pages.values()
    withheld = frozenset(consent.withheld(pages_read, outputs, day or catalogue.today, catalogue.settings.ours.about_stories))
    pages = {key: page for key, page in catalogue.pages.items() if page.name not in withheld}
    reports = {slug: without(held, withheld) for slug, held in catalogue.reports.items() if not withheld.issuperset(held.chapter_names())}
    texts = [text for held in reports.values() for text in held.texts.values()]
    gone = files_of(page for page in pages_read if page.name in withheld) if withheld else set()
    files = frozenset(gone - files_of([*pages.values(), *texts]) if gone else ())
    return replace(
        catalogue,
        pages=pages,
        reports=reports,
        problems=[*catalogue.problems],
        withheld=catalogue.withheld | withheld,
        withheld_files=catalogue.withheld_files | files,
    )


def without(held: ReportSource, names: Container[str]) -> ReportSource:
    """A report without these pages: a chapter goes with its sections, a section by itself. Call after the checks."""
    if not any(name in names for name, _ in held.page_names()):
        return held
    chapters = [
        chapter | {'sections': [name for name in chapter.get('sections') or [] if name not in names]}
        for chapter in held.data['chapters']
        if chapter['page'] not in names
    ]
    return replace(held, data=held.data | {'chapters': chapters})


def nowhere_files(catalogue: Catalogue) -> frozenset[str]:
    """Files of stories that may enter no output at all today: nothing made of them may be kept."""
    return admitted(catalogue, 'site').withheld_files & admitted(catalogue, 'pdf').withheld_files


def off_site(catalogue: Catalogue) -> frozenset[str]:
    """Names of the pages that may not be on the site today."""
    return withheld_from(catalogue, 'site')


@functools.lru_cache(maxsize=2)  # both outputs of the catalogue at hand
def withheld_from(catalogue: Catalogue, output: Output) -> frozenset[str]:
    """Names of the pages that may not enter an output today."""
    return frozenset(consent.withheld(catalogue.pages.values(), [output], catalogue.today, catalogue.settings.ours.about_stories))


def files_of(pages: Iterable[Source]) -> set[str]:
    """Paths from the root of the pictures and other files that these pages show or link to."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.target.partition('#')[0]))
        for page in pages
        for link in page.outline.links
        if link.target
        and '://' not in link.target
        and not link.target.startswith('#')
        and not link.target.partition('#')[0].endswith('.md')
    }
