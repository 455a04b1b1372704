"""What was found, for other readers than the author at the terminal: programs, and the page of a proposal."""

from __future__ import annotations

import html
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from publishing.problems import LEVELS, Level, Problem, listing
from publishing.words import words

Format = Callable[[list[Problem], str], str]
COMMANDS: dict[Level, str] = {'error': 'error', 'warning': 'warning', 'advice': 'notice'}
ESCAPED = {'%': '%25', '\r': '%0D', '\n': '%0A'}
ESCAPED_IN_VALUES = ESCAPED | {':': '%3A', ',': '%2C'}


def as_json(found: list[Problem], language: str) -> str:
    """One object: `version` (1; changes when a key changes its meaning or goes), `language`, `counts` (level → number) and
    `problems`, sorted by place, each with `path`, `line`, `rule`, `level`, `what` and `how`."""
    counts = Counter(problem.level for problem in found)
    problems = [
        {
            'path': problem.path, 'line': problem.line, 'rule': problem.rule, 'level': problem.level,
            'what': problem.what(language), 'how': problem.how(language),
        }
        for problem in found
    ]  # fmt: skip
    told = {'version': 1, 'language': language, 'counts': {level: counts[level] for level in LEVELS}, 'problems': problems}
    return json.dumps(told, ensure_ascii=False, indent=2)


def for_github(found: list[Problem], language: str) -> str:
    """A workflow command for each problem, which GitHub shows beside the line in a proposal; then the listing, for readers of the log."""
    return '\n'.join([*(_annotation(problem, language) for problem in found), listing(found, language)])


def to_page_of_run(found: list[Problem], language: str) -> None:
    """Put the listing on the page of a run of GitHub, which names the file for it; elsewhere nothing."""
    if page := os.environ.get('GITHUB_STEP_SUMMARY'):
        with Path(page).open('a', encoding='utf-8') as file:
            file.write(f'### {words("checks", language)["page-of-run"]}\n\n<pre>\n{html.escape(listing(found, language))}\n</pre>\n\n')


def _annotation(problem: Problem, language: str) -> str:
    file, title = _escaped(problem.path, ESCAPED_IN_VALUES), _escaped(problem.rule, ESCAPED_IN_VALUES)
    message = _escaped(f'{problem.what(language)} → {problem.how(language)}', ESCAPED)
    return f'::{COMMANDS[problem.level]} file={file},line={problem.line},title={title}::{message}'


def _escaped(text: str, signs: dict[str, str]) -> str:
    return ''.join(signs.get(sign, sign) for sign in text)


FORMATS: dict[str, Format] = {'text': listing, 'json': as_json, 'github': for_github}
