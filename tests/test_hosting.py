"""The site on a real web server: headers, pages that moved, not found in the reader's language, caching, compressed files."""

from __future__ import annotations

import http.client
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from publishing import checks
from publishing.site import editor, hosting
from publishing.sources import catalogue, settings
from tests.host import on_caddy
from tests.kinds import report
from tests.projects import CONTACT, ROOT, change, lay
from tests.web import SITE

EDITOR = {'backend': 'github', 'repo': 'naam/site'}
PDF = f'pdf/{report()}.nl.pdf'
# What the tests ask for; to compress the whole site costs only time.
PAGES = ('*.html', 'en/*.html', 'publicaties/*', 'en/publicaties/*')
OTHERS = ('*.xml', 'assets/**/*', 'search/nl.js', 'search/nl-*/0.json', PDF)
MOVED = {'oude-naam': 'publicaties', 'weg': None}


@pytest.fixture(scope='module')
def host(tmp_path_factory: pytest.TempPathFactory, built: None) -> Iterator[tuple[str, int]]:
    """The built site with two pages that moved, on Caddy at a free port."""
    folder = tmp_path_factory.mktemp('host')
    for file in {file for asked in PAGES + OTHERS for file in SITE.glob(asked) if file.is_file()}:
        copy = folder / 'site' / file.relative_to(SITE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, copy)
    held = replace(settings.read(ROOT), redirects=MOVED, editor=EDITOR)
    with on_caddy(folder, held) as address:
        yield address


def ask(host: tuple[str, int], path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in small letters) and body of one request."""
    connection = http.client.HTTPConnection(*host, timeout=10)
    connection.request('GET', path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize('path', ['/', '/en/', '/publicaties/', '/404.html', '/nergens/', '/oude-naam/'])
def test_every_answer_carries_the_headers(host: tuple[str, int], path: str) -> None:
    _, headers, _ = ask(host, path)
    assert {name: headers.get(name.lower()) for name in hosting.HEADERS} == hosting.HEADERS
    assert 'server' not in headers


def test_the_editor_has_a_policy_of_its_own(host: tuple[str, int]) -> None:
    policy = ask(host, f'/{editor.PLACE}/')[1]['content-security-policy']
    assert "connect-src 'self' blob: data: https://api.github.com;" in policy
    assert 'api.github.com' not in ask(host, '/redactie/')[1]['content-security-policy']


@pytest.mark.parametrize(('path', 'language'), [('/nergens/', 'nl'), ('/en/nowhere/', 'en'), ('/weg/x', 'nl')])
def test_not_found_in_the_language_of_the_address(host: tuple[str, int], path: str, language: str) -> None:
    status, headers, body = ask(host, path)
    assert status == 404
    assert headers['content-type'].startswith('text/html')
    assert f'<html lang="{language}"'.encode() in body


def test_a_page_that_moved_sends_on_in_both_languages(host: tuple[str, int]) -> None:
    for prefix in ('', '/en'):
        status, headers, _ = ask(host, f'{prefix}/oude-naam/')
        assert (status, headers['location']) == (301, f'{prefix}/publicaties/')
        status, _, body = ask(host, f'{prefix}/weg/')
        assert status == 410
        assert b'<h1' in body


def test_only_what_never_changes_is_kept(host: tuple[str, int]) -> None:
    index = next((SITE / 'search').glob('nl-*/0.json')).relative_to(SITE).as_posix()
    style = next((SITE / 'assets').glob('site.*.css')).relative_to(SITE).as_posix()
    font = next((SITE / 'assets/fonts').glob('*.woff2')).relative_to(SITE).as_posix()
    for path in (index, style, font):
        assert ask(host, f'/{path}')[1]['cache-control'] == hosting.FOR_EVER, path
    for path in ('', 'search/nl.js', PDF, 'sitemap.xml'):
        assert ask(host, f'/{path}')[1]['cache-control'] == hosting.ASK_AGAIN, path
    _, headers, _ = ask(host, '/publicaties/')
    assert ask(host, '/publicaties/', **{'If-None-Match': headers['etag']})[0] == 304


def test_compressed_copies_are_served(host: tuple[str, int]) -> None:
    _, headers, body = ask(host, '/publicaties/', **{'Accept-Encoding': 'br'})
    assert headers['content-encoding'] == 'br'
    assert brotli.decompress(body) == ask(host, '/publicaties/')[2]


@pytest.mark.parametrize('path', ['/.htaccess', '/en/.htaccess', '/_headers', '/_redirects'])
def test_files_for_hosts_are_not_shown(host: tuple[str, int], path: str) -> None:
    assert ask(host, path)[0] == 404


def test_files_for_other_hosts_say_the_same(tmp_path: Path) -> None:
    for locale in ('', 'en'):
        (tmp_path / locale).mkdir(exist_ok=True)
    held = replace(settings.read(ROOT), redirects=MOVED, editor=EDITOR)
    hosting.write(tmp_path, held)
    policy = editor.policy(editor.place(held))
    assert f'/{editor.PLACE}/*\n  ! Content-Security-Policy\n  Content-Security-Policy: {policy}\n' in (tmp_path / '_headers').read_text()
    assert f'm#^/{editor.PLACE}/#">\n    Header always set Content-Security-Policy "{policy}"' in (tmp_path / '.htaccess').read_text()
    for name, value in hosting.HEADERS.items():
        assert f'\n  {name}: {value}\n' in (tmp_path / '_headers').read_text(encoding='utf-8')
        assert f'Header always set {name} "{value}"' in (tmp_path / '.htaccess').read_text(encoding='utf-8')
    lines = (tmp_path / '_redirects').read_text(encoding='utf-8').splitlines()
    assert '/oude-naam/ /publicaties/ 301!' in lines
    assert '/en/weg/ /en/404.html 404!' in lines
    assert 'RedirectMatch 301 ^/en/oude-naam/$ /en/publicaties/' in (tmp_path / '.htaccess').read_text(encoding='utf-8')
    assert 'url=/en/publicaties/' in (tmp_path / 'en/oude-naam/index.html').read_text(encoding='utf-8')


def test_sent_with_rsync(tmp_path: Path, built: None) -> None:
    (tmp_path / 'mkdocs.yml').write_text((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'), encoding='utf-8')
    shutil.copytree(SITE / 'publicaties', tmp_path / 'site/publicaties')
    target = tmp_path / 'server'
    target.mkdir()
    (target / 'old.html').write_text('x', encoding='utf-8')
    server = hosting.send(tmp_path, tmp_path / 'site', str(target))
    assert f'root * {target}' in server.read_text(encoding='utf-8')
    assert not (target / 'old.html').exists()
    page = target / 'publicaties/index.html'
    assert brotli.decompress(page.with_name('index.html.br').read_bytes()) == page.read_bytes()
    with pytest.raises(hosting.NotSent):
        hosting.send(tmp_path, tmp_path / 'site', str(tmp_path / 'no/such/folder'))


def test_a_page_that_is_gone_from_the_history_must_leave_an_address(tmp_path: Path) -> None:
    root = lay(tmp_path)
    story = root / 'docs/verhalen/weg.nl.md'
    page = root / 'docs/oud.nl.md'
    story.parent.mkdir(exist_ok=True)
    for file in (story, page):
        file.write_text('x\n', encoding='utf-8')
    git(root, 'init', '-q')
    git(root, 'add', '-A')
    git(root, 'commit', '-qm', 'Before')
    story.unlink()
    page.unlink()
    git(root, 'commit', '-qam', 'After')
    lost = [problem for problem in checks.check(catalogue.load(root)) if problem.rule == 'address-lost']
    assert [problem.values for problem in lost] == [{'old': 'oud'}]
    settings_file = root / 'mkdocs.yml'
    change(settings_file, f'contact: {CONTACT}', f'contact: {CONTACT}\n  redirects:\n    oud: index')
    assert checks.check(catalogue.load(root)) == []
    change(settings_file, 'oud: index', 'oud: gone')
    assert checks.check(catalogue.load(root)) == []


def git(root: Path, *arguments: str) -> None:
    """Run git in `root` as nobody in particular."""
    who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false']
    subprocess.run(['git', *who, *arguments], cwd=root, check=True)
