"""What a report costs as it grows, by what it is made of: CPU seconds and memory at n, 2n and 4n (a part of `make bench`).

The last column says how the cost of four times as much grew: 4 is in proportion, 16 would be with the square.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from PIL import Image

from tests.projects import lay

FRONT = '---\ntitle: Groei\ndescription: Een hoofdstuk dat groeit, om te zien wat dat kost.\nupdated: 2026-11-22\nkind: chapter\n'
FRONT += 'summary: Een hoofdstuk dat groeit.\n---\n\n'
SENTENCE = 'De begeleider bespreekt het plan voor de komende weken samen met kind en ouders, zonder haast en met een verslag. '
CHAPTERS = 10
MEGABYTE = 1024  # of ru_maxrss on Linux


def _pages(number: int) -> Iterator[str]:
    yield from (SENTENCE * 5 for _ in range(number * 5))  # of this size stand on a page


def _notes(number: int) -> Iterator[str]:
    yield from (f'{SENTENCE}[^n{note}]\n\n[^n{note}]: Een noot met {note} als nummer, van een regel of wat meer.' for note in range(number))


def _rows(number: int) -> Iterator[str]:
    rows = '\n'.join(f'| rij {row} | {SENTENCE}|' for row in range(number))
    yield f'| Wie | Wat |\n|---|---|\n{rows}\n\nTabel: Veel rijen {{#tab-rijen}}'


def _pictures(number: int) -> Iterator[str]:
    yield from (f'![Een vlak](../assets/vlak-{place}.jpg)' for place in range(number))


def _sources(number: int) -> Iterator[str]:
    yield from (f'{SENTENCE}[@bron-{place}]' for place in range(number))


KINDS: dict[str, tuple[int, Callable[[int], Iterator[str]]]] = {
    'pages': (150, _pages), 'notes': (375, _notes), 'rows': (750, _rows), 'pictures': (125, _pictures), 'sources': (500, _sources),
}  # fmt: skip


def lay_grown(folder: Path, kind: str, number: int) -> Path:
    """A project whose report has so many of one thing, in ten chapters."""
    root, make = lay(folder, printable=True), KINDS[kind][1]
    (root / 'docs/groei').mkdir()
    for chapter in range(CHAPTERS):
        body = '\n\n'.join(_own(make(number // CHAPTERS), chapter, number // CHAPTERS))
        for locale in ('nl', 'en'):
            (root / f'docs/groei/g{chapter}.{locale}.md').write_text(f'{FRONT}## Deel {{#deel}}\n\n{body}\n', encoding='utf-8')
    if kind == 'pictures':
        for place in range(number):
            Image.new('RGB', (1200, 800), (place % 256, place // 256 * 60, 90)).save(root / f'docs/assets/vlak-{place}.jpg')
    if kind == 'sources':
        _list_sources(root / 'docs/assets/data/sources.yml', number)
    report = root / 'reports/voorbeeld/report.yml'
    held = yaml.safe_load(report.read_text(encoding='utf-8'))
    held['chapters'] = [{'page': f'groei/g{chapter}'} for chapter in range(CHAPTERS)]
    report.write_text(yaml.safe_dump(held, sort_keys=False), encoding='utf-8')
    return root


def _own(blocks: Iterator[str], chapter: int, number: int) -> Iterator[str]:
    """Each chapter names pictures and sources of its own."""
    for place, block in enumerate(blocks):
        for name in ('vlak', 'bron'):
            block = block.replace(f'{name}-{place}', f'{name}-{chapter * number + place}')
        yield block


def _list_sources(file: Path, number: int) -> None:
    held = yaml.safe_load(file.read_text(encoding='utf-8'))
    held['references'] += [
        {
            'id': f'bron-{place}', 'type': 'webpage', 'title': f'Titel van bron {place}', 'author': [{'literal': f'Bureau {place}'}],
            'issued': '2024', 'URL': f'https://bron-{place}.example/', 'language': 'nl', 'custom': {'standing': 'first-hand'},
        }
        for place in range(number)
    ]  # fmt: skip
    file.write_text(yaml.safe_dump(held, sort_keys=False, allow_unicode=True), encoding='utf-8')


def cost(root: Path) -> tuple[float, float]:
    """CPU seconds, and megabytes at most, of one process that makes the report in one language."""
    command = [sys.executable, str(root / 'build_pdf.py'), 'voorbeeld', '--locale', 'nl', '--force', '--draft', '--jobs', '1']
    quiet = [(os.POSIX_SPAWN_OPEN, place, os.devnull, os.O_WRONLY, 0) for place in (1, 2)]
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f'{root} was not made: {" ".join(command)}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss / MEGABYTE


def table(folder: Path) -> None:
    """Print a row for each kind of thing."""
    steps = ''.join(f'{step:>8}' for step in ('n', '2n', '4n', 'grew'))
    print(f'\n{"what a report has":<20} {"n":>6}   CPU s:{steps}      MB:{steps}')
    for kind, (number, _) in KINDS.items():
        costs = [_cost_of(folder, kind, number * times) for times in (1, 2, 4)]
        seconds, megabytes = (' '.join(f'{value:>7.1f}' for value in (*held, held[2] / held[0])) for held in zip(*costs))
        print(f'{kind:<20} {number:>6}          {seconds}          {megabytes}', flush=True)


def _cost_of(folder: Path, kind: str, number: int) -> tuple[float, float]:
    root = lay_grown(folder / f'{kind}-{number}', kind, number)
    try:
        return cost(root)
    finally:
        shutil.rmtree(root)
