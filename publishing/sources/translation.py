"""Whether a translation still follows its original: it carries a fingerprint of each section of the Dutch text it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from publishing.languages import ORIGINAL, TRANSLATIONS
from publishing.sources import spoken
from publishing.sources.fingerprints import Translatable, sections, stamped
from publishing.sources.source import Source
from publishing.sources.stamps import FRONT, INTRO

if TYPE_CHECKING:
    from publishing.sources.catalogue import Catalogue

State = Literal['complete', 'behind', 'unchecked', 'missing']
How = Literal['changed', 'added', 'removed']


@dataclass(frozen=True)
class Drift:
    """What happened to a section of the original since: its title there ('' when it is gone) and in the translation ('' when not yet)."""

    key: str
    how: How
    original: str
    translation: str

    @property
    def title(self) -> str:
        """For a reader of the translation, who gets the original's title where there is no other."""
        return self.translation or self.original

    @property
    def foreign(self) -> bool:
        """Whether `title` is in the language of the original."""
        return not self.translation


@dataclass(frozen=True)
class Comparison:
    """A translation beside its original; `translation` is None when there is none."""

    original: Source
    translation: Source | None
    state: State
    changes: tuple[Drift, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The sections that are not in step; all are in doubt when nobody ever said from which text the translation was made."""
        return [change.key for change in self.changes]

    def told(self) -> str:
        """The sections that changed as an author can find them, the same in every language."""
        names = {FRONT: '/'.join(key for key in spoken.WORDS if key in self.original.meta), INTRO: 'intro'}
        return ', '.join(names.get(key, f'#{key}') for key in self.keys)


def compare(catalogue: Catalogue, original: Source, translation: Source | None) -> Comparison:
    """How a translation stands beside its original now."""
    if translation is None:
        return Comparison(original, None, 'missing')
    then = stamped(translation)
    if not then:
        return Comparison(original, translation, 'unchecked')
    now, here = (sections(page) for page in (original, translation))
    changes = tuple(_changes(then, now, here))
    return Comparison(original, translation, 'behind' if changes else 'complete', changes)


def _changes(then: dict[str, str], now: dict[str, Translatable], here: dict[str, Translatable]) -> Iterator[Drift]:
    """In the order of the original, what is gone from it last."""
    for key, section in now.items():
        if then.get(key) != section.fingerprint:
            yield Drift(key, 'changed' if key in then else 'added', section.title, here[key].title if key in here else '')
    for key in then.keys() - now.keys():
        if key in here:
            yield Drift(key, 'removed', '', here[key].title)


def of(catalogue: Catalogue, page: Source) -> Comparison | None:
    """The comparison of a page that is a translation; None for an original, and for what can't be read or has no original."""
    if page.locale == ORIGINAL:
        return None
    original = catalogue.twin(page, ORIGINAL)
    if original is None or original.broken or page.broken:
        return None
    return compare(catalogue, original, page)


def everything(catalogue: Catalogue) -> list[Comparison]:
    """Every original with each of its translations, texts of reports included, by path."""
    originals = [page for page in catalogue.texts() if page.locale == ORIGINAL and not page.broken]
    found = (compare(catalogue, page, catalogue.twin(page, locale)) for page in originals for locale in TRANSLATIONS)
    return sorted(found, key=lambda held: held.original.path)
