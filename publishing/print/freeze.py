"""Freezing an edition: what was built and proven into reports/<slug>/editions/<edition>/, and its line in the lock, as one change."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from publishing import checks, folders, git
from publishing.changes import Changes
from publishing.checks.stories import stories_in_report
from publishing.languages import LOCALES, ORIGINAL, author_language
from publishing.print import build, forms, kept, to_freeze, workers
from publishing.print.proof import files as proofs
from publishing.print.seal import Seal
from publishing.problems import Problem, ProblemsFound, errors
from publishing.report import composer
from publishing.report.composed import Document
from publishing.sources import admission, catalogue, consent, edition_lock, editions, manifest, version
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import PROOF, Facts, FrozenFile
from publishing.sources.manifest import Made
from publishing.sources.report_source import ReportSource
from publishing.words import words


def freeze(root: Path, slug: str, tell: workers.Tell = lambda line: None, *, draft: bool = False, seal: Seal | None = None) -> Path:
    """Freeze the edition that report.yml names; the folder that holds it. ProblemsFound, and nothing is written, when it may not be.

    `draft`: a concept may be frozen from texts that git does not hold as they are. Everything is looked at under the lock of the build, so
    of two that freeze at once the second finds the edition of the first. `seal`: what each PDF is sealed with, before it is proven.
    """
    build.refuse_unknown(root, [slug])
    sources = catalogue.load(root)
    _refuse([*errors(checks.check(sources, release=True)), *to_freeze.problems(sources, slug, draft=draft)])
    everything, sources = sources, admission.admitted(sources, 'pdf')  # what is frozen for ever holds no story outside its consent
    if slug not in sources.reports:
        _refuse([*stories_in_report(everything, everything.reports[slug])])
    documents = [composer.compose(sources, slug, locale, freezing=True) for locale in LOCALES]
    build.reports(root, [slug], tell=tell, freezing=True, seal=seal)
    with folders.alone(root):
        held, place = sources.reports[slug], root / manifest.FREEZING
        made = [found for locale in LOCALES if (found := manifest.read(place).find(slug, locale)) is not None]
        again = to_freeze.problems(sources, slug, draft=draft)  # another may have frozen it meanwhile
        _refuse([*again, *_not_of_this_text(root, held, documents, made, seal), *_unproven(place, held, made)])
        target = _write(sources, held, made, seal)
        shutil.rmtree(place)
        return target


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)


def _not_of_this_text(root: Path, held: ReportSource, documents: list[Document], made: list[Made], seal: Seal | None) -> Iterator[Problem]:
    """What was built must be what was checked: nobody may have changed a text in between."""
    keys = {one.locale: one.key for one in made}
    if any(keys.get(one.locale) != kept.key_of(root, one, seal=seal) for one in documents):
        yield to_freeze.problem(held, 'edition', 'edition-text-changed')


def _unproven(place: Path, held: ReportSource, made: list[Made]) -> Iterator[Problem]:
    """Every PDF has a proof that it passed, and the judge of another form has nothing to say of it."""
    for one in made:
        if proofs.read(place, one) is None:
            yield to_freeze.problem(held, 'edition', 'edition-not-proven', one.file)
    for text in forms.complaints(place, [form for one in made for form in one.forms]):
        yield to_freeze.problem(held, 'edition', 'edition-book', text)


def _write(sources: Catalogue, held: ReportSource, made: list[Made], seal: Seal | None = None) -> Path:
    """All files and the line of the lock as one change: whole or not at all, whenever the machine stops."""
    root, edition = sources.root, held.report.edition
    folder, changes = f'reports/{held.slug}/editions/{edition}', Changes(root)
    files = [file for one in made for file in _files(root / manifest.FREEZING, changes, folder, one)]
    edition_lock.put(changes, folder, _facts(sources, held, sorted(files, key=lambda file: file.file), seal.by if seal else ''))
    changes.make(told(folder))
    return root / folder


def told(folder: str) -> str:
    """What was done, and what is to be done with it; `folder` from the root."""
    return words('commands', author_language())['released'].format(folder=folder)


def _facts(sources: Catalogue, held: ReportSource, files: list[FrozenFile], sealed_by: str) -> Facts:
    pages = [name for name, _ in held.page_names()]
    stories = [page for name in pages if (page := sources.page(name, ORIGINAL)) and page.meta.get('kind') == 'story']
    before = editions.base(sources.editions_of(held.slug), held.report.edition, held.report.status)
    more = {
        'replaces': before.facts.edition if before else '', 'commit': _commit(sources.root), 'made_with': _made_with(),
        'sealed_by': sealed_by, 'pages': pages,
        'stories': [page.name for page in stories], 'known_by': sorted(filter(None, map(consent.identity, stories))), 'files': files,
    }  # fmt: skip
    return version.facts(sources, held.slug).model_copy(update=more)


def _commit(root: Path) -> str:
    try:
        return git.commit(root)
    except git.NoHistory:  # a draft
        return ''


def _made_with() -> str:
    """What another must have to make the same bytes from the same commit."""
    return f'Python {sys.version.split()[0]}, WeasyPrint {metadata.version("weasyprint")}'


def _files(place: Path, changes: Changes, folder: str, made: Made) -> Iterator[FrozenFile]:
    """Every file of one language that an edition keeps, put into it: what was built, and its proof."""
    others = [form for form in made.forms if form.kind in forms.KEPT]
    kept = {made.file: ('pdf', manifest.PDF), **{form.file: (form.kind, form.media_type) for form in others}}
    for name in (*kept, *proofs.names(made.file)):
        data, (kind, media_type) = (place / name).read_bytes(), kept.get(name, (PROOF, ''))
        changes.put(f'{folder}/{name}', data)
        yield FrozenFile(
            file=name, kind=kind, media_type=media_type, locale=made.locale, pages=made.pages if name == made.file else 0,
            bytes=len(data), sha256=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip
