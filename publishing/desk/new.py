"""`make new`: both files of a new page, with what belongs in each field, and its place in the navigation.

Nothing that exists is written over, and nothing is made when an answer can't be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from publishing import days
from publishing.changes import Changes
from publishing.desk import nav_entry, stub
from publishing.desk.stub import quoted
from publishing.desk.translations import stamped
from publishing.languages import LOCALES, ORIGINAL, author_language
from publishing.sources import catalogue, fields, file_names, fingerprints, settings, slots, source
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS
from publishing.sources.source import DATA
from publishing.words import words

TO_FILL_IN = ('required-slot', 'required-text')  # the rules that tell what a new page lacks
OTHERS = ('report', 'term')  # what is no page of docs/ but has a start too
NAME = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
ENTRY = re.compile(r'^(?P<indent>[ ]*)- id:', re.M)


class Unusable(Exception):
    """An answer can't be used; the text says what can."""


@dataclass(frozen=True)
class Wish:
    """What is to be made: a title by locale ('' for one that comes later), and a name such as `verhalen/een-plek`."""

    kind: str
    titles: dict[str, str]
    name: str


@dataclass(frozen=True)
class Started:
    """The files that were made, paths from the root; the line of mkdocs.yml that was added, 0 for none."""

    wish: Wish
    files: list[str]
    nav_line: int


def make(root: Path, wish: Wish) -> Started:
    """Write the files of a wish; Unusable, and nothing is written, when one exists or the wish can't be had."""
    held, changes = catalogue.load(root), Changes(root)
    if wish.kind == 'term':
        changes.write(held.terms.path, _term(held, wish))
        changes.make(f'{held.terms.path}: {wish.name}')
        return Started(wish, [held.terms.path], 0)
    texts = _report(held, wish) if wish.kind == 'report' else _pages(held, wish, {'kind': wish.kind})
    for path in texts:
        if any((root / _in_language(path, locale)).exists() for locale in LOCALES):
            raise unusable('exists', file=path)
    for path, text in texts.items():
        changes.write(path, text)
    nav_line = 0
    if not _lists_itself(wish):
        text, nav_line = nav_entry.added(changes.text(settings.FILE), wish.name)
        changes.write(settings.FILE, text)
    changes.make('\n'.join((words('new', author_language())['made'], *(f'  + {path}' for path in texts))))
    return Started(wish, list(texts), nav_line)


def _pages(held: Catalogue, wish: Wish, known: dict[str, str]) -> dict[str, str]:
    """The text of each file of a page, with what is `known` of it as YAML: its kind at least."""
    texts = {}
    for locale, title in wish.titles.items():
        values = {**known, 'updated': days.today().isoformat(), 'status': 'concept'} | ({'title': quoted(title)} if title else {})
        texts[f'docs/{wish.name}.{locale}.md'] = stub.page(known['kind'], locale, values, held.settings.ours)
    return _stamped(texts)


def _stamped(texts: dict[str, str]) -> dict[str, str]:
    """Each translation with the fingerprint of the original beside it: so far it follows that."""
    for path, text in texts.items():
        beside = _in_language(path, ORIGINAL)
        if beside != path and beside in texts:
            original, _ = source.parse(texts[beside], beside, Path(beside), '', ORIGINAL)
            texts[path] = stamped(text, fingerprints.stamp(original))
    return texts


def _in_language(path: str, locale: str) -> str:
    """The path of a text in another language, that of any other file as it is."""
    return source.SUFFIX.sub(rf'\g<stem>.{locale}.md', path)


def _report(held: Catalogue, wish: Wish) -> dict[str, str]:
    """A report: its report.yml, the two texts of its own, and the page that shows it."""
    slug, today = wish.name.rpartition('/')[2], days.today().isoformat()
    number = 1 + max((int(found) for other in held.reports.values() if (found := str(other.data.get('number'))).isdecimal()), default=0)
    titles = {f'title.{locale}': quoted(title) for locale, title in wish.titles.items() if title}
    known = {'number': str(number), 'edition': f'"{today[:7]}"', 'date': today, 'status': 'concept', **titles}
    texts = {
        f'reports/{slug}/{name}.{locale}.md': stub.report_text(words('new', locale)[title], locale)
        for name, title in (('samenvatting', 'summary'), ('leeswijzer', 'reading-guide'))
        for locale in wish.titles
    }
    page = {'kind': 'publication', 'type': 'report', 'report': slug, 'publisher': quoted(held.settings.site_name)}
    return {f'reports/{slug}/report.yml': stub.report(known, held.settings.ours), **_stamped(texts), **_pages(held, wish, page)}


def _term(held: Catalogue, wish: Wish) -> str:
    """The glossary with one more term."""
    file, id = held.root / DATA / 'terms.yml', wish.name
    if id in held.terms.ids:
        raise unusable('exists', file=f'{held.terms.path}: {id}')
    text = file.read_text(encoding='utf-8')
    found = ENTRY.search(text)
    indent = found['indent'] if found else '  '
    lines = ['', f'- id: {id}']
    for locale in LOCALES:
        term = quoted(wish.titles.get(locale) or slots.WORDS[locale])
        lines += [f'  {locale}:', f'    term: {term}', f'    definition: {slots.WORDS[locale]}']
    entry = '\n'.join(f'{indent}{line}'.rstrip() for line in [*lines, '  official: false'])
    return f'{text.rstrip()}\n{entry}\n'


def _lists_itself(wish: Wish) -> bool:
    """Whether the overview of its folder lists the page by itself."""
    return wish.kind not in KINDS or bool(KINDS[wish.kind].listed)


def slug(title: str) -> str:
    """The name that follows from a title; no-title when it holds no letter or digit."""
    found = file_names.slug(title.replace('_', '-'), otherwise='')
    if not found:
        raise unusable('no-title')
    return found


def folders_of(kind: str) -> tuple[str, ...]:
    """The folders of docs/ that pages of a kind stand in; none when they may stand anywhere."""
    of_page = 'publication' if kind == 'report' else kind  # the page that shows it
    return KINDS[of_page].folders if of_page in KINDS else ()


def called(locale: str) -> dict[str, str]:
    """What can be started, by what it is called in a language."""
    return {fields.choice('kind', kind, locale).lower(): kind for kind in KINDS} | {words('new', locale)[other]: other for other in OTHERS}


def known_kind(typed: str) -> str:
    """The kind that somebody names in one of the languages, by its last word at least (`verhaal`, `pagina`, `story`); else unknown-kind."""
    named = {word: kind for locale in LOCALES for name, kind in called(locale).items() for word in (name, name.split()[-1])}
    named |= {kind: kind for kind in (*KINDS, *OTHERS)}
    if typed.lower() not in named:
        raise unusable('unknown-kind', kind=typed, kinds=', '.join(name.split()[-1] for name in called(author_language())))
    return named[typed.lower()]


def wish(kind: str, titles: dict[str, str], name: str) -> Wish:
    """What was asked, with a name that can be used (from the title when none was given); Unusable when it can't be had."""
    kind = known_kind(kind)
    titles, last, folders = {locale: ' '.join(title.split()) for locale, title in titles.items()}, slug(titles[ORIGINAL]), folders_of(kind)
    example = last if kind == 'term' else f'{(*folders, "meedoen")[0]}/{last}'
    name = re.sub(r'^(?:\./)?(?:docs/)?|(?:\.(?:nl|en))?(?:\.md)?$', '', name.replace('\\', '/'))
    if '/' not in name and len(folders) == 1:
        name = f'{folders[0]}/{name}'
    if not name and kind != 'term':
        raise unusable('which-folder', example=example)
    name += last if not name or name.endswith('/') else ''
    if not all(map(NAME.fullmatch, name.split('/'))) or (kind == 'term' and '/' in name):
        raise unusable('bad-name', name=name, example=example)
    if folders and name.rpartition('/')[0] not in folders:
        raise unusable('other-folder', kind=kind, folders=', '.join(f'{folder}/' for folder in folders), example=example)
    return Wish(kind, titles, name)


def unusable(why: str, **values: str) -> Unusable:
    """The answer can't be used, and `why` (words/new.yml) says what can."""
    return Unusable(words('new', author_language())[why].format(**values))


def told(made: Started, missing: Iterable[str]) -> str:
    """What was made, what is to be filled in (`missing`: a line for each), and what to type then."""
    word, wish = words('new', author_language()), made.wish
    lines = [word['made'], *(f'  + {file}' for file in made.files)]
    if made.nav_line:
        lines.append(word['in-nav'].format(file=settings.FILE, line=made.nav_line))
    elif not _lists_itself(wish):
        lines.append(word['broken-settings'].format(file=settings.FILE, name=wish.name))
    elif wish.kind != 'term':
        lines.append(word['in-list'].format(folder=wish.name.rpartition('/')[0]))
    if wish.kind == 'chapter':
        lines.append(word['of-report'].format(name=wish.name))
    translated = ' '.join(file for file in made.files if file.endswith('.en.md'))
    lines += ['', word['fill-in'], *(f'  {line}' for line in missing), '', word['then']]
    return '\n'.join([*lines, *([word['then-stamp'].format(pages=translated)] if translated else [])])
