"""What a translator asks: which translations are not in step, what changed in the Dutch since, and that one has been reviewed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publishing import git
from publishing.changes import Changes
from publishing.checks.pairs import twin_differs
from publishing.desk import word_diff
from publishing.languages import ORIGINAL, author_language
from publishing.problems import Problem, ProblemsFound, errors
from publishing.sources import catalogue, fingerprints, source, translation
from publishing.sources.catalogue import Catalogue
from publishing.sources.fingerprints import Translatable
from publishing.sources.source import Source
from publishing.sources.stamps import FRONT, INTRO, KEY
from publishing.sources.translation import Comparison, Drift, State
from publishing.words import words

STATES: tuple[State, ...] = ('missing', 'unchecked', 'behind', 'complete')


class NotATranslation(Exception):
    """The file that was asked for can't be worked on; the text says why."""


def table(root: Path) -> str:
    """A line for each text that is not in step, and the number of texts in each state."""
    word, found = words('commands', author_language()), translation.everything(catalogue.load(root))
    counts = Counter(held.state for held in found)
    rows = [(word[f'state-{held.state}'], held.original.path, held.told()) for held in found if held.state != 'complete']
    wide = [max(len(row[place]) for row in rows) if rows else 0 for place in (0, 1)]
    lines = [f'{state:<{wide[0]}}  {path:<{wide[1]}}  {changed}'.rstrip() for state, path, changed in sorted(rows)]
    total = ', '.join(f'{counts[state]} {word[f"state-{state}"]}' for state in STATES if counts[state])
    return '\n'.join([*lines, f'{word["translations-head"]}: {total or 0}'])


def done(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Stamp the translations as reviewed, and say so of each; ProblemsFound, and nothing is stamped, when the structure still differs."""
    held = catalogue.load(root)
    pairs = [_pair(held, root, path) for path in paths]
    stamps = {pair.translation.path: fingerprints.stamp(pair.original) for pair in pairs if pair.translation}
    found = [problem for pair in pairs if pair.translation for problem in _differences(held, pair.translation, stamps)]
    if found:
        raise ProblemsFound(found)
    changes = Changes(root)
    for path, value in stamps.items():
        changes.write(path, stamped(changes.text(path), value))
    changes.make()
    for path in stamps:
        yield words('commands', author_language())['translations-done'].format(page=path)


def _differences(held: Catalogue, page: Source, stamps: dict[str, str]) -> list[Problem]:
    page.meta[KEY] = stamps[page.path]
    return errors(twin_differs(held, page))


def stamped(text: str, value: str) -> str:
    """The text of a page with `made_from` at the end of its front matter; everything else stays as it was typed.

    A section has a line of its own, so that two people who translate different sections do not meet in one line.
    """
    _, front, body = re.split(r'^---[ \t]*$', text, maxsplit=2, flags=re.M)
    front = re.sub(rf'^{KEY}:.*\n?(?:[ \t]+.*\n?)*', '', front, flags=re.M)
    return '---' + '\n'.join([front.rstrip('\n'), f'{KEY}: >-', *(f'  {part}' for part in value.split()), '---']) + body


def _pair(held: Catalogue, root: Path, asked: str) -> Comparison:
    """The translation with this path (from the folder where the author is, or from the root), beside its original."""
    word = words('commands', author_language())
    file = Path(asked).resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else Path(asked).as_posix()
    page = next((page for page in held.texts() if page.path == path and page.locale != ORIGINAL), None)
    if page is None:
        raise NotATranslation(word['no-such-translation'].format(page=path))
    compared = translation.of(held, page)
    if compared is None:
        raise NotATranslation(word['no-original'].format(page=path))
    return compared


def diff(root: Path, path: str, *, colour: bool = False) -> str:
    """What changed in the Dutch since the translation was made, section by section."""
    held = catalogue.load(root)
    pair = _pair(held, root, path)
    assert pair.translation is not None
    word = words('commands', author_language())
    values = {'original': pair.original.path, 'page': pair.translation.path}
    if pair.state == 'complete':
        return word['diff-none'].format(**values)
    if pair.state == 'unchecked':
        return '\n'.join(word[key].format(**values) for key in ('diff-unchecked', 'diff-end'))
    now = fingerprints.sections(pair.original)
    before, why = _before(root, pair)
    parts = [_told(change, now.get(change.key), before.get(change.key), why, colour) for change in pair.changes]
    return '\n\n'.join([word['diff-head'].format(**values), *parts, word['diff-end'].format(**values)])


def _before(root: Path, pair: Comparison) -> tuple[dict[str, Translatable], str]:
    """The sections as they were when the translation was made, and why one may not be found."""
    assert pair.translation is not None
    wanted = {key: value for key, value in fingerprints.stamped(pair.translation).items() if key in pair.keys}
    found: dict[str, Translatable] = {}
    try:
        for text in git.versions(root, pair.original.path):
            for key, section in _sections(pair.original, text).items():
                if wanted.get(key) == section.fingerprint:
                    found.setdefault(key, section)
            if found.keys() == wanted.keys():
                break
        return found, 'shallow-history' if git.is_shallow(root) else 'not-in-history'
    except git.NoHistory:
        return found, 'no-history'


def _sections(page: Source, text: str) -> dict[str, Translatable]:
    """The sections of an earlier text of a page."""
    old, _ = source.parse(text, page.path, page.file, page.name, page.locale)
    return fingerprints.sections(old)


def _told(change: Drift, now: Translatable | None, before: Translatable | None, why: str, colour: bool) -> str:
    word = words('commands', author_language())
    named = {FRONT: word['section-front'], INTRO: word['section-intro']}
    title = named.get(change.key) or change.original or change.translation
    head = word[f'section-{change.how}'].format(title=title, line=now.line if now else '')
    if before is None and change.how == 'changed':
        return f'## {head}\n\n{word[why]}'
    text = word_diff.told(before.text if before else '', now.text if now else '', colour=colour)
    return f'## {head}\n\n{text}'
