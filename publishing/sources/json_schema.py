"""JSON Schema of front matter, report.yml and the data files, so that a code editor helps while typing.

schemas/ holds one file per kind; report.yml and the data files name theirs in their first line (`# yaml-language-server: …`).
`.venv/bin/python -m publishing.sources.json_schema` writes them again after a change of the schema or of words/fields.yml.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from publishing.sources import fields, settings
from publishing.sources.kinds import MODELS
from publishing.sources.ours import CHOSEN, Ours
from publishing.sources.schema.data import Chart, Help, Process, Reference, Term, WordList
from publishing.sources.schema.pages import Page
from publishing.sources.schema.reports import Report

FOLDER = 'schemas'
DIALECT = 'http://json-schema.org/draft-07/schema#'
LISTS: dict[str, tuple[str, type[BaseModel]]] = {'sources': ('references', Reference), 'terms': ('terms', Term), 'help': ('help', Help)}


def files(ours: Ours) -> dict[str, str]:
    """The text of each file in schemas/, by name."""
    whole: dict[str, type[BaseModel]] = {**MODELS, 'report': Report, 'chart': Chart, 'process': Process, 'words': WordList}
    made = {name: _schema(model, ours) for name, model in whole.items()} | {name: _list(*held, ours) for name, held in LISTS.items()}
    return {
        f'{name}.json': json.dumps({'$schema': DIALECT, **schema}, ensure_ascii=False, indent=2) + '\n' for name, schema in made.items()
    }


def _schema(model: type[BaseModel], ours: Ours) -> dict[str, Any]:
    made = model.model_json_schema(by_alias=True)
    _explain(made, model, ours)
    for name, inner in _below(model, ours).items():
        _explain(made['$defs'][name], inner, ours)
    tidied: dict[str, Any] = _tidied(made)
    return tidied


def _list(key: str, model: type[BaseModel], ours: Ours) -> dict[str, Any]:
    """A data file: one key with a list of entries."""
    entry = _schema(model, ours)
    below = entry.pop('$defs')
    properties = {key: {'type': 'array', 'items': entry}}
    return {'type': 'object', 'additionalProperties': False, 'required': [key], 'properties': properties, '$defs': below}


def _below(model: type[BaseModel], ours: Ours) -> dict[str, type[BaseModel]]:
    """Every model inside a model, by name."""
    found: dict[str, type[BaseModel]] = {}
    for field in fields.of(model, 'nl', ours):
        if field.inner is not None:
            found |= {field.inner.__name__: field.inner} | _below(field.inner, ours)
    return found


def _explain(schema: dict[str, Any], model: type[BaseModel], ours: Ours) -> None:
    """Name and explain every property, in Dutch and then in English; where a value is ours to name, say which there are."""
    schema.pop('description', None)
    schema.pop('title', None)
    for dutch, english in zip(fields.of(model, 'nl', ours), fields.of(model, 'en', ours)):
        schema['properties'][dutch.key] |= {'title': f'{dutch.label} / {english.label}', 'description': f'{dutch.help}\n\n{english.help}'}
        if dutch.key in CHOSEN and issubclass(model, Page):
            held = schema['properties'][dutch.key]
            text = held['items'] if dutch.repeated else held['anyOf'][0]
            held |= (
                {'items': {'enum': [*dutch.choices]} | text}
                if dutch.repeated
                else {'anyOf': [{'enum': [*dutch.choices]} | text, *held['anyOf'][1:]]}
            )


def _tidied(schema: Any) -> Any:
    """Without `null`, which is how Python says that a key may be left out."""
    if isinstance(schema, list):
        return [_tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _tidied(value) for key, value in schema.items() if key != 'default' or value not in (None, [])}
    choices = [part for part in kept.get('anyOf', ()) if part != {'type': 'null'}]
    return choices[0] | {key: value for key, value in kept.items() if key != 'anyOf'} if len(choices) == 1 else kept


def write(root: Path) -> None:
    """Write schemas/ in `root`."""
    (root / FOLDER).mkdir(exist_ok=True)
    for name, text in files(settings.read(root).ours).items():
        (root / FOLDER / name).write_text(text, encoding='utf-8')


if __name__ == '__main__':
    write(Path(__file__).resolve().parents[2])
