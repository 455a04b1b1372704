"""Freezing an edition: what was built and proven, with its text, into reports/<slug>/editions/<edition>/ as a whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from publishing import checks, folders
from publishing.checks.stories import stories_in_report
from publishing.print import build, workers
from publishing.print.proof import epub
from publishing.print.proof import files as proofs
from publishing.problems import Problem, ProblemsFound, errors
from publishing.report import composer
from publishing.report.composer import Composed
from publishing.report.form import PRINT
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import FILE, Facts, FrozenFile, Kind, Locale
from publishing.sources.manifest import Made
from publishing.sources.report_source import ReportSource
from publishing.sources.source import LOCALES, ORIGINAL

FRESH = 'build/edition.fresh'
KINDS: dict[str, Kind] = {'.pdf': 'pdf', '.epub': 'epub', '.json': 'proof', '.txt': 'proof', '.yml': 'text'}


def freeze(root: Path, slug: str, tell: workers.Tell = lambda line: None) -> Path:
    """Freeze the edition that report.yml names; the folder that holds it. ProblemsFound, and nothing is written, when it may not be."""
    build.refuse_unknown(root, [slug])
    sources = catalogue.load(root)
    _refuse(errors(checks.check(sources, release=True)))
    everything, sources = sources, admission.admitted(sources, 'pdf')  # what is frozen for ever holds no story outside its consent
    if slug not in sources.reports:
        _refuse([*stories_in_report(everything, everything.reports[slug])])
    held = sources.reports[slug]
    _refuse([*_exists(root, held)])
    composed = [composer.composed(sources, slug, locale, PRINT) for locale in LOCALES]
    build.reports(root, [slug], tell=tell)
    with folders.alone(root):
        place = root / manifest.FOLDER
        made = [found for locale in LOCALES if (found := manifest.read(place).find(slug, locale)) is not None]
        _refuse([*_not_of_this_text(root, held, composed, made), *_unproven(place, held, made)])
        return _write(sources, held, composed, made)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)


def _exists(root: Path, held: ReportSource) -> Iterator[Problem]:
    edition = held.report.edition
    if edition in {folder.name for folder in (root / 'reports' / held.slug / 'editions').glob('*')}:
        yield _problem(held, 'edition-exists', edition)


def _not_of_this_text(root: Path, held: ReportSource, composed: list[Composed], made: list[Made]) -> Iterator[Problem]:
    """What was built must be what was checked: nobody may have changed a text in between."""
    keys = {one.locale: one.key for one in made}
    if any(keys.get(one.locale) != build.key_of(root, composer.document(one)) for one in composed):
        yield _problem(held, 'edition-text-changed', '')


def _unproven(place: Path, held: ReportSource, made: list[Made]) -> Iterator[Problem]:
    """Every PDF has a proof that it passed, and EPUBCheck has nothing to say of a book."""
    for one in made:
        if proofs.read(place, one) is None:
            yield _problem(held, 'edition-not-proven', one.file)
    books = [place / form.file for one in made for form in one.forms if form.kind == 'epub']
    for file, complaints in epub.complaints(books).items():
        for text in complaints:
            yield _problem(held, 'edition-book', f'{file}: {text}')


def _problem(held: ReportSource, rule: str, detail: str) -> Problem:
    return Problem(held.path, held.lines.get('edition', 1), rule, {'detail': detail})


def _write(sources: Catalogue, held: ReportSource, composed: list[Composed], made: list[Made]) -> Path:
    """All files beside, then one rename."""
    root = sources.root
    fresh, target = root / FRESH, root / 'reports' / held.slug / 'editions' / held.report.edition
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for one in made:
        for name in (*one.files(), *proofs.names(one.file)):
            shutil.copyfile(root / manifest.FOLDER / name, fresh / name)
    for text in composed:
        sections = [section.model_dump(exclude_defaults=True) for section in text.sections]
        _dump(fresh / f'{held.slug}.{text.locale}.yml', sections)
    pages = {one.locale: one.pages for one in made}
    facts = _facts(held, sources, [_frozen(file, pages) for file in sorted(fresh.iterdir())])
    _dump(fresh / FILE, facts.model_dump(mode='json'))
    target.parent.mkdir(exist_ok=True)
    fresh.rename(target)
    return target


def _facts(held: ReportSource, sources: Catalogue, files: list[FrozenFile]) -> Facts:
    pages = [name for name, _ in held.page_names()]
    stories = [name for name in pages if (page := sources.page(name, ORIGINAL)) and page.meta.get('kind') == 'story']
    of_report = held.report.model_dump(mode='json', include={'title', 'subtitle', 'edition', 'date', 'status'})
    return Facts.model_validate({**of_report, 'pages': pages, 'stories': stories, 'files': files})


def _frozen(file: Path, pages: dict[str, int]) -> FrozenFile:
    """The facts of one file; its name is `<slug>.<locale>.…`."""
    data, kind = file.read_bytes(), KINDS[file.suffix]
    locale: Locale = 'nl' if file.name.split('.')[1] == 'nl' else 'en'
    count = pages[locale] if kind == 'pdf' else 0
    return FrozenFile(file=file.name, kind=kind, locale=locale, pages=count, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def _dump(file: Path, content: object) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding='utf-8')
