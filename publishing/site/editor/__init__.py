"""Editing in the browser: Sveltia CMS, an editor for sites whose texts are in git, whole on our own server.

It stands at /redactie/bewerken/, not at /redactie/: that is the authors' guide, which every visitor may read. It is in the published site
only when mkdocs.yml says where the files are (`extra: editor:`); `python3 -m publishing edit` opens it for the folder of the project.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from publishing import folders
from publishing.languages import LOCALES, ORIGINAL, author_language
from publishing.site import loopback
from publishing.site.editor import bundle, settings
from publishing.sources import catalogue
from publishing.sources.settings import Editor
from publishing.words import words

PLACE = 'redactie/bewerken'
OWN = ('editor.js', 'pages.js', 'editor.css')
LOCAL = {'name': 'github', 'repo': 'redactie/deze-map'}  # a name that Sveltia shows; nothing is asked there
# Where each git host answers, and below `base_url` when the server is one of your own. Sveltia guesses none of the latter, and GraphQL
# of GitHub wrongly: https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
HOSTS = {'github': 'https://api.github.com', 'gitlab': 'https://gitlab.com', 'gitea': 'https://gitea.com'}
ROOTS = {
    'github': {'api_root': 'api/v3', 'graphql_api_root': 'api/graphql'},
    'gitlab': {'api_root': 'api/v4', 'graphql_api_root': 'api/graphql'},
    'gitea': {'api_root': 'api/v1'},
}
# Our own files only. Sveltia makes pictures of what it holds in memory (blob:, data:), and asks the git host, never another.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self' blob: data:{}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class NotConfigured(Exception):
    """The editor can't be made; the text says what to do."""


def place(told: Editor) -> dict[str, Any]:
    """Where the files are, in Sveltia's words."""
    own = told.base_url.rstrip('/') if told.base_url else ''
    roots = {key: f'{own}/{path}' for key, path in ROOTS[told.backend].items()} if own else {}
    held = told.model_dump(include={'repo', 'branch', 'base_url'}, exclude_none=True)
    return {'name': told.backend, **held, **roots}


def policy(backend: dict[str, Any] | None) -> str:
    """The Content-Security-Policy of the editor: that of the site, the git host of `backend`, and pictures from memory."""
    return POLICY.format(f' {_host(backend)}' if backend else '')


def _host(backend: dict[str, Any]) -> str:
    """Scheme and name of the server that answers for a backend."""
    told = urlsplit(backend.get('base_url') or HOSTS[backend['name']])
    return f'{told.scheme}://{told.netloc}'


def write(root: Path, target: Path, backend: dict[str, Any] | None) -> None:
    """Put the editor for the sources in `root` into the folder `target`; NotConfigured when its packages are not there or not ours."""
    held = catalogue.load(root)
    if not bundle.SVELTIA.is_dir():
        raise NotConfigured(words('editor', author_language())['not-installed'])
    target.mkdir(parents=True)
    try:
        bundle.copy(target)
    except bundle.Changed as other:
        raise NotConfigured(str(other)) from other
    for name in OWN:
        shutil.copy2(Path(__file__).parent / name, target)
    (target / 'index.html').write_text(_page(policy(backend)), encoding='utf-8')
    place = {**(backend or LOCAL), 'auth_methods': ['token']}  # signing in another way needs one more server
    for locale in LOCALES:
        text = json.dumps(settings.settings(held, place, locale), ensure_ascii=False)
        (target / f'{locale}.json').write_text(text, encoding='utf-8')


def _page(policy: str) -> str:
    """The page says its policy itself too; who may frame it (`frame-ancestors`) only a header can say (CSP 3, 4.4)."""
    environment = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined, autoescape=True)
    template = environment.from_string((Path(__file__).parent / 'index.html').read_text(encoding='utf-8'))
    without = {locale: words('editor', locale)['without-script'] for locale in LOCALES}
    return template.render(title=words('editor', ORIGINAL)['title'], without=without, policy=policy.rpartition('; frame-ancestors')[0])


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the editor under its policy, and says nothing."""

    policy = ''
    protocol_version, disable_nagle_algorithm = 'HTTP/1.1', True  # a hundred small files over a few connections, without waiting
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, '.js': 'text/javascript', '.wasm': 'application/wasm'}

    def send_head(self) -> Any:
        """Nothing for who did not ask this server."""
        if not loopback.is_asked_for(self.headers['Host'], self.connection.getsockname()[1]):
            return self.send_error(http.HTTPStatus.MISDIRECTED_REQUEST)
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header('Content-Security-Policy', self.policy)
        self.send_header('Cache-Control', 'no-cache')
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def server(root: Path, port: int, backend: dict[str, Any] | None = None) -> loopback.Server:
    """The editor for the sources in `root`, made anew, on loopback; OSError when something else holds the port.

    For work on that folder, or with a `backend` (see `place`) for work on a git host.
    """
    fresh, place = root / 'build/editor.fresh', root / 'build/editor'
    shutil.rmtree(fresh, ignore_errors=True)
    write(root, fresh, backend)
    folders.swap(fresh, place)
    handler = type('Handler', (_Handler,), {'policy': policy(backend)})
    return loopback.Server(port, functools.partial(handler, directory=str(place)))
