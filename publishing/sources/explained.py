"""Every rule of the checks by subject, as the authors' guide explains it: problems.yml says what and how, rules.yml shows it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publishing.problems import Level, Problem
from publishing.words import load_fast

FILE = Path(__file__).parents[1] / 'words/rules.yml'


@dataclass(frozen=True)
class Rule:
    """One rule: what is wrong and how to mend it, both of an example; `why` is '' where that says enough."""

    id: str
    level: Level
    what: str
    how: str
    why: str


@functools.cache
def subjects() -> dict[str, dict[str, Any]]:
    """Subject → rule id → what rules.yml holds of it."""
    loaded: dict[str, dict[str, Any]] = load_fast(FILE.read_text(encoding='utf-8'))
    return loaded


def of(subject: str, language: str) -> list[Rule]:
    """The rules of a subject in their order; KeyError for an example that leaves a place of its message empty."""
    return [_rule(id, held, language) for id, held in subjects()[subject].items()]


def _rule(id: str, held: dict[str, Any], language: str) -> Rule:
    example = Problem('', 1, id, held.get('example', {}))
    return Rule(id, example.level, example.what(language), example.how(language), held.get('why', {}).get(language, ''))
