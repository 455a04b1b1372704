"""The seam between MkDocs and `publishing`: what each event hands over, and nothing else.

MkDocs builds a site per language: all events but on_startup run once for each. mkdocs-static-i18n works at priorities
−100 (configuration, files) and 50 (page context), so ours come after it where they need what it made.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation as NavTree
from mkdocs.structure.pages import Page

from publishing.address import parts
from publishing.dates import written
from publishing.pictures.drawing import tokens
from publishing.site import alternates, hyphens, page_facts, page_text, rendered, site_files, style, theme_files
from publishing.site.compiled import Compiled
from publishing.site.hosting import POLICY_IN_PAGE
from publishing.site.kept_texts import KeptTexts
from publishing.site.language import LanguageSite
from publishing.site.navigation import Navigation
from publishing.site.preview import state
from publishing.sources.at_hand import AtHand
from publishing.words import words

ROOT = Path(__file__).parent
# What Material's base.html holds only for its own script, outside any block: switches, overlay, a second skip link, dialog.
SWITCHES = re.compile(r'<input class="md-toggle".*?<div data-md-component="announce">\s*</div>\s*', re.S)
DIALOG = re.compile(r'<div class="md-dialog".*?</div>\s*</div>\s*', re.S)
PLACES = {'404.html': '', 'zoeken/index.html': 'zoeken/'}

site: LanguageSite
# From who runs MkDocs in its own process: what was read already, and the texts that were made before.
at_hand: AtHand | None = None
kept: KeptTexts | None = None


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the sources when the first language is built, and leave stories that may not be shown out of the navigation."""
    global site
    i18n: Any = config.plugins['i18n']
    is_original = i18n.current_language in (None, i18n.default_language)
    read = state.running.at_hand if state.running else at_hand
    site = LanguageSite(ROOT, config, None if is_original else site, read, kept, state.running)
    site.leave_out(config)
    theme_files.list_shown(config.theme)
    return config


@event_priority(0)
def leave_out(files: Files, config: MkDocsConfig) -> Files:
    """What is on no site is gone before any plugin sees it."""
    site_files.leave_out(site, files)
    return files


@event_priority(-200)
def put_in(files: Files, config: MkDocsConfig) -> Files:
    """What is not written by authors, when mkdocs-static-i18n has sorted what is."""
    site_files.put_in_ours(site, files, config)
    site.i18n.i18n_files_per_language[site.locale] = files.documentation_pages()  # what the sitemap lists
    site.files = files
    return files


on_files = CombinedEvent(leave_out, put_in)


def on_nav(nav: NavTree, config: MkDocsConfig, files: Files) -> NavTree:
    """Keep the navigation; the titles in it are known when the pages have been read."""
    site.tree = nav
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """The text without its front matter: both have been read and checked already."""
    return site.source(page).body


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand over the front matter, and have the page made from our own reading of its text instead of MkDocs'.

    What MkDocs itself took for front matter (a text that starts with `Let op: …`) is none.
    """
    page.meta = dict(site.source(page).meta)
    page.render = lambda config, files: rendered.give(page, site.rendered(page, config, files))  # type: ignore[method-assign]
    return text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text as the site shows it."""
    made = site.made.get(site.named(page.file)[0])
    return page_text.finished(made.text() if made else html)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates their words and the navigation; escape what is not HTML."""
    for file in files.documentation_pages():
        if file.page is not None and not file.page.meta:  # in a preview, a page whose text was not read again
            file.page.meta.update(site.source(file.page).meta)
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = Compiled(ROOT)
    env.filters['written'] = lambda value: written(value, site.locale)
    env.filters['host'] = lambda url: parts(url).netloc.removeprefix('www.')
    texts = site.catalogue.settings.ours.words('site', site.locale)
    site.navigation = Navigation(site.tree, texts['home'], site.locale)
    env.globals.update(
        word=texts.__getitem__, said=words('history', site.locale).__getitem__, locale=site.locale, home=site.prefix, leads=site.leads,
        parts=site.navigation.parts,
        policy='' if site.preview else POLICY_IN_PAGE,  # what makes a browser follow a preview stands in the page itself
        theme_color=tokens()['deep'], icon=style.inline(style.icon(ROOT / 'overrides' / config.theme['favicon'])),
        stylesheet=site.assets['site.css'], script=site.assets['site.js'], search_script=site.assets['search.js'],
        compare_script=site.assets['compare.js'],
    )  # fmt: skip
    return env


@event_priority(0)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: NavTree) -> dict[str, Any]:
    """Where the page stands, what it is, and in which languages it exists."""
    context.update(page_facts.facts(site, page, config))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Leave out what belongs to the theme's own script, and say where long words may be broken."""
    return hyphens.softened(_without_switches(output))


def _without_switches(output: str) -> str:
    return DIALOG.sub('', SWITCHES.sub('', output, count=1), count=1)


@event_priority(0)
def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The pages without Markdown: not found, search, and the sitemap."""
    if template_name == 'sitemap.xml':
        context['sitemap'] = alternates.sitemap(site.i18n.i18n_files_per_language, config.site_url or '/', site.default, site.day)
    elif template_name in PLACES:
        urls = {locale: ('' if locale == site.default else f'{locale}/') + PLACES[template_name] for locale in site.names}
        context.update(
            base_url=urlsplit(config.site_url or '/').path.rstrip('/') or '/',
            languages=alternates.switch(urls, site.names, site.locale), hreflang=[], own_search=template_name != '404.html',
        )  # fmt: skip
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """A language's own 404 and search page stand in its own folder."""
    if template_name not in PLACES:
        return output
    output = hyphens.softened(_without_switches(output))
    if not site.prefix:
        return output
    target = Path(config.site_dir, site.prefix, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output, encoding='utf-8')
    return ''
