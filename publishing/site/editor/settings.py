"""The settings of Sveltia CMS, made from the schema: its forms are those of our pages, in the words of the authors' guide."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from publishing.languages import LOCALES
from publishing.sources import fields, spoken
from publishing.sources.catalogue import Catalogue
from publishing.sources.fields import Field
from publishing.sources.kinds import KINDS
from publishing.sources.ours import Ours
from publishing.words import words

LEFT_ALONE = ('template', 'made_from')  # what no author fills in by hand: it stays in the file as it is
LONG = ('description', 'summary', 'content_note')
SAFE_NAME = {'encoding': 'ascii', 'clean_accents': True}


def settings(catalogue: Catalogue, backend: dict[str, Any], locale: str) -> dict[str, Any]:
    """What CMS.init takes; `backend` says where the files are, `locale` is the language of the forms."""
    found = {(page.folder, page.text('kind') or 'page') for page in catalogue.pages.values()}
    held = sorted(found, key=lambda pair: (pair[0], pair[1] == 'page'))  # first what a folder lists
    return {
        'load_config_file': False,
        'app_title': words('editor', locale)['title'],
        'backend': backend,
        'site_url': catalogue.settings.site_url,
        'show_preview_links': False,
        'media_folder': 'docs/assets',
        'public_folder': '/assets',
        'i18n': {'structure': 'multiple_files', 'locales': list(LOCALES), 'default_locale': LOCALES[0]},
        'slug': SAFE_NAME,
        'collections': [_collection(catalogue, folder, kind, locale) for folder, kind in held],
    }


def _collection(catalogue: Catalogue, folder: str, kind: str, locale: str) -> dict[str, Any]:
    """The pages of one kind in one folder."""
    texts = words('editor', locale)
    body = {'name': 'body', 'label': texts['body'], 'hint': texts['body-help'], 'widget': 'text', 'i18n': True, 'required': False}
    return {
        'name': f'{folder.replace("/", "-") or "docs"}-{kind}',
        'label': _label(catalogue, folder, kind, locale),
        'folder': f'docs/{folder}'.rstrip('/'),
        'filter': {'field': 'kind', 'value': kind},
        'format': 'page-frontmatter',
        'extension': 'md',
        'i18n': True,
        'create': bool(KINDS[kind].listed),  # others need a line in mkdocs.yml
        'delete': bool(KINDS[kind].listed),
        'slug': {'template': '{{title}}', 'editable': True},
        'editor': {'preview': False},
        'fields': [*_widgets(KINDS[kind].model, kind, locale, catalogue.settings.ours), body],
    }


def _label(catalogue: Catalogue, folder: str, kind: str, locale: str) -> str:
    """The title of the folder; ordinary pages in a folder that lists another kind stand beside that list."""
    texts = words('editor', locale)
    overview = catalogue.page(f'{folder}/index', locale)
    title = overview.text('title') if overview else folder.rpartition('/')[2].capitalize() or texts['home']
    is_beside = kind == 'page' and any(folder in listing.folders for listing in KINDS.values())
    return texts['beside-the-list'].format(folder=title) if is_beside else title


def _widgets(model: type[BaseModel], kind: str, locale: str, ours: Ours) -> list[dict[str, Any]]:
    """The parts of a form for a model."""
    limits = model.model_json_schema(by_alias=True)['properties']
    asked = [field for field in fields.of(model, locale, ours) if field.key not in LEFT_ALONE]
    return [_widget(field, kind, locale, limits[field.key], ours) for field in asked]


def _widget(field: Field, kind: str, locale: str, limits: dict[str, Any], ours: Ours) -> dict[str, Any]:
    """The part of a form for one field: what it is called, whether it differs between the languages, and what fits."""
    made = {'name': field.key, 'label': field.label, 'i18n': True if field.key in spoken.DIFFERING else 'duplicate'}
    if field.key == 'kind':
        return made | {'widget': 'hidden', 'default': kind}
    hint = words('editor', locale).get(f'{field.key}-help', field.help)
    return made | {'hint': hint, 'required': field.required} | _limits(field, limits) | _widget_of_its_type(field, locale, ours)


def _limits(field: Field, limits: dict[str, Any]) -> dict[str, Any]:
    """Lengths and pattern of a text, as the schema has them."""
    own: dict[str, Any] = next((part for part in limits.get('anyOf', ()) if part.get('type') != 'null'), limits)
    names = {'minLength': 'minlength', 'maxLength': 'maxlength', 'minimum': 'min', 'maximum': 'max'}
    found: dict[str, Any] = {names[key]: value for key, value in own.items() if key in names and value != 1}
    return found | ({'pattern': [own['pattern'], field.help]} if 'pattern' in own else {})


def _widget_of_its_type(field: Field, locale: str, ours: Ours) -> dict[str, Any]:
    if field.choices:
        options = [{'value': value, 'label': label} for value, label in field.choices.items()]
        return {'widget': 'select', 'options': options, 'multiple': field.repeated}
    if field.inner is not None:
        inner = [below | {'i18n': True} for below in _widgets(field.inner, '', locale, ours)]
        return {'widget': 'list' if field.repeated else 'object', 'fields': inner}
    if field.repeated:
        return {'widget': 'list'}
    if field.plain is date:
        return {'widget': 'datetime', 'type': 'date', 'format': 'YYYY-MM-DD'}
    simple = {bool: 'boolean', int: 'number'}
    return {'widget': simple.get(field.plain, 'text' if field.key in LONG else 'string')}
