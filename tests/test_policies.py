"""What a web server and a browser are told of safety, word by word; without a browser, a server or a built site."""

from __future__ import annotations

import http.client
import http.server
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest

from publishing.site import editor, hosting, loopback
from publishing.site.preview import chapter_preview
from publishing.site.preview.builder import Builder
from publishing.site.preview.server import Server
from publishing.site.preview.state import State
from publishing.sources import settings
from publishing.sources.settings import Settings
from tests.ports import serving
from tests.projects import lay

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self' blob: data:{}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
GITHUB_POLICY = EDITOR_POLICY.format(' https://api.github.com')
HEADERS = {
    'Content-Security-Policy': SITE_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
    'Referrer-Policy': 'same-origin',
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
}
FOR_EVER = 'public, max-age=31536000, immutable'
EDITOR = settings.Editor(backend='github', repo='naam/site')


@pytest.fixture
def held(tmp_path: Path) -> Settings:
    """Of a small site with the editor, a page that moved and one that is gone."""
    return replace(settings.read(lay(tmp_path / 'project')), editor=EDITOR, redirects={'oud': 'nieuw/plek', 'weg': None})


@pytest.fixture
def written(held: Settings, tmp_path: Path) -> Path:
    """The folder in which the files for hosts were put."""
    for locale in ('', 'en'):
        (tmp_path / 'site' / locale).mkdir(exist_ok=True)
    hosting.write(tmp_path / 'site', held)
    return tmp_path / 'site'


def test_the_headers_of_the_site() -> None:
    assert hosting.HEADERS == HEADERS


def test_the_policy_of_the_editor_on_a_folder() -> None:
    assert editor.policy(None) == EDITOR_POLICY.format('')


@pytest.mark.parametrize(('told', 'host'), [
    (EDITOR, 'https://api.github.com'),
    ({'backend': 'gitlab', 'repo': 'groep/map/site'}, 'https://gitlab.com'),
    ({'backend': 'gitea', 'repo': 'naam/site'}, 'https://gitea.com'),
    ({'backend': 'gitea', 'repo': 'naam/site', 'base_url': 'https://git.voorbeeld.example/map/'}, 'https://git.voorbeeld.example'),
])  # fmt: skip
def test_the_policy_of_the_editor_on_a_git_host(told: dict[str, str], host: str) -> None:
    assert editor.policy(editor.place(settings.Editor.model_validate(told))) == EDITOR_POLICY.format(f' {host}')


def test_the_editor_is_served_under_its_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On this machine only, and nothing of it is kept by the browser."""

    def write(root: Path, target: Path, backend: dict[str, Any] | None) -> None:
        target.mkdir(parents=True)
        (target / 'index.html').write_text('<!doctype html>', encoding='utf-8')

    monkeypatch.setattr(editor, 'write', write)
    server = editor.server(tmp_path, 0)
    assert server.server_address[0] == '127.0.0.1'
    with serving(server):
        connection = http.client.HTTPConnection('127.0.0.1', server.server_port, timeout=10)
        connection.request('GET', '/')
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b'<!doctype html>')
        assert answer.getheader('Content-Security-Policy') == EDITOR_POLICY.format('')
        assert answer.getheader('Cache-Control') == 'no-cache'
        connection.request('GET', '/', headers={'Host': 'elders.example'})
        assert connection.getresponse().status == http.HTTPStatus.MISDIRECTED_REQUEST
        connection.close()


def test_the_preview_is_served_to_this_machine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages and, one port on, the chapter as it is printed."""
    served: list[object] = []

    class Answers(SimpleNamespace):
        """Takes note of its address and serves nothing."""

        def __init__(self, port: int, answer: type) -> None:
            super().__init__(serve_forever=lambda: served.append(port))

    held = Server(Builder(tmp_path, tmp_path, '', State()), 8000, '/')
    served.append(held.server_address)
    held.server_close()
    monkeypatch.setattr(chapter_preview, 'Desk', lambda root: None)
    monkeypatch.setattr(loopback, 'Server', Answers)
    chapter_preview.run(tmp_path, 8001)
    assert served == [('127.0.0.1', 8000), 8001]


def test_a_server_on_this_machine_is_for_it_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Who closes a page before it came is not told of; what goes wrong otherwise is."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            raise BrokenPipeError if self.path == '/weg' else ValueError

    server = loopback.Server(0, Answer)
    assert server.server_address[0] == '127.0.0.1'
    with serving(server):
        for path, told in (('/weg', False), ('/fout', True)):
            connection = http.client.HTTPConnection('127.0.0.1', server.server_port, timeout=10)
            connection.request('GET', path)
            with pytest.raises(http.client.RemoteDisconnected):
                connection.getresponse()
            connection.close()
            assert ('Traceback' in capsys.readouterr().err) is told


def test_the_preview_is_as_strict_as_the_site(tmp_path: Path) -> None:
    """But for the script that follows what is built, which is known by a word that nobody can write in a text beforehand."""
    (tmp_path / 'site').mkdir()
    (tmp_path / 'site/index.html').write_text('<!doctype html><body><script>1</script></body>', encoding='utf-8')
    server = Server(Builder(tmp_path, tmp_path, '', State()), 0, '/')
    server.server_bind()
    server.watch(str(tmp_path))
    told: list[list[tuple[str, str]]] = []

    def ask(path: str, host: str = 'localhost') -> bytes:
        environ = {'PATH_INFO': path, 'HTTP_HOST': f'{host}:{server.server_port}'}
        return b''.join(server.serve_request(environ, lambda status, headers: told.append(headers)))

    page = ask('/')
    ask('/nergens')
    ask('/', 'elders.example')
    server.server_close()
    policy = SITE_POLICY.replace("script-src 'self'", f"script-src 'self' 'nonce-{server.nonce}'")
    assert [dict(headers)['Content-Security-Policy'] for headers in told] == [policy] * 3
    assert [set(HEADERS) - dict(headers).keys() for headers in told] == [{'Strict-Transport-Security'}] * 3
    assert page.count(f'nonce="{server.nonce}"'.encode()) == 1 and b'<script>1</script>' in page


def test_headers_for_netlify_and_cloudflare(written: Path) -> None:
    lines = ''.join(f'  {name}: {value}\n' for name, value in HEADERS.items())
    assert (written / '_headers').read_text(encoding='utf-8') == (
        f'/*\n{lines}  Cache-Control: no-cache\n'
        f'\n/redactie/bewerken/*\n  ! Content-Security-Policy\n  Content-Security-Policy: {GITHUB_POLICY}\n'
        f'\n/assets/fonts/*\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n'
    )
    assert (written / '_redirects').read_text(encoding='utf-8') == (
        '/oud/ /nieuw/plek/ 301!\n/en/oud/ /en/nieuw/plek/ 301!\n/weg/ /404.html 404!\n/en/weg/ /en/404.html 404!\n'
        '/en/* /en/404.html 404\n/* /404.html 404'
    )


def test_headers_for_apache(written: Path) -> None:
    lines = (written / '.htaccess').read_text(encoding='utf-8').splitlines()
    assert [line for line in lines if line.startswith('  Header')] == [
        *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()), '  Header set Cache-Control "no-cache"',
    ]  # fmt: skip
    assert [line for line in lines if line.startswith(('  <If', '    Header'))] == [
        '  <If "%{REQUEST_URI} =~ m#^/redactie/bewerken/#">', f'    Header always set Content-Security-Policy "{GITHUB_POLICY}"',
        r'  <If "%{REQUEST_URI} =~ m#^/assets/[^/]+\.[0-9a-f]{8}\.(?:css|js)$#">', f'    Header set Cache-Control "{FOR_EVER}"',
        r'  <If "%{REQUEST_URI} =~ m#^/assets/fonts/[^/]+\.woff2$#">', f'    Header set Cache-Control "{FOR_EVER}"',
        '  <If "%{REQUEST_URI} =~ m#^/search/[a-z]+-[0-9a-f]{8}/.+$#">', f'    Header set Cache-Control "{FOR_EVER}"',
    ]  # fmt: skip
    assert [line.rstrip() for line in lines if line.startswith(('Redirect', 'ErrorDocument', 'Options'))] == [
        'ErrorDocument 404 /404.html', 'Options -Indexes', 'RedirectMatch 301 ^/oud/$ /nieuw/plek/',
        'RedirectMatch 301 ^/en/oud/$ /en/nieuw/plek/', 'RedirectMatch 410 ^/weg/$', 'RedirectMatch 410 ^/en/weg/$',
    ]  # fmt: skip
    assert (written / 'en/.htaccess').read_text(encoding='utf-8') == 'ErrorDocument 404 /en/404.html\n'


def test_headers_for_caddy(held: Settings) -> None:
    """Where the editor is, its policy stands in the place of that of the site."""
    lines = hosting.server(held, '/srv/site').splitlines()
    told = [line.strip() for line in lines if line.startswith(('\theader', '\t@', '\terror'))]
    policy, *others = [f'{name} "{value}"' for name, value in HEADERS.items()]
    assert told[:9] == [
        '@site not path /redactie/bewerken/*', f'header @site {policy}', *(f'header {other}' for other in others),
        '@policy1 path /redactie/bewerken/*', f'header @policy1 Content-Security-Policy "{GITHUB_POLICY}"',
    ]  # fmt: skip
    assert told[9:11] == ['header -Server', 'header ?Cache-Control "no-cache"']
    assert told[-2:] == ['@hidden path */.* /_headers /_redirects', 'error @hidden 404']
    assert f'\theader {policy}' in hosting.server(replace(held, editor=None), '/srv/site').splitlines()


def test_a_page_that_moved_says_where_whatever_its_name(held: Settings, tmp_path: Path) -> None:
    """A sign that means something in HTML stays a sign of the address."""
    (tmp_path / 'site/en').mkdir(parents=True)
    hosting.write(tmp_path / 'site', replace(held, redirects={'oud': 'a&lt;b"><script>x'}))
    page = lxml.html.document_fromstring((tmp_path / 'site/oud/index.html').read_text(encoding='utf-8'))
    address = '/a&lt;b"><script>x/'
    assert page.xpath('//script') == []
    assert page.xpath('//a/@href') == page.xpath('//link[@rel="canonical"]/@href') == page.xpath('//a/text()') == [address]
    assert page.xpath('//meta[@http-equiv="refresh"]/@content') == [f'0; url={address}']
    assert page.xpath('//meta[@name="robots"]/@content') == ['noindex']
