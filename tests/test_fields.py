"""Every field that an author can meet has words in both languages, and no word is left of a field that is gone."""

from __future__ import annotations

import pytest
import yaml
from pydantic import BaseModel

from publishing.sources import catalogue, fields
from publishing.sources.kinds import KINDS
from publishing.sources.ours import Ours
from publishing.sources.schema import data, pages, reports
from publishing.words import load_fast
from tests.projects import ROOT, TESTS

HELD = [held for module in (data, pages, reports) for held in vars(module).values()]
MODELS = [held for held in HELD if isinstance(held, type) and issubclass(held, BaseModel) and held.model_fields]
OURS = Ours.model_validate(yaml.safe_load((TESTS / 'settings.yml').read_text(encoding='utf-8'))['extra'])


@pytest.mark.parametrize('model', MODELS, ids=lambda model: model.__name__.lower())
def test_each_field_has_words(model: type[BaseModel]) -> None:
    """A label that fits a form, and a help of whole sentences, different in both languages."""
    dutch, english = (fields.of(model, locale, OURS) for locale in ('nl', 'en'))
    assert [field.key for field in dutch] == [info.alias or name for name, info in model.model_fields.items()]
    for here, there in zip(dutch, english):
        assert here.help != there.help
        for field in (here, there):
            assert 2 <= len(field.label) <= 30 and not field.label.endswith('.'), field.key
            assert field.help[0].isupper() and field.help.endswith('.'), field.key


def test_no_words_without_a_field() -> None:
    """What stands in the file is used: each model, each field, each choice."""
    held = load_fast(fields.FILE.read_text(encoding='utf-8'))
    choices, also, called = held.pop('choices'), held.pop('also'), held.pop('values')
    known = {model.__name__.lower(): {info.alias or name for name, info in model.model_fields.items()} for model in MODELS}
    assert {key for keys in also.values() for key in keys} <= set().union(*known.values())
    assert [f'{model}: {key}' for model, texts in held.items() for key in texts if key not in known.get(model, ())] == []
    offered = {(field.key, value) for model in MODELS for field in fields.of(model, 'nl', OURS) for value in field.choices}
    assert {(key, value) for key, values in choices.items() for value in values} <= offered
    assert {*called.values()} <= {value for _, value in offered}
    assert fields.value_called('Tweede hand', ['own', 'second-hand']) == 'second-hand' != fields.value_called('Tweede hand', ['own'])


def test_shape_of_a_field() -> None:
    """What a form needs to know: required or not, a list or one, what may be chosen, what stands below."""
    held = {field.key: field for field in fields.of(pages.Story, 'nl', OURS)}
    assert held['title'].required and not held['themes'].required
    assert held['audience'].repeated and held['audience'].choices['parents'] == 'ouders'
    assert held['consent'].inner is pages.Consent and not held['consent'].repeated
    assert held['scope'].choices == {'site': 'op de site', 'pdf': 'in het rapport'}
    assert {field.key: field for field in fields.of(pages.Initiative, 'en', OURS)}['province'].choices['Drenthe'] == 'Drenthe'


def test_folders_hold_their_kind() -> None:
    """Every page of a kind with folders of its own stands in one of them."""
    for page in catalogue.load(ROOT).pages.values():
        folders = KINDS[page.text('kind') or 'page'].folders
        assert not folders or page.folder in folders, page.path
