"""All checks before anything is written: each is a small generator of problems, named as its first rule."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from publishing import chart
from publishing.catalogue import Catalogue, DataFile, ReportSource
from publishing.markdown.blocks import LISTS
from publishing.markdown.context import resolve
from publishing.outline import Caption, Heading, Link
from publishing.problems import Problem
from publishing.schema import KINDS, Model, Page, Reference, Report, ReportText, Term
from publishing.source import LOCALES, Source, nearest_line
from publishing.validation import problems_in

PICTURES = ('PNG', 'JPEG', 'WEBP')
BOXES = ('note', 'tip', 'warning', 'law', 'missing', 'example')
Named = Sequence[Heading | Caption]
FILE_NAME = re.compile(r'\.(?:png|jpe?g|gif|svg|webp)$', re.I)
# What differs between the files of a pair: words. Every other key in front matter has the same value in both.
WORDS = {'title', 'description', 'summary', 'owner', 'subject', 'themes', 'place', 'publisher', 'updated', 'original', 'consent'}
MACHINE = {key for kind in KINDS.values() for key in kind.model_fields} - WORDS


def front_matter(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """The front matter fits the schema of the page's kind."""
    if page.broken:
        return
    kind = page.meta.get('kind', 'page')
    if not isinstance(kind, str) or kind not in KINDS:
        known = ', '.join(KINDS)
        yield Problem(page.path, page.line_of('kind'), 'bad-value', {'key': 'kind', 'value': str(kind), 'wanted': known})
        return
    yield from problems_in(KINDS[kind], page.meta, page.path, page.line_of)


def missing_twin(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every page exists in every language."""
    for locale in LOCALES:
        if (page.name, locale) not in catalogue.pages:
            wanted = page.path.removesuffix(f'{page.locale}.md') + f'{locale}.md'
            yield Problem(page.path, 1, 'missing-twin', {'wanted': wanted})


def twin_differs(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A translation has the same machine values, heading ids, captions and citations as its original."""
    original = catalogue.pages.get((page.name, LOCALES[0]))
    if original is None or page is original or page.broken or original.broken:
        return
    for key in sorted((set(page.meta) | set(original.meta)) & MACHINE):
        if page.meta.get(key) != original.meta.get(key):
            yield Problem(page.path, page.line_of(key), 'twin-value-differs', {'key': key, 'other': original.path})
    here, there = catalogue.outline(page), catalogue.outline(original)
    ours, theirs = ([heading for heading in outline.headings if heading.level <= 3] for outline in (here, there))
    yield from _first_difference(page, original, ours, theirs)
    yield from _first_difference(page, original, here.captions, there.captions)
    yield from _cited_sources(catalogue, page, original)


def _cited_sources(catalogue: Catalogue, page: Source, original: Source) -> Iterator[Problem]:
    """Not told when a key is unknown: that would be the same mistake twice."""
    cited, wanted = ({item.key: item.line for item in catalogue.outline(held).citations} for held in (page, original))
    if not set(catalogue.references.ids()) >= cited.keys() | wanted.keys():
        return
    for key in sorted(cited.keys() - wanted.keys()):
        yield Problem(page.path, cited[key], 'twin-source-extra', {'key': key, 'other': original.path})
    for key in sorted(wanted.keys() - cited.keys()):
        values = {'key': key, 'other': original.path, 'line': str(wanted[key])}
        yield Problem(page.path, page.body_line, 'twin-source-missing', values)


def _first_difference(page: Source, original: Source, ours: Named, theirs: Named) -> Iterator[Problem]:
    """Told once, at the first that differs: the ones after it would only follow. One without id is told elsewhere."""
    if any(item.id is None for item in (*ours, *theirs)):
        return
    for mine, other in zip_longest(ours, theirs):
        if mine is None or other is None or mine.id != other.id:
            rule = 'twin-part-missing' if mine is None else 'twin-part-extra' if other is None else 'twin-parts-differ'
            values = {'id': f'#{mine.id}'} if mine else {}
            values |= {'wanted': f'#{other.id}', 'line': str(other.line)} if other else {}
            line = mine.line if mine else ours[-1].line if ours else page.body_line
            yield Problem(page.path, line, rule, values | {'other': original.path})
            return


def headings(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """No second title, no skipped level, an id of its own on every section (WCAG 1.3.1; PDF/UA-1 7.4.2)."""
    level, seen = 1, dict[str, int]()
    for heading in catalogue.outline(page).headings:
        if heading.level == 1:
            yield Problem(page.path, heading.line, 'second-title', {'title': heading.title})
            continue
        if heading.level > level + 1:
            yield Problem(
                page.path, heading.line, 'heading-skips', {'title': heading.title, 'level': str(heading.level), 'wanted': '#' * (level + 1)}
            )
        level = heading.level
        if heading.id is None and heading.level <= 3:
            yield Problem(page.path, heading.line, 'heading-without-id', {'title': heading.title})
        if heading.id in seen:
            yield Problem(page.path, heading.line, 'double-id', {'id': str(heading.id), 'line': str(seen[heading.id])})
        seen[heading.id or ''] = heading.line
    for caption in catalogue.outline(page).captions:
        if not caption.attached:
            yield Problem(page.path, caption.line, 'caption-alone', {'title': caption.title})
        if caption.id is None:
            yield Problem(page.path, caption.line, 'caption-without-id', {'title': caption.title})
        elif caption.id in seen:
            yield Problem(page.path, caption.line, 'double-id', {'id': caption.id, 'line': str(seen[caption.id])})
        else:
            seen[caption.id] = caption.line


def links(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every internal link points at a page and a place that exist."""
    for link in catalogue.outline(page).links:
        if not link.picture and not re.match(r'[a-z][a-z0-9+.-]*:', link.target):
            yield from _internal(catalogue, page, link)


def _internal(catalogue: Catalogue, page: Source, link: Link) -> Iterator[Problem]:
    path, _, fragment = link.target.partition('#')
    if path and not path.endswith('.md'):
        yield from _file(catalogue, page, link, path)
        return
    name = resolve(page, path) if path else page.name
    if name is None:
        near = _near_page(path.removesuffix('.md').replace('../', ''), catalogue.names())
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': _address(page, near) if near else ''})
        return
    if path and (match := re.search(r'\.(nl|en)$', name)):
        yield Problem(page.path, link.line, 'link-with-language', {'target': link.target, 'wanted': path.replace(f'{match[0]}.md', '.md')})
        return
    target = (
        page
        if not path
        else next((catalogue.pages[name, locale] for locale in (page.locale, *LOCALES) if (name, locale) in catalogue.pages), None)
    )
    if target is None:
        near = _near_page(name, catalogue.names())
        values = {'target': link.target, 'near': _address(page, near) if near else ''}
        yield Problem(page.path, link.line, 'unknown-link', values)
    elif target.broken:
        return
    elif fragment and fragment not in anchors(catalogue, target):
        known = sorted(anchors(catalogue, target))
        values = {
            'target': link.target,
            'page': target.path,
            'fragment': fragment,
            'near': _near(fragment, known),
            'known': ', '.join(f'#{id}' for id in known) or '–',
        }
        yield Problem(page.path, link.line, 'unknown-anchor', values)
    elif fragment and not link.text.strip() and fragment not in catalogue.labels(target):
        yield Problem(page.path, link.line, 'reference-without-number', {'target': link.target})


def _file(catalogue: Catalogue, page: Source, link: Link, path: str) -> Iterator[Problem]:
    """A link to something that is no page: a file in docs/, or a page whose `.md` was forgotten."""
    file = (page.file.parent / path).resolve()
    if not file.is_relative_to((catalogue.root / 'docs').resolve()):
        yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': ''})
    elif not file.is_file():
        name = resolve(page, path.rstrip('/')) or ''
        near = next((held for held in (name, f'{name}/index') if catalogue.page(held, page.locale)), '') or _near_page(
            name, catalogue.names()
        )
        yield Problem(page.path, link.line, 'unknown-link', {'target': link.target, 'near': _address(page, near) if near else ''})


def _near(typed: str, known: Iterable[str]) -> str:
    """The known name that was likely meant, '' without one."""
    return next(iter(difflib.get_close_matches(typed, sorted(known), n=1)), '')


def _near_page(typed: str, known: list[str]) -> str:
    """The page that was likely meant: in another folder under the same name, or written nearly so."""
    same = [name for name in known if name.rpartition('/')[2] == typed.rpartition('/')[2]]
    close = difflib.get_close_matches(typed, same or known, n=1, cutoff=0 if same else 0.8)
    return close[0] if close else ''


def _address(page: Source, name: str) -> str:
    """The address of a page as an author would type it in `page`."""
    return PurePosixPath(os.path.relpath(f'docs/{name}.md', PurePosixPath(page.path).parent)).as_posix()


def anchors(catalogue: Catalogue, page: Source) -> set[str]:
    """Every id that a link to this page may use: headings, captions, and what generated lists bring."""
    found = {item.id for item in catalogue.outline(page).headings if item.id} | {
        item.id for item in catalogue.outline(page).captions if item.id
    }
    for block in catalogue.outline(page).blocks:
        held = {'terms': catalogue.terms, 'sources': catalogue.references}.get(block.argument if block.kind == 'list' else '')
        found |= set(held.ids()) if held else set()
    return found


def pictures(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A picture exists inside docs/, is a picture, and says what it shows (WCAG 1.1.1)."""
    for link in catalogue.outline(page).links:
        if not link.picture:
            continue
        if not link.text.strip():
            yield Problem(page.path, link.line, 'picture-without-text', {'target': link.target})
        elif FILE_NAME.search(link.text.strip()):
            yield Problem(page.path, link.line, 'picture-text-is-name', {'target': link.target, 'text': link.text})
        if re.match(r'[a-z]+:', link.target):
            yield Problem(page.path, link.line, 'picture-elsewhere', {'target': link.target})
            continue
        file = (page.file.parent / link.target).resolve()
        if not file.is_relative_to((catalogue.root / 'docs').resolve()):
            yield Problem(page.path, link.line, 'path-leaves', {'target': link.target, 'near': ''})
        elif not file.is_file():
            yield Problem(page.path, link.line, 'picture-missing', {'target': link.target})
        elif not is_picture(file):
            yield Problem(page.path, link.line, 'no-picture', {'target': link.target})


def is_picture(file: Path) -> bool:
    """Whether the file holds what its name says: SVG by its root element, others by Pillow."""
    if file.suffix.lower() == '.svg':
        return b'<svg' in file.read_bytes()[:2000]
    try:
        with Image.open(file, formats=PICTURES) as picture:
            picture.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return False
    return True


def citations(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Every cited source stands in the bibliography."""
    if catalogue.references.broken:
        return
    known = set(catalogue.references.ids())
    cited = [(item.key, item.line) for item in catalogue.outline(page).citations]
    listed = page.meta.get('sources')
    cited += [(str(key), page.line_of(f'sources.{number}')) for number, key in enumerate(listed if isinstance(listed, list) else [])]
    for key, line in cited:
        if key not in known:
            yield Problem(page.path, line, 'unknown-source', {'key': key, 'near': _near(key, known)})


def blocks(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """Generated blocks and boxes are of a known kind, and boxes have a title in the page's language."""
    for block in catalogue.outline(page).blocks:
        if block.kind not in ('list', 'chart') or (block.kind == 'list' and block.argument not in LISTS):
            known = ', '.join([*(f'list | {name}' for name in LISTS), 'chart | …'])
            yield Problem(
                page.path, block.line, 'unknown-block', {'block': f'{block.kind} | {block.argument}'.rstrip(' |'), 'known': known}
            )
        elif not block.closed:
            yield Problem(page.path, block.line, 'block-open', {'block': f'{block.kind} | {block.argument}'})
        elif block.kind == 'chart':
            yield from chart.problems(catalogue.root, block.argument, page.path, block.line)
    for box in catalogue.outline(page).boxes:
        if box.kind not in BOXES:
            yield Problem(page.path, box.line, 'unknown-box', {'kind': box.kind, 'known': ', '.join(BOXES)})
        if box.title is None:
            yield Problem(page.path, box.line, 'box-without-title', {'kind': box.kind})


PAGE_CHECKS: tuple[Callable[[Catalogue, Source], Iterator[Problem]], ...] = (
    front_matter, missing_twin, twin_differs, headings, links, pictures, citations, blocks,
)  # fmt: skip
TEXT_CHECKS = (headings, links, pictures, citations, blocks)


def report_file(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """report.yml fits its schema and names pages that exist, each once, in both languages."""
    if held.broken:
        return
    yield from problems_in(Report, held.data, held.path, lambda key: nearest_line(held.lines, key))
    seen = dict[str, int]()
    for name, line in held.page_names():
        if name.startswith(('/', '..')) or '..' in PurePosixPath(name).parts:
            yield Problem(held.path, line, 'path-leaves', {'target': name, 'near': ''})
        elif name and not any((name, locale) in catalogue.pages for locale in LOCALES):
            yield Problem(held.path, line, 'missing-chapter', {'name': name, 'near': _near_page(name, catalogue.names())})
        elif name and name in seen:
            yield Problem(held.path, line, 'double-chapter', {'name': name, 'line': str(seen[name])})
        seen.setdefault(name, line)


def report_texts(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """Texts that stand only in the PDF follow the same rules as pages."""
    for (name, locale), text in held.texts.items():
        if not text.broken:
            yield from problems_in(ReportText, text.meta, text.path, text.line_of)
        for other in LOCALES:
            if (name, other) not in held.texts:
                yield Problem(text.path, 1, 'missing-twin', {'wanted': text.path.removesuffix(f'{locale}.md') + f'{other}.md'})
        for check in TEXT_CHECKS:
            yield from check(catalogue, text)


def data_file(held: DataFile, model: type[Model], key: str, known_sources: set[str]) -> Iterator[Problem]:
    """Every entry fits its schema and has an id of its own."""
    seen = dict[str, int]()
    for number, entry in enumerate(held.entries):
        prefix = f'{key}.{number}'
        yield from problems_in(model, entry, held.path, partial(_line_below, held, prefix))
        line, name = nearest_line(held.lines, f'{prefix}.id'), str(entry.get('id') or '')
        if name and name in seen:
            yield Problem(held.path, line, 'double-id', {'id': name, 'line': str(seen[name])})
        seen.setdefault(name, line)
        listed = entry.get('source')
        for place, source in enumerate(listed if isinstance(listed, list) else []):
            if known_sources and str(source) not in known_sources:
                line = nearest_line(held.lines, f'{prefix}.source.{place}')
                yield Problem(held.path, line, 'unknown-source', {'key': str(source), 'near': _near(str(source), known_sources)})


def _line_below(held: DataFile, prefix: str, key: str) -> int:
    return nearest_line(held.lines, f'{prefix}.{key}')


def publications(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A publication of ours names a report that exists."""
    slug = page.text('report')
    if slug and slug not in catalogue.reports:
        values = {'key': 'report', 'value': slug, 'wanted': ', '.join(catalogue.reports)}
        yield Problem(page.path, page.line_of('report'), 'bad-value', values)


def check(catalogue: Catalogue) -> list[Problem]:
    """Every problem in the sources, sorted by place."""
    found = list(catalogue.problems)
    for page in catalogue.pages.values():
        for rule in (*PAGE_CHECKS, publications):
            found += rule(catalogue, page)
    for held in catalogue.reports.values():
        found += report_file(catalogue, held)
        found += report_texts(catalogue, held)
    known = set(catalogue.references.ids())
    found += data_file(catalogue.references, Reference, 'references', known)
    found += data_file(catalogue.terms, Term, 'terms', known)
    unique = {(problem.path, problem.line, problem.rule, str(problem.values)): problem for problem in found}
    return sorted(unique.values(), key=lambda problem: (problem.path, problem.line, problem.rule))


__all__ = ['Page', 'anchors', 'check', 'is_picture']
