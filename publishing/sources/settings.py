"""What both outputs read from mkdocs.yml: whose site it is, its address, and what moved."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, ProblemsFound
from publishing.sources import file_names, i18n, nav, said, slots
from publishing.sources.nav import Entry
from publishing.sources.ours import Ours
from publishing.sources.said import Said
from publishing.sources.schema.values import Address, Model, Openable, Words
from publishing.sources.text_file import read_text
from publishing.sources.typed_yaml import load_yaml, nearest_line
from publishing.sources.validation import misfits

FILE = 'mkdocs.yml'
HOST = r'^https?://[^\s;"/][^\s;"]*$'  # it stands in a policy, where a semicolon would end it
MAIL = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')  # what every mail server takes; MAIL in checks/privacy.py finds them in a text
# What MkDocs 1.6 knows, but for its Markdown: texts are read by us.
KEYS = (
    'site_name', 'site_url', 'site_description', 'site_author', 'copyright', 'repo_url', 'repo_name', 'edit_uri', 'edit_uri_template',
    'theme', 'nav', 'plugins', 'hooks', 'extra', 'extra_css', 'extra_javascript', 'extra_templates', 'validation',
    'strict', 'docs_dir', 'site_dir', 'exclude_docs', 'draft_docs', 'not_in_nav', 'use_directory_urls', 'dev_addr', 'watch',
    'remote_branch', 'remote_name', 'INHERIT',
)  # fmt: skip
# What the site is built with, and is not the site without; a project for reports alone needs none of it.
NEEDED = {
    'plugins': ('i18n',),
    'hooks': ('site_hooks.py',),
    'theme': ('name: material', 'custom_dir: overrides'),
}
# What Material knows below `theme`; a theme may have keys of its own besides.
THEME = (
    'name', 'custom_dir', 'language', 'direction', 'palette', 'font', 'logo', 'favicon', 'icon', 'features', 'static_templates', 'locale',
)  # fmt: skip
LIKELY = 0.7  # how alike (difflib) a key that may be anything is to one that was likely meant
GONE = 'gone'  # where the new name of a page that moved would stand


class Editor(Model):
    """Where the editor in the browser finds the files."""

    backend: Literal['github', 'gitlab', 'gitea']
    repo: Annotated[str, Field(pattern=r'^[\w.-]+(/[\w.-]+)+$', examples=['naam/site'])]
    branch: str | None = None
    base_url: Annotated[str, Field(pattern=HOST, examples=['https://git.voorbeeld.example']), Openable] | None = None


class SiteExtra(Ours):
    """What `extra:` in mkdocs.yml holds for us; MkDocs leaves that key to whoever needs it."""

    contact: str | None = None
    role_addresses: list[str] | None = None
    law_months: Annotated[int, Field(ge=1, examples=['12'])] = 12
    redirects: dict[str, str] | None = None
    editor: Editor | None = None


class SiteFile(BaseModel):
    """What we read of mkdocs.yml; the rest is between MkDocs and whoever keeps the site."""

    site_name: Words
    site_url: Address
    extra: SiteExtra | None = None
    strict: bool | None = None
    use_directory_urls: bool | None = None
    docs_dir: Literal['docs'] = 'docs'
    site_dir: Literal['site'] = 'site'


@dataclass(frozen=True)
class Settings:
    """`site_url` ends with a slash.

    `redirects` holds the pages that moved (old name → new name, None for a page that is gone), with the line of each in `lines`;
    so stand the lines of the settings that lead to a page there (`extra.pages.about`).
    """

    site_name: str
    site_url: str
    redirects: dict[str, str | None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    contact: str = ''  # the e-mail address of the role that readers write to, '' while the collective has none
    contact_line: int = 1
    contact_typed: str = ''  # as it stands there, an address or not
    role_addresses: tuple[str, ...] = ()  # e-mail addresses (that of `contact` too) and telephone numbers of a role, which may be published
    law_months: int = 12  # how long a law page holds after the day it was checked on
    ours: Ours = field(default_factory=Ours)  # whose site this is
    nav: tuple[Entry, ...] | None = field(default=None, repr=False)  # no page but the menu depends on it
    nav_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)  # locale → title of a part → its translation
    lacking: tuple[tuple[str, str, int], ...] = field(default=(), repr=False)  # key, what is missing there, line
    editor: Editor | None = None  # None when it is off
    said: tuple[Said, ...] = field(default=(), repr=False)  # every word of it that readers see

    def page_address(self, name: str, locale: str) -> str:
        """The full address of a page on the site: the original at `/`, others below `/<locale>/`."""
        return self.site_url + self.page_path(name, locale)

    def untranslated(self, title: str) -> list[str]:
        """The languages in whose menu a part has no title of its own."""
        return [locale for locale, words in self.nav_words.items() if title not in words]

    def page_path(self, name: str, locale: str) -> str:
        """The address of a page below that of the site, with a slash at its end."""
        below = '' if locale == ORIGINAL else f'{locale}/'
        path = name.removesuffix('index').rstrip('/')
        return f'{below}{path}/' if path else below


def _said(data: dict[str, Any], lines: dict[str, int], menu: tuple[Entry, ...]) -> Iterator[Said]:
    """The words of the menu and of the site about itself, in each language."""
    yield from (Said(ORIGINAL, f'nav.{entry.title}', entry.line, entry.title) for top in menu for entry in top.within() if entry.title)
    for key in ('site_name', 'site_description'):
        if words := data.get(key):
            yield Said(ORIGINAL, key, lines.get(key, 1), str(words))
    yield from i18n.said(data, lines)
    yield from said.in_languages(data.get('extra'), lines, 'extra')


def _lacking(data: dict[str, Any], lines: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """What is needed and is not there: key, name, line of the key or 1."""
    is_site = any(key in data for key in ('plugins', 'theme'))
    for key, names in NEEDED.items() if is_site else ():
        yield from ((key, name, lines.get(key, 1)) for name in names if name not in _names(data.get(key)))


def _names(held: Any) -> list[str]:
    """What stands in a list, with or without options of its own, or in a mapping as `key: value`."""
    if isinstance(held, dict):
        return [f'{key}: {value}' for key, value in held.items()]
    return [str(next(iter(entry), '')) if isinstance(entry, dict) else str(entry) for entry in (held if isinstance(held, list) else [])]


def _misfits(data: dict[str, Any], lines: dict[str, int]) -> Iterator[Problem]:
    meant = dict[str, str]()
    for key in (str(key) for key in data if key not in KEYS):
        meant[key] = next(iter(difflib.get_close_matches(key, KEYS, n=1)), '')
        yield Problem(FILE, nearest_line(lines, key), 'unknown-key', {'key': key, 'near': meant[key], 'known': ', '.join(KEYS)})
    for part, known, ours in ((data.get('theme'), THEME, 'theme'), (data.get('extra'), SiteExtra.model_fields, 'extra')):
        yield from _misspelt(part, list(known), ours, lines)
    at, options = i18n.options(data)
    if options:
        yield from misfits(i18n.Languages, options, FILE, lambda key: nearest_line(lines, f'{at}.{key}'))
    for problem in misfits(SiteFile, data, FILE, lambda key: nearest_line(lines, key)):
        if problem.rule != 'missing-key' or problem.values['key'] not in meant.values():
            yield problem
    for key, word in slots.inside({key: data.get(key) for key in SiteFile.model_fields}):
        values = {'key': key.removeprefix('extra.'), 'word': word} | {f'help_{locale}': '' for locale in LOCALES}
        yield Problem(FILE, nearest_line(lines, key), 'required-slot', values)


def _misspelt(part: Any, known: list[str], around: str, lines: dict[str, int]) -> Iterator[Problem]:
    """The keys of a part that may hold any, which are nearly one that we or the theme know."""
    for key in (str(key) for key in (part if isinstance(part, dict) else {}) if key not in known):
        if near := next(iter(difflib.get_close_matches(key, known, n=1, cutoff=LIKELY)), ''):
            line = nearest_line(lines, f'{around}.{key}')
            yield Problem(FILE, line, 'unknown-key', {'key': key, 'near': near, 'known': ', '.join(known)})


def read(root: Path) -> Settings:
    """Read mkdocs.yml in `root`; ProblemsFound when it can't be read or lacks what we need."""
    if not (root / FILE).is_file():
        alike = file_names.alike(root / FILE)
        raise ProblemsFound([Problem(alike.name if alike else FILE, 1, 'data-file-name' if alike else 'file-missing', {'wanted': FILE})])
    text, problems = read_text(root / FILE, FILE)
    data, lines, more = load_yaml(text, FILE)
    problems = problems + more or list(_misfits(data, lines))
    if problems:
        raise ProblemsFound(problems)
    held = SiteFile.model_validate(data)
    extra = held.extra or SiteExtra()
    redirects = {old: None if new == GONE else new for old, new in (extra.redirects or {}).items()}
    where = {old: lines.get(f'extra.redirects.{old}', 1) for old in redirects}
    where |= {key: nearest_line(lines, key) for key in ('site_name', 'site_url', *(key for key, _ in extra.leading()))}
    typed = (extra.contact or '').strip()
    menu = nav.read(data, lines, text)
    contact = typed if MAIL.fullmatch(typed) else ''
    return Settings(
        held.site_name, held.site_url.rstrip('/') + '/', redirects, where,
        contact=contact,
        contact_typed=typed,
        contact_line=lines.get('extra.contact', lines.get('extra', 1)),
        role_addresses=tuple(address.lower() for address in (*(extra.role_addresses or ()), *([contact] if contact else []))),
        law_months=extra.law_months,
        ours=extra,
        nav=menu,
        nav_words=i18n.nav_words(data),
        lacking=tuple(_lacking(data, lines)),
        editor=extra.editor,
        said=tuple(_said(data, lines, menu or ())),
    )  # fmt: skip
