"""What a reader sees of the front matter of a page whose kind has no template of its own: each fact by its label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from publishing.dates import written
from publishing.sources import fields
from publishing.sources.fields import Field
from publishing.sources.kinds import KINDS
from publishing.sources.ours import Ours
from publishing.sources.source import Source


@dataclass(frozen=True)
class Fact:
    """A field in words; `address` where its value is one of the web."""

    label: str
    text: str
    address: str = ''


def of(page: Source, locale: str, ours: Ours) -> list[Fact]:
    """The facts that the table of kinds names, as far as the page has them; call after the checks."""
    kind = KINDS[page.text('kind') or 'page']
    known = {field.key: field for field in fields.of(kind.model, locale, ours)} if kind.facts else {}
    return [_fact(known[key], page.meta[key], locale) for key in kind.facts if page.meta.get(key) not in (None, '', [])]


def is_draft(page: Source) -> bool:
    """Whether a page says above its text that it was not adopted: a chapter or a report of ours."""
    return page.text('status') != 'adopted' and (page.text('kind') == 'chapter' or bool(page.text('report')))


def _fact(field: Field, value: Any, locale: str) -> Fact:
    text = ', '.join(_said(field, part, locale) for part in (value if isinstance(value, list) else [value]))
    is_address = text.startswith(('https://', 'http://'))
    return Fact(field.label, text.partition('://')[2].removeprefix('www.').rstrip('/') if is_address else text, text if is_address else '')


def _said(field: Field, value: Any, locale: str) -> str:
    if field.plain is date:
        return written(str(value), locale)
    return field.choices.get(str(value), str(value))
