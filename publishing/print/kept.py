"""What of the reports need not be made again: what a run starts from, and whether a file that was made is still that.

A report is put together again when something changed that all may see, or one of the texts that were looked at when it was put together;
it is printed again when what was put together is other than it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import folders
from publishing.cache import digest
from publishing.formats import today
from publishing.print.proof import files
from publishing.print.seal import Seal
from publishing.sources import manifest
from publishing.sources.inputs import Inputs, besides
from publishing.sources.manifest import Made, Manifest, Which

if TYPE_CHECKING:
    from publishing.report.composed import Document  # imported late at run time: a run with nothing to do needs none of it
    from publishing.sources.catalogue import Catalogue

INPUTS = ('docs', 'reports', 'publishing', 'overrides/assets', 'mkdocs.yml')
LOOK = ('publishing', 'overrides/assets')


@dataclass(frozen=True)
class Text:
    """A report as it was put together, the paths of the texts that were looked at meanwhile, and what stands for all that was seen.

    `key` stands for what it is: see `key_of`.
    """

    document: Document
    key: str
    texts: list[str]
    seen: str

    @property
    def which(self) -> Which:
        """The report and the locale that it is of."""
        return self.document.slug, self.document.locale


def inputs(sources: Catalogue, seal: Seal | None) -> Inputs:
    """What a run over these sources starts from."""
    return Inputs.of(sources, [besides(sources, INPUTS), *today.parts(sources), *_sealed_with(seal)])


def gave(inputs: Inputs, made: Made) -> bool:
    """Whether a report that was made would be put together as it was."""
    return made.seen == inputs.seen(made.texts)


def key_of(root: Path, document: Document, look: str = '', variant: str = manifest.DEFAULT, seal: Seal | None = None) -> str:
    """What stands for all that goes into a report: the standard, the look, the other forms, the text, the pictures and the seal."""
    from publishing.print.forms import FORMS  # imported late: a run with nothing to do needs none of it

    names = ','.join(form.name for form in FORMS)
    return digest(
        [variant, look or digest(folders.content(root, LOOK)), names, document.html, *_pictures(root, document.html), *_sealed_with(seal)]
    )


def _sealed_with(seal: Seal | None) -> list[str]:
    return [seal.key] if seal else []


def _pictures(root: Path, html: str) -> Iterator[bytes]:
    """The bytes of every picture that a document shows."""
    for name in sorted(set(re.findall(r'<img[^>]*\ssrc="/([^"]+)"', html))):
        yield (root / name).read_bytes()


def is_whole(place: Path, made: Made, *, proven: bool) -> bool:
    """Whether a file is the one that was made; `proven`: with its proof."""
    return manifest.is_intact(place, made) and (not proven or files.read(place, made) is not None)


def is_made(place: Path, last: Manifest, text: Text) -> bool:
    """Whether the files are there that would be made of a report as it was put together."""
    made = last.find(*text.which)
    return made is not None and made.key == text.key and manifest.is_intact(place, made)


def seen_now(last: Manifest, texts: Iterable[Text]) -> Manifest:
    """What was made, with what was seen when the same was put together again."""
    now = {text.which: {'texts': text.texts, 'seen': text.seen} for text in texts}
    return Manifest(reports=[made.model_copy(update=now.get(made.which, {})) for made in last.reports])
