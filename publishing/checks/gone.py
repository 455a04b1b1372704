"""What was removed or renamed while others lead to it: told once, with the places, and not at each of them."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence

from publishing.problems import Problem

FEW = 2  # places: as many can have been typed wrongly, in both languages
NAMED = 5  # places that are named
PAGE, SOURCE = 'page-gone', 'source-gone'
# Rule → what is told of many, and the value that names what is not there.
LEADS = {
    'unknown-link': (PAGE, 'page'), 'nav-unknown': (PAGE, 'page'), 'setting-leads-nowhere': (PAGE, 'page'),
    'missing-chapter': (PAGE, 'name'), 'redirect-to-nothing': (PAGE, 'new'), 'bad-value': (PAGE, 'page'),
    'unknown-source': (SOURCE, 'key'),
}  # fmt: skip


def once(found: Iterable[Problem], names: Sequence[str]) -> list[Problem]:
    """The problems, in which all that lead to one thing that is not there are one; `names` are the pages that are there."""
    found = list(found)
    folders = {posixpath.dirname(name) for name in names}
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in found:
        told, key = LEADS.get(problem.rule, ('', ''))
        if name := problem.values.get(key, ''):
            groups[told, _whole(name, folders) if told == PAGE else name].append(problem)
    many = {key: sorted(held, key=_place) for key, held in groups.items() if len({(one.path, one.line) for one in held}) > FEW}
    gone = {id(problem) for held in many.values() for problem in held}
    return [problem for problem in found if id(problem) not in gone] + [_told(*key, held) for key, held in many.items()]


def _whole(name: str, folders: set[str]) -> str:
    """The page, or its folder when that has no page at all."""
    folder = posixpath.dirname(name)
    return name if folder in folders else f'{folder}/'


def _place(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def _told(rule: str, name: str, held: list[Problem]) -> Problem:
    places = list(dict.fromkeys(f'{problem.path}:{problem.line}' for problem in held))
    shown = ', '.join([*places[:NAMED], *(['…'] if len(places) > NAMED else [])])
    near = next((problem.values['near'] for problem in held if problem.values.get('near')), '')
    if rule == PAGE:
        near = _folder_of(near) if name.endswith('/') else _page_of(near, name)
    values = {'name': f'docs/{name}', 'key': name, 'number': str(len(places)), 'places': shown, 'near': near}
    return Problem(held[0].path, held[0].line, rule, values)


def _page_of(near: str, name: str) -> str:
    """The name of a page beside the one that is gone; with its folder when it is called the same."""
    near = near.removesuffix('.md')
    last = posixpath.basename(near)
    return near.replace('../', '') if last == posixpath.basename(name) else last


def _folder_of(near: str) -> str:
    return posixpath.basename(posixpath.dirname(near))
