"""The seam between MkDocs and `publishing`: what each event hands over, and nothing else.

MkDocs builds a site per language: all events but on_startup run once for each. mkdocs-static-i18n works at priorities
−100 (configuration, files) and 50 (page context), so ours come after it where they need what it made.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation as NavTree
from mkdocs.structure.pages import Page

from publishing import (
    agenda,
    build,
    catalogue,
    checks,
    downloads,
    editions,
    feeds,
    languages,
    manifest,
    markdown,
    photos,
    preview,
    remarks,
    structured,
    style,
    translation,
    whole,
)
from publishing.bibliography import Bibliography
from publishing.catalogue import Catalogue
from publishing.dates import written
from publishing.markdown.pictures import SITE_FOLDER
from publishing.navigation import Item, Navigation, Place
from publishing.problems import Problem, author_language, errors, listing
from publishing.proof import files as proofs
from publishing.source import Source
from publishing.whole import Whole
from publishing.words import words

ROOT = Path(__file__).parent
TEMPLATE_CACHE = ROOT / 'build/cache/templates'
STYLES = ROOT / 'overrides/assets/style'
SCRIPTS = ('site.js', 'search.js', 'filter.js', 'copy.js', 'ticks.js')
CHECKLIST = '<ul class="checklist">'
# A script for what only some pages have, and what tells that a page has it.
ON_SOME_PAGES = {'filter.js': 'data-filter=', 'copy.js': 'data-copy=', 'ticks.js': CHECKLIST}
THEME_FILES = ('assets/javascripts/', 'assets/stylesheets/', 'assets/images/', 'assets/style/', 'assets/script/')
# What Material's base.html holds only for its own script, outside any block: switches, overlay, a second skip link, dialog.
SWITCHES = re.compile(r'<input class="md-toggle".*?<div data-md-component="announce">\s*</div>\s*', re.S)
DIALOG = re.compile(r'<div class="md-dialog".*?</div>\s*</div>\s*', re.S)
PLACES = {'404.html': '', 'zoeken/index.html': 'zoeken/'}
AUDIENCES = {
    'parents': 'voor/ouders.md',
    'young-people': 'voor/jongeren.md',
    'founders': 'voor/initiatiefnemers.md',
    'professionals': 'voor/school-en-gemeente.md',
    'policy': 'voor/beleid.md',
    'editors': 'redactie/index.md',
}


class Site:
    """What all pages of one language share. Made anew for each language and each rebuild."""

    def __init__(self, config: MkDocsConfig):
        i18n: Any = config.plugins['i18n']
        self.i18n = i18n
        self.default: str = i18n.default_language
        self.locale: str = i18n.current_language or self.default
        self.prefix = '' if self.locale == self.default else f'{self.locale}/'
        self.names = {language.locale: language.name for language in i18n.config.languages}
        self.catalogue: Catalogue = site.catalogue if self.prefix else catalogue.load(ROOT)
        self.problems: dict[str, list[Problem]] = site.problems if self.prefix else self._checked()
        # What may be read in a file: it need not be on the site, and what is there need not be in a file.
        self.printable: set[str] = site.printable if self.prefix else set(self.catalogue.admitted('pdf').names())
        if not self.prefix:
            photos.forget(ROOT, self.catalogue.nowhere_files())
            self.catalogue = self.catalogue.admitted('site')  # from here on there is no story that may not be shown
        self.bibliography = Bibliography(ROOT, self.catalogue.reference_by_id, self.locale)
        self.numbers = self.catalogue.numbers
        self.manifest = manifest.read(ROOT / build.FOLDER)
        self.editions = editions.everything(ROOT)
        self.printed = self.catalogue.admitted('pdf')  # what may be on the site and in a report
        unreadable = errors(problem for told in self.problems.values() for problem in told)  # a preview shows the pages without
        slugs = [] if unreadable else self.catalogue.reports
        self.wholes = {whole.name(slug): whole.source(self.catalogue, slug, self.locale) for slug in slugs}
        self.composed: dict[str, Whole] = {}
        self.assets: dict[str, str] = {}
        self.feeds = feeds.of(self.catalogue, self.locale)
        self.agenda = agenda.Agenda(self.catalogue, self.locale)
        self.followed = dict([file for series in self.feeds for file in series.files()] + [*self.agenda.files()])
        self.tree: NavTree
        self.files: Files
        self.navigation: Navigation

    def _checked(self) -> dict[str, list[Problem]]:
        """The problems by file. A built site has no errors and shows nothing; a preview shows them and can do without what is wrong."""
        found = checks.check(self.catalogue)
        if preview.state is None:
            if errors(found):
                raise Abort('\n' + listing(errors(found), author_language()))
            return {}
        problems: dict[str, list[Problem]] = {}
        for problem in found:
            problems.setdefault(problem.path, []).append(problem)
        outlines = [(page.path, page.meta, self.catalogue.outline(page)) for page in self.catalogue.pages.values()]
        preview.state.take(problems, [(path, meta, held.headings, held.captions) for path, meta, held in outlines])
        remarks.make_readable(self.catalogue)
        return problems

    def whole(self, slug: str) -> Whole:
        """The text of a whole report, put together once for its own page and for what others say of it."""
        if slug not in self.composed:
            self.composed[slug] = whole.compose(self.printed, slug, self.locale)
        return self.composed[slug]

    def leave_out(self, config: MkDocsConfig) -> None:
        """Take stories that may not be shown out of the navigation."""
        if config.nav is not None:
            config.nav = _without(config.nav, {f'{name}.md' for name in self.catalogue.withheld})

    def item(self, path: str) -> Item | None:
        """A link to the page with this name (`voor/ouders.md`), None when there is none."""
        file = self.files.get_file_from_path(path)
        return Item(str(file.page.title), file.url) if file is not None and file.page is not None else None


site: Site


def _without(entries: list[Any], paths: set[str]) -> list[Any]:
    """The entries of a navigation without those paths, at any depth."""
    kept: list[Any] = []
    for entry in entries:
        title, held = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(held, list):
            kept.append({title: _without(held, paths)})
        elif held not in paths:
            kept.append(entry)
    return kept


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the sources for the language that is built now."""
    global site
    site = Site(config)
    site.leave_out(config)
    return config


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """In a preview, build only what changed."""
    server.builder = preview.Builder(ROOT, config, builder)
    return server


@event_priority(0)
def leave_out(files: Files, config: MkDocsConfig) -> Files:
    """Stories that may not be shown, with their pictures, are gone before any plugin sees them."""
    pages = {f'{name}.{locale}.md' for name in site.catalogue.withheld for locale in site.names}
    gone = pages | {path.removeprefix('docs/') for path in site.catalogue.withheld_files}
    for file in [file for file in files if file.src_uri in gone]:
        files.remove(file)
    return files


@event_priority(-200)
def put_in(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the theme's scripts and styles; put in ours, and the reports."""
    for file in [file for file in files if file.src_uri.startswith(THEME_FILES)] + _without_language(files):
        files.remove(file)
    made = {'site.css': style.sheet(STYLES)}
    made |= {name: (ROOT / 'overrides/assets/script' / name).read_text(encoding='utf-8') for name in SCRIPTS}
    if preview.state is not None:
        made['preview.css'] = (STYLES / 'preview.css').read_text(encoding='utf-8')
        for file in files.documentation_pages():
            if _path(file) in preview.state.stale:
                Path(file.abs_dest_path).unlink(missing_ok=True)  # so that MkDocs makes it again
    for name, content in made.items():
        site.assets[name] = style.named(f'assets/{name}', content)
        files.append(File.generated(config, site.assets[name], content=content))
    for path, data in site.followed.items():
        files.append(File.generated(config, path, content=data))
    for report in site.manifest.reports:
        for name in (*report.files(), *proofs.names(report.file)):
            if (ROOT / build.FOLDER / name).is_file():
                files.append(File.generated(config, f'pdf/{name}', abs_src_path=str(ROOT / build.FOLDER / name)))
    for edition in site.editions:
        for frozen in edition.offered(site.printable):
            files.append(File.generated(config, edition.address(frozen), abs_src_path=str(edition.folder / frozen.file)))
    for name in site.wholes:
        files.append(_whole_file(config, name))
    _put_photos(files, config)
    site.files = files
    return files


on_files = CombinedEvent(leave_out, put_in)


def _put_photos(files: Files, config: MkDocsConfig) -> None:
    """The sizes of each photo that a page shows, and no file as its author put it there: that may tell where it was taken."""
    for file in [file for file in files if photos.is_photo(file.src_uri) and file.src_dir == config.docs_dir]:
        files.remove(file)
    pictures = (
        (source.file.parent, link.target)
        for source in site.catalogue.pages.values()
        for link in site.catalogue.outline(source).links
        if link.picture
    )
    for name in {name: None for file in photos.shown(pictures) for name in photos.web_names(photos.made(ROOT, file))}:
        files.append(File.generated(config, f'{SITE_FOLDER}/{name}', abs_src_path=str(ROOT / photos.FOLDER / name)))


def _whole_file(config: MkDocsConfig, name: str) -> File:
    """A whole report as a page of this language, with its twin in the other, as mkdocs-static-i18n describes files."""
    twins: dict[str, Any] = {locale: File.generated(config, f'{name}.{locale}.md', content='') for locale in site.names}
    for locale, file in twins.items():
        file.dest_uri = f'{"" if locale == site.default else f"{locale}/"}{name}/index.html'
        file.name, file.norm_src_uri = whole.LAST, f'{name}.md'
        file.locale = file.locale_alternate_of = locale
        file.alternates = twins
    here: File = twins[site.locale]
    return here


def on_nav(nav: NavTree, config: MkDocsConfig, files: Files) -> NavTree:
    """Keep the navigation; the titles in it are known when the pages have been read."""
    site.tree = nav
    return nav


def _path(file: File) -> str:
    """Where the text of a page stands, relative to the root."""
    return Path(str(file.abs_src_path)).relative_to(ROOT).as_posix()


def _without_language(files: Files) -> list[File]:
    """The texts whose name says no language: the checks tell of them, and they are no pages."""
    pages = {page.path for page in site.catalogue.pages.values()}
    return [file for file in files if file.is_documentation_page() and _path(file) not in pages]


def page_configs(page: Page) -> dict[str, dict[str, Any]]:
    """Options of the Markdown extensions for this page."""
    return markdown.configs(
        markdown.PageContext(
            _source(page), site.catalogue, site.bibliography, 'site', site.numbers, '../' * page.url.count('/'), site.manifest
        )
    )


def _source(page: Page) -> Source:
    """The page as it stands in the catalogue; a whole report stands in no file."""
    file: Any = page.file
    name = file.norm_src_uri.removesuffix('.md')
    return site.wholes.get(name) or site.catalogue.pages[name, file.locale]


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """The text without its front matter: both have been read and checked already."""
    return _source(page).body


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand over the front matter, and tell our extensions which page they work on."""
    page.meta.update(_source(page).meta)
    config.mdx_configs.update(page_configs(page))
    return text if preview.state is None else _with_remarks(page)


def _with_remarks(page: Page) -> str:
    """In a preview: the text with its problems beside it, as far as it can be laid out."""
    source, language = _source(page), author_language()
    told = remarks.remarks(source, site.problems.get(source.path, []), language)
    for body in (remarks.marked(source, told, language), remarks.marked(source, told, language, typed=True)):
        if not told and not site.catalogue.outline(source).blocks:
            return body
        context = markdown.PageContext(replace(source, body=body), site.catalogue, site.bibliography, 'site', site.numbers)
        try:
            markdown.convert(context)
        except Exception:  # whatever an extension says of a mistake, the checks have told already
            continue
        return body
    return remarks.all_as_typed(source)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Classes for the style attributes of the tables extension, which a strict Content-Security-Policy refuses; notes kept together."""
    if page.meta.get('whole'):
        html = str(site.whole(page.meta['whole']).text)
    for side in ('left', 'center', 'right'):
        html = html.replace(f' style="text-align: {side};"', f' class="{side}"')
    return html.replace('<sup>, </sup>', '<sup>,\N{NO-BREAK SPACE}</sup>')  # notes at one place stay on one line


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates their words and the navigation; escape what is not HTML."""
    for file in files.documentation_pages():
        if file.page is not None and not file.page.meta:  # in a preview, a page whose text was not read again
            file.page.meta.update(_source(file.page).meta)
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    TEMPLATE_CACHE.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(TEMPLATE_CACHE))
    env.filters['written'] = lambda value: written(value, site.locale)
    env.filters['host'] = lambda url: urlsplit(url).netloc.removeprefix('www.')
    texts = words('site', site.locale)
    site.navigation = Navigation(site.tree, texts['home'])
    env.globals.update(
        word=texts.__getitem__, locale=site.locale, home=site.prefix, parts=site.navigation.parts,
        stylesheet=site.assets['site.css'], script=site.assets['site.js'], search_script=site.assets['search.js'],
    )  # fmt: skip
    return env


@event_priority(0)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: NavTree) -> dict[str, Any]:
    """Where the page stands, what it is, and in which languages it exists."""
    file, meta = page.file, page.meta
    place = site.navigation.place(page.url)
    urls = {locale: held.url for locale, held in file.alternates.items()}  # type: ignore[attr-defined]
    context.update(
        part=place.part, trail=place.trail, parent_url=place.parent.url if place.parent else None,
        previous=place.previous, next=place.next, toc=_toc(page),
        standing=_standing(page),
        sources=[site.bibliography.entry(key) for key in site.bibliography.sorted_keys(site.catalogue.cited(_source(page)))],
        audiences=_audiences(page), follow=_follow(page), calendar=_calendar(page),
        is_series=_source(page).name in {f'{folder}/index' for folder in feeds.FOLDERS.values()},
        scripts=[site.assets[name] for name, mark in ON_SOME_PAGES.items() if mark in (page.content or '')],
        ticks=_source(page).name if CHECKLIST in (page.content or '') and not meta.get('whole') else '',
        files=_files(meta['report']) if meta.get('report') else [],
        proof=_proof(page), editions=_editions(page),
        initiative=site.item(f'initiatieven/{meta["initiative"]}.md') if meta.get('initiative') else None,
        translation=translation.of(site.catalogue, _source(page)), original=urls.get(site.default, ''),
        described=_described(page, place, config),
        is_home=page.url == site.navigation.home.url, fallback=languages.is_fallback(file),
        languages=languages.switch(urls, site.names, site.locale),
        hreflang=languages.hreflang(file, config.site_url or '/', site.default),
        canonical=languages.canonical(file, config.site_url or '/'), preview=_preview(page),
    )  # fmt: skip
    if meta.get('whole'):
        held = site.whole(meta['whole'])
        context.update(whole=held, toc=held.contents, hreflang=[], report_page=f'{site.prefix}publicaties/{meta["whole"]}/')
    return context


def _preview(page: Page) -> remarks.Panel | None:
    """What the preview says above the page; None in a built site."""
    if preview.state is None:
        return None
    source, chapters = _source(page), os.environ.get(preview.CHAPTERS)
    printed = f'{chapters}{source.name}.{site.locale}' if chapters and source.name in site.catalogue.numbers else ''
    return remarks.panel(source, site.problems, author_language(), printed, site.assets['preview.css'])


def _files(slug: str) -> list[downloads.Download]:
    """Every form of a report: on one page of the site in this language, and the files of both."""
    files = downloads.of_report(site.manifest, slug, site.locale)
    if whole.name(slug) not in site.wholes:
        return files
    return [downloads.page(f'{site.prefix}{whole.name(slug)}/', str(site.whole(slug).text), site.locale), *files]


def _standing(page: Page) -> dict[str, Any] | None:
    """Where the page stands in the report that it takes its numbers from; None outside reports."""
    name = _source(page).name
    held = site.catalogue.report_of.get(name)
    if held is None:
        return None
    made = site.manifest.find(held.slug, site.locale)
    return {
        'number': site.numbers[name], 'chapter': site.numbers[name].partition('.')[0], 'series': held.report.number,
        'title': held.report.title.model_dump()[site.locale], 'publication': site.item(f'publicaties/{held.slug}.md'),
        'page': made.starts.get(name) if made else None,
    }  # fmt: skip


def _editions(page: Page) -> list[downloads.Frozen]:
    """The frozen editions of the report whose page this is, the newest first."""
    slug, pages = page.meta.get('report', ''), site.printable
    return [downloads.of_edition(edition, site.locale, pages) for edition in site.editions if edition.slug == slug]


def _proof(page: Page) -> dict[str, Any] | None:
    """What the page of a publication says of the check of its file in the page's language."""
    made = site.manifest.find(page.meta.get('report', ''), site.locale)
    found = proofs.read(ROOT / build.FOLDER, made) if made else None
    return proofs.summary(found, site.locale) if found else None


def _audiences(page: Page) -> list[Item]:
    """The entrances of the readers for whom the page is, by the short name of those readers; not the page itself."""
    texts = words('site', site.locale)
    found = [(name, site.item(AUDIENCES[name])) for name in page.meta.get('audience', [])]
    return [Item(texts[name], item.url) for name, item in found if item is not None and item.url != page.url]


def _described(page: Page, place: Place, config: MkDocsConfig) -> Markup:
    """What the page is, as JSON-LD; nothing for an original at the address of a translation."""
    if languages.is_fallback(page.file):
        return Markup()
    trail = [(item.title, languages.address(config.site_url or '/', item.url)) for item in place.trail]
    return Markup(structured.Described(site.catalogue, _source(page), trail).json())


def _follow(page: Page) -> list[downloads.Followed]:
    """The feeds of the list that the page is or stands in; all of them on the first page."""
    name = _source(page).name
    held = [series for series in site.feeds if name in ('index', 'over/volgen') or name.startswith(f'{feeds.FOLDERS[series.kind]}/')]
    return [
        downloads.Followed(path, kind, series.title, downloads.size(len(site.followed[path]), site.locale))
        for series in held
        for suffix, kind in feeds.TYPES.items()
        for path in [series.path(suffix)]
    ]


def _calendar(page: Page) -> downloads.Followed | None:
    """The calendar file of a meeting, or of all meetings on the page that lists them."""
    source = _source(page)
    if source.name == f'{agenda.FOLDER}/index':
        path = site.agenda.all_path
    elif source.meta.get('kind') == 'meeting':
        path = site.agenda.path(source)
    else:
        return None
    if path not in site.followed:  # the original in the place of a translation
        return None
    return downloads.Followed(path, agenda.TYPE, source.text('title'), downloads.size(len(site.followed[path]), site.locale))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out what belongs to the theme's own script."""
    return _without_switches(output)


def _without_switches(output: str) -> str:
    return DIALOG.sub('', SWITCHES.sub('', output, count=1), count=1)


def _toc(page: Page) -> list[Any]:
    """The headings for 'on this page', when there are enough to need it."""
    headings = [heading for heading in page.toc if heading.level == 2]
    return headings if len(headings) > 2 else []


@event_priority(0)
def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The pages without Markdown: not found, search, and the sitemap."""
    if template_name == 'sitemap.xml':
        context['sitemap'] = languages.sitemap(site.i18n.i18n_files_per_language, config.site_url or '/', site.default)
    elif template_name in PLACES:
        urls = {locale: ('' if locale == site.default else f'{locale}/') + PLACES[template_name] for locale in site.names}
        context.update(
            base_url=urlsplit(config.site_url or '/').path.rstrip('/') or '/',
            languages=languages.switch(urls, site.names, site.locale), hreflang=[], own_search=template_name != '404.html',
        )  # fmt: skip
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """A language's own 404 and search page stand in its own folder."""
    if template_name not in PLACES:
        return output
    output = _without_switches(output)
    if not site.prefix:
        return output
    target = Path(config.site_dir, site.prefix, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output, encoding='utf-8')
    return ''
