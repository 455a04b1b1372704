"""Whether files are what was frozen: the editions of this folder, or what somebody sent, in any form it may come.

Nothing of ours is needed for the sums alone (`sha256sum -c`); what only this project can tell is which edition a file is of, and how that
stands now.
"""

from __future__ import annotations

import hashlib
import re
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from publishing.dates import written
from publishing.languages import TRANSLATIONS, author_language
from publishing.print import sealed
from publishing.problems import Problem
from publishing.sources import edition_lock, editions, standing
from publishing.sources.editions import Edition, FrozenFile
from publishing.words import words

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

State = Literal['whole', 'changed', 'missing', 'strange', 'unknown']
SUMS = 'SHA256SUMS'
OF_SUMS = re.compile(r'SHA256SUMS|(?:tag)?manifest-sha(?:256|512)\.txt')  # of an edition on the site, and of a bag (RFC 8493, 2.1.3)
LARGEST = 200_000_000  # bytes of one file, unpacked or fetched
PATIENCE = 30  # seconds for an address


class CannotVerify(Exception):
    """What was asked can't be read; the text says why, in the author's language."""


@dataclass(frozen=True)
class Verdict:
    """One file: its name, and whether it is whole. `known` is what it was frozen as; None when no edition here has such a file.

    `seals` says of each seal on it whose it is and whether it holds.
    """

    name: str
    state: State
    known: tuple[Edition, FrozenFile] | None = None
    seals: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it is what it says."""
        return self.state == 'whole'


class Verifier:
    """Knows every file of every edition of this project, by its sum."""

    def __init__(self, root: Path, trusted: Sequence[Certificate] | None = None):
        self.root, self.held, self.trusted = root, editions.everything(root), trusted
        self.known = {file.sha256: (edition, file) for edition in self.held for file in edition.facts.files}

    def ours(self) -> list[Problem]:
        """What is wrong with the editions of this folder."""
        return [*editions.problems(self.root), *edition_lock.problems(self.root)]

    def asked(self, what: str) -> list[Verdict]:
        """Each file of a folder, an archive, one file or an address. Raises CannotVerify."""
        if what.startswith(('https://', 'http://')):
            return list(self._address(what))
        path = Path(what)
        if path.is_dir():
            files = [file for file in sorted(path.rglob('*')) if file.is_file()]
            return list(self._listed({file.relative_to(path).as_posix(): file.read_bytes() for file in files}, what))
        if not path.is_file():
            raise CannotVerify(_said('verify-nothing', what=what))
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() not in self.known and zipfile.is_zipfile(path) and path.suffix.lower() == '.zip':
            return list(self._archive(path))
        return [self._file(path.name, data)]

    def _file(self, name: str, data: bytes) -> Verdict:
        """A file alone says nothing of itself: it is one that was frozen, or it is not."""
        found = self.known.get(hashlib.sha256(data).hexdigest())
        return Verdict(name, 'whole' if found else 'unknown', found, self._seals(data))

    def _seals(self, data: bytes) -> tuple[str, ...]:
        return tuple(sealed.told(data, author_language(), self.trusted))

    def _archive(self, path: Path) -> Iterator[Verdict]:
        """An archive is read, not unpacked: no name in it can lead anywhere."""
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise CannotVerify(_said('verify-large', what=path.name))
            held = {entry.filename: archive.read(entry) for entry in entries}
        tops = {PurePosixPath(name).parts[0] for name in held}
        if len(tops) == 1 and all('/' in name for name in held):
            held = {name.partition('/')[2]: data for name, data in held.items()}
        yield from self._listed(held, path.name)

    def _listed(self, held: dict[str, bytes], what: str) -> Iterator[Verdict]:
        """Files that come with their sums: of a bag, of an edition as it was frozen, or as it stands on the site."""
        wanted = _wanted(held)
        if not wanted:
            raise CannotVerify(_said('verify-no-sums', what=what))
        for name, (algorithm, sum) in sorted(wanted.items()):
            if name not in held:
                yield Verdict(name, 'missing', self.known.get(sum))
            else:
                data = held[name]
                state: State = 'whole' if hashlib.new(algorithm, data).hexdigest() == sum else 'changed'
                yield Verdict(name, state, self.known.get(hashlib.sha256(data).hexdigest()), self._seals(data))
        yield from (Verdict(name, 'strange') for name in sorted(held) if name not in wanted and not OF_SUMS.fullmatch(name))

    def _address(self, address: str) -> Iterator[Verdict]:
        """A file on the web, or the page of an edition: then all of its files."""
        if not address.endswith('/'):
            yield self._file(address.rpartition('/')[2], _fetched(address))
            return
        sums = _fetched(address + SUMS).decode('utf-8', errors='replace')
        for line in filter(None, sums.splitlines()):
            sum, _, name = line.partition('  ')
            where = self.known.get(sum)
            if where is None:
                yield Verdict(name, 'unknown')
                continue
            edition, file = where
            data = _fetched(f'{_site_of(address, edition)}{edition.address(file)}')
            state: State = 'whole' if hashlib.sha256(data).hexdigest() == sum else 'changed'
            yield Verdict(name, state, where, self._seals(data))


def told(verdict: Verdict, held: list[Edition], language: str) -> str:
    """A line on one file: whether it is whole, of which edition it is, and how that stands now; then one on each seal."""
    return '\n'.join([_line(verdict, held, language), *(f'  {line}' for line in verdict.seals)])


def _line(verdict: Verdict, held: list[Edition], language: str) -> str:
    word = words('commands', language)
    mark = f'{"✓" if verdict.is_good else "✗"} {verdict.name}:'
    if verdict.known is None:
        return f'{mark} {word["verify-listed" if verdict.is_good else f"verify-{verdict.state}"]}'
    line = f'{mark} {word[f"verify-{verdict.state}"]}'
    edition, _ = verdict.known
    facts = edition.facts
    stands = standing.of(edition, [other for other in held if other.report == edition.report]).text(language)
    of = word['verify-of'].format(edition=facts.edition, title=facts.title.of(language), date=written(facts.date, language))
    return f'{line} {of} {stands.rstrip(".")}.'


def _site_of(address: str, edition: Edition) -> str:
    """The address of the site on which the page of an edition stands, in whatever language, with its last slash."""
    site = address.rpartition(f'{edition.page}/')[0]
    return next((site.removesuffix(f'{locale}/') for locale in TRANSLATIONS if site.endswith(f'/{locale}/')), site)


def _wanted(held: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Name → algorithm and sum, as the lists of sums among the files say, else edition.yml; the weakest list comes first."""
    found: dict[str, tuple[str, str]] = {}
    for name in sorted((name for name in held if OF_SUMS.fullmatch(name)), reverse=True):
        algorithm = 'sha512' if '512' in name else 'sha256'
        lines = [line.split(maxsplit=1) for line in held[name].decode('utf-8', errors='replace').splitlines()]
        found = {line[1].strip().lstrip('*'): (algorithm, line[0].lower()) for line in lines if len(line) == 2} | found
    if not found and editions.FILE in held and (facts := editions.parsed(held[editions.FILE].decode('utf-8', errors='replace'))):
        found = {file.file: ('sha256', file.sha256) for file in facts.files}
        found[editions.FILE] = 'sha256', hashlib.sha256(held[editions.FILE]).hexdigest()  # the lock alone can tell of it
    return found


def _fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, ValueError) as failed:
        raise CannotVerify(_said('verify-no-answer', what=address, why=str(failed))) from failed
    if len(data) > LARGEST:
        raise CannotVerify(_said('verify-large', what=address))
    return data


def _said(key: str, **values: str) -> str:
    return words('commands', author_language())[key].format(**values)
