"""What the templates of the site are told of a page: where it stands, what it is, and what can be had with it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from publishing.formats import agenda, changed, downloads, feeds, json_ld
from publishing.formats import facts as page_fact
from publishing.languages import ORIGINAL, author_language
from publishing.pictures import share_cards
from publishing.print.proof import files as proofs
from publishing.report import web_page
from publishing.site import alternates
from publishing.site.edition_pages import EditionPage
from publishing.site.language import LanguageSite
from publishing.site.navigation import Item, Place
from publishing.site.preview import preview, remarks
from publishing.sources import manifest, translation
from publishing.sources.kinds import KINDS, publication

LIST = ' data-filter="'  # of what searches and chooses in a list
NUMBER = re.compile(r'^\d[\d.]* ')  # of a heading
MOST_SIGNS, BETWEEN = 70, ' – '  # of the title of a page: what others show of it
CHECKLIST = ' class="checklist"'  # of a list with points or with numbers


def facts(site: LanguageSite, page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """The variables of the templates in overrides/ for one page."""
    file, meta = page.file, page.meta
    place = _placed(site, page)
    urls = {locale: held.url for locale, held in file.alternates.items()}  # type: ignore[attr-defined]
    told: dict[str, Any] = {
        'part': place.part, 'trail': place.trail, 'parent_url': place.parent.url if place.parent else None,
        'previous': place.previous, 'next': place.next, 'toc': _toc(site, page),
        'standing': _standing(site, page), 'is_draft': page_fact.is_draft(site.source(page)),
        'head_title': head_title(str(page.title), config.site_name),
        'sources': [site.bibliography.entry(key) for key in site.bibliography.sorted_keys(site.catalogue.not_in_notes(site.source(page)))],
        'audiences': _audiences(site, page), 'follow': _follow(site, page), 'calendar': _calendar(site, page),
        'said_by': _said_by(site, page), 'is_aside': site.catalogue.settings.ours.is_aside(meta.get('audience')),
        'is_series': any(site.source(page).name == feed.overview for feed in site.feeds),
        'updated': site.day(file), 'history': _history(site, page),
        'ticks': site.source(page).name if CHECKLIST in (page.content or '') and not meta.get('quiet') else '',
        'files': _files(site, meta['report']) if meta.get('report') else [],
        'proof': _proof(site, page), 'cited': _cited(site, page),
        'editions': site.shelf.of_report(meta.get('report', '')), 'first': site.shelf.first(meta.get('report', '')),
        'compare': site.shelf.compare(meta.get('report', '')),
        'facts': page_fact.of(site.source(page), site.locale, site.catalogue.settings.ours), 'initiative': _initiative(site, page),
        'cover': site.covers.get(meta.get('report', '')), 'card': _card(site, page, config),
        'stories': _stories(site, page), 'overview': _overview(place),
        'translation': translation.of(site.catalogue, site.source(page)),
        'original': urls.get(site.default, ''), 'original_updated': _original_day(site, page),
        'described': _described(site, page, place, config),
        'is_home': page.url == site.navigation.home.url, 'fallback': alternates.is_fallback(file),
        'languages': alternates.switch(urls, site.names, site.locale),
        'hreflang': alternates.hreflang(file, config.site_url or '/', site.default),
        'canonical': alternates.canonical(file, config.site_url or '/'), 'preview': _preview(site, page),
    }  # fmt: skip
    made = site.made.get(site.source(page).name)
    return told | (made.facts() if made else {})


def _placed(site: LanguageSite, page: Page) -> Place:
    """Where the page stands; one that was made stands below the publication that it is of."""
    place, made = site.navigation.place(page.url), site.made.get(site.source(page).name)
    above = site.item(f'{made.card}.md') if made else None
    return replace(place, trail=(*place.trail, above)) if above else place


def head_title(title: str, name: str) -> str:
    """What a browser and a search engine call the page: with the name of the site where there is room for both."""
    title = Markup(title).striptags()
    if len(title) + len(BETWEEN) + len(name) <= MOST_SIGNS:
        return f'{title}{BETWEEN}{name}'
    return title if len(title) <= MOST_SIGNS else f'{title[: MOST_SIGNS - 2].rpartition(" ")[0].rstrip(" ,:(")} …'


def _initiative(site: LanguageSite, page: Page) -> Item | None:
    """The initiative that a story names."""
    slug = page.meta.get('initiative')
    return site.item(f'{KINDS["initiative"].named(slug)}.md') if slug else None


def _card(site: LanguageSite, page: Page, config: MkDocsConfig) -> str:
    """The full address of the picture that others show with a link to the page, '' when it has none."""
    made = site.made.get(site.source(page).name)
    name = site.cards.get(made.card if made else site.source(page).name)
    shown = name and not alternates.is_fallback(page.file)
    return alternates.address(config.site_url or '/', f'{share_cards.SITE_FOLDER}/{name}') if shown else ''


def _preview(site: LanguageSite, page: Page) -> remarks.Panel | None:
    """What the preview says above the page; None in a built site."""
    if site.preview is None:
        return None
    source, chapters = site.source(page), os.environ.get(preview.CHAPTERS)
    printed = f'{chapters}{source.name}.{site.locale}' if chapters and source.name in site.catalogue.numbering.numbers else ''
    return remarks.panel(source, site.problems, author_language(), printed, site.assets['preview.css'], site.guide)


def _files(site: LanguageSite, slug: str) -> list[downloads.Download]:
    """Every form of a report: on one page of the site in this language, and the files of both."""
    files = downloads.of_report(site.manifest, slug, site.locale)
    if web_page.name(slug) not in site.made:
        return files
    return [downloads.page(f'{site.prefix}{web_page.name(slug)}/', str(site.whole(slug).text), site.locale), *files]


def _standing(site: LanguageSite, page: Page) -> dict[str, Any] | None:
    """Where the page stands in the report that it takes its numbers from; None outside reports."""
    name = site.source(page).name
    held = site.catalogue.numbering.report_of.get(name)
    if held is None:
        return None
    made = site.manifest.find(held.slug, site.locale)
    starts, own = made.starts if made else {}, f'{name}#'
    return {
        'number': site.numbers[name], 'chapter': site.numbers[name].partition('.')[0], 'series': held.report.number,
        'title': held.report.title.of(site.locale), 'publication': site.item(f'{publication(held.slug)}.md'),
        'page': starts.get(name), 'pages': {place.removeprefix(own): number for place, number in starts.items() if place.startswith(own)},
    }  # fmt: skip


def _cited(site: LanguageSite, page: Page) -> dict[str, Any]:
    """How to cite the report whose page this is: the edition that is given first, else the working text."""
    slug = page.meta.get('report', '')
    if slug not in site.cited:
        return {}
    first = site.shelf.first(slug)
    work = first.cited if first else site.cited[slug]
    return {'': (work.text(site.root), list(work.files()))}


def _proof(site: LanguageSite, page: Page) -> dict[str, Any] | None:
    """What the page of a publication says of the check of its file in the page's language."""
    made = site.manifest.find(page.meta.get('report', ''), site.locale)
    found = proofs.read(site.root / manifest.FOLDER, made) if made else None
    return proofs.summary(found, made, site.locale) if made and found else None


def _stories(site: LanguageSite, page: Page) -> list[Item]:
    """The stories that name the initiative whose page this is."""
    if page.meta.get('kind') != 'initiative':
        return []
    slug = site.source(page).name.rpartition('/')[2]
    return [item for story in site.stories_of.get(slug, ()) if (item := site.item(f'{story.name}.md')) is not None]


def _overview(place: Place) -> Item | None:
    """Where a reader goes from a page that no other follows: the overview that it belongs to."""
    return place.trail[-1] if place.next is None and len(place.trail) > 1 else None


def _audiences(site: LanguageSite, page: Page) -> list[Item]:
    """The entrances of the readers for whom the page is, by the short name of those readers; not the page itself."""
    known = {held.id: held for held in site.catalogue.settings.ours.audiences}
    found = [(held, site.item(f'{held.page}.md')) for name in page.meta.get('audience', []) if (held := known.get(name))]
    return [Item(held.of(site.locale), item.url) for held, item in found if item is not None and item.url != page.url]


def _said_by(site: LanguageSite, page: Page) -> list[str]:
    """The words of the readers whose entrance the page is, each behind their short name: `parents: son daughter`."""
    ours = [held for held in site.catalogue.settings.ours.audiences if held.page == site.source(page).name]
    return [f'{held.id}: {held.says.of(site.locale)}' for held in ours if held.says]


def _described(site: LanguageSite, page: Page, place: Place, config: MkDocsConfig) -> Markup:
    """What the page is, as JSON-LD; nothing for an original at the address of a translation."""
    if alternates.is_fallback(page.file):
        return Markup()
    trail = [(item.title, alternates.address(config.site_url or '/', item.url)) for item in place.trail]
    made = site.made.get(site.source(page).name)
    if isinstance(made, EditionPage):
        return Markup(made.described(trail))
    return Markup(json_ld.Described(site.catalogue, site.source(page), trail).json())


def _follow(site: LanguageSite, page: Page) -> list[downloads.Followed]:
    """The feeds of the list that the page is or stands in; all of them on the first page."""
    name = site.source(page).name
    everything = ('index', site.catalogue.settings.ours.pages.following)
    held = [feed for feed in site.feeds if name in everything or feed.is_of(name)]
    return [
        downloads.Followed(path, kind, feed.title, downloads.size(len(site.followed[path]), site.locale))
        for feed in held
        for suffix, kind in feeds.TYPES.items()
        for path in [feed.path(suffix)]
    ]


def _calendar(site: LanguageSite, page: Page) -> downloads.Followed | None:
    """The calendar file of a meeting, or of all meetings on the page that lists them."""
    source = site.source(page)
    if source.name == f'{agenda.FOLDER}/index':
        path = site.agenda.all_path
    elif source.meta.get('kind') == 'meeting':
        path = site.agenda.path(source)
    else:
        return None
    if path not in site.followed:  # the original in the place of a translation
        return None
    return downloads.Followed(path, agenda.TYPE, source.text('title'), downloads.size(len(site.followed[path]), site.locale))


def _original_day(site: LanguageSite, page: Page) -> str:
    """The day on which the original of a translation last changed; '' when the page is none."""
    original = site.catalogue.twin(site.source(page), ORIGINAL) if site.locale != ORIGINAL else None
    return site.catalogue.history.day(original) if original else ''


def _history(site: LanguageSite, page: Page) -> dict[str, Any] | None:
    """What changed on the page, and from which day on that is known; None for one that was made, or stands in for a translation."""
    source = site.source(page)
    if source.name in site.made or alternates.is_fallback(page.file):
        return None
    return {'told': changed.of_page(site.catalogue, source), 'known': changed.known(site.catalogue, site.locale)}


def _toc(site: LanguageSite, page: Page) -> list[Any]:
    """The headings for 'on this page', when there are enough to need it and no list with a search of its own stands there.

    Their numbers stand in chapters only.
    """
    headings = [] if LIST in (page.content or '') else [heading for heading in page.toc if heading.level == 2]
    if page.meta.get('kind') != 'chapter':
        for heading in headings:
            heading.title = NUMBER.sub('', heading.title)
    return headings if len(headings) > 2 else []
