"""YAML as authors type it: what it holds, the line of each key, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from publishing.problems import Problem
from publishing.sources import slips, unseen
from publishing.sources.as_value import quoted
from publishing.sources.text_file import read_text

TOLD_BESIDE = ('double-key', 'unseen-sign', 'yaml-cut')  # what is wrong in a file that can be read all the same
INTEGER, WHOLE = 'tag:yaml.org,2002:int', re.compile(r'[-+]?(?:0|[1-9]\d*)$')  # YAML takes 0701234567 and 9:30 for one too
DEEPEST = 50  # parts in parts; what people type has four
MARKED = re.compile(  # `title: &co`, and words of a reader with ` #` in them
    r'^(?P<before>[ ]*(?:- )?[\w-]+: )(?P<anchor>&\w.*)$'
    r'|^(?P<prose>title|description|summary|subject|result|content_note): [^"\'|>\n#][^#\n]* (?P<cut>#.*)$',
    re.M,
)
BRACKET, DEEP_LINE = re.compile(r'[\[\]{}]'), re.compile(rf'^ {{{4 * DEEPEST},}}[\w\'"-]+:|^[ ]*(?:- ){{{DEEPEST},}}', re.M)


class AuthorLoader(getattr(yaml, 'CSafeLoader', yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which a date, a telephone number and a time stay the text that the author typed: the schema judges them."""


AuthorLoader.yaml_implicit_resolvers = {
    first: [(tag, WHOLE if tag == INTEGER else pattern) for tag, pattern in resolvers if tag != 'tag:yaml.org,2002:timestamp']
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(file: Path, path: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """As `load_yaml` for a whole file, with what is wrong with it as a file."""
    text, problems = read_text(file, path)
    data, lines, more = load_yaml(text, path)
    return data, lines, problems + more


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """A YAML mapping, the line of each key (`a.b`, `a.0.b`), and what is wrong with it."""
    if _is_endless(text):
        return {}, {}, [_unreadable('broken-yaml', text, path, first_line, 0)]
    try:
        loader = AuthorLoader(text)
        node = loader.get_single_node()
        again = _repeated(node, set()) if node is not None else None
        if again is not None:
            return {}, {}, [_unreadable('broken-yaml', text, path, first_line, again.start_mark.line)]
        value = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        return {}, {}, [_yaml_problem(error, text, path, first_line)]
    except (RecursionError, ValueError):  # brackets in brackets without end; a value that says it is another type than it is
        return {}, {}, [_unreadable('broken-yaml', text, path, first_line, 0)]
    if not isinstance(value, dict):
        return {}, {}, [_unreadable('no-keys', text, path, first_line, node.start_mark.line if node else 0)]
    lines: dict[str, int] = {}
    problems: list[Problem] = [*_read_otherwise(text, path, first_line)]
    if node is not None:
        _key_lines(node, '', first_line, lines, problems, path)
    for key, typed in texts_in(value) if '\\' in text else ():  # "\e" in quotes stands for such a sign
        problems += [unseen.problem(path, nearest_line(lines, key), found[0]) for found in unseen.SIGN.finditer(typed)]
    return value, lines, problems


def _read_otherwise(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """What YAML can read, but not as it was meant: words behind a sign of YAML's own."""
    for match in MARKED.finditer(text) if '&' in text or ' #' in text else ():
        line, typed = first_line + text.count('\n', 0, match.start()), match[0].strip()
        if match['anchor']:
            wanted = match['before'] + quoted(match['anchor'])
            yield Problem(path, line, 'yaml-sign', {'sign': '&', 'text': typed, 'wanted': wanted.strip()})
        else:
            yield Problem(path, line, 'yaml-cut', {'key': match['prose'], 'text': match['cut']})


def _is_endless(text: str) -> bool:
    """Whether parts stand in parts without end, for which the reader of YAML (libyaml, in C) takes all room of the process."""
    depth = deepest = 0
    for sign in BRACKET.findall(text) if text.count('[') + text.count('{') > DEEPEST else ():
        depth += 1 if sign in '[{' else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST or DEEP_LINE.search(text) is not None


def _repeated(node: yaml.Node, seen: set[int]) -> yaml.Node | None:
    """A part with parts of its own that stands in more than one place (`*name`): a few lines of those make a file without end."""
    if not isinstance(node, yaml.CollectionNode):
        return None
    if id(node) in seen:
        return node
    seen.add(id(node))
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    return next((again for part in parts if (again := _repeated(part, seen)) is not None), None)


def _yaml_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """At the line where the author can mend it: where a quote or bracket opens, not where the reader missed its end."""
    mark = getattr(error, 'problem_mark', None)
    if any(opener in str(getattr(error, 'context', '')) for opener in ('quoted scalar', 'flow')):
        mark = error.context_mark  # type: ignore[attr-defined]
    line = mark.line if mark else text[: getattr(error, 'position', 0)].count('\n')
    stopped = min(getattr(error, 'problem_mark', None) and error.problem_mark.line or line, text.count('\n'))  # type: ignore[attr-defined]
    if slip := slips.cause(text, stopped, _stops):
        rule, at, values = slip
        return Problem(path, first_line + at, rule, values)
    return _unreadable('broken-yaml', text, path, first_line, line)


def _stops(text: str) -> int | None:
    """The line, from 0, at which YAML can't be read on; None when all of it can."""
    try:
        loader = AuthorLoader(text)
        node = loader.get_single_node()
        if node is not None:
            loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, 'problem_mark', None)
        return int(mark.line) if mark else 0
    except (RecursionError, ValueError):
        return 0
    return None


def _unreadable(rule: str, text: str, path: str, first_line: int, line: int) -> Problem:
    lines = text.split('\n')
    line = min(line, len(lines) - 1)
    while line and not lines[line].strip():  # the end was missed: back to what the author last typed
        line -= 1
    return Problem(path, first_line + line, rule, {'text': lines[line].strip()})


def _key_lines(node: yaml.Node, prefix: str, first: int, lines: dict[str, int], problems: list[Problem], path: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = f'{prefix}{key.value}'
            if re.match(r'-\w', str(key.value)):
                values = {'text': f'{key.value}:', 'wanted': f'- {key.value[1:]}:'}
                problems.append(Problem(path, first + key.start_mark.line, 'yaml-dash', values))
            if name in lines and str(key.value) in slips.STARTS and prefix[:-1].rpartition('.')[2].isdigit():
                typed = f'{key.value}: {value.value}' if isinstance(value, yaml.ScalarNode) else f'{key.value}:'
                problems.append(Problem(path, first + key.start_mark.line, 'yaml-dash', {'text': typed, 'wanted': f'- {typed}'}))
                continue
            if name in lines:
                problems.append(Problem(path, first + key.start_mark.line, 'double-key', {'key': key.value, 'line': str(lines[name])}))
                continue
            lines[name] = first + key.start_mark.line
            _key_lines(value, f'{name}.', first, lines, problems, path)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[f'{prefix}{number}'] = first + item.start_mark.line
            _key_lines(item, f'{prefix}{number}.', first, lines, problems, path)


def is_unreadable(problems: Iterable[Problem]) -> bool:
    """Whether these problems of reading a file leave nothing of it; what depends on it is then not told of."""
    return any(problem.rule not in TOLD_BESIDE for problem in problems)


def texts_in(value: Any, key: str = '') -> Iterator[tuple[str, str]]:
    """Every text in front matter or data, or in a part of it, with its dotted key (`a.b`, `a.0.b`)."""
    if isinstance(value, str):
        yield key, value
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        inner = f'{key}.{name}' if key else str(name)
        if isinstance(part, str):
            yield inner, part
        elif isinstance(part, (dict, list)):
            yield from texts_in(part, inner)


def nearest_line(lines: dict[str, int], key: str) -> int:
    """The line of a dotted key, else of the nearest key around it, else 1."""
    while key and key not in lines:
        key = key.rpartition('.')[0]
    return lines.get(key, 1)
