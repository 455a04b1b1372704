"""What a preview can show of sources with mistakes: all of them but what does not fit, which the checks have told of."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from publishing.languages import author_language
from publishing.sources import unseen
from publishing.sources.catalogue import Catalogue, DataFile
from publishing.sources.editions import FILE
from publishing.sources.kinds import MODELS
from publishing.sources.schema.data import Reference, Term
from publishing.sources.schema.pages import Page
from publishing.sources.schema.reports import Report
from publishing.sources.source import Source
from publishing.words import words

FENCE = re.compile(r'[ ]{0,3}(?P<mark>`{3,}|~{3,})')


def readable(catalogue: Catalogue, told: Container[str]) -> Catalogue:
    """The sources without what does not fit its schema: keys of front matter, entries of data files, reports; and editions that are whole.

    `told` has the paths of the files that problems were found in.
    """
    broken = {edition.folder for edition in catalogue.editions if (edition.folder / FILE).relative_to(catalogue.root).as_posix() in told}
    return replace(
        catalogue,
        pages={key: _shown(page, catalogue.today) if page.path in told else page for key, page in catalogue.pages.items()},
        reports={slug: held for slug, held in catalogue.reports.items() if held.path not in told or not _unfit(Report, held.data)},
        references=_fitting_entries(catalogue.references, Reference),
        terms=_fitting_entries(catalogue.terms, Term),
        broken_editions=frozenset(broken),
    )


def _shown(page: Source, today: date) -> Source:
    """The page with front matter that fits, and with its whole file as it was typed when nothing can be made of its text."""
    meta = _fitting(page, today)
    if page.broken and not page.body:
        text, _ = unseen.replaced(page.file.read_text(encoding='utf-8', errors='replace'), page.path)
        return replace(page, meta=meta, body=_as_typed(text))
    return page if meta == page.meta else replace(page, meta=meta)


def _as_typed(text: str) -> str:
    """A text that shows itself, after a sentence that says why."""
    lines = text.split('\n')
    longest = max((len(match['mark']) for line in lines if (match := FENCE.match(line))), default=2)
    return '\n'.join([words('preview', author_language())['unreadable'], '', '`' * (longest + 1), *lines, '`' * (longest + 1), ''])


def _fitting(page: Source, today: date) -> dict[str, Any]:
    """Front matter that fits: of its own kind if it can, else of an ordinary page."""
    kind = page.meta.get('kind')
    model = MODELS.get(kind, Page) if isinstance(kind, str) else Page
    standing_in = {'title': page.name.rpartition('/')[2], 'description': '–' * 50, 'updated': today.isoformat()}
    for held in (model, Page):
        meta = {key: value for key, value in page.meta.items() if key in held.model_fields}
        if held is Page:
            meta.pop('kind', None)
        for key in _unfit(held, meta):
            meta.pop(key, None)
        meta = standing_in | meta
        if not _unfit(held, meta):
            return meta
    return standing_in


def _fitting_entries(held: DataFile, model: type[BaseModel]) -> DataFile:
    return replace(held, entries=[entry for entry in held.entries if not _unfit(model, entry)])


def _unfit(model: type[BaseModel], data: dict[str, Any]) -> set[str]:
    """The keys that do not fit a model; `''` for a rule about several."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {str(detail['loc'][0]) if detail['loc'] else '' for detail in error.errors()}
    return set()
