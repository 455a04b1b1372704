"""Withdraw a story: out of the sources and out of all that was built. What no program can undo is told to who withdraws it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from publishing import yaml_file
from publishing.changes import Changes
from publishing.desk import tombstone, translations
from publishing.languages import LOCALES, ORIGINAL, author_language
from publishing.report import frozen_text
from publishing.site import compare_page
from publishing.sources import admission, catalogue, consent, fingerprints, sent, settings, source
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.sources.schema.values import Bilingual
from publishing.sources.source import Source, resolve
from publishing.words import words

BUILT = ('site', 'build')
KEPT = 'lock'  # another build may be waiting at it


class NoSuchStory(Exception):
    """There is no story of that name; `known` are those there are."""

    def __init__(self, name: str, known: list[str]):
        super().__init__(name)
        self.name, self.known = name, known


@dataclass(frozen=True)
class Withdrawn:
    """What was done: `removed` and `changed` are paths from the root, `addresses` where the story stood on the web."""

    name: str
    removed: list[str]
    changed: list[str]
    addresses: list[str]
    editions: list[Edition]
    names: list[str] = field(default_factory=list)  # of the story and its copies; none for a whole edition


def withdraw(root: Path, asked: str, agreed: Callable[[Withdrawn], bool] = lambda plan: True) -> Withdrawn | None:
    """Remove a story (`verhalen/x`, or one of its files), its copies and every trace of it in the sources; all built output first.

    `agreed` is shown what will be done; None, and nothing is changed, when it says no. Raises NoSuchStory, and nothing is changed then.
    """
    held = catalogue.load(root)
    name = asked.replace('\\', '/').removeprefix('./').removeprefix('docs/').removesuffix('.md')
    name = name.removesuffix('.nl').removesuffix('.en')
    stories = [page for page in held.pages.values() if page.meta.get('kind') == 'story']
    pages = [page for page in stories if page.name == name]
    if not pages:
        raise NoSuchStory(name, sorted({page.name for page in stories}))
    known = {identity for page in pages if (identity := consent.identity(page))}
    pages += [page for page in stories if page.name != name and consent.identity(page) in known]  # a copy under another name
    others = [page for page in held.texts() if page not in pages]
    removed = [*(page.path for page in pages), *sorted(admission.files_of(pages) - admission.files_of(others))]
    changes = Changes(root)
    names = {page.name for page in pages}
    for path, text in _unlinked(held, others, names).items():
        changes.write(path, text)
    for gone in sorted(names):
        _unlist(changes, held, gone)
    for path in removed:
        changes.remove(path)
    frozen = [edition for edition in held.editions if edition.holds(names, known)]
    for edition in frozen:
        removed += tombstone.lay(changes, edition, held.today, tombstone.STORY)
    changed = sorted(path for path, data in changes.after.items() if data is not None)
    addresses = [held.settings.page_address(gone, locale) for gone in sorted(names) for locale in LOCALES]
    done = Withdrawn(name, removed, changed, [*addresses, *_addresses_of(held, frozen)], frozen, sorted(names))
    if not agreed(done):
        return None
    _remove_built(root)  # first what readers may get; the sources say till the last what is still to be done
    changes.make(told(done, author_language()))
    return done


def withdraw_edition(root: Path, key: str, reason: Bilingual, agreed: Callable[[Withdrawn], bool] = lambda plan: True) -> Withdrawn | None:
    """Withdraw a whole edition (`samenwerken/2026-11`), for a reason that its page then tells; else as `withdraw`."""
    held, changes = catalogue.load(root), Changes(root)
    left = {edition.key: edition for edition in held.editions if not edition.facts.withdrawn}
    if key not in left:
        raise NoSuchStory(key, sorted(left))
    removed = tombstone.lay(changes, left[key], held.today, reason)
    changed = sorted(path for path, data in changes.after.items() if data is not None)
    done = Withdrawn(key, removed, changed, _addresses_of(held, [left[key]]), [left[key]])
    if not agreed(done):
        return None
    _remove_built(root)
    changes.make(told(done, author_language()))
    return done


def _addresses_of(held: Catalogue, frozen: Iterable[Edition]) -> list[str]:
    """Where the text of editions stood on the web: on one page, as what is compared, and in files; the page of an edition itself stays."""
    found = []
    for edition in frozen:
        found += [held.settings.page_address(f'{edition.page}/tekst', locale) for locale in LOCALES]
        found += [held.settings.page_address(edition.page, locale) + compare_page.BLOCKS for locale in LOCALES]
        made = [edition.address(file) for file in edition.facts.files] + [frozen_text.plain_address(edition, locale) for locale in LOCALES]
        found += [held.settings.site_url + address for address in made if address]
    return found


def _remove_built(root: Path) -> None:
    """All output and every cache: what was made of the story can't be told from the rest by its name."""
    for folder in BUILT:
        for path in (root / folder).glob('*'):
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != KEPT:
                path.unlink()


def _unlinked(held: Catalogue, others: Iterable[Source], names: Container[str]) -> dict[str, str]:
    """The new text of each file that linked to one of the stories: the words of the link stay; a translation in step stays in step."""
    texts: dict[str, str] = {}
    for page in others:
        before = page.file.read_text(encoding='utf-8')
        after = _without_links(page, before, names)
        if after != before:
            texts[page.path] = after
    for page in [page for page in others if page.path in texts and page.locale == ORIGINAL]:
        for twin in [twin for locale in LOCALES if locale != ORIGINAL and (twin := held.twin(page, locale)) is not None]:
            text = texts.get(twin.path) or twin.file.read_text(encoding='utf-8')
            texts[twin.path] = _restamped(held, page, texts[page.path], twin, text)
    return texts


def _without_links(page: Source, text: str, names: Container[str]) -> str:
    """The text without links to those stories; one without words of its own gets some."""
    lines = text.split('\n')
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    links = [node for node in page.reading.flat if node.type == 'link' and 'typed' in node.meta]
    for link in reversed(links):
        path, typed = str(link.attrs['href']).partition('#')[0], link.meta['typed']
        if path.endswith('.md') and resolve(page, path) in names:
            at = text.index(typed, starts[page.body_line - 1 + link.line])
            said = typed[1 : typed.rindex('](')].strip() or words('markdown', page.locale)['withheld']
            text = text[:at] + said + text[at + len(typed) :]
    return text


def _restamped(held: Catalogue, original: Source, after: str, twin: Source, text: str) -> str:
    """The translation with the fingerprints of the original as it is now, for the sections that were in step before."""
    changed, _ = source.parse(after, original.path, original.file, original.name, original.locale)
    old = fingerprints.sections(original)
    new = fingerprints.sections(changed)
    stamps = {
        key: new[key].fingerprint if key in new and key in old and old[key].fingerprint == value else value
        for key, value in fingerprints.stamped(twin).items()
    }
    return translations.stamped(text, ' '.join(f'{key}={value}' for key, value in stamps.items())) if stamps else text


def _unlist(changes: Changes, held: Catalogue, name: str) -> None:
    """Take the story out of the navigation and of every report."""
    edits: dict[str, Callable[[Any], bool]] = {settings.FILE: lambda data: _without_entry(data.get('nav') or [], f'{name}.md')}
    edits |= {report.path: lambda data: _without_chapter(data['chapters'], name) for report in held.reports.values()}
    for path, edit in edits.items():
        before = changes.text(path)
        if (after := yaml_file.changed(before, edit)) != before:
            changes.write(path, after)


def _without_entry(entries: list[object], path: str) -> bool:
    """Remove a path from a navigation, at any depth; whether it was there."""
    found = False
    for number in reversed(range(len(entries))):
        entry = entries[number]
        inner = next(iter(entry.values())) if isinstance(entry, dict) else entry
        if inner == path:
            del entries[number]
            found = True
        elif isinstance(inner, list):
            found |= _without_entry(inner, path)
    return found


def _without_chapter(chapters: list[dict[str, object]], name: str) -> bool:
    """Remove a page from the chapters and their sections; sections of a chapter that goes become chapters."""
    found = False
    for number in reversed(range(len(chapters))):
        sections = chapters[number].get('sections')
        if isinstance(sections, list) and name in sections:
            sections.remove(name)
            if not sections:
                del chapters[number]['sections']
            found = True
        if chapters[number]['page'] == name:
            chapters[number : number + 1] = [{'page': section} for section in (sections if isinstance(sections, list) else [])]
            found = True
    return found


def told(done: Withdrawn, language: str) -> str:
    """What was done, and what must be done by hand, with the exact commands."""
    word = words('commands', language)
    paths = ' '.join(f'--path {shlex.quote(path)}' for path in done.removed)
    lines = [word['withdrawn'].format(name=done.name), *(f'  − {path}' for path in done.removed)]
    if done.changed:
        lines += ['', word['withdrawn-changed' if done.names else 'withdrawn-noted'], *(f'  ~ {path}' for path in done.changed)]
    lines += ['', word['withdrawn-built'], '', word['by-hand']]
    steps = [
        word['by-hand-publish'],
        _about_editions(done, word),
        word['by-hand-history'].format(paths=paths),
        *([word['by-hand-names'].format(lines='\\n'.join(f'{name}==>x' for name in done.names))] if done.names else []),
        word['by-hand-search'].format(addresses='\n   '.join(done.addresses)),
        '\n'.join([word['by-hand-copies'], *_holders(done.editions)]),
        *([word['by-hand-people']] if done.names else []),
    ]
    return '\n'.join([*lines, *(f'{number}. {step}' for number, step in enumerate(steps, 1))])


def _about_editions(done: Withdrawn, word: Mapping[str, str]) -> str:
    """What of the editions is left to do: those that held a story, or the one that was withdrawn itself."""
    if not done.names:
        return word['by-hand-edition'].format(edition=done.editions[0].facts.edition)
    held = [word['by-hand-editions-some'], *(f'   - {_folder(edition)}' for edition in done.editions)]
    return '\n'.join(held) if done.editions else word['by-hand-editions-none']


def _holders(gone: Iterable[Edition]) -> Iterator[str]:
    """Who got an edition that is gone, by role."""
    for edition in gone:
        held = sent.of_report(edition.folder.parents[3], edition.report)
        yield from (f'   - {role}: {edition.facts.edition}' for role in sent.holders(held, edition.facts.edition))


def _folder(edition: Edition) -> str:
    return f'reports/{edition.slug}/editions/{edition.folder.name}'
