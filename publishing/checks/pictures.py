"""Every picture exists, is one, says what it shows, and is good enough for paper."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from publishing import folders
from publishing.checks.near import near
from publishing.pictures import photos, svg_file
from publishing.pictures.photos import Measures
from publishing.problems import Problem, shortened
from publishing.sources.attachments import DRAWING, PHOTOS
from publishing.sources.catalogue import Catalogue
from publishing.sources.outline import Link
from publishing.sources.source import Source

KNOWN = {'decoration', 'half'}  # what may be said of a picture
KINDS = (*PHOTOS, DRAWING)
FILE_NAME = re.compile(
    r'\.(?:png|jpe?g|gif|svg|webp|heic|tiff?)$|^(?:IMG|DSCN?|PXL|Untitled|image|foto|afbeelding|picture|photo)[_ -]?\d*$', re.I
)
OWN_COMPUTER = re.compile(r'[A-Za-z]:[\\/]|file:|\\\\|/(?:Users|home)/|~/')  # C:\, a share, a home
RAW = re.compile(r'<(?:img|picture)\b', re.I)
# What makes a drawing more than a picture (SVG 2, 15 and 16), and what the renderer of paper leaves out.
ACTS = re.compile(
    r'<script\b|\son[a-z]+\s*=|javascript:|<(?:iframe|embed|object|form)\b|<set\b|<animate|<(?:image|use)\b[^>]*href\s*=\s*["\'](?:https?:)?//',
    re.I,
)
ON_SCREENS_ONLY = re.compile(
    r'<(?:foreignObject|textPath|switch|mask)\b|<fe(?!Offset|Blend|Flood|Merge)[A-Z]\w+|light-dark\(|var\(--[\w-]+|mix-blend-mode'
)
SAYS_PICTURE = re.compile(
    r'^(?:een |a |an )?(?:foto|afbeelding|plaatje|figuur|photo|photograph|picture|image|figure) (?:van|of|met|with|waarop|showing)\b', re.I
)

NAMESPACE = 'http://www.w3.org/2000/svg'  # without it a browser shows no drawing


def pictures(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A picture exists inside docs/, is a picture, says what it shows (WCAG 1.1.1) and can be printed."""
    for link in page.outline.links:
        if link.picture and link.target.startswith('data:'):
            yield Problem(page.path, link.line, 'left-paste', {'text': shortened(link.target)}, raised='error')
        elif link.picture:
            yield from _words(page, link)
            yield from _file(catalogue, page, link)
    for html in page.outline.html:
        if RAW.search(html.text):
            yield Problem(page.path, html.line, 'picture-as-html')


def _words(page: Source, link: Link) -> Iterator[Problem]:
    """The alternative text: what the picture shows, in words for someone who does not see it; none only for decoration."""
    text, decoration = link.text.strip(), 'decoration' in link.classes
    for name in sorted(set(link.classes) - KNOWN):
        values = {'name': name, 'near': near(name, KNOWN), 'known': ', '.join(f'{{: .{known} }}' for known in sorted(KNOWN))}
        yield Problem(page.path, link.line, 'picture-class', values)
    if not text and not decoration:
        yield Problem(page.path, link.line, 'picture-without-text', {'target': link.target})
    elif text and decoration:
        yield Problem(page.path, link.line, 'decoration-with-text', {'target': link.target, 'text': link.text})
    elif FILE_NAME.search(text):
        yield Problem(page.path, link.line, 'picture-text-is-name', {'target': link.target, 'text': link.text})
    elif start := SAYS_PICTURE.match(text):
        yield Problem(page.path, link.line, 'picture-text-says-picture', {'start': start[0]})


def _file(catalogue: Catalogue, page: Source, link: Link) -> Iterator[Problem]:
    values = {'target': link.target}
    if OWN_COMPUTER.match(link.target):
        yield Problem(page.path, link.line, 'path-on-own-computer', values | {'name': re.split(r'[/\\]', link.target)[-1]})
        return
    if re.match(r'[a-z]+:', link.target):
        yield Problem(page.path, link.line, 'picture-elsewhere', values)
        return
    file = (page.file.parent / link.target).resolve()
    if not file.is_relative_to((catalogue.root / 'docs').resolve()):
        yield Problem(page.path, link.line, 'path-leaves', values | {'near': _meant(catalogue, page, file)})
    elif not folders.is_file(file):
        yield Problem(page.path, link.line, 'picture-missing', values | {'near': _meant(catalogue, page, file)})
    elif file.suffix.lower() not in KINDS:
        yield Problem(page.path, link.line, 'picture-kind', values | {'kind': file.suffix.lstrip('.').upper()})
    elif not photos.is_photo(file):
        yield from _drawing(page, link, file.read_text(encoding='utf-8', errors='replace'))
    else:
        yield from _photo(catalogue, page, link, file)


def _meant(catalogue: Catalogue, page: Source, file: Path) -> str:
    """The address of a picture with nearly the same name, as it is typed in the page; '' without one."""
    held = {path.stem.lower(): path for path in (catalogue.root / 'docs').rglob('*') if path.suffix.lower() in KINDS}
    name = near(file.stem.lower(), held)
    return PurePosixPath(os.path.relpath(held[name], page.file.parent)).as_posix() if name else ''


def _drawing(page: Source, link: Link, text: str) -> Iterator[Problem]:
    """A drawing does nothing by itself, and holds only what paper can show too."""
    values = {'target': link.target}
    if '<svg' not in text[:2000]:
        yield Problem(page.path, link.line, 'no-picture', values)
    elif NAMESPACE not in text:
        yield Problem(page.path, link.line, 'picture-without-namespace', values)
    elif found := ACTS.search(text):
        yield Problem(page.path, link.line, 'picture-acts', values | {'part': found[0].strip()})
    elif ON_SCREENS_ONLY.search(text):
        yield from _for_screens(text, PurePosixPath(os.path.normpath(PurePosixPath(page.path).parent / link.target)))
    else:
        yield from _left_out(page, link, text.encode())


def _for_screens(text: str, path: PurePosixPath) -> Iterator[Problem]:
    """Each part of a drawing that paper leaves out, at its own line in the drawing, where it stands first."""
    told = set[str]()
    for found in ON_SCREENS_ONLY.finditer(text):
        if found[0] not in told:
            line = text.count('\n', 0, found.start()) + 1
            yield Problem(path.as_posix(), line, 'picture-for-screens', {'target': path.name, 'part': found[0]})
        told.add(found[0])


def _left_out(page: Source, link: Link, data: bytes) -> Iterator[Problem]:
    """The picture is the same without what is never published."""
    try:
        gone = svg_file.taken_away(data)
    except svg_file.Unreadable:
        yield Problem(page.path, link.line, 'no-picture', {'target': link.target})
        return
    if gone:
        yield Problem(page.path, link.line, 'picture-acts', {'target': link.target, 'part': shortened(gone)})


def _photo(catalogue: Catalogue, page: Source, link: Link, file: Path) -> Iterator[Problem]:
    try:
        photo = photos.facts(file)
    except photos.TooLarge as large:
        values = {'target': link.target, 'size': f'{large.width} × {large.height}', 'limit': f'{photos.MOST_SIDE}'}
        yield Problem(page.path, link.line, 'picture-too-many-pixels', values)
        return
    except photos.Unreadable:
        yield Problem(page.path, link.line, 'no-picture', {'target': link.target})
        return
    if _is_printed(catalogue, page):
        yield from _sharp_enough(page, link, photo)
    if photo.place:
        yield Problem(page.path, link.line, 'picture-tells-place', {'target': link.target})
    if file.stat().st_size > photos.LARGE:
        values = {'size': f'{file.stat().st_size / 1_000_000:.0f}', 'limit': f'{photos.LARGE / 1_000_000:.0f}'}
        yield Problem(page.path, link.line, 'picture-too-large', {'target': link.target} | values)


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
