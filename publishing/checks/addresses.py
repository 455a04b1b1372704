"""Addresses that people keep: a page that moved or went away says so at its old address."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from publishing.checks.links import anchors
from publishing.checks.near import near_page
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import file_names
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS
from publishing.sources.settings import FILE

# A withdrawn story must leave no trace, so nothing may stand at its address.
UNTRACED = f'{KINDS["story"].folder}/'

OF_OLD = re.compile(r'[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*')  # a page stands at this address, and nowhere outside the site


def addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """What mkdocs.yml says of moved pages is true, and no page of before is missing from it."""
    names, redirects = catalogue.names(), catalogue.settings.redirects
    for old, new in redirects.items():
        line = catalogue.settings.lines[old]
        if not OF_OLD.fullmatch(old):
            wanted = '/'.join(file_names.slug(part) for part in old.removesuffix('.md').split('/') if part.strip('. '))
            yield Problem(FILE, line, 'redirect-odd', {'old': old, 'wanted': wanted})
        elif old in names:
            yield Problem(FILE, line, 'redirect-of-page', {'old': old})
        elif new is not None and new not in names:
            yield Problem(FILE, line, 'redirect-to-nothing', {'old': old, 'new': new, 'near': near_page(new, names)})
    for name in sorted(_names_of_before(catalogue.root) - {*names, *redirects}):
        if not name.startswith(UNTRACED):
            yield Problem(FILE, catalogue.settings.lines.get('', 1), 'address-lost', {'old': name})


def settings_lead(catalogue: Catalogue) -> Iterator[Problem]:
    """Where mkdocs.yml says that a foot, a notice or a form leads, there is a page, and the place on it."""
    names = catalogue.names()
    for key, target in catalogue.settings.ours.leading():
        name, _, place = target.partition('#')
        page = catalogue.page(name, ORIGINAL)
        if page is None or (place and place not in anchors(catalogue, page)):
            near = near_page(name, names) if page is None else ''
            values = {'key': key.removeprefix('extra.'), 'target': target, 'near': near, 'page': name if page is None else ''}
            yield Problem(FILE, catalogue.settings.lines[key], 'setting-leads-nowhere', values)


def _names_of_before(root: Path) -> set[str]:
    """Names of pages that the history of docs/ knows and that were removed or renamed; nothing without git or without history."""
    if not (root / '.git').exists() or not shutil.which('git'):
        return set()
    ask = ['git', '-c', 'core.quotepath=off', 'log', '--first-parent', '--diff-filter=DR', '--name-status', '--format=', '--', 'docs']
    told = subprocess.run(ask, cwd=root, capture_output=True, text=True, encoding='utf-8').stdout
    paths = [line.split('\t')[1] for line in told.splitlines()]
    endings = {f'.{locale}.md' for locale in LOCALES}
    return {path.removeprefix('docs/').rsplit('.', 2)[0] for path in paths if any(path.endswith(ending) for ending in endings)}
