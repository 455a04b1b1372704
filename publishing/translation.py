"""Whether a translation still follows its original: it carries a fingerprint of each section of the Dutch text it was made from."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from publishing.outline import Outline, plain
from publishing.source import ORIGINAL, Source

if TYPE_CHECKING:
    from publishing.catalogue import Catalogue

KEY = 'made_from'
FRONT, INTRO = 'FRONT', 'INTRO'  # the words of the front matter, and the text before the first heading; headings have small letters
SPOKEN = ('title', 'description', 'summary', 'subject', 'result', 'content_note', 'owner', 'place', 'publisher', 'themes')
REMEMBERED = 1024  # sections: more than one check compares each with its translation
LENGTH = 6  # hexadecimal signs of SHA-256: a change goes unseen once in 16 million
ITEM = rf'[\w-]+=[0-9a-f]{{{LENGTH}}}'
PATTERN = rf'^{ITEM}(\s+{ITEM})*$'
COMMENT = re.compile(r'<!--.*?-->', re.S)
SIGNS = str.maketrans({'‘': "'", '’': "'", '“': '"', '”': '"', '‐': '-', '‑': '-', '–': '-', '—': '-', '\u00ad': None})

State = Literal['complete', 'behind', 'unchecked', 'missing']
How = Literal['changed', 'added', 'removed']


@dataclass(frozen=True)
class Section:
    """A part of a page that is translated as one: `key` is FRONT, INTRO or the id of a heading of level 2.

    It stands on `line` up to and not including `end`.
    """

    key: str
    title: str
    line: int
    end: int
    text: str

    @property
    def fingerprint(self) -> str:
        """The same for texts that differ in white space, quotation marks or dashes only."""
        return _fingerprint(self.text)


@functools.lru_cache(maxsize=REMEMBERED)
def _fingerprint(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True)
class Change:
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
    changes: tuple[Change, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The sections that are not in step; all are in doubt when nobody ever said from which text the translation was made."""
        return [change.key for change in self.changes]

    def told(self) -> str:
        """The sections that changed as an author can find them, the same in every language."""
        names = {FRONT: '/'.join(key for key in SPOKEN if key in self.original.meta), INTRO: 'intro'}
        return ', '.join(names.get(key, f'#{key}') for key in self.keys)


def normal(text: str) -> str:
    """The text without what makes no difference to a translator: comments, white space, kinds of quotation marks and dashes."""
    text = unicodedata.normalize('NFKC', COMMENT.sub('', text)).translate(SIGNS)
    return ' '.join(re.sub('-{2,}', '-', text).split())


def sections(page: Source, outline: Outline) -> dict[str, Section]:
    """The sections of a page by key, in their order; empty ones are left out, a heading without id belongs to the section before."""
    lines = page.body.split('\n')
    starts = [(str(heading.id), heading.title, heading.line) for heading in outline.headings if heading.level == 2 and heading.id]
    bounds = [(INTRO, '', page.body_line), *starts]
    ends = [line for *_, line in starts] + [page.body_line + len(lines)]
    found = [Section(FRONT, '', 2, page.body_line, _spoken(page))]
    for (key, title, line), end in zip(bounds, ends):
        text = '\n'.join(lines[line - page.body_line : end - page.body_line])
        found.append(Section(key, plain(title), line, end, text))
    return {section.key: section for section in found if section.text.strip()}


def _spoken(page: Source) -> str:
    """The words in the front matter that readers see, a key a paragraph."""
    held = ((key, page.meta.get(key)) for key in SPOKEN)
    return '\n\n'.join(f'{key}: {", ".join(map(str, value)) if isinstance(value, list) else value}' for key, value in held if value)


def stamp(original: Source, outline: Outline) -> str:
    """The value of `made_from` for a translation of `original` as it is now: `INTRO=1a2b3c kleuren=4d5e6f`."""
    return ' '.join(f'{section.key}={section.fingerprint}' for section in sections(original, outline).values())


def stamped(page: Source) -> dict[str, str]:
    """Section → fingerprint, as the translation carries them; empty when it carries none that can be read."""
    value = page.text(KEY)
    return dict(item.split('=') for item in value.split()) if re.match(PATTERN, value) else {}


def compare(catalogue: Catalogue, original: Source, translation: Source | None) -> Comparison:
    """How a translation stands beside its original now."""
    if translation is None:
        return Comparison(original, None, 'missing')
    then = stamped(translation)
    if not then:
        return Comparison(original, translation, 'unchecked')
    now, here = (sections(page, catalogue.outline(page)) for page in (original, translation))
    changes = tuple(_changes(then, now, here))
    return Comparison(original, translation, 'behind' if changes else 'complete', changes)


def _changes(then: dict[str, str], now: dict[str, Section], here: dict[str, Section]) -> Iterator[Change]:
    """In the order of the original, what is gone from it last."""
    for key, section in now.items():
        if then.get(key) != section.fingerprint:
            yield Change(key, 'changed' if key in then else 'added', section.title, here[key].title if key in here else '')
    for key in then.keys() - now.keys():
        if key in here:
            yield Change(key, 'removed', '', here[key].title)


def of(catalogue: Catalogue, page: Source) -> Comparison | None:
    """The comparison of a page that is a translation; None for an original, and for what can't be read or has no original."""
    if page.locale == ORIGINAL:
        return None
    original = catalogue.twin(page, ORIGINAL)
    if original is None or original.broken or page.broken:
        return None
    return compare(catalogue, original, page)


def everything(catalogue: Catalogue, locale: str) -> list[Comparison]:
    """Every original with its translation into `locale`, texts of reports included, by path."""
    originals = [page for page in catalogue.texts() if page.locale == ORIGINAL and not page.broken]
    found = (compare(catalogue, page, catalogue.twin(page, locale)) for page in originals)
    return sorted(found, key=lambda held: held.original.path)
