"""Drawings, photos, names, settings and folders that no author means."""

from __future__ import annotations

import contextlib
import io
import os
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.hostile_input.texts import CHANGES, Input, written
from tests.hostile_input.tokens import EVIL, OUTSIDE

DRAWN = (
    f'<script>{EVIL}</script>', f'<g onload="{EVIL}"/>', f'<a xlink:href="javascript:{EVIL}"><text>x</text></a>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>x</script></body></foreignObject>', '<g>' * 3000,
    '<image href="https://elders.example/x.png"/>', f'<image href="../../../{OUTSIDE}"/>', '<use href="https://elders.example/x#a"/>',
    f'<set attributeName="onclick" to="{EVIL}"/>', '<style>@import url(//elders.example)</style>', '&a;', '&x;', '\0',
    '<text>' + 'x' * 10**6,
)  # fmt: skip
NAMES = (
    'a b', 'é', 'x' * 200, '-rf', '--help', '.verborgen', 'CON', 'a&b', "a'b", 'a"b', '<b>', 'a;b', '$(x)', '{$HOME}', 'a\nb', '\u202e',
    '%2e%2e',     'a#b', 'a?b', 'index', 'x.nl', 'x.en.nl', '~', 'a\\b', '*', '[a]', '\udcff',
)  # fmt: skip


def _page(number: int, body: str, name: str = '') -> Callable[[Path], object]:
    head = f'---\ntitle: Vreemd\ndescription: {"Een omschrijving. " * 4}\nupdated: 2026-11-22\n---\n\n'
    return lambda root: written(root / f'docs/uitleg/{name or f"vreemd-{number}"}.nl.md', (head + body).encode('utf-8', 'surrogatepass'))


def _drawing(number: int, dice: random.Random) -> Input:
    """A drawing that acts, asks another site, reads what is outside or never ends."""
    inside = dice.choice(DRAWN)
    size = dice.choice(('10', '1e9', '-1', '0', 'NaN', '100%'))
    doctype = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "../../../{OUTSIDE}"><!ENTITY a "{"&x;" * 50}">]>' if dice.random() < 0.5 else ''
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = f'{doctype}<svg {spaces} width="{size}" height="{size}">{inside}</svg>'

    def put(root: Path) -> None:
        written(root / f'docs/assets/plaat-{number}.svg', text.encode('utf-8', 'replace'))
        _page(number, f'![Een tekening van iets](../assets/plaat-{number}.svg)\n')(root)

    return Input(number, f'drawing with {inside[:40]!r}', put)


def _photo(number: int, dice: random.Random) -> Input:
    """A photo that is broken, is called something else, or unpacks to far more."""
    kind, suffix = dice.choice(('PNG', 'JPEG', 'WEBP', 'GIF')), dice.choice(('.png', '.jpg', '.webp', '.jpeg', '.PNG'))
    size = dice.choice(((1, 1), (40, 30), (1, 4000), (4000, 1), (9000, 9000)))
    held = io.BytesIO()
    Image.new('1' if size[0] > 5000 and kind == 'PNG' else 'RGB', size if kind == 'PNG' else (40, 30)).save(held, kind)
    data = bytearray(held.getvalue())
    harm = dice.choice(('none', 'cut', 'bits', 'text', 'empty'))
    if harm == 'cut':
        del data[dice.randint(1, len(data)) :]
    elif harm == 'bits':
        for _ in range(9):
            data[dice.randrange(len(data))] = dice.randrange(256)
    elif harm in ('text', 'empty'):
        data = bytearray(b'<svg onload="x">' if harm == 'text' else b'')

    def put(root: Path) -> None:
        written(root / f'docs/assets/foto-{number}{suffix}', bytes(data))
        _page(number, f'![Een foto van iets](../assets/foto-{number}{suffix})\n')(root)

    return Input(number, f'{kind} as {suffix}, {size}, {harm}', put)


def _name(number: int, dice: random.Random) -> Input:
    """A file of an odd name or kind."""
    name, kind = dice.choice(NAMES), dice.choice(('file', 'file', 'link', 'link', 'folder', 'pipe', 'ring'))
    where = dice.choice(('docs', 'docs/uitleg', 'docs/assets', 'docs/assets/data', 'reports/voorbeeld', 'reports', 'docs/verhalen'))
    suffix = dice.choice(('.nl.md', '.md', '.csv', '.yml', '.png', '.html', '.js', '.txt', '', '.nl.md~', '.chart.yml'))

    def put(root: Path) -> None:
        file = root / where / f'{name}{suffix}'
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # this disk can't hold such a name, or holds one already
            _lay(kind, file, root)

    return Input(number, f'{kind} {where}/{name!r}{suffix}', put)


def _lay(kind: str, file: Path, root: Path) -> None:
    if kind == 'file':
        file.write_text(f'<script>{EVIL}</script>', encoding='utf-8')
    elif kind == 'folder':
        file.mkdir()
    elif kind == 'pipe':
        os.mkfifo(file)
    else:
        file.symlink_to(file.parent if kind == 'ring' else root.parent / OUTSIDE)


def _settings(number: int, dice: random.Random) -> Input:
    """The settings of the site, changed in a few places."""

    def put(root: Path) -> None:
        text = (root / 'mkdocs.yml').read_text(encoding='utf-8')
        for _ in range(dice.randint(1, 3)):
            text = dice.choice(CHANGES)(text, dice)
        written(root / 'mkdocs.yml', text.encode('utf-8', 'surrogatepass'))

    return Input(number, 'settings', put, False)


def _folder(number: int, dice: random.Random) -> Input:
    """A folder where a file is meant."""
    path = dice.choice(
        ('docs/index.nl.md', 'docs/assets/data/terms.yml', 'reports/voorbeeld/report.yml', 'mkdocs.yml', 'docs/assets/vierkant.png')
    )

    def put(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return Input(number, f'folder {path}', put, False)


OTHERS: tuple[Callable[[int, random.Random], Input], ...] = (
    _drawing,
    _drawing,
    _photo,
    _photo,
    _name,
    _name,
    _name,
    _settings,
    _settings,
    _folder,
)
