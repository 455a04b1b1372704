"""What the two files of a pair must have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from publishing.catalogue import Catalogue
from publishing.outline import Caption, Heading
from publishing.problems import Problem
from publishing.schema import KINDS
from publishing.source import LOCALES, Source

Named = Sequence[Heading | Caption]
# What differs between the files of a pair: words. Every other key in front matter has the same value in both.
WORDS = {'title', 'description', 'summary', 'owner', 'subject', 'themes', 'place', 'publisher', 'updated', 'original', 'consent'}
MACHINE = {key for kind in KINDS.values() for key in kind.model_fields} - WORDS


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
