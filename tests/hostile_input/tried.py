"""An input laid over a project, commands given on it, and all that it left looked at."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import multiprocessing
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from lxml import etree

from publishing import __main__ as program
from publishing.desk import command_line
from publishing.site.preview import state
from publishing.site.preview.builder import Builder
from tests.hostile_input.files import OTHERS
from tests.hostile_input.texts import Input, changed
from tests.hostile_input.tokens import OUTSIDE, SECRET, TOKENS
from tests.projects import lay, lay_site

SEED, NUMBER, BATCH = 15, 1000, 25
MOST_SECONDS, MOST_MEMORY = 20, 1_500_000  # of CPU for one input; kB for all that one process gets
NEVER = {'iframe', 'object', 'embed', 'base', 'frame', 'applet', 'style', 'foreignobject', 'set', 'animate'}


def made(number: int) -> Input:
    """The input of this number: every eighth is no text."""
    dice = random.Random(f'{SEED}-{number}')
    return dice.choice(OTHERS)(number, dice) if number % 8 == 0 else changed(number, dice)


def suffered(number: int, place: Path) -> list[str]:
    """What went wrong when an author gave commands on a project with this input."""
    given = made(number)
    root = lay(place / 'project')
    (place / OUTSIDE).write_text(SECRET, encoding='utf-8')
    given.put(root)
    dice = random.Random(number)
    typed = [['check'], *([dice.choice(TYPED)(dice)] if number % 5 == 0 else [])]
    return [f'{number} {given.told}: {" ".join(words)!r}: {fault}' for words in typed for fault in _typed(root, words)]


KINDS = ('verhaal', 'pagina', 'rapport', 'begrip', 'niets')
TYPED: tuple[Callable[[random.Random], list[str]], ...] = (
    lambda dice: ['check', '--fix'],
    lambda dice: ['new', f'--kind={dice.choice(KINDS)}', f'--title={_word(dice)}'],
    lambda dice: ['new', '--kind=pagina', f'--title={_word(dice)}', f'--title-en={_word(dice)}', f'--name={_word(dice)}'],
    lambda dice: ['translations'],
    lambda dice: ['translations', dice.choice(('diff', 'done')), 'docs/index.en.md', dice.choice(('', '/etc/passwd', '../x.en.md'))],
    lambda dice: ['withdraw', '--yes', dice.choice(('', '.', '../x', '/', 'verhalen/x', 'index', 'x' * 5000))],
)


def _word(dice: random.Random) -> str:
    """A word of a command: no system lets that hold a sign that ends it."""
    return dice.choice(TOKENS).replace('\0', '')


def _typed(root: Path, words: list[str]) -> Iterator[str]:
    """The faults of one command."""
    program.ROOT, program.ERRORS = root, root / 'build/error.txt'
    before, said = time.process_time(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            ended = program._run(command_line.asked(words))
        except SystemExit as stopped:
            ended = int(stopped.code or 0)
    spent = time.process_time() - before
    gc.enable()
    gc.collect()
    if program.ERRORS.is_file():
        yield program.ERRORS.read_text(encoding='utf-8').strip().splitlines()[-1][:300]
        program.ERRORS.unlink()
    if ended and not said.getvalue().strip():
        yield 'says nothing'
    if SECRET in said.getvalue():
        yield 'tells what stands outside'
    if spent > MOST_SECONDS:
        yield f'{spent:.0f} s'


def shown(numbers: Iterable[int], place: Path) -> list[str]:
    """What is wrong with the pages that a preview makes of all these inputs that are pages, with their pictures, in one project."""
    root = lay_site(place / 'project')
    (place / OUTSIDE).write_text(SECRET, encoding='utf-8')
    numbers = [number for number in numbers if (given := made(number)).goes_with_others and (given.put(root) or True)]
    logging.getLogger('mkdocs').setLevel(logging.CRITICAL)
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    state.running = state.State()
    preview = Builder(root, place / 'made', 'http://127.0.0.1:8000/', state.running)
    with contextlib.redirect_stderr(io.StringIO()):
        preview()
    stopped = [f'preview stopped: {preview.stopped[-300:]}'] if re.search(r'\w(?:Error|Exception): ', preview.stopped) else []
    return [f'{numbers}: {fault}' for fault in (*stopped, *_given_away(preview.site))]


def _given_away(site: Path) -> Iterator[str]:
    """What acts, asks another site or comes from outside, in any file of a site."""
    for file in (file for file in site.rglob('*') if file.is_file()):
        data = file.read_bytes()
        if SECRET.encode() in data:
            yield f'{file.name} holds what stands outside'
        if file.suffix in ('.html', '.svg'):
            parser: Any = etree.HTMLParser(encoding='utf-8') if file.suffix == '.html' else etree.XMLParser(resolve_entities=False)
            for element in etree.fromstring(data, parser).iter(etree.Element):
                yield from (f'{file.relative_to(site)}: {fault}' for fault in _acts(element))


def _acts(element: Any) -> Iterator[str]:
    """Why an element of a page is not only looked at."""
    tag = etree.QName(element).localname.lower()
    if tag in NEVER or (tag == 'script' and 'src' not in element.attrib and element.get('type') != 'application/ld+json'):
        yield f'<{tag}>'
    for name, value in element.attrib.items():
        key, told = etree.QName(name).localname.lower(), re.sub(r'[\x00-\x20]', '', value).lower()
        if key.startswith('on') or key == 'style' or told.startswith(('javascript:', 'vbscript:', 'data:text')):
            yield f'<{tag} {key}={value[:60]!r}>'
        if (
            tag != 'img' and key in ('src', 'srcset', 'poster') and re.match(r'(?:[a-z]+:)?//', told)
        ):  # the policy of a page refuses others' pictures
            yield f'<{tag} {key}={value[:60]!r}>'


def batch(numbers: list[int]) -> tuple[list[str], int]:
    """The faults of these inputs, and the most memory (kB) that this process had."""
    os.environ['PUBLISHING_LANG'] = 'nl'
    found = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as place:
            found += suffered(number, Path(place))
    with tempfile.TemporaryDirectory() as place:
        found += shown(numbers, Path(place))
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(asked: list[str]) -> int:
    """Try the numbers that are asked, else all; 1 when there was a fault."""
    numbers = [int(number) for number in asked] or list(range(NUMBER))
    batches = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
    faults, most = 0, 0
    with ProcessPoolExecutor(max_tasks_per_child=1, mp_context=multiprocessing.get_context('spawn')) as pool:
        for found, memory in pool.map(batch, batches):
            print(*found, sep='\n', end='\n' if found else '', flush=True)
            faults, most = faults + len(found) + (memory > MOST_MEMORY), max(most, memory)
    print(f'{len(numbers)} inputs, {faults} faults, at most {most // 1000} MB')
    return min(faults, 1)
