"""The style sheet of the site: one file from tokens, fonts and rules, with a name that changes with its content."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from publishing.pictures.drawing import COLOUR, filled

COMMENT = re.compile(r'/\*.*?\*/', re.S)
SPACE = re.compile(r'\s*\n\s*')
DRAWN = re.compile(r'\[fill="var\(--([\w-]+)\)"\]')  # a part of a picture, by the colour that it was drawn in
PARTS = ('tokens.css', 'fonts.css', 'site.css')


def sheet(folder: Path) -> str:
    """Tokens, the dark scheme (for the device's wish and for the reader's choice), fonts and rules, without comments."""
    tokens, *rest = ((folder / name).read_text(encoding='utf-8') for name in PARTS)
    dark = COMMENT.sub('', (folder / 'dark.css').read_text(encoding='utf-8')).strip()
    device = '@media screen and (prefers-color-scheme: dark) {\n' + dark.replace(':root', ':root:not([data-scheme="light"])') + '\n}\n'
    reader = '@media screen {\n' + dark.replace(':root', ':root[data-scheme="dark"]') + '\n}\n'
    fonts, rules = (text.replace('url("../', 'url("') for text in rest)
    drawn = dict(COLOUR.findall((folder / 'pictures.css').read_text(encoding='utf-8')))
    rules = DRAWN.sub(lambda match: f'[fill="{drawn[match[1]]}"]', rules)
    return SPACE.sub('\n', COMMENT.sub('', '\n'.join((tokens, fonts, rules, device, reader)))).strip() + '\n'


def named(path: str, content: str) -> str:
    """`assets/site.css` → `assets/site.1f3a9c2e.css`: a browser may keep it for ever."""
    stem, _, suffix = path.rpartition('.')
    return f'{stem}.{sha256(content.encode()).hexdigest()[:8]}.{suffix}'


def icon(file: Path) -> str:
    """The icon of a browser's tab, in the colours of the tokens."""
    return filled(file.read_text(encoding='utf-8'))


def inline(icon: str) -> str:
    """A picture as an address that holds the picture itself: one request less."""
    return 'data:image/svg+xml,' + quote(icon.strip(), safe="=/:'")
