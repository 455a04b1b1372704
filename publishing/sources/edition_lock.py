"""reports/editions.lock: a line for each edition ever frozen, outside its folder, with the sum of its edition.yml and so of its files.

Whoever edits, adds, copies, renames or removes an edition must change this file too; and git remembers every line that it ever held.

    3f0c…  samenwerken/2026-11
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from publishing import git
from publishing.changes import Changes
from publishing.problems import Problem
from publishing.sources import editions
from publishing.sources.editions import Edition, Facts

FILE = 'reports/editions.lock'
LINE = re.compile(r'(?P<sum>[0-9a-f]{64})  (?P<key>\S+/\S+)')


def text(sums: Mapping[str, str]) -> str:
    """The file for these sums, by the key of their edition."""
    return ''.join(f'{sums[key]}  {key}\n' for key in sorted(sums))


def sums(root: Path) -> dict[str, str]:
    """What the lock holds: key of an edition → sum of its edition.yml; lines that are none are passed over (the checks tell)."""
    file = root / FILE
    return read(file.read_text(encoding='utf-8', errors='replace')) if file.is_file() else {}


def read(text: str) -> dict[str, str]:
    """The same of the text of a lock."""
    return {found['key']: found['sum'] for line in text.splitlines() if (found := LINE.fullmatch(line))}


def put(changes: Changes, folder: str, facts: Facts) -> None:
    """Have edition.yml written in a folder (from the root), and its line in the lock with it."""
    content = yaml.safe_dump(facts.model_dump(mode='json', exclude_defaults=True), allow_unicode=True, sort_keys=False, width=120)
    held = read(changes.text(FILE)) if FILE in changes.after or (changes.root / FILE).is_file() else {}
    key = f'{facts.slug or PurePosixPath(folder).parts[1]}/{facts.edition}'
    changes.write(f'{folder}/{editions.FILE}', content)
    changes.write(FILE, text(held | {key: sum_of(content.encode())}))


def sum_of(data: bytes) -> str:
    """The sum that stands for an edition."""
    return hashlib.sha256(data).hexdigest()


def problems(root: Path) -> Iterator[Problem]:
    """Where the editions are not those of the lock, or the lock is not the one that git has seen grow."""
    yield from (Problem(FILE, number, 'lock-unreadable', {}) for number, found in _lines(root) if not found)
    held, lines = editions.everything(root), {found['key']: number for number, found in _lines(root) if found}
    locked, counted = sums(root), Counter(edition.key for edition in held)
    for edition in held:
        yield from _unlike(root, edition, locked, counted)
    for key in locked.keys() - counted.keys():
        yield Problem(FILE, lines[key], 'edition-gone', {'edition': key})
    yield from _forgotten(root, held, locked)


def _unlike(root: Path, edition: Edition, locked: Mapping[str, str], counted: Mapping[str, int]) -> Iterator[Problem]:
    file = edition.folder / editions.FILE
    path, values = file.relative_to(root).as_posix(), {'edition': edition.key}
    if edition.key not in locked:
        yield Problem(path, 1, 'edition-not-in-lock', values)
    elif counted[edition.key] > 1:
        yield Problem(path, 1, 'edition-twice', values)
    elif sum_of(file.read_bytes()) != locked[edition.key]:
        yield Problem(path, 1, 'edition-facts-changed', values)


def _forgotten(root: Path, held: Iterable[Edition], locked: Mapping[str, str]) -> Iterator[Problem]:
    """Lines that git knows and that are no longer there: only an edition that was withdrawn has another sum than it once had."""
    if not (root / '.git').exists() and not (root / FILE).is_file():
        return  # it need not be asked
    withdrawn = {edition.key for edition in held if edition.facts.withdrawn}
    for key, sum in sorted(_ever(root)):
        if locked.get(key) != sum and key not in withdrawn:
            yield Problem(FILE, 1, 'lock-rewritten', {'edition': key})


def _ever(root: Path) -> set[tuple[str, str]]:
    """Key and sum of every line that the lock had in any commit that git holds here; none without git."""
    try:
        found = [LINE.fullmatch(line[1:]) for line in git.lines_ever(root, FILE) if line.startswith('+')]
    except git.NoHistory:
        return set()
    return {(line['key'], line['sum']) for line in found if line}


def _lines(root: Path) -> list[tuple[int, re.Match[str] | None]]:
    file = root / FILE
    lines = file.read_text(encoding='utf-8', errors='replace').splitlines() if file.is_file() else []
    return [(number, LINE.fullmatch(line)) for number, line in enumerate(lines, 1) if line.strip()]
