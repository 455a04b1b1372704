"""The fields of a model as an author meets them: what they are called, what they mean and what fits.

The reference tables of the authors' guide, the JSON Schema for editors, the forms of the browser editor and new pages are made from this.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from publishing.sources.kinds import MODELS
from publishing.sources.ours import Ours
from publishing.sources.schema.data import Chart, Help, Process, Reference, Term, WordList
from publishing.sources.schema.pages import Page
from publishing.sources.schema.reports import Report
from publishing.words import load_fast, words

# What a table of fields may be asked for: the kinds of pages (with what they add to every page), and the files beside them.
TABLES: dict[str, type[BaseModel]] = {
    **MODELS,
    'report': Report,
    'sources': Reference,
    'terms': Term,
    'help': Help,
    'chart': Chart,
    'process': Process,
    'words': WordList,
}
FILE = Path(__file__).parents[1] / 'words/fields.yml'


@dataclass(frozen=True)
class Field:
    """One field: `key` as it is typed, `choices` from value to word, `inner` the model below it, `repeated` for a list.

    `plain` is the type below unions, lists and annotations; `examples` are values as an author types them.
    """

    key: str
    label: str
    help: str
    required: bool
    repeated: bool
    inner: type[BaseModel] | None
    choices: dict[str, str]
    plain: Any
    examples: tuple[str, ...]


def of(model: type[BaseModel], locale: str, ours: Ours) -> list[Field]:
    """The fields of `model` in its order, in the words of `locale`; KeyError for one without words."""
    return [_field(model, name, info, locale, ours) for name, info in model.model_fields.items()]


def at(model: type[BaseModel], key: str, locale: str, ours: Ours) -> Field | None:
    """The field behind a dotted key such as `consent.date` or `chapters.0.page`; None when there is none."""
    inner: type[BaseModel] | None = model
    found: Field | None = None
    for part in [part for part in key.split('.') if not part.isdigit()]:
        found = next((field for field in of(inner, locale, ours) if field.key == part), None) if inner else None
        inner = found.inner if found else None
    return found


def explained(field: Field, locale: str) -> str:
    """What a field means, and what may be chosen."""
    if len(field.choices) < 2:
        return field.help
    choices = ', '.join(value if value == word else f'{value} ({word})' for value, word in field.choices.items())
    return f'{field.help} {words("new", locale)["choices"].format(choices)}'


def table(name: str, locale: str, ours: Ours) -> list[Field]:
    """The fields in TABLES[name] that are its own, each followed by those below it under a key such as `consent.date`."""
    model = TABLES[name]
    inherited = Page.model_fields if model is not Page and issubclass(model, Page) else ()
    return [field for field in _with_inner(of(model, locale, ours), locale, ours) if field.key not in inherited]


def _with_inner(found: list[Field], locale: str, ours: Ours) -> Iterator[Field]:
    for field in found:
        yield field
        inner = _with_inner(of(field.inner, locale, ours), locale, ours) if field.inner else ()
        yield from (replace(below, key=f'{field.key}.{below.key}') for below in inner)


def _field(model: type[BaseModel], name: str, info: FieldInfo, locale: str, ours: Ours) -> Field:
    key, types = info.alias or name, list(_types(info.annotation))
    plain = next(held for held in types if held not in (Union, UnionType, list, type(None)) and not isinstance(held, FieldInfo))
    examples = next((held.examples for held in (info, *types) if isinstance(held, FieldInfo) and held.examples), [])
    inner = next((held for held in types if isinstance(held, type) and issubclass(held, BaseModel)), None)
    values = [value for held in types if get_origin(held) is Literal for value in get_args(held)]
    label, help = (ours.spoken(_words(model, key)[locale][part], locale) for part in ('label', 'help'))
    choices = {str(value): ours.spoken(choice(key, str(value), locale), locale) for value in values} or ours.choices(key, locale)
    return Field(key, label, help, info.is_required(), list in types, inner, choices, plain, tuple(map(str, examples)))


def _types(annotation: Any) -> Iterator[Any]:
    """What an annotation such as `list[Original] | None` is made of, from the outside in."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType, list):
        yield origin
        for part in get_args(annotation):
            yield from _types(part)
    elif hasattr(annotation, '__metadata__'):
        yield from (held for held in annotation.__metadata__ if isinstance(held, FieldInfo))
        yield from _types(get_args(annotation)[0])
    else:
        yield annotation


def choice(key: str, value: str, locale: str) -> str:
    """A value of a field in words: those of the site, or our own; a value that is a name stays as it is."""
    own = _loaded()['choices'].get(key, {}).get(value)
    if own:
        return str(own[locale])
    site = words('site', locale)
    return site.get(f'{key}_{value}') or site.get(value) or value


def value_called(typed: str, known: list[str]) -> str:
    """The value that people call as was typed, `tweede hand` for `second-hand`, '' without one."""
    value = str(_loaded()['values'].get(typed.lower(), ''))
    return value if value in known else ''


def called(typed: str, model: type[BaseModel], known: list[str], there: Container[str]) -> list[str]:
    """The key that people call as was typed, `titel` for `title`: by its label, else the first that is not `there` by other names."""
    labels = {key: [held['label'].lower() for held in _words(model, key).values()] for key in known if _has_words(model, key)}
    by_label = [key for key, words in labels.items() if any(typed.lower() in (word, word.split()[0]) for word in words)]
    also = [key for key in _loaded()['also'].get(typed.lower(), []) if key in known]
    return [key for key in (*by_label, *also) if key not in there][:1] or by_label[:1]


def _has_words(model: type[BaseModel], key: str) -> bool:
    return any(key in _loaded().get(held.__name__.lower(), {}) for held in model.__mro__)


def _words(model: type[BaseModel], key: str) -> dict[str, dict[str, str]]:
    """Label and help of a field by locale: of the model, else of the one that it builds on."""
    for held in model.__mro__:
        found: dict[str, dict[str, str]] | None = _loaded().get(held.__name__.lower(), {}).get(key)
        if found:
            return found
    raise KeyError(f'words/fields.yml: {model.__name__.lower()}: {key}')


@functools.cache
def _loaded() -> dict[str, Any]:
    loaded: dict[str, Any] = load_fast(FILE.read_text(encoding='utf-8'))
    return loaded
