"""Copying the site to the folder of a web server: nothing is overwritten or deleted there but what was sent there before.

A mark in that folder remembers what was sent, as hashes, so that it tells nobody a name. New files come first, then what is gone goes: a
reader never meets half a site, and a copy that was broken off is finished by the next.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from publishing.languages import author_language
from publishing.sources import editions
from publishing.sources.kinds import KINDS
from publishing.words import words

MARK = '.sent'
# What others may put in the folder of any web server: certificates (RFC 8555, 8.3), contact for faults (RFC 9116).
OTHERS = re.compile(r'\.well-known/')
# The addresses of what was frozen: its files, its pages, and what changed since it; see editions.Edition.
EDITION = re.compile(
    rf'(?:pdf|(?:[a-z]{{2}}/)?{KINDS["publication"].folder})/(?P<slug>[^/]+)/(?P<edition>\d{{4}}-\d\d(?:\.\d+)?)(?:\.\.\.[^/]+)?/'
)
TOO_HIGH = re.compile(r'(?:~[^/]*|/|\.{1,2}|/(?:home|root|srv|var|etc|usr|opt|tmp|Users|mnt)(?:/www)?|/(?:home|Users)/[^/]+)?/*')
# How rsync calls a file that is on its way, and one that waits for the others (--delay-updates).
HALF = re.compile(r'(?P<folder>(?:.*/)?)(?:\.~tmp~/(?P<whole>[^/]+)|\.(?P<half>[^/]+)\.\w{6})')
MISSING = (2, 3, 11, 23)  # rsync: what was asked for could not be read, here because it is not there
TO_BE_READ = ('--perms', '--chmod=D755,F644')  # whoever serves the folder is another user, whatever the umask was here
SHOWN = 20  # names in a message


class NotSent(Exception):
    """The site could not be copied; the text says what failed. What was there before is still there."""


@dataclass(frozen=True)
class Plan:
    """What a copy would do: the files that come or stay, those that go, and what an earlier copy had begun and not finished."""

    sent: frozenset[str]
    gone: tuple[str, ...]
    halves: frozenset[str] = frozenset()


def send(root: Path, folders: Iterable[Path], to: str, *, adopt: bool = False, only_told: bool = False) -> Plan:
    """Copy what is in `folders`, one over the other, to `to`; what went along earlier and is in none of them goes away afterwards.

    `adopt` takes a folder that holds other things for our own; `only_told` changes nothing. Raises NotSent.
    """
    if shutil.which('rsync') is None:
        raise NotSent('rsync: apt-get install rsync, dnf install rsync, brew install rsync')
    if TOO_HIGH.fullmatch(to.rpartition(':')[2]):
        raise NotSent(_told('too-high', to=to or '""'))
    folders = list(folders)
    with tempfile.TemporaryDirectory() as place:
        plan = _planned(root, folders, to, Path(place), adopt)
        if only_told:
            return plan
        known = {*plan.sent, *plan.gone}
        _mark(Path(place), known, to)  # before anything else: wherever this is broken off, the next copy knows it as ours
        for folder in folders:
            _rsync('--recursive', '--times', *TO_BE_READ, '--delay-updates', f'{folder}/', to)
        if going := {*plan.gone, *plan.halves}:
            _delete(Path(place), going, to)
        _mark(Path(place), plan.sent, to)
    return plan


def _planned(root: Path, folders: list[Path], to: str, place: Path, adopt: bool) -> Plan:
    sent = frozenset(file.relative_to(folder).as_posix() for folder in folders for file in folder.rglob('*') if file.is_file())
    there, ours = _there(to), _remembered(to, place)
    halves = {name for name in there if (whole := _begun(name)) and (whole in sent or whole == MARK or _hash(whole) in ours)}
    rest = there - sent - halves - {MARK}
    strange = sorted(name for name in rest if _hash(name) not in ours and not OTHERS.match(name))
    if strange and not adopt:
        raise NotSent(_told('not-ours', to=to, names=_listed(strange)))
    gone = tuple(sorted(name for name in rest if _hash(name) in ours or (adopt and name in strange)))
    if lost := [name for name in gone if (held := EDITION.match(name)) and not _is_frozen(root, held)]:
        raise NotSent(_told('edition-lost', to=to, names=_listed(lost)))
    return Plan(sent, gone, frozenset(halves))


def _begun(name: str) -> str:
    """The file that a copy which was broken off had begun to put there, '' for the name of any other file."""
    found = HALF.fullmatch(name)
    return f'{found["folder"]}{found["whole"] or found["half"]}' if found else ''


def _is_frozen(root: Path, held: re.Match[str]) -> bool:
    """Whether the edition is still among the sources: then it is not offered because a story in it was withdrawn."""
    return any((edition.slug, edition.facts.edition) == (held['slug'], held['edition']) for edition in editions.everything(root))


def _there(to: str) -> set[str]:
    """The files below the folder, by their names from there; none when there is no such folder yet."""
    done = subprocess.run(
        ['rsync', '--recursive', '--links', '--list-only', f'{to}/'],
        capture_output=True,
        encoding='utf-8',
        errors='replace',
    )
    if done.returncode in MISSING and not done.stdout:
        return set()
    if done.returncode:
        raise NotSent(f'rsync → {to}: {done.stderr.strip()}')
    lines = (line.split(None, 4) for line in done.stdout.splitlines() if not line.startswith('d'))
    return {line[4].partition(' -> ')[0] for line in lines}


def _remembered(to: str, place: Path) -> set[str]:
    """The hashes of what was sent there before."""
    done = subprocess.run(['rsync', f'{to}/{MARK}', f'{place}/before'], capture_output=True)
    return set((place / 'before').read_text(encoding='ascii').split()) if done.returncode == 0 else set()


def _mark(place: Path, names: Iterable[str], to: str) -> None:
    (place / MARK).write_text('\n'.join(sorted(map(_hash, names))) + '\n', encoding='ascii')
    _rsync('--times', *TO_BE_READ, f'{place}/{MARK}', f'{to}/')


def _delete(place: Path, names: Iterable[str], to: str) -> None:
    """Delete these files and no others, and the folders that this leaves empty: all others are excluded, and so protected."""
    above = {parent for name in names for parent in Path(name).parents if parent != Path()}
    rules = [*(f'+ /{_plain(folder.as_posix())}/' for folder in above), *(f'+ /{_plain(name)}' for name in names), '- *']
    (place / 'empty').mkdir()
    (place / 'rules').write_text('\n'.join(rules) + '\n', encoding='utf-8')
    _rsync('--recursive', '--delete', f'--filter=merge {place}/rules', f'{place}/empty/', to)


def _rsync(*arguments: str) -> None:
    if subprocess.run(['rsync', *arguments]).returncode:
        raise NotSent(f'rsync → {arguments[-1]}')


def _plain(name: str) -> str:
    """A name in which no sign is a pattern."""
    return re.sub(r'([*?\[\]\\])', r'\\\1', name)


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def _listed(names: list[str]) -> str:
    more = [f'… ({len(names)})'] if len(names) > SHOWN else []
    return ''.join(f'\n  {name}' for name in (*names[:SHOWN], *more))


def _told(key: str, **values: str) -> str:
    return words('commands', author_language())[key].format(**values)
