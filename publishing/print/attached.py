"""What a report was made from, as files inside its PDF (ISO 19005-3, annex E; ISO 19005-4, annex B): its texts and its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from publishing.sources.front_matter import is_private
from publishing.sources.source import DATA, Source, resolve

if TYPE_CHECKING:
    from publishing.report.composed import Document
    from publishing.sources.catalogue import Catalogue


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF; `relationship` is Source, Data, Alternative, Supplement or Unspecified."""

    name: str
    data: bytes
    description: str = ''
    relationship: str = 'Source'


def of_report(sources: Catalogue, document: Document) -> list[Attachment]:
    """Every text of a report, and every file of data that it was drawn or listed from, under its path from the root."""
    held = sources.reports[document.slug]
    texts = [*held.texts_in(document.locale), *document.pages]
    return [
        Attachment(held.path, _dumped(held.data).encode(), document.report.title.of(document.locale)),
        *(Attachment(text.path, _words(sources, text), text.text('title')) for text in texts),
        *(_file(sources, path, 'Source') for path in _specifications(texts)),
        *(_file(sources, path, 'Data') for path in _data(sources, texts)),
    ]


def _words(sources: Catalogue, text: Source) -> bytes:
    """A text as its file has it, but without the address of a story that may not be read here.

    Of a story, without what its file says of the consent, which is not for readers.
    """
    held = text.file.read_text(encoding='utf-8')
    if is_private(text.path, text.meta):
        held = f'---\n{_dumped({key: value for key, value in text.meta.items() if key != "consent"})}---\n{text.body}'
    for link in text.outline.links:
        if resolve(text, link.target.partition('#')[0]) in sources.withheld:
            held = held.replace(link.target, '')
    return held.encode()


def _dumped(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120))


def _specifications(texts: list[Source]) -> list[str]:
    """How each chart and each process is drawn."""
    drawn = {(block.kind, block.argument) for text in texts for block in text.outline.blocks if block.kind in ('chart', 'process')}
    return sorted(f'{DATA}/{name}.{kind}.yml' for kind, name in drawn)


def _data(sources: Catalogue, texts: list[Source]) -> Iterator[str]:
    """The figures behind the charts, and the lists of sources and terms."""
    yield from sorted({f'{DATA}/{block.argument}.csv' for text in texts for block in text.outline.blocks if block.kind == 'chart'})
    yield from (held.path for held in (sources.references, sources.terms) if held.entries)


def _file(sources: Catalogue, path: str, relationship: str) -> Attachment:
    return Attachment(path, (sources.root / path).read_bytes(), path.rpartition('/')[2], relationship)
