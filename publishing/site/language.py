"""The site of one language while MkDocs builds it: its sources, its navigation, and what all its pages share."""

from __future__ import annotations

import functools
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation as NavTree
from mkdocs.structure.pages import Page

from publishing import checks, markdown
from publishing.formats import agenda, citing, facts, feeds, given_first
from publishing.formats.bibliography import Bibliography
from publishing.formats.vocabulary import Vocabulary
from publishing.languages import ORIGINAL, author_language
from publishing.pictures import photos, share_cards
from publishing.problems import Problem, errors, listing
from publishing.report import web_page
from publishing.report.web_page import Whole
from publishing.site import rendered
from publishing.site.kept_texts import KeptTexts
from publishing.site.made_pages import MadePage, WholeReport
from publishing.site.navigation import Item, Navigation
from publishing.site.preview import remarks
from publishing.site.preview.readable import readable
from publishing.site.preview.state import State
from publishing.site.reader import Reader
from publishing.site.shelf import Shelf
from publishing.sources import admission, catalogue, explained, manifest
from publishing.sources.at_hand import AtHand
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import publication
from publishing.sources.source import Source
from publishing.words import words


class LanguageSite:
    """What all pages of one language share. Made anew for each language and each rebuild.

    `original` is the site of the original language when this one is of another: it has loaded and checked the sources, but what was
    `at_hand`. `kept` has the texts that were made before.
    `preview` is what the builds of a preview leave each other, None when the site is built to be published.
    """

    def __init__(
        self, root: Path, config: MkDocsConfig, original: LanguageSite | None, at_hand: AtHand | None = None,
        kept: KeptTexts | None = None, preview: State | None = None,
    ):  # fmt: skip
        self.root, self.preview, self.kept = root, preview, kept
        i18n: Any = config.plugins['i18n']
        self.i18n = i18n
        self.default: str = i18n.default_language
        self.locale: str = i18n.current_language or self.default
        self.prefix = '' if self.locale == self.default else f'{self.locale}/'
        self.names = {language.locale: language.name for language in i18n.config.languages}
        self.catalogue: Catalogue = original.catalogue if original else catalogue.load(root, at_hand)
        self.problems: dict[str, list[Problem]] = original.problems if original else self._checked()
        # What may be read in a file: it need not be on the site, and what is there need not be in a file.
        self.printable: set[str] = original.printable if original else set(admission.admitted(self.catalogue, 'pdf').names())
        if original is None:
            photos.forget(root, admission.nowhere_files(self.catalogue))
            self.catalogue = admission.admitted(self.catalogue, 'site')  # from here on there is no story that may not be shown
            if kept:
                kept.begin(self.catalogue)
        self.bibliography = Bibliography(root, self.catalogue.reference_by_id, self.locale)
        self.numbers = self.catalogue.numbering.numbers
        self.manifest = manifest.read(root / manifest.FOLDER)
        self.editions = self.catalogue.editions
        self.printed = admission.admitted(self.catalogue, 'pdf')  # what may be on the site and in a report
        unreadable = errors(problem for told in self.problems.values() for problem in told)  # a preview shows the pages without
        slugs = [] if unreadable else [slug for slug in self.catalogue.reports if (publication(slug), ORIGINAL) in self.catalogue.pages]
        self.shelf = Shelf(Reader(self.catalogue, self.locale, self.printable))
        self.made = {page.source.name: page for page in (*map(self._whole, slugs), *self.shelf.pages())}
        self.explained = {locale: Vocabulary(self.catalogue.terms_by_id, locale) for locale in self.names}
        self.cited = {slug: citing.working(self.catalogue, slug, self.locale) for slug in slugs}
        self.composed: dict[str, Whole] = {}
        self.assets: dict[str, str] = {}
        self.feeds = feeds.of(self.catalogue, self.locale)
        self.agenda = agenda.Agenda(self.catalogue, self.locale)
        self.followed = dict([file for series in self.feeds for file in series.files()] + [*self.agenda.files()])
        given = [given_first.cover(self.printed, self.manifest, slug, self.locale, set(self.printed.names())) for slug in slugs]
        self.covers = {slug: cover for slug, cover in zip(slugs, given) if cover}
        self.cards = self._cards() if preview is None else {}
        self.followed |= {path: data for work in self.cited.values() for path, data in work.contents().items()}
        self.followed |= dict(self.shelf.files())
        self.tree: NavTree
        self.files: Files
        self.navigation: Navigation

    def _checked(self) -> dict[str, list[Problem]]:
        """The problems by file. A built site has no errors and shows nothing; a preview shows them and can do without what is wrong."""
        found = checks.check(self.catalogue, in_place=self.preview is not None)
        if self.preview is None:
            if errors(found):
                raise Abort('\n' + listing(errors(found), author_language()))
            return {}
        problems: dict[str, list[Problem]] = {}
        for problem in found:
            problems.setdefault(problem.path, []).append(problem)
        outlines = [(page.path, page.meta, page.outline) for page in self.catalogue.pages.values()]
        self.preview.take(problems, [(path, meta, held.headings, held.captions) for path, meta, held in outlines])
        self.catalogue = readable(self.catalogue, problems)
        return problems

    def _cards(self) -> dict[str, str]:
        """Page name → the file of its card: the kind of page, or the part of the site, above its title."""
        look, word, name = share_cards.look(self.root), words('site', self.locale), self.catalogue.settings.site_name
        made = {}
        for page in (page for page in self.catalogue.pages.values() if page.locale == self.locale):
            kind, part = page.text('kind') or 'page', self.catalogue.page(f'{page.name.partition("/")[0]}/index', self.locale)
            above = part.text('title') if kind == 'page' and part not in (None, page) else word.get(f'kind_{kind}', '')
            if facts.is_draft(page):
                above = f'{above} · {word["concept"]}'
            made[page.name] = share_cards.of(self.root, look, self.locale, name, above, page.text('title'))
        share_cards.keep_only(self.root, set(made.values()), self.locale)
        return made

    @functools.cached_property
    def stories_of(self) -> dict[str, list[Source]]:
        """The stories by the initiative that they name."""
        told: dict[str, list[Source]] = {}
        for story in self.catalogue.of_kind('story', self.locale):
            told.setdefault(story.text('initiative'), []).append(story)
        return told

    def whole(self, slug: str) -> Whole:
        """The text of a whole report, put together once for its own page and for what others say of it."""
        if slug not in self.composed:
            made = self._kept(f'{self.locale} {slug}', lambda: web_page.compose(self.printed, slug, self.locale).plain())
            self.composed[slug] = Whole.of_plain(made)
        return self.composed[slug]

    def _whole(self, slug: str) -> MadePage:
        source = web_page.source(self.catalogue, slug, self.locale)
        return WholeReport(slug, source, self.prefix, functools.partial(self.whole, slug))

    def source(self, page: Page) -> Source:
        """The page as it stands in the catalogue; one that was made stands in no file."""
        name, locale = self.named(page.file)
        made = self.made.get(name)
        return made.source if made else self.catalogue.pages[name, locale]

    def named(self, file: Any) -> tuple[str, str]:
        """The canonical name and the locale of a file, as mkdocs-static-i18n describes it."""
        return file.norm_src_uri.removesuffix('.md'), file.locale

    def day(self, file: Any) -> str:
        """The day on which the words of a page last changed, in its own language; one that was made stands in no history."""
        source = self.catalogue.pages.get(self.named(file))
        return self.catalogue.history.day(source) if source else str(file.page.meta.get('updated', ''))

    def leave_out(self, config: MkDocsConfig) -> None:
        """Take stories that may not be shown out of the navigation."""
        if config.nav is not None:
            config.nav = _without(config.nav, {f'{name}.md' for name in self.catalogue.withheld})

    def rendered(self, page: Page, config: MkDocsConfig, files: Files) -> rendered.Made:
        """The text of a page with its links as the site has them."""
        name, locale = self.named(page.file)
        return rendered.Made(*self._kept(f'{self.locale} {locale} {name}', lambda: rendered.made(page, self.text(page), config, files)))

    def _kept(self, name: str, make: Callable[[], Any]) -> Any:
        return self.kept.of(name, make) if self.kept else make()

    def text(self, page: Page) -> etree.Element:
        """The text of a page as a tree; in a preview with its problems beside it, and what can't be laid out as it was typed."""
        source, up = self.source(page), '../' * page.url.count('/')
        context = markdown.PageContext(
            source, self.catalogue, self.bibliography, 'site', self.numbers, up, self.manifest, self.explained, self.preview is not None
        )
        if self.preview is None:
            return markdown.convert(context)
        language = author_language()
        told = remarks.remarks(source, self.problems.get(source.path, []), language)
        guide = {remark.rule: f'{up}{self.guide[remark.rule]}' for remark in told if remark.rule in self.guide}
        return markdown.convert(context, lambda root, starts: remarks.put(root, starts, source, told, language, guide))

    @functools.cached_property
    def guide(self) -> dict[str, str]:
        """Rule → where the authors' guide explains it in the language of messages, from the top of the site."""
        language, path = author_language(), self.catalogue.settings.page_path
        return {
            rule: f'{path(page.name, language)}#{rule}'
            for page in self.catalogue.pages.values() if page.locale == language
            for block in page.outline.blocks if block.kind == 'rules'
            for rule in explained.subjects().get(block.argument, ())
        }  # fmt: skip

    def leads(self, key: str) -> str | None:
        """Where the page stands that mkdocs.yml names for the foot or a notice, from the top of the site; None when it names none."""
        named: str | None = getattr(self.catalogue.settings.ours.pages, key)
        if named is None:
            return None
        name, sign, place = named.partition('#')
        return f'{self.catalogue.settings.page_path(name, self.locale)}{sign}{place}'

    def item(self, path: str) -> Item | None:
        """A link to the page with this name (`voor/ouders.md`), None when there is none."""
        file = self.files.get_file_from_path(path)
        return Item(str(file.page.title), file.url) if file is not None and file.page is not None else None


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
