"""What both outputs read from mkdocs.yml: the address of the site and the list of Markdown extensions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.problems import ProblemsFound
from publishing.source import ORIGINAL, load_yaml, read_text

FILE = 'mkdocs.yml'
ADDRESS = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')  # what every mail server takes; MAIL in checks/privacy.py finds them in a text
GONE = 'gone'  # where the new name of a page that moved would stand


@dataclass(frozen=True)
class Settings:
    """`extensions` in order, `options` of those that have any; `site_url` ends with a slash.

    `redirects` holds the pages that moved (old name → new name, None for a page that is gone), with the line of each in `lines`.
    """

    site_name: str
    site_url: str
    extensions: tuple[str, ...]
    options: dict[str, dict[str, Any]]
    redirects: dict[str, str | None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    contact: str = ''  # the e-mail address of the role that readers write to, '' while the collective has none
    contact_line: int = 1
    role_addresses: tuple[str, ...] = ()  # e-mail addresses of a role (that of `contact` too), which may be published
    law_months: int = 12  # how long a law page holds after the day it was checked on
    editor: Any = None  # where the editor in the browser finds the files; publishing.editor judges it, None when it is off

    def page_address(self, name: str, locale: str) -> str:
        """The full address of a page on the site: the original at `/`, others below `/<locale>/`."""
        return self.site_url + self.page_path(name, locale)

    def page_path(self, name: str, locale: str) -> str:
        """The address of a page below that of the site, with a slash at its end."""
        below = '' if locale == ORIGINAL else f'{locale}/'
        path = name.removesuffix('index').rstrip('/')
        return f'{below}{path}/' if path else below


def read(root: Path) -> Settings:
    """Read mkdocs.yml in `root`; ProblemsFound when it can't be read."""
    text, problems = read_text(root / FILE, FILE)
    data, lines, more = load_yaml(text, FILE)
    if problems + more:
        raise ProblemsFound(problems + more)
    names, options = [], {}
    for entry in data['markdown_extensions']:
        name, values = next(iter(entry.items())) if isinstance(entry, dict) else (entry, None)
        names.append(name)
        if values:
            options[name] = values
    moved = (data.get('extra') or {}).get('redirects') or {}
    redirects = {str(old): None if new == GONE else str(new) for old, new in moved.items()}
    where = {old: lines.get(f'extra.redirects.{old}', 1) for old in redirects}
    address, editorial = data['site_url'].rstrip('/') + '/', _editorial(data.get('extra'))
    editorial['contact_line'] = lines.get('extra.contact', lines.get('extra', 1))
    return Settings(data['site_name'], address, tuple(names), options, redirects, where, **editorial)


def _editorial(extra: Any) -> dict[str, Any]:
    """What `extra:` holds for the checks; MkDocs leaves that key to whoever needs it."""
    held = extra if isinstance(extra, dict) else {}
    typed = str(held.get('contact') or '').strip()
    contact = typed if ADDRESS.fullmatch(typed) else ''
    roles = tuple(str(address).lower() for address in (*(held.get('role_addresses') or ()), *([contact] if contact else [])))
    months = int(held.get('law_months', Settings.law_months))
    return {'contact': contact, 'role_addresses': roles, 'law_months': months, 'editor': held.get('editor') or None}
