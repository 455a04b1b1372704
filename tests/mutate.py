"""Breaks the program on purpose, each time in one place in a copy of the tree, and lists what the nearest tests do not notice.

`make mutate` tries all of mutations.yml; `python -m tests.mutate hosting feeds` those in whose file, tests or words one of these stands.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / 'tests/mutations.yml'
FOUND = 1  # what pytest answers when a test failed; any other answer but 0 says that it could not run
SECONDS = 300  # a program that never ends was noticed too


class DoesNotApply(Exception):
    """The program has changed: the text to break does not stand there exactly once."""


@dataclass(frozen=True)
class Mutation:
    """What the program no longer does when `text` in `file` `becomes` something else, and the `tests` that must notice."""

    breaks: str
    file: str
    text: str
    becomes: str
    tests: str

    def apply(self, root: Path) -> None:
        """Break the program in `root`; DoesNotApply when it changed."""
        file = root / self.file
        held = file.read_text(encoding='utf-8') if file.is_file() else ''
        if held.count(self.text) != 1:
            raise DoesNotApply(f'{self}: the text stands there {held.count(self.text)} times')
        file.write_text(held.replace(self.text, self.becomes), encoding='utf-8')

    def __str__(self) -> str:
        return f'{self.file}: {self.breaks}'


def listed() -> list[Mutation]:
    """All of mutations.yml, in which each file and its tests are named once."""
    groups = yaml.safe_load(LIST.read_text(encoding='utf-8'))
    return [Mutation(file=group['file'], tests=group['tests'], **held) for group in groups for held in group['mutations']]


def copy(folder: Path) -> Path:
    """The tree as it is now, without what was built or installed, in `folder`."""
    command = ['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split('\0')
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def answer(root: Path, tests: Iterable[str]) -> int:
    """What pytest answers for these tests in the tree in `root`."""
    command = [sys.executable, '-m', 'pytest', '-n0', '-x', '-p', 'no:cacheprovider', *tests]
    try:
        return subprocess.run(command, cwd=root, capture_output=True, timeout=SECONDS).returncode
    except subprocess.TimeoutExpired:
        return FOUND


def verdict(base: Path, mutation: Mutation) -> str:
    """`noticed`, `survives`, or why it could not be tried; in a copy of its own of the tree in `base`."""
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(base, Path(folder) / 'tree', symlinks=True)
        try:
            mutation.apply(root)
        except DoesNotApply:
            return 'does not apply'
        code = answer(root, mutation.tests.split())
    return {0: 'survives', FOUND: 'noticed'}.get(code, f'can not be tried (pytest: {code})')


def main(asked: list[str]) -> int:
    """Try what is asked (all without words); 1 when the tests are red by themselves, or a mutation was not noticed."""
    mutations = [held for held in listed() if not asked or any(word in f'{held} {held.tests}' for word in asked)]
    with tempfile.TemporaryDirectory() as folder:
        base = copy(Path(folder))
        if answer(base, sorted({name for held in mutations for name in held.tests.split()})):
            print('The tests fail without any mutation: mend that first.')
            return 1
        unnoticed = 0
        with ThreadPoolExecutor(os.cpu_count()) as several:
            for held, told in zip(mutations, several.map(partial(verdict, base), mutations)):
                print(f'{told}: {held}', flush=True)
                unnoticed += told != 'noticed'
    print(f'{unnoticed} of {len(mutations)} not noticed.')
    return int(unnoticed > 0)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
