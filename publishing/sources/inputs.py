"""What a run starts from, the words of texts apart: so that each piece of work depends on those alone that it looked at (see `looked`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publishing import folders
from publishing.cache import digest
from publishing.sources.catalogue import Catalogue


@dataclass(frozen=True)
class Inputs:
    """`around` stands for all that a run starts from but the words of texts, whose front matter it holds; `texts`: path → key of each."""

    around: str
    texts: Mapping[str, str]

    @classmethod
    def of(cls, sources: Catalogue, names: Iterable[str], more: Iterable[str]) -> Inputs:
        """Those of a run over these sources, that starts from these files and folders, and from `more` than any file says."""
        texts = {text.path: text for text in sources.texts()}
        front = (str((path, text.meta, text.broken)) for path, text in texts.items())
        return cls(digest([*_besides(sources.root, names, texts), *front, *more]), {path: text.key for path, text in texts.items()})

    @property
    def everything(self) -> str:
        """The same for the same inputs."""
        return self.seen(self.texts)

    def seen(self, paths: Iterable[str]) -> str:
        """The same for who looked at these texts alone; a path without a text is one that may get it."""
        return digest([self.around, *(f'{path} {self.texts.get(path, "")}' for path in sorted(paths))])


def _besides(root: Path, names: Iterable[str], texts: Mapping[str, object]) -> Iterator[bytes | str]:
    """Every file that a run starts from and that holds no text, by name and content; then Python and all packages."""
    for name, data in folders.contents(root, names):
        if name not in texts:
            yield from (name, data)
    yield from folders.versions()
