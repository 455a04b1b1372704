"""What is in the file of a picture: a drawing does nothing by itself, a photo can be printed and does not tell where it was taken."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from publishing.checks.signs import is_odd, named
from publishing.pictures import as_on_screens, on_paper, photos, svg_file
from publishing.pictures.photos import Measures
from publishing.problems import Problem, shortened
from publishing.sources.catalogue import Catalogue
from publishing.sources.outline import Link
from publishing.sources.source import Source

# What makes a drawing more than a picture (SVG 2, 15 and 16).
ACTS = re.compile(
    r'<script\b|\son[a-z]+\s*=|javascript:|<(?:iframe|embed|object|form)\b|<set\b|<animate|<(?:image|use)\b[^>]*href\s*=\s*["\'](?:https?:)?//',
    re.I,
)
# Of no width or height at all
NOT_SEEN = re.compile(r'<svg\b[^>]*?\s(?:width|height)\s*=\s*["\']\s*0*\.?0*(?:px|pt|mm|cm|in|em|%)?\s*["\']')
FILMS = ('.mp4', '.m4v', '.mov', '.webm', '.avi', '.mkv', '.ogv', '.wmv')
DOCUMENTS = ('.md', '.html', '.pdf', '.csv', '.docx', '.odt', '.xlsx', '.ods', '.pptx', '.odp', '.doc', '.xls', '.ppt')
NAMESPACE = 'http://www.w3.org/2000/svg'  # without it a browser shows no drawing


def drawing(page: Source, link: Link, text: str) -> Iterator[Problem]:
    """A drawing does nothing by itself, and holds only what paper can show too."""
    values = {'target': link.target}
    if '<svg' not in text[:2000] or NOT_SEEN.search(text):
        yield Problem(page.path, link.line, 'no-picture', values)
    elif NAMESPACE not in text:
        yield Problem(page.path, link.line, 'picture-without-namespace', values)
    elif found := ACTS.search(text):
        yield Problem(page.path, link.line, 'picture-acts', values | {'part': found[0].strip()})
    else:
        yield from _to_draw(page, link, text.encode())


def _to_draw(page: Source, link: Link, data: bytes) -> Iterator[Problem]:
    values = {'target': link.target}
    try:
        told = list(_for_screens(page, link, data)) or list(_left_out(page, link, data))
        yield from told
        if not told:
            as_on_screens.ready(data)(1)
    except as_on_screens.TooMuch:
        yield Problem(page.path, link.line, 'drawing-too-much', values)
    except svg_file.Unreadable:
        yield Problem(page.path, link.line, 'no-picture', values)


def _for_screens(page: Source, link: Link, data: bytes) -> Iterator[Problem]:
    """Each part of a drawing that paper leaves out, and each sign that no font has, at its own line in the drawing."""
    path = PurePosixPath(os.path.normpath(PurePosixPath(page.path).parent / link.target))
    drawn = svg_file.parsed(data)
    for line, part in on_paper.left_out(drawn):
        yield Problem(path.as_posix(), line, 'picture-for-screens', {'target': path.name, 'part': shortened(part)})
    for line, words in svg_file.words(drawn):
        if odd := sorted(filter(is_odd, set(words))):
            yield Problem(path.as_posix(), line, 'sign-without-font', {'sign': ', '.join(map(named, odd))})


def _left_out(page: Source, link: Link, data: bytes) -> Iterator[Problem]:
    """The picture is the same without what is never published."""
    if gone := svg_file.taken_away(data):
        yield Problem(page.path, link.line, 'picture-acts', {'target': link.target, 'part': shortened(gone)})


def photo(catalogue: Catalogue, page: Source, link: Link, file: Path) -> Iterator[Problem]:
    try:
        measures = photos.facts(file)
    except photos.TooLarge as large:
        values = {'target': link.target, 'size': f'{large.width} × {large.height}', 'limit': f'{photos.MOST_SIDE}'}
        yield Problem(page.path, link.line, 'picture-too-many-pixels', values)
        return
    except photos.Unreadable:
        yield Problem(page.path, link.line, 'no-picture', {'target': link.target})
        return
    yield from still(page, link, file)
    if _is_printed(catalogue, page):
        yield from _sharp_enough(page, link, measures)
    if measures.place:
        yield Problem(page.path, link.line, 'picture-tells-place', {'target': link.target})
    if file.stat().st_size > photos.LARGE:
        values = {'size': f'{file.stat().st_size / 1_000_000:.0f}', 'limit': f'{photos.LARGE / 1_000_000:.0f}'}
        yield Problem(page.path, link.line, 'picture-too-large', {'target': link.target} | values)


def other(page: Source, link: Link, file: Path) -> Iterator[Problem]:
    """What is never shown as a picture: something that moves, a document, or a kind that no picture is made of."""
    kind = file.suffix.lower()
    if kind in FILMS:
        yield Problem(page.path, link.line, 'picture-moves', {'target': link.target})
    elif moving := list(still(page, link, file)):
        yield from moving
    else:
        near = f'[{link.text}]({link.target})' if kind in DOCUMENTS else ''
        yield Problem(page.path, link.line, 'picture-kind', {'target': link.target, 'kind': kind.lstrip('.').upper(), 'near': near})


def still(page: Source, link: Link, file: Path) -> Iterator[Problem]:
    """Of a picture that moves, site and reports would show the first frame alone."""
    if photos.frames(file) > 1:
        yield Problem(page.path, link.line, 'picture-moves', {'target': link.target})


def _is_printed(catalogue: Catalogue, page: Source) -> bool:
    return page.path.startswith('reports/') or page.name in catalogue.numbering.numbers


def _sharp_enough(page: Source, link: Link, photo: Measures) -> Iterator[Problem]:
    """At the width that paper gives it a photo has enough pixels."""
    half = 'half' in link.classes
    dpi = photos.printed_dpi(photo, half)
    if dpi < photos.LEAST_DPI:
        wanted = str(photos.wanted_width(photo, half))
        yield Problem(
            page.path, link.line, 'picture-too-small', {'target': link.target, 'width': str(photo.width), 'dpi': str(dpi), 'wanted': wanted}
        )
