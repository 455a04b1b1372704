"""One kind of problem for every check: where it is, which rule it breaks, what is wrong and how to mend it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from publishing.languages import LOCALES
from publishing.words import load_fast, words

Level = Literal['error', 'warning', 'advice']
LEVELS: tuple[Level, ...] = ('error', 'warning', 'advice')  # from what stops a build to what an author may leave
WORDS = Path(__file__).parent / 'words'


@dataclass(frozen=True)
class Problem:
    """Something an author can mend.

    `path` is relative to the root with forward slashes, `line` counts from 1, `rule` is a key of words/problems.yml,
    `values` fill the message of that rule, `raised` is a level above that of the rule, for what matters more here than elsewhere.
    """

    path: str
    line: int
    rule: str
    values: dict[str, str] = field(default_factory=dict)
    raised: Level | None = None

    @property
    def level(self) -> Level:
        """`error` stops every build, `warning` counts as a problem, `advice` only informs."""
        return self.raised or levels()[self.rule]

    def what(self, language: str) -> str:
        """What is wrong."""
        return rules()[self.rule][language]['what'].format(**self.values)

    def how(self, language: str) -> str:
        """How to mend it."""
        texts = rules()[self.rule][language]
        return (texts['alone'] if 'alone' in texts and not self.values.get('near') else texts['how']).format(**self.values)

    def text(self, language: str) -> str:
        """`file:line: rule: what → how to mend`, in one language."""
        return f'{self.path}:{self.line}: {self.rule}: {self.what(language)} → {self.how(language)}'


class ProblemsFound(Exception):
    """The sources can't be published as they are; `problems` (errors, see `errors`) says why, all at once, each once."""

    def __init__(self, problems: Iterable[Problem]):
        once = {(problem.path, problem.line, problem.rule, *problem.values.values()): problem for problem in problems}
        self.problems = sorted(once.values(), key=lambda problem: (problem.path, problem.line, problem.rule))
        super().__init__(f'{len(self.problems)} problems')


@functools.cache
def _loaded() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = load_fast((WORDS / 'problems.yml').read_text(encoding='utf-8'))
    return loaded


@functools.cache
def rules() -> dict[str, dict[str, dict[str, str]]]:
    """Rule id → language → what, how and (where nothing is `near` to what was typed) alone; values of a Problem fill the {names}."""
    return {rule: {locale: held[locale] for locale in LOCALES} for rule, held in _loaded().items()}


@functools.cache
def levels() -> dict[str, Level]:
    """Rule id → its level, `error` where problems.yml says none."""
    return {rule: held.get('level', 'error') for rule, held in _loaded().items()}


def shortened(text: str) -> str:
    """What was typed, at most about a line of it, as a value of a message."""
    return text if len(text) <= 60 else f'{text[:57]}…'


def errors(found: Iterable[Problem]) -> list[Problem]:
    """Only what stops a build."""
    return [problem for problem in found if problem.level == 'error']


def listing(found: Iterable[Problem], language: str) -> str:
    """All problems, one a line, the worst level first, each level after a line that says what it means, and a closing count.

    Where there are only errors, as in a build, they need no such line.
    """
    found, texts = list(found), words('checks', language)
    groups = {level: [problem.text(language) for problem in found if problem.level == level] for level in LEVELS}
    mixed = bool(groups['warning'] or groups['advice'])
    lines = [line for level in LEVELS for line in (*_heading(texts, level, mixed and bool(groups[level])), *groups[level])]
    return '\n'.join([*lines, *([''] if mixed else []), count(found, language)])


def _heading(texts: dict[str, str], level: Level, wanted: bool) -> tuple[str, ...]:
    return ('', texts[f'{level}-group']) if wanted else ()


def count(found: Iterable[Problem], language: str) -> str:
    """`3 problems (2 errors, 1 warning), 4 pieces of advice`; levels are told apart where there are warnings."""
    levels = Counter(problem.level for problem in found)
    told = _numbered(levels['error'] + levels['warning'], 'problem', 'problems', language)
    if levels['warning']:
        told += (
            f' ({_numbered(levels["error"], "error", "errors", language)}, {_numbered(levels["warning"], "warning", "warnings", language)})'
        )
    return f'{told}, {_numbered(levels["advice"], "advice", "advices", language)}' if levels['advice'] else told


def _numbered(number: int, one: str, more: str, language: str) -> str:
    return f'{number} {words("checks", language)[one if number == 1 else more]}'
