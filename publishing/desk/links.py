"""Links to other sites: where each stands, and whether it still leads somewhere. Asked for now and then, never by a build.

Lychee asks the other sites; what it says becomes one of four verdicts. A site that refuses programs may be fine for readers, so
that is no more than a request to look.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publishing.sources.catalogue import Catalogue
from publishing.sources.typed_yaml import nearest_line, texts_in
from publishing.words import words

VERDICTS = ('gone', 'moved', 'slow', 'unsure')
GONE = (404, 410)
FOR_EVER = (301, 308)  # the answers that say an address has another for good (RFC 9110, 15.4)
SECONDS = 20
AGENT = 'Mozilla/5.0 (compatible; link check)'


@dataclass(frozen=True)
class Mention:
    """An address and the line of the source that it stands on."""

    path: str
    line: int
    address: str


@dataclass(frozen=True)
class Answer:
    """What came of asking for an address: one of VERDICTS, with the new address or the reason."""

    verdict: str
    detail: str


class CannotAsk(Exception):
    """The program that asks gave no answer."""


def places(catalogue: Catalogue) -> Iterator[Mention]:
    """Every address of another site in texts, front matter and data; call with what may be shown."""
    for text in catalogue.texts():
        for key, address in _in(text.meta):
            yield Mention(text.path, text.line_of(key), address)
        for link in text.outline.links:
            if _is_address(link.target):
                yield Mention(text.path, link.line, link.target)
    sources = catalogue.references
    for key, address in _in({'references': sources.entries}):
        yield Mention(sources.path, nearest_line(sources.lines, key), address)


def _in(value: Any) -> Iterator[tuple[str, str]]:
    """Every address below a value, with its dotted key."""
    return ((key, text) for key, text in texts_in(value) if _is_address(text))


def _is_address(text: str) -> bool:
    return text.startswith(('https://', 'http://'))


def ask(addresses: Iterable[str], seconds: int = SECONDS) -> dict[str, Answer]:
    """What is to be told of the addresses; nothing of those that are fine. Raises CannotAsk."""
    asked = list(dict.fromkeys(address.partition('#')[0] for address in addresses))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, 'addresses.txt').write_text('\n'.join(asked), encoding='utf-8')
        options = ['--format=json', '--no-progress', '--verbose', '--max-concurrency=8', '--max-retries=1', f'--timeout={seconds}']
        command = [str(Path(sys.executable).with_name('lychee')), *options, f'--user-agent={AGENT}', 'addresses.txt']
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, encoding='utf-8', errors='replace')
            told = json.loads(done.stdout)
        except (OSError, ValueError) as error:
            raise CannotAsk(str(error)) from error
    return {asked[item['span']['line'] - 1]: answer for kind, item in _items(told) if (answer := _answer(kind, item)) is not None}


def _items(told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind in ('success', 'error', 'timeout'):
        for items in told[f'{kind}_map'].values():
            yield from ((kind, item) for item in items)


def _answer(kind: str, item: dict[str, Any]) -> Answer | None:
    """What one entry of Lychee's report says; None when all is well."""
    status, steps = item['status'], item.get('redirects', {}).get('redirects', [])
    if kind == 'success':
        is_moved = bool(steps) and all(step['code'] in FOR_EVER for step in steps)
        return Answer('moved', steps[-1]['url']) if is_moved else None
    if kind == 'timeout':
        return Answer('slow', status['text'])
    code = status.get('code')
    return Answer('gone' if code in GONE or code is None else 'unsure', status.get('details') or status['text'].rpartition(': ')[2])


def listing(found: Iterable[Mention], answers: dict[str, Answer], language: str) -> str:
    """The addresses that need a look, by what is the matter, each with every place that it stands in."""
    word = words('commands', language)
    held = sorted(set(found), key=lambda place: (place.path, place.line, place.address))
    lines = [word['links-asked'].format(number=len({place.address for place in held}))]
    for verdict in VERDICTS:
        told = [place for place in held if (answer := answers.get(place.address.partition('#')[0])) and answer.verdict == verdict]
        if told:
            lines += ['', word[f'links-{verdict}']]
            lines += [f'{place.path}:{place.line}: {place.address} ({answers[place.address.partition("#")[0]].detail})' for place in told]
    return '\n'.join(lines if answers else [*lines, word['links-fine']])


def is_broken(answers: dict[str, Answer]) -> bool:
    """Whether a reader would find nothing at one of them."""
    return any(answer.verdict == 'gone' for answer in answers.values())
