"""Every picture exists, is one, and says what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from publishing.catalogue import Catalogue
from publishing.problems import Problem
from publishing.source import Source

PICTURES = ('PNG', 'JPEG', 'WEBP')
FILE_NAME = re.compile(r'\.(?:png|jpe?g|gif|svg|webp)$', re.I)


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
