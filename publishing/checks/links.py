"""Every link points at a page and a place that exist, and says where it leads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from babel.numbers import format_decimal

from publishing import folders
from publishing.address import is_whole
from publishing.checks import web_addresses
from publishing.checks.near import address, near, near_page
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import attachments, explained, file_names
from publishing.sources.catalogue import Catalogue, DataFile
from publishing.sources.numbered_things import GIVEN
from publishing.sources.outline import Link
from publishing.sources.reading.inline import WEB_ADDRESS
from publishing.sources.source import Source, resolve

SAYS_NOTHING = re.compile(
    r'\d{1,3}|(?:klik |lees |kijk |zie |ga |download )?(?:hier|verder|meer|deze link|deze pagina|link)'
    r'|(?:click |read |see |go |find out |learn )?(?:here|more|this link|this page|link)|download|lees meer|read more',
    re.I,
)
MAIL = re.compile(r'[\w.+-]+@[\w-]+\.[\w.-]+')
TELEPHONE, DIGITS = re.compile(r'\+?[\d().-]{7,20}'), re.compile(r'[^\d+]')
FILE_TYPES = ('pdf', 'docx', 'doc', 'odt', 'xlsx', 'xls', 'ods', 'csv', 'pptx', 'odp', 'zip', 'epub')
MEGABYTE, KILOBYTE = 1_000_000, 1_000
ELSEWHERE = re.compile(r'[a-z][a-z0-9+.-]*:')
SCHEMES = ('https:', 'http:', 'mailto:', 'tel:')  # what a reader's browser can follow
AROUND = '\'"()“”‘’'  # signs that are typed around an address, and belong to none
NOTE = re.compile(  # of a word processor
    r'#(?P<of>_?(?:ftn|edn|ftnt|fn|sdfootnote|sdendnote))(?:ref|_?ref|sym|anc)?[-:]?(?P<number>\d+)(?:sym|anc)?'
)
IN_CODE = re.compile(r'\[(?P<words>[^\]]*)\]\((?P<path>[^()\s#]+\.md)(?:#[\w-]*)?\)')
PREVIEW = re.compile(r'https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|192\.168\.[\d.]+)(?::\d+)?/')  # of this site, on one's own computer
SOURCE = re.compile(rf'/(?:blob|edit|tree|raw|src/branch)/[^/]+/docs/(?P<name>[^?#]+)\.(?:{"|".join(LOCALES)})\.md')


def links(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every internal link points at a page and a place that exist; one to elsewhere has a text (WCAG 2.4.4)."""
    for link in map(_at_its_target, page.outline.links):
        if link.picture:
            continue
        if link.target in ('', '#'):
            yield Problem(page.path, link.line, 'link-nowhere', {'text': link.text.strip()})
        elif note := NOTE.fullmatch(link.target.rpartition('/')[2]):
            typed = f'[{link.text}](#{note["of"]}{note["number"]})'
            yield Problem(page.path, link.line, 'note-as-link', {'text': typed, 'near': f'[^{note["number"]}]'})
        elif ELSEWHERE.match(link.target) and not link.text.strip():
            yield Problem(page.path, link.line, 'empty-link', {'target': link.target})
        elif (name := _of_ours(catalogue, link.target)) is not None:
            near = f'{near}#{place}' if (near := address(page, name)) and (place := link.target.partition('#')[2]) else near
            yield Problem(page.path, link.line, 'address-form', {'target': link.target, 'near': near})
        elif meant := web_addresses.meant(link.target):
            values = {'target': link.target, 'near': '' if meant == web_addresses.UNKNOWN else meant}
            yield Problem(page.path, link.line, 'address-form', values, None if is_whole(link.target) else 'error')
        elif (scheme := ELSEWHERE.match(link.target)) and scheme[0] not in SCHEMES:
            yield Problem(page.path, link.line, 'link-scheme', {'text': link.target})
        elif web_addresses.FOR_FEW.match(link.target):
            yield Problem(page.path, link.line, 'address-of-few', {'target': link.target})
        elif not ELSEWHERE.match(link.target):
            yield from _internal(catalogue, page, link)


def _at_its_target(link: Link) -> Link:
    """The link at the line where its target can be mended."""
    return replace(link, line=link.apart) if link.apart else link


def links_in_code(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A link to a page that is there was meant to be followed, and stands as code."""
    for node in page.reading.flat if '](' in page.body else ():
        match = IN_CODE.fullmatch(node.content) if node.type == 'code_inline' else None
        if match and match['words'] and resolve(page, match['path']) in catalogue.names():
            yield Problem(page.path, page.body_line + node.line, 'link-in-code', {'text': node.content})


def link_texts(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A link says where it leads, out of its sentence too (WCAG 2.4.4): in words, and of a file its type and size."""
    for link in page.outline.links:
        words = link.text.strip(' .')
        if link.picture or not words:
            continue
        if SAYS_NOTHING.fullmatch(words):
            yield Problem(page.path, link.line, 'link-says-nothing', {'text': words, 'target': link.target})
        elif WEB_ADDRESS.match(words) or words.endswith('.md'):
            yield Problem(page.path, link.line, 'address-as-text', {'target': link.target})
        kind = link.target.partition('#')[0].rpartition('.')[2].lower()
        if kind in FILE_TYPES and _is_there(page, link.target) and not re.search(rf'\b{kind}\b', words, re.I):
            shown = ', '.join([kind.upper(), *_size(page, link.target)])
            yield Problem(page.path, link.line, 'file-link-without-type', {'text': words, 'target': link.target, 'shown': shown})
    for bare in page.outline.addresses:
        yield Problem(page.path, bare.line, 'bare-address', {'target': bare.text if ELSEWHERE.match(bare.text) else f'https://{bare.text}'})


def _of_ours(catalogue: Catalogue, target: str) -> str | None:
    """The page that an address of this site leads to, or that of its source where this is kept; '' for a page that is not there.

    None for another site, and for a file of this one.
    """
    ours, source = PREVIEW.match(target) or re.match(re.escape(catalogue.settings.site_url), target), SOURCE.search(target)
    if ours is None and source is None:
        return None
    path = source['name'] if source else target[ours.end() if ours else 0 :].partition('#')[0].removesuffix('index.html').strip('/')
    path = re.sub(rf'^(?:{"|".join(LOCALES)})(?:/|$)', '', path)
    known = next((name for name in (path, f'{path}/index'.lstrip('/')) if catalogue.page(name, ORIGINAL)), '')
    return known or (None if source or '.' in path else '')


def _is_there(page: Source, target: str) -> bool:
    """Whether the file exists; one elsewhere is taken to."""
    return bool(ELSEWHERE.match(target)) or folders.is_file(page.file.parent / target)


def _size(page: Source, target: str) -> list[str]:
    """The size of a file of ours, as it is written in the language of the page; nothing of one elsewhere."""
    if ELSEWHERE.match(target):
        return []
    size = (page.file.parent / target).stat().st_size
    number, unit = (size / MEGABYTE, 'MB') if size >= MEGABYTE else (max(size / KILOBYTE, 1), 'kB')
    return [f'{format_decimal(number, "0.#" if unit == "MB" else "0", locale=page.locale)} {unit}']


def _internal(catalogue: Catalogue, page: Source, link: Link) -> Iterator[Problem]:
    path, _, fragment = link.target.partition('#')
    plain = link.target.strip(AROUND)
    if plain != link.target and plain.partition('#')[0].endswith('.md'):
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': plain, 'page': ''})
        return
    if path and not path.endswith('.md'):
        yield from _file(catalogue, page, link, path)
        return
    name = resolve(page, path) if path else page.name
    if name is None:
        likely = near_page(path.removesuffix('.md').replace('../', ''), catalogue.names())
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': address(page, likely)})
    elif path and (match := re.search(r'\.(nl|en)$', name)):
        plain = name.removesuffix(match[0])
        likely = '' if plain in catalogue.names() else near_page(plain, catalogue.names())
        wanted = address(page, likely) or path.replace(f'{match[0]}.md', '.md')
        values = {'target': link.target, 'wanted': f'{wanted}#{fragment}' if fragment else wanted}
        yield Problem(page.path, link.line, 'link-with-language', values)
    elif (target := _target(catalogue, page, name if path else None)) is None:
        likely = near_page(resolve(page, path.replace('\\', '/')) or name, catalogue.names())
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': address(page, likely), 'page': name})
    elif fragment and not target.broken:
        yield from _place(catalogue, page, link, target, fragment)


def _target(catalogue: Catalogue, page: Source, name: str | None) -> Source | None:
    """The page of that name, in the page's own language where it can be; the page itself without a name."""
    if name is None:
        return page
    return next((catalogue.pages[name, locale] for locale in (page.locale, *LOCALES) if (name, locale) in catalogue.pages), None)


def _place(catalogue: Catalogue, page: Source, link: Link, target: Source, fragment: str) -> Iterator[Problem]:
    known = sorted(anchors(catalogue, target))
    if GIVEN.fullmatch(fragment):
        yield Problem(page.path, link.line, 'link-to-number', {'target': link.target})
    elif fragment not in known and any(held.broken for held in _listed(catalogue, target)):
        return
    elif fragment not in known:
        places = ', '.join(f'#{id}' for id in known) or '–'
        titled = (held.id for held in target.outline.headings if held.id and held.title.casefold() == link.text.strip().casefold())
        values = {'target': link.target, 'page': target.path, 'known': places, 'near': _near_place(fragment, known) or next(titled, '')}
        values['fragment'] = fragment if file_names.OF_PAGE.fullmatch(fragment) else file_names.slug(link.text, fragment)
        yield Problem(page.path, link.line, 'unknown-anchor', values)
    elif not link.text.strip() and fragment not in catalogue.numbering.labels(target, catalogue.numbering.numbers):
        if any(held.broken for held in catalogue.reports.values()):
            return
        yield Problem(page.path, link.line, 'reference-without-number', {'target': link.target})


def _near_place(typed: str, known: list[str]) -> str:
    """The place that was likely meant, '' without one: its name written nearly so, or the only one that begins with it."""
    longer = [place for place in known if place.startswith(f'{typed}-')]
    return near(typed, known) or (longer[0] if len(longer) == 1 else '')


def _file(catalogue: Catalogue, page: Source, link: Link, path: str) -> Iterator[Problem]:
    """A link to something that is no page: a file in docs/, or a page whose `.md` was forgotten."""
    file = (page.file.parent / path).resolve()
    if not file.is_relative_to((catalogue.root / 'docs').resolve()):
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': address(page, _of_address(catalogue, path))})
    elif not folders.is_file(file):
        if file.suffix.lower() in attachments.KINDS:
            yield Problem(page.path, link.line, 'unknown-file', {'target': link.target, 'near': _named_alike(catalogue, page, file)})
            return
        name = resolve(page, path.replace('\\', '/').partition('?')[0].rstrip('/')) or ''
        held = next((held for held in (name, f'{name}/index') if catalogue.page(held, page.locale)), '')
        likely = address(page, held or near_page(name, catalogue.names()))
        likely = f'mailto:{path}' if MAIL.fullmatch(path) else likely
        likely = f'tel:{DIGITS.sub("", path)}' if TELEPHONE.fullmatch(path) else likely
        likely = f'#{path}' if path in anchors(catalogue, page) else likely  # a place on this page, without its #
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': likely})
    elif attachments.is_photo(file):
        yield Problem(page.path, link.line, 'picture-linked', {'target': link.target})


def _of_address(catalogue: Catalogue, path: str) -> str:
    """The page that an address on the site would be of, `/en/meedoen/`; '' without one."""
    name = re.sub(rf'^(?:{"|".join(LOCALES)})/', '', path.strip('/'))
    return next((held for held in (name, f'{name}/index') if held in catalogue.names()), '')


def _named_alike(catalogue: Catalogue, page: Source, file: Path) -> str:
    """The path from a page to a file of that name in another folder, or in other capitals; '' without one."""
    held = (other for other in folders.files(catalogue.root / 'docs', '**/*') if other.name.casefold() == file.name.casefold())
    return next((PurePosixPath(os.path.relpath(other, page.file.parent)).as_posix() for other in held), '')


def anchors(catalogue: Catalogue, page: Source) -> set[str]:
    """Every id that a link to this page may use: headings, captions, and what generated lists bring."""
    outline = page.outline
    found = {item.id for item in (*outline.headings, *outline.things()) if item.id}
    found.update(*(held.ids for held in _listed(catalogue, page)))
    for block in outline.blocks:
        found |= set(explained.subjects().get(block.argument, ())) if block.kind == 'rules' else set()
    return found


def _listed(catalogue: Catalogue, page: Source) -> list[DataFile]:
    """The data files whose entries the page lists."""
    files = {'terms': catalogue.terms, 'sources': catalogue.references}
    return [files[block.argument] for block in page.outline.blocks if block.kind == 'list' and block.argument in files]
