"""What happened to each page of docs/, day by day: which sections got other words, in git's history and since.

All changes of a day are one. Without git nothing is known, and of a shallow copy only what came after its start.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from publishing import git
from publishing.cache import FOLDER as CACHE
from publishing.cache import Store
from publishing.sources import looked, page_words, source
from publishing.sources.front_matter import is_private
from publishing.sources.kinds import KINDS
from publishing.sources.outlines import reader
from publishing.sources.page_words import State
from publishing.sources.source import SUFFIX, Source

DOCS = 'docs'
How = Literal['new', 'changed', 'moved', 'removed']


@dataclass(frozen=True)
class Event:
    """What happened to a page on a day: the keys of sections with other words, and of new ones, and how many are `gone`."""

    day: str
    how: How
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: int = 0


@dataclass(frozen=True)
class Gone:
    """A page that is no longer there; its `title` is '' where it told of others, who may have asked to be left out."""

    day: str
    locale: str
    name: str
    title: str


@dataclass
class _Life:
    """A file from day to day: the name of what it held at the end of each, '' when it was not there; the days on which it was renamed."""

    held: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)

    @property
    def ended(self) -> bool:
        """Whether it is no longer there."""
        return not self.held[max(self.held)]

    def versions(self) -> list[str]:
        """The names of all that it held, the oldest first."""
        return [version for version in self.held.values() if version]


class History:
    """The history of the pages below a root, read when it is first asked for; without a root there is none."""

    def __init__(self, root: Path | None = None):
        self.root = root
        self._told: dict[str, tuple[Event, ...]] = {}

    @property
    def key(self) -> str:
        """Changes when the history does; '' without any."""
        try:
            return git.last(self.root, DOCS) if self.root else ''
        except git.NoHistory:
            return ''

    @functools.cached_property
    def since(self) -> str:
        """The first day that is known of: what a page was before, and since when it is there, nobody can tell. '' when none is."""
        return min((day for life in self._lives.values() for day in life.held), default='')

    @functools.cached_property
    def is_whole(self) -> bool:
        """Whether that is the day on which the history begins, and not only the copy of it that is here."""
        return bool(self._lives) and self.root is not None and not git.is_shallow(self.root)

    def of(self, page: Source) -> tuple[Event, ...]:
        """What happened to a page after the first day that is known of, the newest first; what git does not hold yet too."""
        looked.at(page.path)
        if page.path not in self._told:
            life = self._lives.get(page.path)
            self._told[page.path] = tuple(self._events(page, life))[::-1] if life and not page.broken else ()
        return self._told[page.path]

    def day(self, page: Source) -> str:
        """The day on which the words of a page last changed; where that is not known, the one that the page itself names."""
        events, typed = self.of(page), page.text('updated')
        if events:
            return events[0].day
        return min(typed, self.since) if page.path in self._lives else typed

    @functools.cached_property
    def gone(self) -> tuple[Gone, ...]:
        """The pages that are no longer there, the last one first."""
        ended = {life.versions()[-1]: path for path, life in self._lives.items() if life.ended and life.versions()}
        texts = git.contents(self.root, ended) if self.root else ()
        pages = [(max(self._lives[ended[version]].held), _parsed(ended[version], text)) for version, text in texts]
        last_first = sorted(pages, key=lambda found: found[0], reverse=True)
        return tuple(Gone(day, page.locale, page.name, '' if _is_of_others(page) else page.text('title')) for day, page in last_first)

    @functools.cached_property
    def _lives(self) -> dict[str, _Life]:
        """Every page that ever was, by its last path."""
        lives: dict[str, _Life] = {}
        for change in self._changes():
            life = lives.pop(change.before, None) or lives.get(change.path) or _Life()
            lives[change.path] = life
            life.held[change.day] = change.content
            if change.before != change.path:
                life.moved.add(change.day)
        return lives

    def _changes(self) -> list[git.Change]:
        try:
            found = list(git.changes(self.root, DOCS)) if self.root else []
        except git.NoHistory:
            return []
        return [change for change in found if SUFFIX.match(change.path)]

    @functools.cached_property
    def _states(self) -> dict[str, State]:
        """The words of each version of every page that is still there, by its name; what a person consented to leaves no trace."""
        assert self.root is not None
        held = {version: path for path, life in self._lives.items() if not life.ended for version in life.versions()}
        store = Store(self.root / CACHE / 'history.json', reader())
        store.now = {version: store.last[version] for version in held if version in store.last}
        states = dict(store.now)
        for version, text in git.contents(self.root, sorted(held.keys() - states.keys())):
            page = _parsed(held[version], text)
            states[version] = {} if page.broken else page_words.of(page)
            if not is_private(page.path, page.meta):
                store.now[version] = states[version]
        store.keep()
        return states

    def _events(self, page: Source, life: _Life) -> Iterator[Event]:
        """What happened to a page, the oldest first."""
        days = {day: self._states[version] if version else {} for day, version in life.held.items()}
        days[max(page.text('updated'), *days)] = self._now(page, life)
        then: State = {}
        for day, now in days.items():
            yield from _between(then, now, day, day in life.moved) if day != self.since else ()
            then = now

    def _now(self, page: Source, life: _Life) -> State:
        """The words of a page as it stands: those of its last version, where git would give the file the same name."""
        last = life.held[max(life.held)]
        return self._states[last] if last and git.names(page.file.read_bytes(), last) else page_words.of(page)


def _between(then: State, now: State, day: str, moved: bool) -> Iterator[Event]:
    """What happened on a day to a page with these words before and after, if it is anything that readers see."""
    if not then or not now:
        if then or now:
            yield Event(day, 'new' if now else 'removed')
        return
    renamed = {then[key] for key in then.keys() - now.keys()} & {now[key] for key in now.keys() - then.keys()}
    changed = tuple(key for key in now if key in then and now[key] != then[key])
    added = tuple(key for key in now if key not in then and now[key] not in renamed)
    gone = sum(key not in now and then[key] not in renamed for key in then)
    if changed or added or gone or moved:
        yield Event(day, 'moved' if moved else 'changed', changed, added, gone)


def _parsed(path: str, text: str) -> Source:
    """An earlier version of a page."""
    found = SUFFIX.match(path.removeprefix(f'{DOCS}/'))
    assert found is not None
    return source.parse(text, path, Path(path), found['stem'], found['locale'])[0]


def _is_of_others(page: Source) -> bool:
    """Whether a page told of others, or stood among the pages that do, or can't be read."""
    return page.broken or any(kind.of_others and _is_of(page, name) for name, kind in KINDS.items())


def _is_of(page: Source, kind: str) -> bool:
    return page.text('kind') == kind or page.name.startswith(f'{KINDS[kind].folder}/')
