"""What both outputs read from mkdocs.yml: the address of the site and the list of Markdown extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, ProblemsFound
from publishing.sources import slots
from publishing.sources.ours import Ours
from publishing.sources.schema import Address, Words
from publishing.sources.source import load_yaml, nearest_line, read_text
from publishing.sources.validation import misfits

FILE = 'mkdocs.yml'
MAIL = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')  # what every mail server takes; MAIL in checks/privacy.py finds them in a text
GONE = 'gone'  # where the new name of a page that moved would stand


class SiteExtra(Ours):
    """What `extra:` in mkdocs.yml holds for us; MkDocs leaves that key to whoever needs it."""

    contact: str | None = None
    role_addresses: list[str] | None = None
    law_months: Annotated[int, Field(ge=1, examples=['12'])] = 12
    redirects: dict[str, str] | None = None
    editor: Any = None


class SiteFile(BaseModel):
    """What we read of mkdocs.yml; the rest is between MkDocs and whoever keeps the site."""

    site_name: Words
    site_url: Address
    markdown_extensions: Annotated[list[Any], Field(min_length=1)]
    extra: SiteExtra | None = None


@dataclass(frozen=True)
class Settings:
    """`extensions` in order, `options` of those that have any; `site_url` ends with a slash.

    `redirects` holds the pages that moved (old name → new name, None for a page that is gone), with the line of each in `lines`;
    so stand the lines of the settings that lead to a page there (`extra.pages.about`).
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
    ours: Ours = field(default_factory=Ours)  # whose site this is
    editor: Any = None  # where the editor in the browser finds the files; publishing.site.editor judges it, None when it is off

    def page_address(self, name: str, locale: str) -> str:
        """The full address of a page on the site: the original at `/`, others below `/<locale>/`."""
        return self.site_url + self.page_path(name, locale)

    def page_path(self, name: str, locale: str) -> str:
        """The address of a page below that of the site, with a slash at its end."""
        below = '' if locale == ORIGINAL else f'{locale}/'
        path = name.removesuffix('index').rstrip('/')
        return f'{below}{path}/' if path else below


def _misfits(data: dict[str, Any], lines: dict[str, int]) -> Iterator[Problem]:
    yield from misfits(SiteFile, data, FILE, lambda key: nearest_line(lines, key))
    for key, word in slots.inside({key: data.get(key) for key in SiteFile.model_fields}):
        values = {'key': key.removeprefix('extra.'), 'word': word} | {f'help_{locale}': '' for locale in LOCALES}
        yield Problem(FILE, nearest_line(lines, key), 'required-slot', values)


def read(root: Path) -> Settings:
    """Read mkdocs.yml in `root`; ProblemsFound when it can't be read or lacks what we need."""
    text, problems = read_text(root / FILE, FILE) if (root / FILE).is_file() else ('', [])
    data, lines, more = load_yaml(text, FILE)
    problems = problems + more or list(_misfits(data, lines))
    if problems:
        raise ProblemsFound(problems)
    held = SiteFile.model_validate(data)
    extra = held.extra or SiteExtra()
    names, options = [], {}
    for entry in held.markdown_extensions:
        name, values = next(iter(entry.items())) if isinstance(entry, dict) and entry else (str(entry), None)
        names.append(name)
        if isinstance(values, dict) and values:
            options[name] = values
    redirects = {old: None if new == GONE else new for old, new in (extra.redirects or {}).items()}
    where = {old: lines.get(f'extra.redirects.{old}', 1) for old in redirects}
    where |= {key: nearest_line(lines, key) for key, _ in extra.leading()}
    typed = (extra.contact or '').strip()
    contact = typed if MAIL.fullmatch(typed) else ''
    return Settings(
        held.site_name, held.site_url.rstrip('/') + '/', tuple(names), options, redirects, where,
        contact=contact,
        contact_line=lines.get('extra.contact', lines.get('extra', 1)),
        role_addresses=tuple(address.lower() for address in (*(extra.role_addresses or ()), *([contact] if contact else []))),
        law_months=extra.law_months,
        ours=extra,
        editor=extra.editor or None,
    )  # fmt: skip
