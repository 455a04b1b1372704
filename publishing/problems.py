"""One kind of problem for every check: where it is, which rule it breaks, what is wrong and how to mend it."""

from __future__ import annotations

import functools
import locale as system_locale
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from publishing.words import load_fast

Language = Literal['nl', 'en']
WORDS = Path(__file__).parent / 'words'


@dataclass(frozen=True)
class Problem:
    """Something an author can mend.

    `path` is relative to the root with forward slashes, `line` counts from 1, `rule` is a key of words/problems.yml,
    `values` fill the message of that rule.
    """

    path: str
    line: int
    rule: str
    values: dict[str, str] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """`file:line: rule: what → how to mend`, in one language."""
        texts = rules()[self.rule][language]
        how = texts['alone'] if 'alone' in texts and not self.values['near'] else texts['how']
        return f'{self.path}:{self.line}: {self.rule}: {texts["what"].format(**self.values)} → {how.format(**self.values)}'


class ProblemsFound(Exception):
    """The sources can't be published as they are; `problems` says why, all at once, each once."""

    def __init__(self, problems: Iterable[Problem]):
        once = {(problem.path, problem.line, problem.rule, *problem.values.values()): problem for problem in problems}
        self.problems = sorted(once.values(), key=lambda problem: (problem.path, problem.line, problem.rule))
        super().__init__(f'{len(self.problems)} problems')


@functools.cache
def rules() -> dict[str, dict[Language, dict[str, str]]]:
    """Rule id → language → what, how and (where nothing is `near` to what was typed) alone; values of a Problem fill the {names}."""
    loaded: dict[str, dict[Language, dict[str, str]]] = load_fast((WORDS / 'problems.yml').read_text(encoding='utf-8'))
    return loaded


def author_language() -> Language:
    """The language of messages: PUBLISHING_LANG, else the system's, Dutch unless that is English."""
    chosen = os.environ.get('PUBLISHING_LANG') or system_locale.getlocale()[0] or os.environ.get('LANG') or ''
    return 'en' if chosen.lower().startswith('en') else 'nl'


def listing(problems: Iterable[Problem], language: Language) -> str:
    """All problems, one a line, and a closing count."""
    lines = [problem.text(language) for problem in problems]
    count = {'nl': 'probleem' if len(lines) == 1 else 'problemen', 'en': 'problem' if len(lines) == 1 else 'problems'}[language]
    return '\n'.join([*lines, f'{len(lines)} {count}'])
