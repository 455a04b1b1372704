"""The reports from sources to build/pdf, in every form: load everything, check everything, then write; what did not change is kept."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import folders
from publishing.cache import digest
from publishing.formats import today
from publishing.languages import LOCALES
from publishing.print.proof import Proof, files
from publishing.print.proof.judging import Case, Judge
from publishing.print.seal import Seal
from publishing.print.workers import Rendered, Tell, Warn, print_all, warned
from publishing.problems import Problem, ProblemsFound, errors
from publishing.sources import admission, catalogue, manifest
from publishing.sources.at_hand import AtHand
from publishing.sources.manifest import Made, Manifest

if TYPE_CHECKING:
    from publishing.report.composed import Document  # imported late at run time: a run with nothing to do needs none of it
    from publishing.sources.catalogue import Catalogue

BOOKLETS = 'build/booklets'
INPUTS = ('docs', 'reports', 'publishing', 'overrides/assets', 'mkdocs.yml')
LOOK = ('publishing', 'overrides/assets')


@dataclass(frozen=True)
class Order:
    """What is asked: names of reports (all without any), locales, standard, number of processes, and whether to render anew.

    `freezing`: the editions that report.yml names instead of the working texts, in a folder of their own; with `seal` on each PDF.
    """

    slugs: tuple[str, ...]
    locales: tuple[str, ...]
    variant: str
    jobs: int
    force: bool
    freezing: bool = False
    seal: Seal | None = None

    @property
    def folder(self) -> str:
        """Where it is made."""
        return manifest.FREEZING if self.freezing else manifest.STANDARDS[self.variant].folder

    @property
    def is_everything(self) -> bool:
        """Whether no report and no language is left out."""
        return not self.slugs and set(self.locales) == set(LOCALES)

    def holds(self, slug: str) -> bool:
        """Whether this report is asked."""
        return not self.slugs or slug in self.slugs


def reports(
    root: Path,
    slugs: Iterable[str] = (),
    locales: Iterable[str] = LOCALES,
    *,
    variant: str = manifest.DEFAULT,
    jobs: int = 0,
    force: bool = False,
    check: bool = True,
    tell: Tell = lambda line: None,
    warn: Warn = warned,
    freezing: bool = False,
    seal: Seal | None = None,
    at_hand: AtHand | None = None,
) -> int:
    """Make the named reports (all without names) in the locales; the number that was really rendered.

    `variant` is the standard, each in a folder of its own; `freezing` makes the editions that are named instead of the working texts, each
    PDF sealed with `seal`;
    `jobs` is the number of processes (0: one per processor). With `check` every file gets its proof, and none is put in place when one
    fails. `warn` gets what looks wrong on the pages of the asked reports and stops nothing, each time. `at_hand` is what this process read
    before. Raises ProblemsFound; what was made before is then untouched.
    """
    order = Order(tuple(slugs), tuple(locales), variant, jobs, force, freezing, seal)
    refuse_unknown(root, order.slugs)
    with folders.alone(root):
        judge = Judge() if check else None
        try:
            return _reports(root, order, tell, warn, judge, at_hand or AtHand())
        finally:
            if judge:
                judge.close()


def _reports(root: Path, order: Order, tell: Tell, warn: Warn, judge: Judge | None, at_hand: AtHand) -> int:
    place = root / order.folder
    folders.restore(place)
    inputs = digest([*folders.content(root, INPUTS), *today.parts(catalogue.load(root, at_hand)), *_sealed_with(order.seal)])
    last = manifest.read(place)
    if not order.force and last.inputs == inputs and all(_is_whole(place, made, judge) for made in last.reports):
        _warn(warn, (made for made in last.reports if order.holds(made.slug) and made.locale in order.locales))
        return 0
    sources, documents = _compose(root, order, at_hand)
    look = digest(folders.content(root, LOOK))
    keys = {(document.slug, document.locale): key_of(root, document, look, order.variant, order.seal) for document in documents}
    stale = [document for document in documents if order.force or not _is_made(place, last, keys, document.slug, document.locale)]
    proofs: dict[tuple[str, str], Future[Proof]] = {}
    if judge:
        judge.files = len(stale)

    def prove(document: Document, data: bytes) -> None:
        if judge:
            proofs[document.slug, document.locale] = judge.submit(_case(sources, document, data))

    def finish(document: Document, data: bytes) -> bytes:
        finished = order.seal.put_on(data) if order.seal else data
        prove(document, finished)
        return finished

    for document in documents:
        made = last.find(document.slug, document.locale)
        if made and document not in stale and not _is_whole(place, made, judge):
            prove(document, (place / made.file).read_bytes())
    done = print_all(sources, stale, order.variant, order.jobs, tell, finish)
    printed = dict(zip([(document.slug, document.locale) for document in stale], done))
    proven = _proven(root, proofs, printed)
    fresh = [_made(document, keys[document.slug, document.locale], printed[document.slug, document.locale]) for document in stale]
    _replace(sources.reports, place, last, fresh, printed, proven, inputs if order.is_everything else '')
    now = Manifest(reports=[*fresh, *last.reports])
    _warn(warn, filter(None, (now.find(document.slug, document.locale) for document in documents)))
    return len(stale)


def _warn(warn: Warn, held: Iterable[Made]) -> None:
    """Tell what looks wrong on the pages of reports, whether they were made now or kept."""
    if told := [problem for made in held for problem in made.warnings]:
        warn(told)


def proofs(root: Path, slugs: Iterable[str] = (), locales: Iterable[str] = LOCALES, variant: str = manifest.DEFAULT) -> Iterator[str]:
    """The proof in words of each asked report that was made, in the language of its file."""
    for file in _asked(root, slugs, locales, variant):
        yield file.with_name(files.names(file.name)[1]).read_text(encoding='utf-8')


def booklets(root: Path, slugs: Iterable[str] = (), locales: Iterable[str] = LOCALES, variant: str = manifest.DEFAULT) -> Iterator[Path]:
    """Each asked report that was made, as a booklet to print and fold: a copy in a folder of its own, which the site does not show."""
    from publishing.print import booklet

    for file in _asked(root, slugs, locales, variant):
        booklet.write(file, root / BOOKLETS / file.name)
        yield root / BOOKLETS / file.name


def _asked(root: Path, slugs: Iterable[str], locales: Iterable[str], variant: str) -> list[Path]:
    """The files of the asked reports that were made."""
    slugs, locales, place = set(slugs), set(locales), root / manifest.STANDARDS[variant].folder
    return [place / made.file for made in manifest.read(place).reports if (not slugs or made.slug in slugs) and made.locale in locales]


def _slugs(root: Path) -> list[str]:
    """The names of all reports."""
    return sorted(path.parent.name for path in folders.files(root / 'reports', '*/report.yml'))


def refuse_unknown(root: Path, slugs: Iterable[str]) -> None:
    """ProblemsFound when there is no report of a name."""
    known = _slugs(root)
    problems = [
        Problem(f'reports/{slug}', 1, 'unknown-report', {'slug': slug, 'known': ', '.join(known)}) for slug in slugs if slug not in known
    ]
    if problems:
        raise ProblemsFound(problems)


def _compose(root: Path, order: Order, at_hand: AtHand) -> tuple[Catalogue, list[Document]]:
    """The sources that reports may be made of, after every check, and the asked documents."""
    from publishing import checks
    from publishing.pictures import photos
    from publishing.report import composer, faults

    sources = catalogue.load(root, at_hand)
    problems = errors(checks.check(sources))
    if problems:
        raise ProblemsFound(problems)
    photos.forget(root, admission.nowhere_files(sources))
    admitted, documents = admission.admitted(sources, 'pdf'), []
    for slug, locale in [(slug, locale) for slug in admitted.reports if order.holds(slug) for locale in order.locales]:
        documents.append(composer.compose(admitted, slug, locale, freezing=order.freezing))
    asked = [(document.slug, document.locale) for document in documents if not order.freezing]
    drifted = [problem for slug, locale in asked for problem in faults.drifted(admitted, slug, locale)]
    if drifted:
        raise ProblemsFound(drifted)
    return admitted, documents


def key_of(root: Path, document: Document, look: str = '', variant: str = manifest.DEFAULT, seal: Seal | None = None) -> str:
    """What stands for all that goes into a report: the standard, the look, the other forms, the text, the pictures and the seal."""
    from publishing.print.forms import FORMS  # imported late: a run with nothing to do needs none of it

    names = ','.join(form.name for form in FORMS)
    return digest(
        [variant, look or digest(folders.content(root, LOOK)), names, document.html, *_pictures(root, document.html), *_sealed_with(seal)]
    )


def _sealed_with(seal: Seal | None) -> list[str]:
    return [seal.key] if seal else []


def _pictures(root: Path, html: str) -> Iterator[bytes]:
    """The bytes of every picture that a document shows."""
    for name in sorted(set(re.findall(r'<img[^>]*\ssrc="/([^"]+)"', html))):
        yield (root / name).read_bytes()


def _is_made(place: Path, last: Manifest, keys: dict[tuple[str, str], str], slug: str, locale: str) -> bool:
    made = last.find(slug, locale)
    return made is not None and made.key == keys[slug, locale] and manifest.is_intact(place, made)


def _is_whole(place: Path, made: Made, judge: Judge | None) -> bool:
    """Whether a file is the one that was made, with its proof where files are judged."""
    return manifest.is_intact(place, made) and (judge is None or files.read(place, made) is not None)


def _case(sources: Catalogue, document: Document, data: bytes) -> Case:
    from publishing.print.proof.expected import expected

    held, locale = document.report, document.locale
    title = f'{held.title.of(locale)}: {held.subtitle.of(locale)}'
    return Case(document.name, locale, title, document.version.dated(locale), data, expected(sources, document))


def _proven(
    root: Path, proofs: dict[tuple[str, str], Future[Proof]], printed: dict[tuple[str, str], Rendered]
) -> dict[tuple[str, str], Proof]:
    """The proofs when they are ready; ProblemsFound when a file may not be published, with what looks wrong on its pages."""
    proven = {name: proof.result() for name, proof in proofs.items()}
    problems = [problem for (slug, _), proof in proven.items() for problem in proof.problems(root, f'reports/{slug}/report.yml')]
    if problems:
        raise ProblemsFound([*(flaw for name in proven if name in printed for flaw in printed[name].warnings), *problems])
    return proven


def _made(document: Document, key: str, printed: Rendered) -> Made:
    report, version = document.report, document.version
    return Made(
        slug=document.slug, locale=document.locale, file=document.name, number=report.number, title=report.title, subtitle=report.subtitle,
        version=version.name, edition=version.edition, date=version.date.isoformat(), status=version.status, pages=printed.pages,
        bytes=len(printed.data),
        sha256=hashlib.sha256(printed.data).hexdigest(), key=key, forms=[other.file for other in printed.others],
        starts=document.starts(printed.places), warnings=list(printed.warnings),
    )  # fmt: skip


def _replace(
    slugs: Container[str],
    place: Path,
    last: Manifest,
    fresh: list[Made],
    printed: dict[tuple[str, str], Rendered],
    proven: dict[tuple[str, str], Proof],
    inputs: str,
) -> None:
    """Put new and kept files in a new folder and swap it in; files of reports that are gone are left out."""
    beside = place.with_name(f'{place.name}.fresh')
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    renewed = {(made.slug, made.locale) for made in fresh}
    kept = [
        made for made in last.reports if made.slug in slugs and (made.slug, made.locale) not in renewed and manifest.is_intact(place, made)
    ]
    for made in kept:
        for name in (*made.files(), *files.names(made.file)):
            if (place / name).is_file():
                shutil.copy2(place / name, beside / name)
    for made in fresh:
        held = printed[made.slug, made.locale]
        for name, data in ((made.file, held.data), *((other.file.file, other.data) for other in held.others)):
            (beside / name).write_bytes(data)
    for proof in proven.values():
        files.write(beside, proof)
    reports = sorted([*kept, *fresh], key=lambda made: (made.number, LOCALES.index(made.locale)))
    manifest.write(beside, Manifest(inputs=inputs, reports=reports))
    folders.swap(beside, place)
