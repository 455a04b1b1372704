"""A copy of the finished site that opens from a disk, without a web server: for whoever looks at a proposal.

There a browser opens no folder as a page, and lets a script fetch or import nothing. So every address in the copy names a file, and
search has its whole index in one plain script.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree

from publishing import folders
from publishing.address import parts
from publishing.languages import LOCALES
from publishing.site import search
from publishing.site.proof import ADDRESSES, CANDIDATES, POLICY, place_of

FOLDER = 'build/offline'
FOR_HOSTS = ('_headers', '_redirects', '.htaccess', 'sitemap.xml', 'sitemap.xml.gz')
CODE, HERE = 'data-code', 'data-offline'  # what says that a field is for searching, in the site and in the copy
ITSELF = ("'self'", "'self' file:")  # what a policy calls its own site, and what browsers call that on a disk
REFRESH = re.compile(r'(?P<wait>\d+; url=)(?P<address>.+)')
# The field and the index with its engine, which are modules in the site, as functions; what the engine fetches is held here.
SCRIPT = """(() => {{
const here = document.currentScript.src
const held = {held}
const fetch = async address => ({{ ok: true, json: () => held[address.href.slice(new URL('.', here).href.length)] }})
const engineHere = (() => {{
{engine}
return {{ find }}
}})()
const start = (() => {{
{field}
return start
}})()
for (const input of document.querySelectorAll('input[{here}]')) start(input)
}})()
"""


def write(root: Path, site: Path, address: str) -> Path:
    """Make the copy anew of a site that is meant for `address`; the page to open."""
    place, fresh = root / FOLDER, root / f'{FOLDER}.fresh'
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(site, fresh, ignore=shutil.ignore_patterns(*FOR_HOSTS))
    (field,) = (site / 'assets').glob('search.*.js')
    for locale in LOCALES:
        if (site / search.FOLDER / f'{locale}.js').is_file():
            (fresh / _script(locale)).write_text(_search(site / search.FOLDER, locale, field), encoding='utf-8')
    for file in sorted(fresh.rglob('*.html')):
        _open_from_disk(fresh, file.relative_to(fresh).as_posix(), address)
    folders.swap(fresh, place)
    return place / 'index.html'


def _script(locale: str) -> str:
    return f'{search.FOLDER}/{locale}.offline.js'


def _search(folder: Path, locale: str, field: Path) -> str:
    """The script of one language."""
    files = sorted(folder.glob(f'{locale}-*/*.json'))
    held = {f'{file.parent.name}/{file.name}': _opened(json.loads(file.read_text(encoding='utf-8'))) for file in files}
    engine, start = (_as_function(file.read_text(encoding='utf-8')) for file in (folder / f'{locale}.js', field))
    return SCRIPT.format(held=json.dumps(held, ensure_ascii=False), engine=engine, field=start, here=HERE)


def _opened(held: Any) -> Any:
    """A file of the index; that of a page (a list) with the address of its file."""
    return [held[0], f'{held[1]}index.html', *held[2:]] if isinstance(held, list) else held


def _as_function(module: str) -> str:
    """The text of a module as that of a function, which exports nothing and imports nothing."""
    return re.sub(r'^export ', '', module, flags=re.M).replace('import.meta.url', 'here').replace('import(index)', 'engineHere')


def _open_from_disk(copy: Path, page: str, address: str) -> None:
    """Change one page of the copy."""
    file = copy / page
    root = etree.parse(file, etree.HTMLParser(encoding='utf-8')).getroot()
    for element in root.iter(etree.Element):
        if element.get('rel') == 'preload':  # is fetched as from another site, and refused
            element.getparent().remove(element)
        for key in ADDRESSES:
            if key in element.attrib and not (element.tag == 'link' and parts(element.get(key)).scheme):
                element.set(key, _from(page, element.get(key), address, copy))
        if CANDIDATES in element.attrib:
            told = (part.split(None, 1) for part in element.get(CANDIDATES).split(','))
            element.set(CANDIDATES, ', '.join(' '.join([_from(page, first, address, copy), *rest]) for first, *rest in told))
        if element.get('http-equiv') == 'refresh':
            element.set(
                'content', REFRESH.sub(lambda told: told['wait'] + _from(page, told['address'], address, copy), element.get('content'))
            )
        if CODE in element.attrib:
            element.attrib.pop(CODE)
            element.set(HERE, '')
    policy = root.find(POLICY)
    if policy is not None:
        policy.set('content', policy.get('content').replace(*ITSELF))
    if root.find(f'.//input[@{HERE}]') is not None:
        etree.SubElement(root.find('head'), 'script', src=_from(page, f'/{_script(root.get("lang"))}', '/', copy), defer='')
    file.write_text(etree.tostring(root, encoding='unicode', method='html', doctype='<!doctype html>'), encoding='utf-8')


def _from(page: str, typed: str, address: str, copy: Path) -> str:
    """An address on a page as the way to its file; as typed when it leads to none in the copy."""
    place = place_of(page, typed, address)
    if place is None or not (copy / place[0]).is_file() or typed.startswith('#'):
        return typed
    told = parts(typed)
    way = quote(posixpath.relpath(place[0], posixpath.dirname(page) or '.'))
    return way + (f'?{told.query}' if told.query else '') + (f'#{told.fragment}' if told.fragment else '')
