"""Which files MkDocs is to write for one language, besides the pages and pictures of the authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from publishing.languages import LOCALES
from publishing.markdown.pictures import SITE_FOLDER
from publishing.pictures import icons, photos, share_cards, svg_file, thumbnails
from publishing.print.proof import files as proofs
from publishing.report import frozen_text
from publishing.report.frozen_text import Plain
from publishing.site import script, style
from publishing.site.language import LanguageSite
from publishing.sources import attachments, manifest

STYLES = Path('overrides/assets/style')
SCRIPTS = Path('overrides/assets/script')
OF_THE_LOOK = re.compile(f'assets/{attachments.FONTS}')  # of overrides/ and the theme, as they are


def leave_out(site: LanguageSite, files: Files) -> None:
    """Take out stories that may not be shown, with their pictures, and a page without a language in its name beside one that has it.

    Of such two, mkdocs-static-i18n takes neither and stops; a preview tells of the first one.
    """
    pages = {f'{name}.{locale}.md' for name in site.catalogue.withheld for locale in site.names}
    gone = pages | {path.removeprefix('docs/') for path in site.catalogue.withheld_files}
    named = f'.{site.default}.md'
    gone |= {f'{file.src_uri.removesuffix(named)}.md' for file in files if file.src_uri.endswith(named)}
    for file in [file for file in files if file.src_uri in gone]:
        files.remove(file)


def put_in_ours(site: LanguageSite, files: Files, config: MkDocsConfig) -> None:
    """Take out all but the pages, what goes with them and the fonts; put in our style and scripts, and what was made of the sources."""
    public = attachments.published(site.catalogue)
    for file in [file for file in files if not _is_meant(site, config, file, public)]:
        files.remove(file)
    for file in [file for file in files if file.src_dir == config.docs_dir and Path(file.src_uri).suffix.lower() == attachments.DRAWING]:
        files.remove(file)
        for clean in _drawing(site, config, file):
            files.append(clean)
    for name, content in _assets(site).items():
        site.assets[name] = style.named(f'assets/{name}', content)
        files.append(File.generated(config, site.assets[name], content=content))
    for icon in _icons(site, config):
        files.append(icon)
    if site.preview is not None:
        for file in files.documentation_pages():
            if _path(site, file) in site.preview.stale:
                file.is_modified = lambda: True  # type: ignore[method-assign]
    for path, data in site.followed.items():
        files.append(File.generated(config, path, content=data))
    for address, held in _reports(site):
        files.append(File.generated(config, address, abs_src_path=str(held)))
    for text in _texts(site):
        files.append(File.generated(config, text.address, content=text.text))
    for address, held in _drawn(site):
        files.append(File.generated(config, address, abs_src_path=str(held)))
    for name in site.made:
        files.append(_made(site, config, name))
    _put_photos(site, files, config)


def _icons(site: LanguageSite, config: MkDocsConfig) -> Iterator[File]:
    """The icon as a drawing and, once for all languages, as what others ask for; and what a telephone reads in each language."""
    name, up = config.theme['favicon'], '../' * site.prefix.count('/')
    drawing = style.icon(site.root / 'overrides' / name)
    yield File.generated(config, name, content=drawing)
    told = icons.manifest(site.catalogue.settings.site_name, site.locale, up)
    yield File.generated(config, f'{site.prefix}{icons.MANIFEST}', content=told)
    for place, file in icons.drawn(site.root, drawing).items() if not site.prefix else ():
        yield File.generated(config, place, abs_src_path=str(file))


def _assets(site: LanguageSite) -> dict[str, str]:
    """Style and scripts by name."""
    made = {'site.css': style.sheet(site.root / STYLES), 'site.js': script.of_pages(site.root / SCRIPTS)}
    made['search.js'] = (site.root / SCRIPTS / 'search.js').read_text(encoding='utf-8')
    made['compare.js'] = script.of_comparison(site.root / SCRIPTS)
    if site.preview is not None:
        made['preview.css'] = (site.root / STYLES / 'preview.css').read_text(encoding='utf-8')
    return made


def _reports(site: LanguageSite) -> Iterator[tuple[str, Path]]:
    """Address and file of each form of the reports with its proof, and of each edition that may be offered."""
    folder = site.root / manifest.FOLDER
    for report in site.manifest.reports:
        for name in (*report.files(), *proofs.names(report.file)):
            if (folder / name).is_file():
                yield report.address(name), folder / name
    for edition in site.editions:
        for frozen in edition.offered(site.printable):
            yield edition.address(frozen), edition.folder / frozen.file


def _texts(site: LanguageSite) -> Iterator[Plain]:
    """The plain text of each edition that may be offered and does not keep it."""
    offered = [edition for edition in site.editions if edition.offered(site.printable)]
    yield from filter(None, (frozen_text.plain(edition, locale) for edition in offered for locale in LOCALES))


def _drawn(site: LanguageSite) -> Iterator[tuple[str, Path]]:
    """Address and file of the covers of reports and of the cards of pages."""
    for cover in site.covers.values():
        for _, name in cover.files:
            yield f'{thumbnails.SITE_FOLDER}/{name}', site.root / thumbnails.FOLDER / name
    for name in set(site.cards.values()):
        yield f'{share_cards.SITE_FOLDER}/{name}', site.root / share_cards.FOLDER / site.locale / name


def _made(site: LanguageSite, config: MkDocsConfig, name: str) -> File:
    """A page that was made, as a page of this language with its twin in the other, as mkdocs-static-i18n describes files."""
    twins: dict[str, Any] = {locale: File.generated(config, f'{name}.{locale}.md', content='') for locale in site.names}
    for locale, file in twins.items():
        file.dest_uri = f'{"" if locale == site.default else f"{locale}/"}{name}/index.html'
        file.name, file.norm_src_uri = name.rpartition('/')[2], f'{name}.md'
        file.locale = file.locale_alternate_of = locale
        file.alternates = twins
    here: File = twins[site.locale]
    if site.preview is not None and site.preview.only_changed:  # it takes as long as all other pages, and follows with them
        here.is_modified = lambda: False  # type: ignore[method-assign]
    return here


def _put_photos(site: LanguageSite, files: Files, config: MkDocsConfig) -> None:
    """The sizes of each photo that a page shows, and no file as its author put it there: that may tell where it was taken."""
    for file in [file for file in files if attachments.is_photo(file.src_uri) and file.src_dir == config.docs_dir]:
        files.remove(file)
    pictures = (
        (source.file.parent, link.target) for source in site.catalogue.pages.values() for link in source.outline.links if link.picture
    )
    for name in {name: None for file in photos.shown(pictures) for name in _web_names(site, file)}:
        files.append(File.generated(config, f'{SITE_FOLDER}/{name}', abs_src_path=str(site.root / photos.FOLDER / name)))


def _web_names(site: LanguageSite, photo: Path) -> Iterable[str]:
    """The files of a photo for screens; none in a preview when it can't be read."""
    try:
        return photos.web_names(photos.made(site.root, photo))
    except photos.Unreadable:
        if site.preview is None:
            raise
        return ()


def _path(site: LanguageSite, file: File) -> str:
    """Where the text of a page stands, relative to the root."""
    return Path(str(file.abs_src_path)).relative_to(site.root).as_posix()


def _is_meant(site: LanguageSite, config: MkDocsConfig, file: File, public: set[str]) -> bool:
    """Whether somebody meant this file for the site: a page that the sources know by this name, or what goes with one (`public`)."""
    if file.is_documentation_page():
        return (page := site.catalogue.pages.get(site.named(file))) is not None and page.path == _path(site, file)
    return _path(site, file) in public if file.src_dir == config.docs_dir else bool(OF_THE_LOOK.fullmatch(file.src_uri))


def _drawing(site: LanguageSite, config: MkDocsConfig, file: File) -> Iterator[File]:
    """A drawing without anything that acts or tells of its maker; none in a preview when it can't be read."""
    try:
        clean = File.generated(config, file.src_uri, content=svg_file.cleaned(Path(str(file.abs_src_path)).read_bytes()))
    except svg_file.Unreadable:
        if site.preview is None:
            raise
        return
    clean.dest_uri = file.dest_uri
    yield clean
