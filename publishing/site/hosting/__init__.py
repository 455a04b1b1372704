"""What a web server needs to know of the site: headers, moved pages, not-found pages by language, and compressed files.

One rule for each, written in the forms that hosts read: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `.htaccess`
(Apache) inside the site, and a configuration for the web server Caddy beside it. A host that reads none of these (GitHub Pages) serves the
small pages that stand at the address of a page that moved.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import brotli  # type: ignore[import-untyped]
import jinja2

from publishing import cache
from publishing.languages import LOCALES, ORIGINAL, author_language
from publishing.site import editor
from publishing.site.hosting import sending
from publishing.site.hosting.sending import NotSent, Plan
from publishing.sources import editions, settings
from publishing.sources.settings import Settings
from publishing.words import words

# 'self' and nothing else: no inline script or style, no other host, no frame, no plug-in.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# What a page says of itself, so that a host that sends no headers (GitHub Pages) is as safe; there `frame-ancestors` can't be said.
POLICY_IN_PAGE = POLICY.rpartition('; frame-ancestors')[0]
CSP = 'Content-Security-Policy'
HEADERS = {
    CSP: POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
    'Referrer-Policy': 'same-origin',  # another site need not know that someone came from here
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
}
# Files whose name changes with their content (and fonts, which don't change), as (folder, pattern below it, is that the whole
# folder); all others are asked for again each time.
KEPT = (
    ('assets', r'[^/]+\.[0-9a-f]{8}\.(?:css|js)', False),
    ('assets/fonts', r'[^/]+\.woff2', True),
    ('search', r'[a-z]+-[0-9a-f]{8}/.+', False),
)
FOR_EVER, ASK_AGAIN = 'public, max-age=31536000, immutable', 'no-cache'
COMPRESSED = ('.html', '.css', '.js', '.json', '.svg', '.xml', '.csv', '.ics', '.txt')
SMALLEST = 512  # bytes below which a compressed copy saves nothing
UNQUOTABLE = re.compile(r'[{}\\\n\r]')  # in a Caddyfile, between quotes too: what stands between braces is a setting of the machine
FOLDER, COPIES = 'build/hosting', 'build/compressed'


@dataclass(frozen=True)
class Gone:
    """A folder of the site from which nothing is given any more, and the page that is the answer to all that was in it."""

    folder: str
    page: str


def addresses(held: Settings) -> Iterator[tuple[str, str, str | None]]:
    """Old path, locale, and new path (None for a page that is gone), of every page that moved, in each language."""
    base = urlsplit(held.site_url).path
    for old, new in held.redirects.items():
        for locale in LOCALES:
            found = [urlsplit(held.page_address(name, locale)).path if name else None for name in (old, new)]
            yield (found[0] or base), locale, found[1]


def withdrawn(root: Path) -> list[Gone]:
    """The files of each edition that was withdrawn, and the page that says why."""
    return [Gone(f'pdf/{edition.key}/', f'{edition.page}/index.html') for edition in editions.everything(root) if edition.facts.withdrawn]


def write(site: Path, held: Settings, gone: Iterable[Gone] = ()) -> None:
    """Put into `site` what hosts read there, and a page at each address that moved."""
    context, environment = _context(held, gone), _environment()
    base = context['base']
    for old, locale, new in context['moved']:
        if new is not None:
            _leave_page(environment, site / old.removeprefix(base), locale, new)
    for name in ('_headers', '_redirects', '.htaccess', 'robots.txt'):
        (site / name).write_text(environment.get_template(name).render(context), encoding='utf-8')
    for locale in context['others']:
        (site / locale / '.htaccess').write_text(f'ErrorDocument 404 {base}{locale}/404.html\n', encoding='utf-8')
    for each in context['gone']:
        (site / each.folder).mkdir(parents=True, exist_ok=True)
        (site / each.folder / '.htaccess').write_text(f'ErrorDocument 410 {base}{each.page}\nRedirectMatch 410 ^\n', encoding='utf-8')


def _leave_page(environment: jinja2.Environment, place: Path, locale: str, new: str) -> None:
    """A page that sends on, for hosts that can't: works without JavaScript, says where it goes."""
    place.mkdir(parents=True, exist_ok=True)
    text = environment.get_template('moved.html').render(
        locale=locale, title=words('site', locale)['moved'], new=html.escape(new), policy=POLICY_IN_PAGE
    )
    (place / 'index.html').write_text(text, encoding='utf-8')


def server(held: Settings, root: str, address: str = '', gone: Iterable[Gone] = ()) -> str:
    """The Caddyfile of a site in the folder `root`; `address` is where it listens, the host of the site when not given.

    Raises NotSent for a sign that can't be written there.
    """
    context = {**_context(held, gone), 'root': root, 'address': address or urlsplit(held.site_url).hostname}
    for value in (root, context['address'], context['base'], *context['policies'].values(), *(each.folder for each in context['gone'])):
        if UNQUOTABLE.search(value):
            raise NotSent(words('commands', author_language())['not-for-caddy'].format(value=value))
    return _environment().get_template('Caddyfile').render(context)


def compress(root: Path, site: Path) -> int:
    """Make a brotli copy of every text file of `site` below build/compressed, in the same folders; how many were made anew."""
    target, store = root / COPIES, root / 'build/cache/brotli'
    shutil.rmtree(target, ignore_errors=True)
    store.mkdir(parents=True, exist_ok=True)
    made = 0
    for file in sorted(site.rglob('*')):
        data = file.read_bytes() if file.is_file() and file.suffix in COMPRESSED else b''
        if len(data) < SMALLEST:
            continue
        held = store / sha256(data).hexdigest()
        if not cache.is_whole(held):
            cache.seal(held, brotli.compress(data))
            made += 1
        copy = target / file.relative_to(site).with_name(file.name + '.br')
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(held, copy)
    return made


def send(root: Path, site: Path, to: str, *, adopt: bool = False, only_told: bool = False) -> tuple[Plan, Path]:
    """Copy `site` with compressed copies to the folder `to`; what that did, and the Caddyfile for it. Raises NotSent.

    `adopt` and `only_told`: see sending.
    """
    caddyfile = server(settings.read(root), to.rpartition(':')[2], gone=withdrawn(root))
    compress(root, site)
    plan = sending.send(root, [site, root / COPIES], to, adopt=adopt, only_told=only_told)
    server_file = root / FOLDER / 'Caddyfile'
    cache.write_whole(server_file, caddyfile.encode())
    return plan, server_file


def _context(held: Settings, gone: Iterable[Gone]) -> dict[str, Any]:
    base = urlsplit(held.site_url).path
    others = [locale for locale in LOCALES if locale != ORIGINAL]
    return {
        'headers': HEADERS, 'kept': KEPT, 'for_ever': FOR_EVER, 'ask_again': ASK_AGAIN, 'base': base, 'others': others,
        'moved': list(addresses(held)), 'policies': _policies(held), 'gone': list(gone),
        'sitemap': urljoin(held.site_url, 'sitemap.xml'),
    }  # fmt: skip


def _policies(held: Settings) -> dict[str, str]:
    """The folders with a Content-Security-Policy of their own."""
    return {editor.PLACE: editor.policy(editor.place(held.editor))} if held.editor else {}


def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    made = jinja2.Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, autoescape=False)
    made.filters['quoted'] = lambda value: '"' + value.replace('"', '\\"') + '"'
    return made


__all__ = ['NotSent', 'Plan', 'send', 'server', 'write']
