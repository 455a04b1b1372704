"""mkdocs.yml is read like any text: the navigation names pages that exist, each once, and what we build on is still there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from publishing.checks.memory import Memory, named_by
from publishing.checks.near import near_page
from publishing.checks.slips_of_typing import spaced_value
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.file_names import slug
from publishing.sources.nav import Entry
from publishing.sources.settings import FILE
from publishing.sources.source import resolve
from publishing.words import words

ELSEWHERE = re.compile(r'[a-z][a-z0-9+.-]*:|//')
LANGUAGE = re.compile(rf'[.-](?:{"|".join(LOCALES)})$')


def nav(catalogue: Catalogue) -> Iterator[Problem]:
    """Every entry of the navigation is a page, in the one way to write it; every part has pages, and its own page first."""
    seen, names = dict[str, int](), dict.fromkeys(catalogue.names())
    for top in catalogue.settings.nav or ():
        for entry in top.within():
            if entry.odd:
                yield Problem(FILE, entry.line, 'nav-odd', {'text': entry.odd})
            elif entry.bare:
                yield Problem(FILE, entry.line, 'nav-title', {'title': entry.title})
            elif entry.entries is not None:
                yield from _part(catalogue, entry, names)
            else:
                yield from _page(names, entry.target, entry.line, seen)
                yield from _translated(catalogue, entry)
            for text, line in entry.run_on:
                yield Problem(FILE, line, 'yaml-dash', {'text': text, 'wanted': f'- {text.removeprefix("-")}'})
                seen.setdefault(_name(text), line)


def alone(catalogue: Catalogue, memory: Memory) -> Iterator[Problem]:
    """A page that is neither in the navigation nor in a list, and that no other page leads to, is found by nobody."""
    if not catalogue.settings.nav:
        return
    found = _targets(catalogue)
    found.update(name for held in catalogue.reports.values() for name, _ in held.page_names())
    for page in catalogue.pages.values():
        found |= {resolve(page, target) or '' for target, _ in named_by(page, memory) if target}
    for (name, locale), page in catalogue.pages.items():
        if locale == ORIGINAL and page.text('kind') in ('', 'page', 'chapter') and name not in found and not page.broken:
            yield Problem(page.path, 1, 'page-alone', {'name': name})


def settings_whole(catalogue: Catalogue) -> Iterator[Problem]:
    """What the site is built with stands in mkdocs.yml, and what it is called is typed well."""
    settings = catalogue.settings
    yield from spaced_value(FILE, settings.lines.get('site_name', 1), settings.site_name)
    for key, name, line in catalogue.settings.lacking:
        yield Problem(FILE, line, 'settings-part-missing', {'key': key, 'name': name})


def _page(names: Collection[str], target: str, line: int, seen: dict[str, int]) -> Iterator[Problem]:
    name = _name(target)
    if ELSEWHERE.match(target):
        yield Problem(FILE, line, 'nav-elsewhere', {'target': target})
    elif name in seen:
        yield Problem(FILE, line, 'nav-double', {'target': f'{name}.md', 'line': str(seen[name])})
    elif name not in names:
        likely = near_page(name, list(names)) or next(
            (known for known in names if known.lower() in (name.lower(), f'{slug(name)}/index')), ''
        )
        yield Problem(FILE, line, 'nav-unknown', {'target': target, 'near': f'{likely}.md' if likely else '', 'page': name})
    elif target != f'{name}.md':
        yield Problem(FILE, line, 'nav-form', {'target': target, 'wanted': f'{name}.md'})
    seen.setdefault(name, line)


def _name(target: str) -> str:
    """The page that was meant, by its name: without #place, language, suffix and what stands before the folder of a page."""
    path = target.replace('\\', '/').partition('#')[0]
    path = re.sub(r'^(?:\.{0,2}/|-|docs/)+', '', path)
    path = f'{path}index' if path.endswith('/') else re.sub(r'\.(?:md|html)$', '', path)
    return LANGUAGE.sub('', path)


def _part(catalogue: Catalogue, part: Entry, names: Collection[str]) -> Iterator[Problem]:
    pages = [_name(entry.target) for entry in part.entries or () if entry.target]
    folders = {_folder(name) for name in pages}
    if not part.entries:
        yield Problem(FILE, part.line, 'nav-empty-part', {'title': part.title})
    elif len(folders) == 1 and (folder := folders.pop()) and pages[0] != (index := f'{folder}/index') and index not in _targets(catalogue):
        meant = index if index in names else _fallen_out(catalogue, names)
        values = {'title': part.title, 'index': meant or index, 'near': meant}
        yield Problem(FILE, part.line, 'nav-without-index', values)
    yield from _translated(catalogue, part)


def _folder(name: str) -> str:
    return name.rpartition('/')[0]


def _fallen_out(catalogue: Catalogue, names: Collection[str]) -> str:
    """The only index page of whose folder nothing stands in the menu, '' without one: likely it stood there."""
    there = {_folder(target) for target in _targets(catalogue)}
    lost = [name for name in names if name.endswith('/index') and _folder(name) not in there]
    return lost[0] if len(lost) == 1 else ''


def _targets(catalogue: Catalogue) -> set[str]:
    """Every page that the menu leads to."""
    return {_name(entry.target) for top in catalogue.settings.nav or () for entry in top.within() if entry.target}


def _translated(catalogue: Catalogue, entry: Entry) -> Iterator[Problem]:
    """A title in the menu has its translation."""
    for locale in catalogue.settings.untranslated(entry.title) if entry.title else ():
        told = {f'language_{language}': words('checks', language)[f'language-{locale}'] for language in LOCALES}
        yield Problem(FILE, entry.line, 'nav-not-translated', {'title': entry.title} | told)
