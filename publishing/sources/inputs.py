"""What a run starts from, the words of texts apart: so that each piece of work depends on those alone that it looked at (see `looked`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from publishing import folders
from publishing.cache import digest
from publishing.sources.catalogue import Catalogue


@dataclass(frozen=True)
class Inputs:
    """`around` stands for all that a run starts from but the words of texts, whose front matter it holds; `texts`: path → key of each.

    Among the texts may be what is not looked at by all either.
    """

    around: str
    texts: Mapping[str, str]

    @classmethod
    def of(cls, sources: Catalogue, more: Iterable[str], apart: Mapping[str, str] = MappingProxyType({})) -> Inputs:
        """Those of a run over these sources and `more`; `apart` are keys of what is looked at as texts are, by the name it is known by."""
        texts = {text.path: text for text in sources.texts()}
        front = (str((path, text.meta, text.broken)) for path, text in texts.items())
        return cls(digest([*front, *more]), {**apart, **{path: text.key for path, text in texts.items()}})

    @property
    def everything(self) -> str:
        """The same for the same inputs."""
        return self.seen(self.texts)

    def seen(self, paths: Iterable[str], what: str = '') -> str:
        """The same for who looked at these texts alone, for each use (`what`) another; a path without a text is one that may get it."""
        return digest([what, self.around, *(f'{path} {self.texts.get(path, "")}' for path in sorted(paths))])


def besides(sources: Catalogue, names: Iterable[str]) -> str:
    """What stands for every file below these that is no text of the sources, by name and content, and for Python and all packages."""
    texts = {text.path for text in sources.texts()}
    files = (part for held in folders.contents(sources.root, names) if held[0] not in texts for part in held)
    return digest([*files, *folders.versions()])
