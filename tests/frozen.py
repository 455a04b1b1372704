"""An edition of the smallest project without its real PDFs, laid in a second: its books, its facts and its line in the lock."""

from __future__ import annotations

import hashlib
import io
import shutil
from datetime import date
from pathlib import Path

import pikepdf
import yaml

from publishing import changes
from publishing.desk import tombstone, translations
from publishing.languages import LOCALES
from publishing.pictures import lettering
from publishing.report import composer, epub
from publishing.report.form import BOOK
from publishing.sources import catalogue, consent, edition_lock, manifest, version
from publishing.sources.editions import FILE, Edition, FrozenFile, of_report
from publishing.sources.schema.values import Bilingual
from tests.projects import ROOT, TESTS, change, lay, lay_site

SLUG, REPORT = 'voorbeeld', 'reports/voorbeeld/report.yml'


def lay_edition(root: Path, slug: str = SLUG, *, papers: bool = False, **more: object) -> Edition:
    """Freeze the text that the sources hold now as the edition that report.yml names, as `release` does, but for its PDFs.

    `papers`: a blank page stands in for each of them.
    """
    sources = catalogue.load(root)
    held = sources.reports[slug].report
    folder = root / 'reports' / slug / 'editions' / held.edition
    folder.mkdir(parents=True)
    is_bare = not (root / lettering.FONTS).exists()
    if is_bare:  # the letters on a cover need them
        (root / lettering.FONTS).parent.mkdir(parents=True, exist_ok=True)
        (root / lettering.FONTS).symlink_to(ROOT / lettering.FONTS)
    files = []
    for locale in LOCALES:
        data = epub.write(composer.composed(sources, slug, locale, BOOK, freezing=True))
        name = f'{slug}-{held.edition}.{locale}.epub'
        (folder / name).write_bytes(data)
        files.append(_file(name, 'epub', epub.TYPE, locale, data))
        if papers:
            name, data = name.replace('.epub', '.pdf'), _blank()
            (folder / name).write_bytes(data)
            files.append(_file(name, 'pdf', manifest.PDF, locale, data))
    if is_bare:
        (root / lettering.FONTS).unlink()
    names = [name for name, _ in sources.reports[slug].page_names()]
    stories = [page for name in names if (page := sources.page(name, 'nl')) and page.meta.get('kind') == 'story']
    inside = {'pages': names, 'stories': [page.name for page in stories], 'known_by': [consent.identity(page) for page in stories]}
    facts = version.facts(sources, slug).model_copy(update={'files': files, **inside, **more})
    content = facts.model_dump(mode='json', exclude_defaults=True)
    (folder / FILE).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding='utf-8')
    lock(root, f'{slug}/{held.edition}', folder)
    return next(edition for edition in of_report(root, slug) if edition.folder == folder)


def _file(name: str, kind: str, media_type: str, locale: str, data: bytes) -> FrozenFile:
    sum = hashlib.sha256(data).hexdigest()
    return FrozenFile(file=name, kind=kind, media_type=media_type, locale=locale, pages=int(kind == 'pdf'), bytes=len(data), sha256=sum)


def _blank() -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(held, deterministic_id=True)
    return held.getvalue()


def lock(root: Path, key: str, folder: Path) -> None:
    """Put an edition in the lock as it is."""
    sums = edition_lock.sums(root) | {key: edition_lock.sum_of((folder / FILE).read_bytes())}
    (root / edition_lock.FILE).write_text(edition_lock.text(sums), encoding='utf-8')


SECOND = {
    'nl': (('Er zijn twee kleuren.', 'Er zijn nu drie kleuren.'), ('## Kleuren {', '## Geur {#geur}\n\nEr is geen geur.\n\n## Kleuren {')),
    'en': (('There are two colours.', 'There are now three colours.'), ('## Colours {', '## Smell {#geur}\n\nNo smell.\n\n## Colours {')),
}


def lay_two(root: Path, nav: str = '', *, papers: bool = False) -> Path:
    """The smallest project, to be printed, with editions of November and May: a sentence changed, a section new, and adopted.

    With a navigation, as a site.
    """
    lay_site(root, nav=nav) if nav else lay(root, printable=True)
    change(root / 'mkdocs.yml', 'https://voorbeeld.example/', 'https://www.voorbeeld.nl/')
    lay_edition(root, papers=papers)
    change(root / REPORT, 'edition: "2026-11"\ndate: 2026-11-22', 'edition: "2027-05"\ndate: 2027-05-03')
    change(root / REPORT, 'status: concept', 'status: adopted\nnote: {nl: Er is geur bij., en: Smell came in.}')
    for locale, changed in SECOND.items():
        for old, new in changed:
            change(root / f'docs/uitleg/hoofdstuk.{locale}.md', old, new)
    list(translations.done(root, ['docs/uitleg/hoofdstuk.en.md']))
    changes.forget(root)
    lay_edition(root, papers=papers, replaces='2026-11')
    return root


NAV = """nav:
  - index.md
  - Uitleg:
      - uitleg/hoofdstuk.md
      - uitleg/voorbeeld.md
  - Publicaties:
      - publicaties/index.md
"""
REASON = Bilingual(nl='Er stond een fout in.', en='It held an error.')


def lay_site_of_editions(root: Path) -> Path:
    """A site with a report that has four editions: one of the first format, a concept, an adopted one, and one that was withdrawn."""
    lay_two(root, NAV)
    (root / 'docs/publicaties').mkdir()
    for locale in LOCALES:
        for file in (f'example/docs/publicaties/index.{locale}.md', f'one_more/docs/publicaties/voorbeeld.{locale}.md'):
            shutil.copy2(TESTS / file, root / 'docs/publicaties')
    oldest = f'reports/{SLUG}/editions/2026-05'
    shutil.copytree(TESTS / 'first-edition' / oldest, root / oldest)
    lock(root, f'{SLUG}/2026-05', root / oldest)
    change(root / REPORT, 'edition: "2027-05"\ndate: 2027-05-03\nstatus: adopted', 'edition: "2027-06"\ndate: 2027-06-01\nstatus: concept')
    tombstone.lay(held := changes.Changes(root), lay_edition(root), date(2027, 6, 9), REASON)
    held.make()
    return root
