"""Every link points at a page and a place that exist, and says where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing import photos
from publishing.catalogue import Catalogue
from publishing.checks.near import address, near, near_page
from publishing.markdown.context import resolve
from publishing.outline import Caption, Heading, Link
from publishing.problems import Problem
from publishing.source import LOCALES, Source

ELSEWHERE = re.compile(r'[a-z][a-z0-9+.-]*:')


def links(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every internal link points at a page and a place that exist; one to elsewhere has a text (WCAG 2.4.4)."""
    for link in catalogue.outline(page).links:
        if link.picture:
            continue
        if link.target in ('', '#') or (ELSEWHERE.match(link.target) and not link.text.strip()):
            yield Problem(page.path, link.line, 'empty-link', {'target': link.target})
        elif not ELSEWHERE.match(link.target):
            yield from _internal(catalogue, page, link)


def _internal(catalogue: Catalogue, page: Source, link: Link) -> Iterator[Problem]:
    path, _, fragment = link.target.partition('#')
    if path and not path.endswith('.md'):
        yield from _file(catalogue, page, link, path)
        return
    name = resolve(page, path) if path else page.name
    if name is None:
        likely = near_page(path.removesuffix('.md').replace('../', ''), catalogue.names())
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': address(page, likely)})
    elif path and (match := re.search(r'\.(nl|en)$', name)):
        wanted = path.replace(f'{match[0]}.md', '.md')
        yield Problem(page.path, link.line, 'link-with-language', {'target': link.target, 'wanted': wanted})
    elif (target := _target(catalogue, page, name if path else None)) is None:
        likely = near_page(name, catalogue.names())
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': address(page, likely)})
    elif fragment and not target.broken:
        yield from _place(catalogue, page, link, target, fragment)


def _target(catalogue: Catalogue, page: Source, name: str | None) -> Source | None:
    """The page of that name, in the page's own language where it can be; the page itself without a name."""
    if name is None:
        return page
    return next((catalogue.pages[name, locale] for locale in (page.locale, *LOCALES) if (name, locale) in catalogue.pages), None)


def _place(catalogue: Catalogue, page: Source, link: Link, target: Source, fragment: str) -> Iterator[Problem]:
    known = sorted(anchors(catalogue, target))
    if fragment not in known:
        places = ', '.join(f'#{id}' for id in known) or '–'
        values = {'target': link.target, 'page': target.path, 'fragment': fragment, 'near': near(fragment, known), 'known': places}
        yield Problem(page.path, link.line, 'unknown-anchor', values)
    elif not link.text.strip() and fragment not in catalogue.labels(target):
        yield Problem(page.path, link.line, 'reference-without-number', {'target': link.target})


def _file(catalogue: Catalogue, page: Source, link: Link, path: str) -> Iterator[Problem]:
    """A link to something that is no page: a file in docs/, or a page whose `.md` was forgotten."""
    file = (page.file.parent / path).resolve()
    if not file.is_relative_to((catalogue.root / 'docs').resolve()):
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': ''})
    elif not file.is_file():
        name = resolve(page, path.rstrip('/')) or ''
        held = next((held for held in (name, f'{name}/index') if catalogue.page(held, page.locale)), '')
        likely = held or near_page(name, catalogue.names())
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': address(page, likely)})
    elif photos.is_photo(file):
        yield Problem(page.path, link.line, 'picture-linked', {'target': link.target})


def anchors(catalogue: Catalogue, page: Source) -> set[str]:
    """Every id that a link to this page may use: headings, captions, and what generated lists bring."""
    outline = catalogue.outline(page)
    items: tuple[Heading | Caption, ...] = (*outline.headings, *outline.captions)
    found = {item.id for item in items if item.id}
    for block in outline.blocks:
        held = {'terms': catalogue.terms, 'sources': catalogue.references}.get(block.argument if block.kind == 'list' else '')
        found |= set(held.ids()) if held else set()
    return found
