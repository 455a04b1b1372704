"""One message for one mistake: what only follows from something else that was found is not told as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from publishing.problems import Problem
from publishing.sources.source import DATA

NOT_READ = (
    'left-', 'fake-list', 'placeholder', 'link-with-space', 'raw-html', 'html-comment', 'yaml-', 'row-', 'table-', 'twin-words-same',
    'caption-form', 'odd-sign', 'picture-text', 'title-with-marks',
)  # fmt: skip
PICTURES = ('picture-', 'left-', 'link-with-space', 'code-by-indent', 'table-')
SOURCES = f'{DATA}/sources.yml'
NEAR = 8  # lines: how far above its caption a picture or small table begins
# Rule → what it follows from: on the same line, or a few lines above it; some follow from what stands anywhere in the file.
ON_LINE = {
    'spelling': NOT_READ, 'sign-without-font': NOT_READ, 'bare-address': NOT_READ, 'passage-in-other-language': NOT_READ,
    'heading-without-id': NOT_READ, 'caption-without-id': NOT_READ, 'long-sentence': NOT_READ, 'number-style': NOT_READ,
    'unknown-link': ('e-mail', 'address-form'), 'day-to-come': ('bad-day',), 'double-id': ('caption-alone',),
    'file-link-without-type': ('address-form',), 'note-missing': ('left-note-number',), 'twin-level-differs': ('heading-skips',),
}  # fmt: skip
ABOVE = {'caption-alone': PICTURES}
LEADS = ('unknown-link', 'link-with-language', 'path-leaves', 'left-link', 'link-with-space', 'address-form')
IN_FILE = ('twin-links-differ', 'caption-language', 'twin-words-same', 'note-unused', 'missing-key', 'missing-inner-key')


def first(found: Iterable[Problem]) -> list[Problem]:
    """The problems that an author has to mend, without those that go when another is mended."""
    found = list(found)
    unnamed = any(problem.path == SOURCES and (problem.rule == 'double-id' or problem.values.get('key') == 'id') for problem in found)
    wrong = {(problem.path, problem.values.get('key')) for problem in found if problem.rule in ('bad-value', 'not-list')}
    files: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        of_other = problem.rule == 'twin-value-differs' and (problem.values['other'], problem.values['key']) in wrong
        if not of_other and not (unnamed and problem.rule == 'unknown-source'):  # it has another name now
            files[problem.path].append(problem)
    return [problem for held in files.values() for problem in _causes(held)]


def _causes(found: list[Problem]) -> list[Problem]:
    """Of the problems of one file."""
    rules: dict[int, set[str]] = defaultdict(set)
    for problem in found:
        rules[problem.line].add(problem.rule)
    unused = [problem for problem in found if problem.rule == 'report-text-unused']
    return unused or [problem for problem in found if not _follows(problem, rules, found)]


def _follows(problem: Problem, rules: dict[int, set[str]], found: list[Problem]) -> bool:
    if problem.rule == 'lines-joined':
        lines = range(problem.line, problem.line + int(problem.values['number']))
        return any(_has(rules[line], NOT_READ) for line in lines if line in rules)
    if problem.rule == 'double-key' and 'double-key' in rules.get(problem.line - 1, ()):
        return True  # a whole block twice, or one without its dash
    if problem.rule == 'spelling' and 'left-hyphen' in rules.get(problem.line - 1, ()):
        return True
    if problem.rule in ON_LINE:
        return _has(rules[problem.line], ON_LINE[problem.rule])
    if problem.rule in ABOVE:
        return any(_has(rules[line], ABOVE[problem.rule]) for line in range(problem.line - NEAR, problem.line) if line in rules)
    if problem.rule in IN_FILE:
        return any(_explains(problem, other) for other in found)
    return False


def _has(rules: set[str], causes: tuple[str, ...]) -> bool:
    return any(rule.startswith(causes) for rule in rules)


def _explains(problem: Problem, other: Problem) -> bool:
    """A note is used after all, under a name that was typed wrongly; a key is there, under another name."""
    if problem.rule in ('twin-words-same', 'caption-language'):
        return other.rule == 'other-language'
    if problem.rule == 'twin-links-differ':
        return other.rule in LEADS
    if problem.rule == 'note-unused':
        return other.rule == 'left-note' or (other.rule == 'note-missing' and other.values.get('near') == problem.values['label'])
    return other.rule == 'unknown-key' and other.values.get('near') == problem.values['key']
