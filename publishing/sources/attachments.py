"""Files beside the pages: which of them are published, and what else may lie there.

An allow-list: a file comes on the site when a published page shows it, links to it or draws from it, and when it is of a kind that does
nothing by itself, inside docs/, under its own name. Whatever else lies there stays where it is, and the checks ask why.
"""

from __future__ import annotations

import re
from pathlib import Path

from publishing import folders
from publishing.languages import LOCALES
from publishing.sources.admission import files_of
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import DATA, Source

PHOTOS = ('.jpg', '.jpeg', '.png', '.webp')
DRAWING = '.svg'
KINDS = (*PHOTOS, DRAWING, '.csv', '.pdf')  # what a browser shows or saves, and never runs (drawings are cleaned first)
OWN_DATA = re.compile(rf'{DATA}/(?:(?:help|sources|terms|words)\.yml|[a-z0-9_-]+\.(?:chart|process)\.yml)')  # read by us, not published
FONTS = r'fonts/(?:[a-z0-9-]+\.woff2|OFL-[a-z0-9-]+\.txt)'  # below the assets of the look: what goes to the site as it lies there
CHART = 'chart'  # the block that is drawn from data/<argument>.csv, and offers it


def published(catalogue: Catalogue) -> set[str]:
    """Paths, from the root, of the files that go with the pages and reports of this catalogue; call on what was admitted."""
    wanted = files_of(catalogue.texts()) | {path for page in catalogue.texts() for path in chart_data(page)}
    return {path for path in wanted if is_public(catalogue.root, path)}


def is_photo(path: str | Path) -> bool:
    """Whether a file of this name is published in sizes made for site and print (see pictures/photos)."""
    return Path(path).suffix.lower() in PHOTOS


def chart_data(page: Source) -> set[str]:
    """The data behind the charts of a page."""
    return {f'{DATA}/{block.argument}.csv' for block in page.outline.blocks if block.kind == CHART}


def is_public(root: Path, path: str) -> bool:
    """Whether this may be published at all: of a known kind, and a file of its own inside docs/, not the way to another."""
    file = root / path
    return path.startswith('docs/') and file.suffix.lower() in KINDS and folders.is_file(file) and not folders.leads_away(file, root)


def has_second_suffix(name: str) -> bool:
    """`foto.php.jpg`: some servers and people read the first of two suffixes; `tekening.nl.svg` says a language."""
    first, *rest = name.split('.')[:-1] or [name]
    return bool(rest) and rest not in [[locale] for locale in LOCALES]
