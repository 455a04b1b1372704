"""What was removed or renamed while others lead to it: told once, with the places, and not at each of them."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem

FEW = 2  # places: as many can have been typed wrongly, in both languages
NAMED = 5  # places that are named
PAGE, SOURCE, PICTURE = 'page-gone', 'source-gone', 'picture-gone'
SHOWN, CHARTED = 'picture-missing', 'chart-file-missing'
# Rule → what is told of many, and the value that names what is not there.
LEADS = {
    'unknown-link': (PAGE, 'page'), 'nav-unknown': (PAGE, 'page'), 'setting-leads-nowhere': (PAGE, 'page'),
    'missing-chapter': (PAGE, 'name'), 'redirect-to-nothing': (PAGE, 'new'), 'bad-value': (PAGE, 'page'),
    'unknown-source': (SOURCE, 'key'), SHOWN: (PICTURE, 'target'),
}  # fmt: skip


def once(found: Iterable[Problem], names: Sequence[str]) -> list[Problem]:
    """The problems, in which all that lead to one thing that is not there are one; `names` are the pages that are there."""
    found, now = _with_new_names(list(found))
    folders = {posixpath.dirname(name) for name in names}
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in found:
        told, key = LEADS.get(problem.rule, ('', ''))
        if name := problem.values.get(key, ''):
            groups[told, _shared(told, name, problem, folders)].append(problem)
    many = {key: sorted(held, key=_order) for key, held in groups.items() if len(set(map(_place, held))) > (1 if key[1] in now else FEW)}
    gone = {id(problem) for held in many.values() for problem in held}
    return _found_again([problem for problem in found if id(problem) not in gone] + [_told(*key, held) for key, held in many.items()])


def in_place(found: Iterable[Problem]) -> list[Problem]:
    """The problems, each where it can be mended, with the new name of a picture or the file of a chart."""
    return _with_new_names(list(found))[0]


def _with_new_names(found: list[Problem]) -> tuple[list[Problem], dict[str, str]]:
    """The same, in which what is not there is told with its new name, and what each is called now."""
    now = _renamed(found)
    return [_called(problem, now) for problem in found if problem.rule != 'file-unused' or problem.path not in now.values()], now


def _found_again(told: list[Problem]) -> list[Problem]:
    """Without what only follows from a new name: nothing leads yet to the page or picture that is now meant elsewhere."""
    leads = (problem for problem in told if problem.rule in (*LEADS, PAGE, PICTURE, 'picture-as-html'))
    meant = {posixpath.basename(problem.values.get('near', '').rstrip(')')).removesuffix('.md') for problem in leads} - {'', 'index'}
    alone = ('page-alone', 'file-unused')
    return [problem for problem in told if problem.rule not in alone or posixpath.basename(problem.values['name']) not in meant]


def _renamed(found: Iterable[Problem]) -> dict[str, str]:
    """Each picture or file of a chart that is not there, with the only one in its folder that nothing shows: what it is called now."""
    gone = {_path_of(problem) for problem in found if problem.rule in (SHOWN, CHARTED)}
    unused = [problem.path for problem in found if problem.rule == 'file-unused']
    return {path: beside[0] for path in gone if len(beside := [other for other in unused if _could_be(path, other)]) == 1}


def _could_be(path: str, other: str) -> bool:
    return posixpath.dirname(other) == posixpath.dirname(path) and _suffix(other) == _suffix(path)


def _suffix(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _called(problem: Problem, now: dict[str, str]) -> Problem:
    """A message about a picture or the file of a chart that got another name, with that name."""
    if problem.rule not in (SHOWN, CHARTED) or _path_of(problem) not in now:
        return problem
    if problem.rule == CHARTED:
        return replace(problem, rule='chart-file-renamed', values=problem.values | {'near': posixpath.basename(now[_path_of(problem)])})
    near = posixpath.relpath(now[_path_of(problem)], posixpath.dirname(problem.path))
    return replace(problem, values=problem.values | {'near': near})


def _path_of(problem: Problem) -> str:
    """The file, from the root, that the address of a picture leads to, or that a chart asks for."""
    if problem.rule == CHARTED:
        return problem.values['file']
    return posixpath.normpath(posixpath.join(posixpath.dirname(problem.path), problem.values['target']))


def _shared(told: str, name: str, problem: Problem, folders: set[str]) -> str:
    """What all that lead to one thing have in common: a page is its folder when that has no page at all."""
    if told == PICTURE:
        return _path_of(problem)
    folder = posixpath.dirname(name)
    return name if told == SOURCE or folder in folders else f'{folder}/'


def _place(problem: Problem) -> tuple[str, int]:
    return problem.path, problem.line


def _order(problem: Problem) -> tuple[bool, str, int]:
    """A translation follows its original."""
    return any(f'.{locale}.' in problem.path for locale in LOCALES if locale != ORIGINAL), *_place(problem)


def _told(rule: str, name: str, held: list[Problem]) -> Problem:
    places = list(dict.fromkeys(f'{problem.path}:{problem.line}' for problem in held))
    shown = ', '.join([*places[:NAMED], *(['…'] if len(places) > NAMED else [])])
    near = next((problem.values['near'] for problem in held if problem.values.get('near')), '')
    if rule == PAGE:
        near = _folder_of(near) if name.endswith('/') else _page_of(near, name)
    elif rule == PICTURE:
        near = posixpath.basename(near)
    values = {'name': f'docs/{name}' if rule == PAGE else name, 'key': name, 'number': str(len(places)), 'places': shown, 'near': near}
    return Problem(held[0].path, held[0].line, rule, values)


def _page_of(near: str, name: str) -> str:
    """The name of a page beside the one that is gone; with its folder when it is called the same."""
    near = near.removesuffix('.md')
    last = posixpath.basename(near)
    return near.replace('../', '') if last == posixpath.basename(name) else last


def _folder_of(near: str) -> str:
    folder = posixpath.basename(posixpath.dirname(near))
    return '' if folder == '..' else folder
