"""The reports from sources to build/pdf, in every form: load everything, check everything, then write; what did not change is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import folders
from publishing.cache import digest
from publishing.languages import LOCALES
from publishing.print import in_place, kept
from publishing.print.kept import Text
from publishing.print.proof.judging import Judge
from publishing.print.proving import Proving
from publishing.print.seal import Seal
from publishing.print.workers import Tell, Warn, print_all, warned
from publishing.problems import Problem, ProblemsFound, errors
from publishing.sources import admission, catalogue, looked, manifest
from publishing.sources.at_hand import AtHand
from publishing.sources.inputs import Inputs
from publishing.sources.manifest import Made, Manifest, Which

if TYPE_CHECKING:
    from publishing.report.composed import Document  # imported late at run time: a run with nothing to do needs none of it
    from publishing.sources.catalogue import Catalogue

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

    def asks(self, slug: str, locale: str) -> bool:
        """Whether this report is asked in this language."""
        return (not self.slugs or slug in self.slugs) and locale in self.locales


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
    read = catalogue.load(root, at_hand)
    inputs, last = kept.inputs(read, order.seal), manifest.read(place)
    whole = [made for made in last.reports if not order.force and kept.is_whole(place, made, proven=judge is not None)]
    if not order.force and last.inputs == inputs.everything and whole == last.reports:
        _warn(warn, (made for made in whole if order.asks(made.slug, made.locale)))
        return 0
    sources, same = _checked(read), {made.which for made in whole if kept.gave(inputs, made) and not order.freezing}
    asked = [(slug, locale) for slug in sources.reports for locale in order.locales if order.asks(slug, locale)]
    texts = _put_together(sources, order, inputs, [which for which in asked if which not in same])
    stale = [text for text in texts if order.force or not kept.is_made(place, last, text)]
    proving = Proving(judge, sources)
    if judge:
        judge.files = len(stale)

    def finish(document: Document, data: bytes) -> bytes:
        finished = order.seal.put_on(data) if order.seal else data
        proving.begin(document, finished)
        return finished

    for text in texts:
        made = last.find(*text.which)
        if made and text not in stale and made not in whole:
            proving.begin(text.document, (place / made.file).read_bytes())
    done = print_all(sources, [text.document for text in stale], order.variant, order.jobs, tell, finish)
    printed = dict(zip([text.which for text in stale], done))
    proven, last = proving.done(printed), kept.seen_now(last, texts)
    fresh = [in_place.made_of(text, printed[text.which]) for text in stale]
    in_place.replace(sources.reports, place, last, fresh, printed, proven, inputs.everything if order.is_everything else '')
    now = Manifest(reports=[*fresh, *last.reports])
    _warn(warn, filter(None, (now.find(*which) for which in asked)))
    return len(stale)


def _warn(warn: Warn, held: Iterable[Made]) -> None:
    """Tell what looks wrong on the pages of reports, whether they were made now or kept."""
    if told := [problem for made in held for problem in made.warnings]:
        warn(told)


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


def _checked(sources: Catalogue) -> Catalogue:
    """The sources that reports may be made of, after every check."""
    from publishing import checks
    from publishing.pictures import photos

    problems = errors(checks.check(sources))
    if problems:
        raise ProblemsFound(problems)
    photos.forget(sources.root, admission.nowhere_files(sources))
    return admission.admitted(sources, 'pdf')


def _put_together(sources: Catalogue, order: Order, inputs: Inputs, asked: list[Which]) -> list[Text]:
    """These reports as they are in the sources; ProblemsFound when one bears the number of an edition of which it is no longer the text."""
    from publishing.report import composer, faults

    look, texts, drifted = digest(folders.content(sources.root, kept.LOOK)) if asked else '', list[Text](), list[Problem]()
    for slug, locale in asked:
        with looked.noted() as paths:
            document = composer.compose(sources, slug, locale, freezing=order.freezing)
            drifted += [] if order.freezing else faults.drifted(sources, slug, locale)
        key = kept.key_of(sources.root, document, look, order.variant, order.seal)
        texts.append(Text(document, key, sorted(paths), inputs.seen(paths)))
    if drifted:
        raise ProblemsFound(drifted)
    return texts
