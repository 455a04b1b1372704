"""A Markdown file as the rest of the system sees it: locale, canonical name, front matter with lines, body."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from publishing.cache import Store, digest
from publishing.languages import LOCALES
from publishing.problems import Problem
from publishing.sources import fences, file_names, merges, reading, slips, spoken
from publishing.sources.kinds import KINDS
from publishing.sources.outline import Outline
from publishing.sources.outline import outline as outlined
from publishing.sources.reading import Node

DATA = 'docs/assets/data'
TOLD_BESIDE = ('double-key', 'yaml-cut')  # what is wrong in a file that can be read all the same
MOST = 4_000_000  # bytes; the longest book has fewer
DEEPEST = 50  # parts in parts; what people type has four
BRACKET, DEEP_LINE = re.compile(r'[\[\]{}]'), re.compile(rf'^ {{{4 * DEEPEST},}}[\w\'"-]+:|^[ ]*(?:- ){{{DEEPEST},}}', re.M)
SUFFIX = re.compile(r'^(?P<stem>.+)\.(?P<locale>[a-z]{2})\.md$')


@dataclass
class Source:
    """One Markdown file. `name` is its path below its folder without locale and `.md`: `samenwerking/overeenkomst`."""

    path: str
    file: Path
    name: str
    locale: str
    meta: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ''
    body_line: int = 1
    broken: bool = False  # front matter or text can't be read; that is told once, and nothing that would only follow from it

    @functools.cached_property
    def key(self) -> str:
        """Changes when anything in the file does. Nothing changes a Source once a check has asked for this."""
        return digest((self.path, str(self.body_line), self.body, str(self.meta), str(self.lines)))

    @functools.cached_property
    def reading(self) -> Node:
        """The tree of the body, read once."""
        return reading.read(self.body)

    @functools.cached_property
    def outline(self) -> Outline:
        """What stands where in the body."""
        return outlined(self.reading, self.body_line)

    @property
    def folder(self) -> str:
        """The folder part of the name, '' at the top."""
        return self.name.rpartition('/')[0]

    def line_of(self, key: str) -> int:
        """The line of a front-matter key (`consent.reference` for a nested one), else of the nearest key around it."""
        return nearest_line(self.lines, key)

    def text(self, key: str) -> str:
        """A front-matter value as text, '' when absent."""
        value = self.meta.get(key)
        return '' if value is None else str(value)


def is_private(path: str, meta: Mapping[str, Any]) -> bool:
    """Whether a page tells of a person by consent, or stands where such pages stand: no cache may keep any of it.

    All but what says that it only points at a story elsewhere.
    """
    if meta.get('kind') != 'story' and not path.startswith(f'docs/{KINDS["story"].folder}/'):
        return False
    return meta.get('kind') != 'story' or meta.get('form') != 'elsewhere' or 'consent' in meta


def resolve(source: Source, path: str) -> str | None:
    """The page name behind a relative address such as `../x/y.md`, seen from `source`; None when it leaves docs/."""
    parts = source.path.split('/')[:-1]
    for part in path.removesuffix('.md').split('/'):
        if part == '..':
            if not parts:
                return None
            parts.pop()
        elif part != '.':
            parts.append(part)
    return '/'.join(parts[1:]) if parts[:1] == ['docs'] else None


def texts_in(value: Any, key: str = '') -> Iterator[tuple[str, str]]:
    """Every text in front matter or data, or in a part of it, with its dotted key (`a.b`, `a.0.b`)."""
    if isinstance(value, str):
        yield key, value
    for name, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from texts_in(part, f'{key}.{name}' if key else str(name))


def nearest_line(lines: dict[str, int], key: str) -> int:
    """The line of a dotted key, else of the nearest key around it, else 1."""
    while key and key not in lines:
        key = key.rpartition('.')[0]
    return lines.get(key, 1)


def read_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    """The file as text; a byte that is not UTF-8, or a merge that was not finished, is a problem on its line, and the text is then ''.

    So is a file that is too large to be a text that somebody typed.
    """
    if (size := file.stat().st_size) > MOST:
        values = {'size': f'{size / 1_000_000:.0f}', 'limit': f'{MOST / 1_000_000:.0f}'}
        return '', [Problem(path, 1, 'file-too-large', values)]
    raw = file.read_bytes()
    try:
        text = raw.decode('utf-8-sig').replace('\r\n', '\n').replace('\r', '\n')
    except UnicodeDecodeError as error:
        return '', [Problem(path, raw[: error.start].count(b'\n') + 1, 'not-utf8', {'byte': f'0x{raw[error.start]:02x}'})]
    unfinished = merges.unfinished(text, path)
    return ('', unfinished) if unfinished else (text, [])


def is_unreadable(problems: Iterable[Problem]) -> bool:
    """Whether these problems of reading a file leave nothing of it; what depends on it is then not told of."""
    return any(problem.rule not in TOLD_BESIDE for problem in problems)


class FrontMatter(Store):
    """Front matter that was read before, by its text: reading YAML takes longer than all else that is done with a page.

    Only what has no problems, comes back from JSON as it was and is not private: what a person consented to leaves no trace.
    """

    def __init__(self, file: Path | None = None):
        super().__init__(file, digest((yaml.__version__, Path(__file__).read_bytes())) if file else '')

    def load(self, text: str, path: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
        """As `load_yaml` for the lines below the first."""
        key = digest((text,))
        held = self.last.get(key)
        if held is None:
            meta, lines, problems = load_yaml(text, path, first_line=2)
            typed = _typed(meta)
            if problems or is_private(path, meta) or json.loads(typed) != meta:
                return meta, lines, problems
            held = [typed, lines]
        self.now[key] = held
        return json.loads(held[0]), held[1], []


def _typed(meta: dict[str, Any]) -> str:
    """As JSON; '{}' for what JSON has no form for."""
    try:
        return json.dumps(meta, ensure_ascii=False)
    except (TypeError, ValueError):
        return '{}'


def read(file: Path, path: str, below: str, known: FrontMatter | None = None) -> tuple[Source | None, list[Problem]]:
    """The Source in `file`, whose `path` is relative to the root and whose name starts after the folder `below`."""
    inner = path.removeprefix(below).lstrip('/')
    match, small = SUFFIX.match(inner), SUFFIX.match(inner.lower())
    if match is None and small is not None and small['locale'] in LOCALES:  # proef.NL.md
        values = {'name': file.name, 'wanted': file.name.lower()}
        return Source(path, file, small['stem'], small['locale'], broken=True), [Problem(path, 1, 'file-name', values)]
    if match is None or match['locale'] not in LOCALES:
        return None, [Problem(path, 1, 'unknown-language', {'name': _free(file)})]
    odd = file_names.odd_folder(path) or _odd(file, path, match)
    if odd is not None:  # known by the name that it should have, so that its twin is not told of
        name = '/'.join(map(file_names.slug, match['stem'].split('/')))
        return Source(path, file, name, match['locale'], broken=True), [odd]
    text, unreadable = read_text(file, path)
    source, problems = parse(text, path, file, match['stem'], match['locale'], known)
    if unreadable:
        source.broken = True
    return source, unreadable or problems


def _odd(file: Path, path: str, match: re.Match[str]) -> Problem | None:
    stem = match['stem'].rpartition('/')[2]
    if file_names.OF_PAGE.fullmatch(stem):
        return None
    return Problem(path, 1, 'file-name', {'name': file.name, 'wanted': f'{file_names.of_page(stem)}.{match["locale"]}.md'})


def _free(file: Path) -> str:
    """The name that a page without language should have; of a copy, one that is not taken."""
    name = file_names.of_page(file.name)
    return f'{name}-2' if any((file.parent / f'{name}.{locale}.md').is_file() for locale in LOCALES) else name


def parse(text: str, path: str, file: Path, name: str, locale: str, known: FrontMatter | None = None) -> tuple[Source, list[Problem]]:
    """The text of a file as a Source, and what can't be read in it."""
    source = Source(path, file, name, locale)
    problems = _split(source, text, known or FrontMatter())
    source.broken = is_unreadable(problems)
    return source, problems


def _split(source: Source, text: str, known: FrontMatter) -> list[Problem]:
    lines = text.split('\n')
    end = fences.end(lines)
    if isinstance(end, fences.Slip):
        return [Problem(source.path, end.line + 1, end.rule, end.values)]
    source.body, source.body_line = '\n'.join(lines[end + 1 :]), end + 2
    source.meta, source.lines, problems = known.load('\n'.join(lines[1:end]), source.path)
    if is_unreadable(problems) and (slip := fences.forgotten(lines[:end])):
        return [Problem(source.path, slip.line + 1, slip.rule, slip.values)]
    if (again := fences.again(lines[end + 1 :])) is not None:
        source.body = ''  # what is read as text there is none
        return [*problems, Problem(source.path, end + 2 + again, 'front-matter-twice')]
    source.meta |= {key: typographic(source.meta[key]) for key in spoken.PROSE if isinstance(source.meta.get(key), str)}
    return problems


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as print has them; the reading does so for the body."""
    text = re.sub(r'"([^"]*)"', r'“\1”', text)
    text = re.sub(r"(?<!\w)'(\w[^']*\w)'(?!\w)", r'‘\1’', text)
    return text.replace("'", '’')


class AuthorLoader(getattr(yaml, 'CSafeLoader', yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which a date stays the text that the author typed: the schema judges it and can name its line."""


AuthorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != 'tag:yaml.org,2002:timestamp']
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
    return value, lines, problems


def _read_otherwise(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """What YAML can read, but not as it was meant: words behind a sign of YAML's own."""
    for match in slips.MARKED.finditer(text) if '&' in text or ' #' in text else ():
        line, typed = first_line + text.count('\n', 0, match.start()), match[0].strip()
        if match['anchor']:
            wanted = match['before'] + slips.quoted(match['anchor'])
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
                problems.append(Problem(path, first + key.start_mark.line, 'double-key', {'key': name, 'line': str(lines[name])}))
                continue
            lines[name] = first + key.start_mark.line
            _key_lines(value, f'{name}.', first, lines, problems, path)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[f'{prefix}{number}'] = first + item.start_mark.line
            _key_lines(item, f'{prefix}{number}.', first, lines, problems, path)
