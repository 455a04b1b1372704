"""Freezing an edition: what was built and proven, with its text, into reports/<slug>/editions/<edition>/ as a whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from publishing import checks, folders
from publishing.checks.stories import stories_in_report
from publishing.languages import LOCALES, ORIGINAL
from publishing.print import build, forms, workers
from publishing.print.proof import files as proofs
from publishing.problems import Problem, ProblemsFound, errors
from publishing.report import composer
from publishing.report.composer import Composed
from publishing.report.form import PRINT
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import FILE, PROOF, TEXT, Facts, FrozenFile
from publishing.sources.manifest import Made
from publishing.sources.report_source import ReportSource

FRESH = 'build/edition.fresh'


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
    """Every PDF has a proof that it passed, and the judge of another form has nothing to say of it."""
    for one in made:
        if proofs.read(place, one) is None:
            yield _problem(held, 'edition-not-proven', one.file)
    for text in forms.complaints(place, [form for one in made for form in one.forms]):
        yield _problem(held, 'edition-book', text)


def _problem(held: ReportSource, rule: str, detail: str) -> Problem:
    return Problem(held.path, held.lines.get('edition', 1), rule, {'detail': detail})


def _write(sources: Catalogue, held: ReportSource, composed: list[Composed], made: list[Made]) -> Path:
    """All files beside, then one rename."""
    root = sources.root
    fresh, target = root / FRESH, root / 'reports' / held.slug / 'editions' / held.report.edition
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    files = [file for one, text in zip(made, composed, strict=True) for file in _files(root / manifest.FOLDER, fresh, one, text)]
    facts = _facts(held, sources, sorted(files, key=lambda file: file.file))
    _dump(fresh / FILE, facts.model_dump(mode='json', exclude_defaults=True))
    target.parent.mkdir(exist_ok=True)
    fresh.rename(target)
    return target


def _facts(held: ReportSource, sources: Catalogue, files: list[FrozenFile]) -> Facts:
    pages = [name for name, _ in held.page_names()]
    stories = [name for name in pages if (page := sources.page(name, ORIGINAL)) and page.meta.get('kind') == 'story']
    of_report = held.report.model_dump(mode='json', include={'title', 'subtitle', 'edition', 'date', 'status'})
    return Facts.model_validate({**of_report, 'pages': pages, 'stories': stories, 'files': files})


def _files(place: Path, fresh: Path, made: Made, text: Composed) -> Iterator[FrozenFile]:
    """Every file of one language, put into the edition: what was built, its proof, and the text by section."""
    kept = {made.file: ('pdf', manifest.PDF), **{form.file: (form.kind, form.media_type) for form in made.forms}}
    for name in (*kept, *proofs.names(made.file)):
        shutil.copyfile(place / name, fresh / name)
    _dump(fresh / f'{made.slug}.{made.locale}.yml', [section.model_dump(exclude_defaults=True) for section in text.sections])
    for name in (*kept, *proofs.names(made.file), f'{made.slug}.{made.locale}.yml'):
        data, (kind, media_type) = (fresh / name).read_bytes(), kept.get(name, (TEXT if name.endswith('.yml') else PROOF, ''))
        yield FrozenFile(
            file=name, kind=kind, media_type=media_type, locale=made.locale, pages=made.pages if name == made.file else 0,
            bytes=len(data), sha256=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip


def _dump(file: Path, content: object) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding='utf-8')
