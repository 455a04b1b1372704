"""Every picture exists, is one, says what it shows, and is good enough for paper."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from publishing import folders
from publishing.checks.near import near
from publishing.problems import Problem, shortened
from publishing.sources.attachments import DRAWING, PHOTOS, is_photo
from publishing.sources.catalogue import Catalogue
from publishing.sources.outline import Link
from publishing.sources.source import Source, resolve

KNOWN = {'decoration', 'half'}  # what may be said of a picture
KINDS = (*PHOTOS, DRAWING)
FILE_NAME = re.compile(
    r'\.(?:png|jpe?g|gif|svg|webp|heic|tiff?)$|^(?:IMG|DSCN?|PXL|Untitled|image|foto|afbeelding|picture|photo)[_ -]?\d*$', re.I
)
OWN_COMPUTER = re.compile(r'[A-Za-z]:[\\/]|file:|\\\\|/(?:Users|home)/|~/')  # C:\, a share, a home
ATTRIBUTE = re.compile(r'\b(alt|src)=(?:["“”\']([^"“”\']*)["“”\']|([^\s>"]+))', re.I)
RAW = re.compile(r'<(?:img|picture)\b', re.I)
SAYS_PICTURE = re.compile(
    r'^(?:een |a |an )?(?:foto|afbeelding|plaatje|figuur|photo|photograph|picture|image|figure) (?:van|of|met|with|waarop|showing)\b', re.I
)


def pictures(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A picture exists inside docs/, is a picture, says what it shows (WCAG 1.1.1) and can be printed."""
    for link in page.outline.links:
        if link.picture and link.target.startswith('data:'):
            yield Problem(page.path, link.line, 'picture-slot', {'text': shortened(link.target)})
        elif link.picture:
            yield from _words(page, link)
            yield from _file(catalogue, page, link)
    for html in page.outline.html:
        if RAW.search(html.text):
            yield Problem(page.path, html.line, 'picture-as-html', {'near': _in_markdown(html.text)})


def _in_markdown(typed: str) -> str:
    """A picture in HTML as it is written here, '' without its file."""
    said = {match[1].lower(): match[2] or match[3] for match in ATTRIBUTE.finditer(typed)}
    return f'![{said.get("alt", "…")}]({said["src"]})' if said.get('src') else ''


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
    file = (page.file.parent / link.target.replace('\\', '/')).resolve()
    if '\\' in link.target and folders.is_file(file):
        yield Problem(page.path, link.line, 'picture-missing', values | {'near': link.target.replace('\\', '/')})
    elif not file.is_relative_to((catalogue.root / 'docs').resolve()):
        yield Problem(page.path, link.line, 'path-leaves', values | {'near': _meant(catalogue, page, file)})
    elif not folders.is_file(file) and not (file.suffix == '.md' and resolve(page, link.target) in catalogue.names()):
        yield Problem(page.path, link.line, 'picture-missing', values | {'near': _meant(catalogue, page, file)})
    else:
        yield from _held(catalogue, page, link, file)


def _held(catalogue: Catalogue, page: Source, link: Link, file: Path) -> Iterator[Problem]:
    from publishing.checks import picture_files  # imported late: what reads photos and drawings is large, and most pages show none

    if is_photo(file):
        yield from picture_files.photo(catalogue, page, link, file)
    elif file.suffix.lower() != DRAWING:
        yield from picture_files.other(page, link, file)
    else:
        yield from picture_files.drawing(page, link, file.read_text(encoding='utf-8', errors='replace'))


def _meant(catalogue: Catalogue, page: Source, file: Path) -> str:
    """The address of a picture with nearly the same name, as it is typed in the page; '' without one."""
    held = {path.stem.lower(): path for path in (catalogue.root / 'docs').rglob('*') if path.suffix.lower() in KINDS}
    name = near(file.stem.lower(), held)
    return PurePosixPath(os.path.relpath(held[name], page.file.parent)).as_posix() if name else ''
