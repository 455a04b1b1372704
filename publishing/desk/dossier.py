"""Everything that goes to an institution with an edition: letter, report, what changed, sums and metadata, as a folder and as one zip.

The letter and whom it is to are kept nowhere else; who got which edition is kept by role (sources/sent.py).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from publishing import folders
from publishing.cache import write_whole
from publishing.changes import Changes
from publishing.dates import written
from publishing.desk import typed_edition
from publishing.desk.typed_edition import Unusable
from publishing.formats import bag, citing, diwoo, downloads, mdto
from publishing.languages import LOCALES, author_language
from publishing.print import paper
from publishing.problems import ProblemsFound
from publishing.report import changes, short
from publishing.report.changes import Told
from publishing.report.short import Annex, Newer, Paper
from publishing.sources import admission, catalogue, editions, file_names, sent, version
from publishing.sources.editions import FILE, Edition
from publishing.sources.sent import Sent
from publishing.sources.settings import Settings
from publishing.words import words

FOLDER = 'build/dossiers'
LETTER, REPORT, CHANGES = 'data/brief.pdf', 'data/rapport', 'data/wijzigingen'
README = 'LEESMIJ.txt'
MOST_OF_ROLE = 60  # signs of a receiver in the name of its dossier
LONGEST = 24  # signs of a report's name in a reference, which registries take up to 50 of


@dataclass(frozen=True)
class Order:
    """To whom, in which role, on which day, and what they called it themselves."""

    to: str
    role: str
    day: date
    about: str = ''


@dataclass(frozen=True)
class Made:
    """Where the dossier stands, and what it is known by. `noted` is False when the list of what was sent had it already."""

    folder: Path
    archive: Path
    reference: str
    role: str
    noted: bool


def make(root: Path, slug: str, typed: str, order: Order, locale: str) -> Made:
    """Make the dossier of an edition, its letter in this language, and note who got it.

    Unusable, or ProblemsFound, and nothing is written, when the edition can't be sent or the order is not whole.
    """
    edition = typed_edition.find(root, slug, typed)
    if unread := [problem for problem in sent.problems(root) if problem.path == sent.path_of(slug)]:
        raise ProblemsFound(unread)
    sources = admission.admitted(catalogue.load(root), 'pdf')
    names, role = set(sources.names()), order.role or order.to
    _refuse(sources.settings, edition, order, role, offered=bool(edition.offered(names)))
    work = _Dossier(root, sources.settings, _complete(edition, sources.settings), order, role, locale)
    files = work.files(names)
    name = f'{slug}-{edition.facts.edition}-{file_names.slug(role)[:MOST_OF_ROLE].rstrip("-")}'
    folder = _write(root, name, files, order.day)
    new = Sent.model_validate({'role': role, 'date': order.day.isoformat(), 'edition': edition.facts.edition})
    return Made(folder, folder.with_name(f'{name}.zip'), work.reference, role, _note(root, slug, new))


def _refuse(settings: Settings, edition: Edition, order: Order, role: str, *, offered: bool) -> None:
    """What keeps an edition from being sent, one sentence each."""
    word, facts = words('commands', author_language()), edition.facts
    why = []
    if not offered:
        why.append(word['dossier-not-offered'].format(edition=facts.edition))
    if not order.to:
        why.append(word['dossier-to'])
    if sent.is_personal(role):
        why.append(word['dossier-role-personal' if order.role else 'dossier-role'].format(to=role))
    if not settings.contact:
        why.append(word['dossier-contact'])
    if order.day < facts.date:
        why.append(word['dossier-day'].format(edition=facts.edition, date=written(facts.date, author_language())))
    if why:
        raise Unusable('\n'.join(why))


def _complete(edition: Edition, settings: Settings) -> Edition:
    """An edition of before its folder said who published it, and where it stands."""
    facts, publisher = edition.facts, edition.facts.publisher or settings.site_name
    address = facts.address or settings.page_address(edition.page, LOCALES[0])
    return Edition(edition.slug, edition.folder, facts.model_copy(update={'publisher': publisher, 'address': address}))


def _write(root: Path, name: str, files: dict[str, bytes], day: date) -> Path:
    """The folder whole or not at all, then the zip."""
    place = root / FOLDER / name
    with folders.alone(root):
        fresh = place.with_name(f'{name}.fresh')
        shutil.rmtree(fresh, ignore_errors=True)  # of one that was broken off
        for path, data in files.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
        folders.swap(fresh, place)
        write_whole(place.with_name(f'{name}.zip'), bag.archive(files, name, day))
    return place


def _note(root: Path, slug: str, new: Sent) -> bool:
    """Put it in the list, once."""
    held = sent.of_report(root, slug)
    if new in held:
        return False
    kept = Changes(root)
    kept.write(sent.path_of(slug), sent.text([*held, new]))
    kept.make()
    return True


class _Dossier:
    """One edition on its way to one receiver."""

    def __init__(self, root: Path, settings: Settings, edition: Edition, order: Order, role: str, locale: str):
        self.root, self.settings, self.edition, self.order, self.role, self.locale = root, settings, edition, order, role, locale
        self.facts, self.word = edition.facts, words('dossier', locale)
        self.at = f'{edition.folder.relative_to(root).as_posix()}/{FILE}'
        mark = hashlib.sha256(f'{order.to}\n{order.about}'.encode()).hexdigest()[:4]
        self.reference = f'{edition.slug[:LONGEST].rstrip("-")}-{self.facts.edition}-{order.day:%Y%m%d}-{mark}'

    def files(self, names: set[str]) -> dict[str, bytes]:
        """All of it by name. The letter comes last: it lists the sums of all else that is sent."""
        told = dict(self._changes(names))
        with paper.judging() as judge:
            redlines = paper.proven(self.root, [self._redline(one, locale) for locale, one in told.items()], judge)
            annexes = {f'{REPORT}/{file.file}': (self.edition.folder / file.file).read_bytes() for file in self.facts.files}
            annexes |= {f'{CHANGES}/{done.paper.name}': done.data for done in redlines}
            (letter,) = paper.proven(self.root, [self._letter(told.get(self.locale), annexes)], judge)
        return bag.bag({LETTER: letter.data} | annexes | self._metadata(), self._info())

    def _changes(self, names: set[str]) -> Iterator[tuple[str, Told]]:
        """Language → what differs from the edition that it replaces, when that still has a text."""
        before = self._before()
        if before is not None and not before.facts.withdrawn:
            yield from ((locale, changes.between(before, self.edition, locale, names)) for locale in LOCALES)

    def _before(self) -> Edition | None:
        held = editions.of_report(self.root, self.edition.report)
        return next((other for other in held if other.facts.edition == self.facts.replaces), None)

    def _redline(self, told: Told, locale: str) -> Paper:
        return short.redline(self.settings, told, Newer(version.of_edition(self.facts), self.facts), locale, self.at)

    def _letter(self, told: Told | None, annexes: dict[str, bytes]) -> Paper:
        kinds = {file.file: (file.kind, file.locale) for file in self.facts.files}
        listed = [
            self._annex(name, data, *kinds.get(name.rpartition('/')[2], ('changes', name.split('.')[-2]))) for name, data in annexes.items()
        ]
        return short.letter(self.settings, self.facts, self.order.day, self.locale, self.at, {
            'to': self.order.to, 'about_theirs': self.order.about, 'reference': self.reference, 'annexes': listed,
            'paragraphs': [*self._about(), *self._replaced(told)],
        })  # fmt: skip

    def _annex(self, name: str, data: bytes, kind: str, of: str) -> Annex:
        what = self.word[f'kind-{kind}'].format(edition=self.facts.replaces)
        told = f'{what}, {self.word[f"language-{of}"]}, {downloads.size(len(data), self.locale)}'
        return Annex(name.removeprefix('data/'), told, hashlib.sha256(data).hexdigest())

    def _about(self) -> Iterator[str]:
        title = changes.title_of(self.facts, self.locale)
        here = self.word['here-is'].format(title=title, edition=self.facts.edition, date=written(self.facts.date, self.locale))
        yield f'{here} {self.settings.ours.spoken(self.word[f"status-{self.facts.status}"], self.locale)}'

    def _replaced(self, told: Told | None) -> Iterator[str]:
        """Which edition it comes after, why, and how much changed."""
        before = self._before()
        if before is None:
            return
        edition = {'edition': before.facts.edition}
        note = f' {self.facts.note.of(self.locale)}' if self.facts.note else ''
        yield f'{self.word["replaces"].format(**edition)}{note}'
        if told is None:
            yield self.word['old-withdrawn'].format(**edition)
        elif counts := told.counts(self.locale):
            yield self.word['changed'].format(counts=counts, **edition)
        else:
            yield self.word['changed-nothing' if told.is_same else 'changed-itself'].format(**edition)

    def _metadata(self) -> dict[str, bytes]:
        """What tells of it and is no part of it."""
        held = {f'metadata/mdto/{name}': data for name, data in mdto.files(self.edition, self.order.day).items()}
        held |= {f'metadata/{name}': data for name, data in diwoo.files(self.edition, self.role, self.order.day).items()}
        for locale in LOCALES:
            cited = citing.frozen(self.settings, self.edition, locale).contents()
            held |= {f'metadata/{address.rpartition("/")[2]}': data for address, data in cited.items()}
        held[FILE] = (self.edition.folder / FILE).read_bytes()
        held[README] = '\n\n'.join(self._readme(locale) for locale in LOCALES).encode()
        return held

    def _readme(self, locale: str) -> str:
        return words('dossier', locale)['readme'].format(
            title=changes.title_of(self.facts, locale), edition=self.facts.edition, date=written(self.facts.date, locale),
            reference=self.reference, address=self.facts.address,
        )  # fmt: skip

    def _info(self) -> dict[str, str]:
        """What stands in bag-info.txt (RFC 8493, 2.2.2)."""
        title = changes.title_of(self.facts, self.locale)
        return {
            'Source-Organization': self.facts.publisher, 'Contact-Email': self.settings.contact,
            'External-Description': self.word['external'].format(title=title, edition=self.facts.edition),
            'External-Identifier': self.facts.address, 'Internal-Sender-Identifier': self.reference,
            'Bagging-Date': self.order.day.isoformat(),
        }  # fmt: skip
