"""What both outputs read from mkdocs.yml: the address of the site and the list of Markdown extensions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.problems import ProblemsFound
from publishing.source import ORIGINAL, load_yaml, read_text

FILE = 'mkdocs.yml'
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
    return Settings(data['site_name'], data['site_url'].rstrip('/') + '/', tuple(names), options, redirects, where)
