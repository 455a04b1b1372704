"""What is wrong with data by its schema, as problems with lines, in words that an author knows."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import takewhile
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from publishing import days
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, shortened
from publishing.sources import fields, hollow_values, levels, shapes, slots
from publishing.sources.file_names import slug
from publishing.sources.levels import field_at, keys_of, model_at, model_in
from publishing.sources.ours import CHOSEN, Ours
from publishing.sources.schema.pages import Page
from publishing.sources.schema.values import EDITION_PATTERN, ID_PATTERN

# Where a rule about several keys at once is told.
PLACES = {
    'checked-without-owner': ('checked_on', 'owner'), 'story-without-original': ('form',), 'story-without-consent': ('form',),
    'story-without-scope': ('form',), 'meeting-ends-first': ('end',),
}  # fmt: skip
KIND_RULES = {
    'string_type': 'not-text', 'list_type': 'not-list', 'string_too_short': 'too-short', 'string_too_long': 'too-long',
    'too_long': 'list-long', 'too_short': 'list-short',
    'dict_type': 'not-keys', 'model_type': 'not-keys', 'model_attributes_type': 'not-keys',
}  # fmt: skip
ADDRESSES = ('website', 'url', 'URL', 'link', 'initiative', 'report')  # of which there is one
SHORT = 3  # signs: so few may end many words
NUMBERS = ['1', '2', '3', '…']
MONTH = len('2026-11')


def problems_in(
    model: type[BaseModel], data: dict[str, Any], path: str, line_of: Callable[[str], int], ours: Ours | None = None
) -> Iterator[Problem]:
    """What is wrong with `data` as a `model`; `line_of` gives the line of a dotted key, `ours` holds the choices that we name."""
    ours = ours or Ours()
    for key, word in slots.inside(data):
        yield Problem(path, line_of(key), 'required-slot', {'key': _name(key.split('.')), 'word': word} | _help(model, key, ours))
    if not data:
        yield Problem(path, 1, 'no-keys', {'text': '–'})
        return
    fitted = dict(data)
    yield from _unindented(model, fitted, path, line_of)
    found = list(misfits(model, fitted, path, line_of))
    hollow = list(hollow_values.hollow(model, data, found, path, line_of))
    without = {problem.values['key'] for problem in hollow}
    yield from (*hollow, *hollow_values.odd(model, data, path, line_of))
    yield from (problem for problem in found if problem.values.get('key') not in without)
    for key in CHOSEN if issubclass(model, Page) else ():
        field = model.model_fields.get(key) if key not in without else None
        if field and isinstance(data.get(key), list) == (field.annotation == list[str]):
            yield from _not_chosen(key, data.get(key), ours, path, line_of)


def _unindented(model: type[BaseModel], data: dict[str, Any], path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """Lines that belong to the key above them and are not indented: told once, and put where they belong."""
    keys = list(data)
    for place, key in enumerate(keys):
        field = field_at(model, (key,)) if key in data and data[key] is None else None
        inner = model_in(field.annotation) if field else None
        known = {*keys_of(inner)} - model.model_fields.keys() if inner else set()
        below = list(takewhile(known.__contains__, keys[place + 1 :]))
        if below:
            yield Problem(path, line_of(below[0]), 'yaml-not-indented', {'key': key, 'inner': ', '.join(below)})
            data[key] = {name: data.pop(name) for name in below}


def _not_chosen(key: str, held: Any, ours: Ours, path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """Each text that is none of the values that may be chosen for a field; what is no text the schema refuses."""
    values, known = enumerate(held) if isinstance(held, list) else [(None, held)], list(ours.choices(key, ORIGINAL))
    found: dict[int, list[dict[str, str]]] = {}
    for number, value in values:
        if isinstance(value, str) and value not in known and not slots.is_slot(value):
            told = {'key': key, 'value': value} | shapes.choice(ours.meant(key, value) or value, known)
            found.setdefault(line_of(key if number is None else f'{key}.{number}'), []).append(told)
    for line, held_there in found.items():  # more on one line are one mistake
        near = ', '.join(told['near'] for told in held_there) if all(told['near'] for told in held_there) else ''
        told = held_there[0] | {'value': ', '.join(told['value'] for told in held_there), 'near': near, 'first': near.partition(',')[0]}
        rule = 'one-value' if not isinstance(held, list) and ', ' in near else 'bad-value' if told['value'] else 'empty-value'
        yield Problem(path, line, rule, told)


def misfits(model: type[BaseModel], data: dict[str, Any], path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """What does not fit the model, but for what still has to be filled in."""
    for name, info in model.model_fields.items():
        if info.alias and name != info.alias and name in data:  # pydantic would take it, and nobody would read it
            yield Problem(path, line_of(name), 'unknown-key', {'key': name, 'near': info.alias})
    try:
        model.model_validate(data)
    except ValidationError as error:
        yield from _told(model, data, error.errors(), path, line_of)


def _told(model: type[BaseModel], data: Any, details: list[Any], path: str, line_of: Callable[[str], int]) -> Iterator[Problem]:
    """Each detail, but for what still has to be filled in and what only misses a key that stands on another level."""
    unknown = [detail['loc'] for detail in details if detail['type'] == 'extra_forbidden']
    there = {place for loc in unknown if (place := levels.outside(model, loc))}
    there |= {*levels.follow((loc, levels.around(model, loc)) for loc in unknown)}
    for detail in details:
        if not slots.is_slot(detail['input']) and not (detail['type'] == 'missing' and detail['loc'] in there):
            yield _problem(model, data, detail, path, line_of)


def _help(model: type[BaseModel], key: str, ours: Ours) -> dict[str, str]:
    """What belongs behind a dotted key, in both languages."""
    return {
        f'help_{locale}': fields.explained(found, locale) if (found := fields.at(model, key, locale, ours)) else '' for locale in LOCALES
    }


def _problem(model: type[BaseModel], data: Any, detail: Any, path: str, line_of: Callable[[str], int]) -> Problem:
    key = '.'.join(str(part) for part in detail['loc'])
    around = [str(part) for part in detail['loc'][:-1] if not isinstance(part, int)]
    values = {'key': str(detail['loc'][-1]) if key else '', 'around': around[-1] if around else ''}
    match detail['type']:
        case 'missing':
            return Problem(path, line_of(key), 'missing-inner-key' if around else 'missing-key', values)
        case 'extra_forbidden' if detail['input'] is None and ' ' in values['key']:
            return Problem(path, line_of(key), 'yaml-comma', values)
        case 'extra_forbidden' if belongs := levels.around(model, detail['loc']):
            return Problem(path, line_of(key), 'key-outside', values | {'below': ', '.join(belongs)})
        case 'extra_forbidden' if levels.outside(model, detail['loc']):
            return Problem(path, line_of(key), 'key-inside', values)
        case 'extra_forbidden':
            return Problem(path, line_of(key), 'unknown-key', values | _known(model, detail['loc'], _beside(data, detail['loc'])))
        case 'value_error' if not key:
            rule = str(detail['ctx']['error'])
            place = max(PLACES[rule], key=line_of)
            return Problem(path, line_of(place), rule, {'key': place})
    if isinstance(detail['input'], str) and (slip := shapes.slip(detail['type'], values['key'], detail['input'])):
        return Problem(path, line_of(key) + (slip[0] == 'yaml-dash'), *slip)
    rule, name = _rule(detail), _name(detail['loc'])
    if rule == 'not-keys' and isinstance(detail['loc'][-1], int):
        shown = _shown(model, detail)
        return Problem(
            path, line_of(key), 'not-keys-in-list', {'key': name, 'value': shown['value'], 'first': shown['known'].split(',')[0]}
        )
    typed = name.rpartition('.')[2] if rule == 'not-list' else name  # the message says how to type it
    shown = _shown(model, detail)
    if rule == 'bad-value' and ', ' in shown['near'] and isinstance(detail['loc'][-1], str):  # of a choice, not of a list of them
        rule, shown['first'] = 'one-value', shown['near'].partition(',')[0]
    return Problem(path, line_of(key), rule, {'key': typed} | shown)


def _name(loc: Iterable[str | int]) -> str:
    """The key as an author sees it: without the places in lists."""
    return '.'.join(part for part in loc if isinstance(part, str) and not part.isdigit())


def _rule(detail: Any) -> str:
    if detail['input'] in (None, '', []):
        return 'empty-value'
    if shapes.is_many(detail['input']) and (detail['type'] == 'literal_error' or detail['loc'][-1] in (*CHOSEN, *ADDRESSES)):
        return 'one-value'
    if detail['type'] == 'value_error':
        return days.rule(str(detail['ctx']['error']), str(detail['input']))
    of_choice = detail['type'] == 'literal_error' or detail['type'].startswith('bool')
    return KIND_RULES.get(detail['type'], 'bad-value' if of_choice else 'bad-form')


def _shown(model: type[BaseModel], detail: Any) -> dict[str, str]:
    """The value, what was wanted instead, and for a text its length."""
    text, limits = shapes.typed(detail['input']), detail.get('ctx', {})
    wanted = _wanted(model, detail)
    return _known(model, (*detail['loc'], '')) | {
        'near': _day(text, detail) if detail['type'] == 'value_error' else shapes.as_words(detail['input']) or shapes.truth(text),
        **(_chosen(text, wanted.split(', '), str(detail['loc'][-1])) if detail['type'] == 'literal_error' else {'wanted': wanted}),
        'value': shortened(text),
        'first': shapes.typed(detail['input'][0]) if shapes.is_many(detail['input']) else '',
        'entry': _entry(model, detail, shapes.as_words(detail['input']) or shortened(text).strip('()[]•·*- ')),
        'length': str(len(detail['input'] if isinstance(detail['input'], list) else text)),
        'limit': str(limits.get('min_length', limits.get('max_length', ''))),
    }


def _day(text: str, detail: Any) -> str:
    """The day, month or year that was likely meant; where only a day may stand, no less than that."""
    near = days.meant(text)
    return near if len(near) == len('2026-11-22') or str(detail['ctx']['error']) != 'bad-day' else ''


def _chosen(text: str, known: list[str], key: str) -> dict[str, str]:
    """What may be chosen, and what was likely meant: by its word in one of our languages, else by how alike it is."""
    told = shapes.choice(text.strip('[]'), known)
    words = {value: ' '.join(fields.choice(key, value, locale) for locale in LOCALES).casefold().split() for value in known}
    named = [value for value, held in words.items() if any(word.endswith(text.casefold()) for word in held)] if len(text) > SHORT else []
    return told | {'near': told['near'] or fields.value_called(text.strip(), known) or (named[0] if len(named) == 1 else '')}


def _entry(model: type[BaseModel], detail: Any, text: str) -> str:
    """What was typed as one entry of the list that belongs there: below its first key, where entries have keys."""
    field = field_at(model, detail['loc'])
    inner = next((kind for part in get_args(field.annotation) if (kind := model_in(part))), None) if field else None
    return f'{{{next(iter(inner.model_fields))}: {text}}}' if inner and not isinstance(detail['input'], dict) else text


def _wanted(model: type[BaseModel], detail: Any) -> str:
    limits, field = detail.get('ctx', {}), field_at(model, detail['loc'])
    if detail['type'] == 'literal_error':
        return str(limits['expected']).replace("'", '').replace(' or ', ', ')
    if detail['type'].startswith('bool'):
        return 'true, false'
    typed, is_address = str(detail['input']).strip(), 'https' in limits.get('pattern', '')
    if is_address and (near := shapes.address(typed)):
        return near
    if limits.get('pattern') == EDITION_PATTERN and (month := days.meant(typed)[:MONTH] or days.months(typed)):
        return f'"{month}"'
    if limits.get('pattern') == ID_PATTERN and (name := slug(typed, '').replace('_', '-')):
        return name
    examples = (field and field.examples) or _examples(field)
    if is_address and not examples:
        return 'https://…'
    return ', '.join(examples or NUMBERS)


def _examples(field: FieldInfo | None) -> list[Any]:
    """What a field that may be left out shows as an example of what stands there."""
    held = (part for kind in get_args(field.annotation) for part in get_args(kind)) if field else ()
    return next((part.examples for part in held if isinstance(part, FieldInfo) and part.examples), [])


def _beside(data: Any, loc: tuple[str | int, ...]) -> Container[str]:
    """The keys that stand beside the one at a place."""
    for part in loc[:-1]:
        data = data[part]
    held: Container[str] = data
    return held


def _known(model: type[BaseModel], loc: tuple[str | int, ...], there: Container[str] = ()) -> dict[str, str]:
    """The keys that may stand here, and the one that was likely meant."""
    inner, typed = model_at(model, loc[:-1]), str(loc[-1])
    known = keys_of(inner)
    close = fields.called(typed, inner, known, there) or [key for key in known if key.lower() == typed.lower()]
    close = close or difflib.get_close_matches(typed, known, n=1)
    return {'near': close[0] if close else '', 'known': ', '.join(known)}
