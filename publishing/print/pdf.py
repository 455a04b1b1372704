"""From HTML to a PDF that is archival (PDF/A), accessible (PDF/UA) and the same bytes every time; sources/manifest.py has the standards."""

from __future__ import annotations

import datetime
import logging
import mimetypes
import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from publishing.markdown import directions
from publishing.pictures import fonts
from publishing.print import compact, drawings, drawn_words, mends, overflow, page_numbers, pages, spaces, xmp
from publishing.print.attached import Attachment
from publishing.print.pages import Flaw
from publishing.print.tagging import better_tags
from publishing.print.tagging.hyphens import HYPHEN
from publishing.report import footnotes
from publishing.sources.manifest import DEFAULT, STANDARDS

BASE_URL = 'https://report.invalid/'
STYLE = f"""
* {{ image-rendering: crisp-edges }} /* PDF/A forbids interpolation (ISO 19005-2, 6.2.8) */
:root {{ hyphenate-character: "{HYPHEN}" }}
"""
KINDS = mimetypes.MimeTypes()  # the types that Python knows, not those of the machine

Files = Mapping[str, Path] | Callable[[str], Path | None]


class RenderError(Exception):
    """The renderer complained; `messages` holds everything it said."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__('\n'.join(messages))
        self.messages = list(messages)


@dataclass(frozen=True)
class Printed:
    """One rendered PDF: its bytes, what is in it, what the renderer complained of, the page of every named place, and what looks wrong."""

    data: bytes
    pages: int
    elements: Counter[str]
    problems: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


def write_pdf(
    html: str,
    target: Path,
    *,
    files: Files,
    created: datetime.date,
    variant: str = DEFAULT,
    attachments: Sequence[Attachment] = (),
) -> Printed:
    """Render HTML to a file and tell what is in it.

    Addresses in the HTML are relative to the root of `files`. Any complaint raises RenderError and leaves the
    target as it was; otherwise the target is swapped in whole.
    """
    printed = render(html, files=files, created=created, variant=variant, attachments=attachments)
    if printed.problems:
        raise RenderError(printed.problems)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f'.{target.name}.{os.getpid()}')
    beside.write_bytes(printed.data)
    beside.replace(target)
    return printed


def render(
    html: str,
    *,
    files: Files,
    created: datetime.date,
    variant: str = DEFAULT,
    attachments: Sequence[Attachment] = (),
) -> Printed:
    """Render HTML to bytes, with all complaints listed instead of raised."""
    part = STANDARDS[variant].accessible
    if variant == 'pdf/a-4f' and not attachments:
        raise ValueError('PDF/A-4f needs an attachment (ISO 19005-4, 6.9)')
    source = parsed(html, files)
    drawings.make_ready(source)
    with (
        complaints() as problems,
        better_tags() as trees,
        mends.made(),
    ):
        faces = fonts.shipped_only()
        document = source.render(faces, pdf_variant=variant, stylesheets=[style(source, html, faces)])
        places = page_numbers.places(document)
        too_wide = overflow.complaints(document)  # as the author's words were laid out: a page number of three digits may hang out a little
        flaws = pages.flaws(document)
        missing = page_numbers.fill(document)
        spaces.draw(document)
        document.metadata.created = document.metadata.modified = f'{created.isoformat()}T00:00:00Z'
        data = document.write_pdf(
            pdf_variant=variant,
            pdf_tags=True,
            attachments=[_attached(attachment, created) for attachment in attachments],
            finisher=lambda document, pdf: _finish(pdf, part, document.metadata),
        )
    (tree,) = trees
    absent = [f'No place #{name} for its page number' for name in missing]
    problems = list(dict.fromkeys([*problems, *absent, *too_wide, *_missing(document.metadata), *tree.problems]))
    return Printed(compact.packed(data), len(document.pages), Counter(node.tag for node in tree.root.walk()), problems, places, flaws)


def parsed(html: str, files: Files) -> Any:
    """HTML as WeasyPrint takes it, with what HTML itself can't say."""
    source = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=Fetcher(files))
    footnotes.show_blocks(source.etree_element)
    if directions.goes_left(html):
        directions.set_apart(source.etree_element)
    return source


def style(source: Any, html: str, faces: Any, more: str = '') -> Any:
    """The rules of every document, and `more`, with the fonts that its words ask for, those in its drawings too."""
    asked = fonts.asked(html + drawn_words.typed(source))
    return weasyprint.CSS(string=STYLE + fonts.last_resort() + asked + more, font_config=faces)


def _finish(pdf: Any, part: int, metadata: Any) -> None:
    """What WeasyPrint is about to write, as it is to be."""
    xmp.declare(pdf, part, metadata)
    compact.shorten(pdf)


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves files below the given folders and nothing else: no network, no other file of the machine."""

    def __init__(self, files: Files) -> None:
        super().__init__(allowed_protocols=['https', 'data'])
        self.find = files if callable(files) else _finder(files)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """Answer with the file's bytes; raises ValueError for an address that is not ours, OSError for no file."""
        if url.startswith('data:'):
            return super().fetch(url, headers)
        if not url.startswith(BASE_URL):
            raise ValueError(f'{url} is not part of the report')
        name = unquote(urlsplit(url).path).lstrip('/')
        path = self.find(name)
        if path is None or not path.is_file():
            raise FileNotFoundError(f'there is no file {name}')
        kind = KINDS.guess_type(path.name)[0] or 'application/octet-stream'
        data = path.read_bytes()
        return URLFetcherResponse(url, fonts.unpacked(data) if path.suffix == '.woff2' else data, {'Content-Type': kind})


def _finder(folders: Mapping[str, Path]) -> Callable[[str], Path | None]:
    """Find a name in folders that are mounted at prefixes ('' is the root); the longest prefix wins."""
    mounts = sorted(((prefix.strip('/'), folder.resolve()) for prefix, folder in folders.items()), reverse=True)

    def find(name: str) -> Path | None:
        for prefix, folder in mounts:
            if not prefix or name.startswith(f'{prefix}/'):
                path = (folder / name.removeprefix(prefix).lstrip('/')).resolve()
                return path if path.is_relative_to(folder) else None
        return None

    return find


def _attached(attachment: Attachment, created: datetime.date) -> Any:
    when = datetime.datetime.combine(created, datetime.time(), datetime.UTC)
    return weasyprint.Attachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=when,
        modified=when,
    )


def _missing(metadata: Any) -> list[str]:
    """What a reader must know of the whole document and WeasyPrint's log does not tell (ISO 14289-1, 7.1 and 7.2)."""
    wanted = {'title': metadata.title, 'lang': metadata.lang}
    return [f'The document has no {name}' for name, value in wanted.items() if not value]


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs as warning or error."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger('weasyprint')
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore', ResourceWarning)  # WeasyPrint leaves its colour profile open
            yield found
    finally:
        logger.removeHandler(handler)
