"""A process as a drawing: its steps as numbered stops on a route, in both languages from docs/assets/data/<name>.process.yml."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publishing.languages import LOCALES
from publishing.pictures import drawing
from publishing.pictures.drawing import Medium
from publishing.problems import Problem, shortened
from publishing.sources import file_names
from publishing.sources.schema.data import Process
from publishing.sources.source import DATA
from publishing.sources.typed_yaml import is_unreadable, load_yaml, nearest_line, read_yaml
from publishing.sources.validation import problems_in

NAME = re.compile(r'[\w-]+')
WIDTH, STEP, RADIUS = 360.0, 84.0, 24.0
STOPS = (40.0, 84.0)  # the route swings between these
SIZE, NOTE_SIZE, LEADING = 19.0, 16.0, 21.0


def file(root: Path, name: str) -> Path:
    """Where the steps of a process stand."""
    return root / DATA / f'{name}.process.yml'


def problems(root: Path, name: str, path: str, line: int) -> Iterator[Problem]:
    """Why the process that is asked for at a line of a page can't be drawn."""
    if not NAME.fullmatch(name):
        yield Problem(path, line, 'path-leaves', {'target': name, 'near': ''})
        return
    held = file(root, name).relative_to(root).as_posix()
    if not file(root, name).is_file():
        values = {'name': name, 'file': held, 'near': file_names.meant(root / DATA, name, '.process.yml')}
        yield Problem(path, line, 'process-file-missing', values)
        return
    data, lines, broken = read_yaml(file(root, name), held)
    yield from broken
    if not is_unreadable(broken):
        yield from (found := list(problems_in(Process, data, held, lambda key: nearest_line(lines, key))))
        yield from _too_long(data, lines, held) if not found else ()


def _too_long(data: dict[str, Any], lines: dict[str, int], path: str) -> Iterator[Problem]:
    """Each step whose words would run into those of the next."""
    for number, step in enumerate(Process.model_validate(data).steps):
        for locale in LOCALES:
            words, x = step.of(locale), STOPS[number % 2] + RADIUS + 16
            if len(_written(words.name, words.note, x)) > STEP // LEADING:
                yield Problem(path, nearest_line(lines, f'steps.{number}.{locale}'), 'process-step-long', {'text': shortened(words.name)})


def svg(root: Path, name: str, locale: str, medium: Medium) -> etree.Element:
    """The drawing in one language; call after the checks. The number in a stop tells the order, so no meaning hangs on a colour."""
    data, _, _ = load_yaml(file(root, name).read_text(encoding='utf-8'), name)
    process = Process.model_validate(data)
    words = process.words.of(locale)
    height = STEP * len(process.steps)
    drawn = drawing.picture(f'process-{name}', WIDTH, height, words.title, words.description)
    stops = [(STOPS[number % 2], STEP * (number + 0.5)) for number in range(len(process.steps))]
    _route(drawn, stops)
    for number, (step, (x, y)) in enumerate(zip(process.steps, stops), 1):
        drawing.shape(drawn, 'circle', cx=x, cy=y, r=RADIUS, fill='accent')
        drawing.text(drawn, str(number), x, y + 8, 24, 'on-accent', text_anchor='middle', font_weight='700')
        named = step.of(locale)
        _label(drawn, named.name, named.note, x + RADIUS + 16, y)
    return drawing.finished(drawn, medium)


def _route(drawn: etree.Element, stops: list[tuple[float, float]]) -> None:
    """One line through all stops that leaves and reaches each of them upright."""
    path = f'M{stops[0][0]:g} {stops[0][1]:g}'
    for (x, y), (to_x, to_y) in zip(stops, stops[1:]):
        half = (y + to_y) / 2
        path += f'C{x:g} {half:g} {to_x:g} {half:g} {to_x:g} {to_y:g}'
    drawing.shape(drawn, 'path', d=path, fill='none', stroke='line-strong', stroke_width=5)


def _written(name: str, note: str | None, x: float) -> list[tuple[str, float, str]]:
    """The lines of a step from `x` on, with size and weight."""
    width = WIDTH - x
    written = [(line, SIZE, '700') for line in drawing.lines(name, width, SIZE)]
    return written + [(line, NOTE_SIZE, '400') for line in drawing.lines(note or '', width, NOTE_SIZE)]


def _label(drawn: etree.Element, name: str, note: str | None, x: float, y: float) -> None:
    """The name of a step with its note below, as a block in the middle of its height."""
    written = _written(name, note, x)
    top = y - LEADING * len(written) / 2
    for number, (line, size, weight) in enumerate(written):
        drawing.text(drawn, line, x, top + LEADING * number + 16, size, 'ink' if weight == '700' else 'ink-soft', font_weight=weight)
