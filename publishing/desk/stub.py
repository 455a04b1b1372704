"""The text of a new file, from its schema: each field with what it means, filled in where one value is right."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping

from publishing.sources import fields, publication_facts, slots
from publishing.sources.fields import Field, explained
from publishing.sources.kinds import MODELS
from publishing.sources.ours import Ours
from publishing.sources.schema.reports import Report
from publishing.words import words

WIDTH = 110  # signs on a line of explanation
NOT_ASKED = ('template', 'made_from')  # what only the home page has, and what `translations done` writes


def page(kind: str, locale: str, values: Mapping[str, str], ours: Ours) -> str:
    """A page of this kind; `values` holds what is known, as YAML."""
    model = MODELS[kind]
    left_out = (*NOT_ASKED, *(publication_facts.KEYS if 'report' in values else ()))
    asked = [field for field in fields.of(model, locale, ours) if field.key not in left_out]
    front = [line for field in asked for line in (*_explained(field, locale), *_typed(field, locale, values, ours))]
    return '\n'.join(['---', *front, '---', '', _body(locale), ''])


def report_text(title: str, locale: str) -> str:
    """A text that stands only in a report."""
    return f'---\ntitle: {title}\n---\n\n{_body(locale)}\n'


def report(values: Mapping[str, str], ours: Ours) -> str:
    """report.yml, explained in both languages; `values` as YAML by dotted key."""
    both = zip(*(fields.of(Report, locale, ours) for locale in slots.WORDS))
    held = [line for nl, en in both for line in (*_explained(nl, 'nl'), *_explained(en, 'en'), *_typed(nl, 'nl', values, ours))]
    return '\n'.join(['# yaml-language-server: $schema=../../schemas/report.json', *held, ''])


def _body(locale: str) -> str:
    return f'{slots.WORDS[locale]}: {words("new", locale)["write"]}'


def _explained(field: Field, locale: str) -> list[str]:
    return textwrap.wrap(f'{field.label}: {explained(field, locale)}', WIDTH, initial_indent='# ', subsequent_indent='# ')


def _typed(field: Field, locale: str, values: Mapping[str, str], ours: Ours) -> Iterator[str]:
    """The line of a field, and those below it; what may be left out is a comment, ready to be used."""
    sign = '' if field.required or field.key in values else '# '
    if field.inner is None:
        yield f'{sign}{field.key}: {values.get(field.key) or (slots.WORDS[locale] if field.required else _example(field))}'
        return
    yield f'{sign}{field.key}:'
    for number, below in enumerate(fields.of(field.inner, locale, ours)):
        slot = slots.WORDS.get(below.key, slots.WORDS[locale]) if below.required else ''
        indent = '  - ' if field.repeated and not number else '    ' if field.repeated else '  '
        typed = f'{indent}{below.key}: {values.get(f"{field.key}.{below.key}") or slot or _example(below)}'
        help = f'  # {explained(below, locale)}' if sign else ''
        yield f'{sign}{typed if slot else f"# {typed}"}{help}'


def _example(field: Field) -> str:
    """A value that fits the field, as an author types it."""
    if field.choices:
        example = next(iter(field.choices))
    else:
        example = field.examples[0] if field.examples else 'true' if field.plain is bool else '…'
    return f'[{example}]' if field.repeated else example


def quoted(text: str) -> str:
    """A text as YAML: between quotation marks when it needs them."""
    plain = text[:1].isalpha() and not any(sign in text for sign in (': ', ' #')) and not text.endswith(':')
    return text if plain and text.lower() not in WORDS_OF_YAML else json.dumps(text, ensure_ascii=False)


WORDS_OF_YAML = ('true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n')
