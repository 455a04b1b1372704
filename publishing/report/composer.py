"""A report put together: for paper, as a book or web page, for a rehearsal, and as the text that is compared with editions."""

from __future__ import annotations

import functools

from publishing.formats.bibliography import Unstyled
from publishing.report import blocks, changes
from publishing.report.assembly import Assembly
from publishing.report.block import Block
from publishing.report.changes import Told
from publishing.report.composed import Composed, Converted, Document
from publishing.report.form import BOOK, PRINT, Form
from publishing.sources import looked, version
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.words import words


def composed(
    catalogue: Catalogue, slug: str, locale: str, form: Form, converted: Converted | None = None, *, freezing: bool = False
) -> Composed:
    """The report `slug` in one locale and form; call after the checks.

    It is the working text, or the edition that report.yml names (`freezing`). `converted` is what another form of the same report and
    locale made of the pages, from the same catalogue. Raises ProblemsFound when a page holds HTML that can't be read.
    """
    held = catalogue.reports[slug]
    called = version.to_freeze(held.report) if freezing else version.working(catalogue, slug)
    told = functools.partial(since, catalogue, slug, locale)
    return Assembly(catalogue, held, locale, form, called, converted=converted, since=told).whole()


def rehearsed(catalogue: Catalogue, slug: str, locale: str) -> Document:
    """The working text as a Document whose sources have no style and that tells no changes: what it can't be made of, this finds too."""
    bibliography = Unstyled(catalogue.root, catalogue.reference_by_id, locale)
    called = version.working(catalogue, slug)
    return Assembly(catalogue, catalogue.reports[slug], locale, PRINT, called, bibliography=bibliography).whole().document()


def chapter(catalogue: Catalogue, slug: str, locale: str, name: str) -> Composed:
    """The chapter of a page alone, for paper, numbered as in the whole report; what `composed` says of problems holds here too."""
    return Assembly(catalogue, catalogue.reports[slug], locale, PRINT, version.working(catalogue, slug)).chapter(name)


def compose(catalogue: Catalogue, slug: str, locale: str, *, freezing: bool = False) -> Document:
    """The report `slug` in one locale as a Document for the printer; call after the checks."""
    return composed(catalogue, slug, locale, PRINT, freezing=freezing).document()


@looked.again(4)  # each form of a report in turn asks for the same
def since(catalogue: Catalogue, slug: str, locale: str, before: Edition) -> Told:
    """What differs between an edition and the text as it is in the sources. A story that may no longer be read is not named."""
    return changes.told(before, text_of(catalogue, slug, locale), version.facts(catalogue, slug), locale, set(catalogue.names()))


def text_of(catalogue: Catalogue, slug: str, locale: str) -> list[Block]:
    """The text of a report as it is in the sources, as the blocks of its book."""
    held = Assembly(catalogue, catalogue.reports[slug], locale, BOOK, version.working(catalogue, slug)).whole()
    word = held.settings.ours.words('print', locale) | words('book', locale)
    pages = [held.render('chapter.xhtml', part=part, body=part.body, notes=part.notes, kind='', word=word).strip() for part in held.parts]
    return blocks.of_xhtml(pages, lambda name: (catalogue.root / name.lstrip('/')).read_bytes())
