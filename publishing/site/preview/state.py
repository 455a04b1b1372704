"""What one build of the preview leaves for the next: MkDocs loads the hooks anew each time, but not this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing import folders
from publishing.problems import Problem
from publishing.sources.at_hand import AtHand

SIGNALS = 'build/preview'  # files that are written to have the pages built again

Times = dict[str, int]


@dataclass
class State:
    """The preview that runs.

    `times` says when each file was saved, `at_hand` holds what was read of it, `told` the problems by file, `shape` what pages show of
    each other, `stale` the files whose page must be built though their text is the same. `only_changed` while no other page is built.
    """

    times: Times = field(default_factory=dict)
    at_hand: AtHand = field(default_factory=AtHand)
    told: dict[str, list[str]] = field(default_factory=dict)
    shape: Any = None
    stale: set[str] = field(default_factory=set)
    only_changed: bool = False

    def take(self, problems: dict[str, list[Problem]], shape: Any) -> None:
        """Compare with the build before."""
        told = {path: [problem.text('nl') for problem in held] for path, held in problems.items()}
        self.stale = {path for path in told.keys() | self.told.keys() if told.get(path) != self.told.get(path)}
        self.told, self.shape = told, (shape, told)


running: State | None = None  # None when no preview runs in this process


def times(root: Path) -> Times:
    """When each file that pages are made of was last saved (ns)."""
    return folders.saved(root, ('mkdocs.yml', 'docs', 'reports', SIGNALS))
