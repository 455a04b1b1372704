"""The site on a real web server: headers, pages that moved, not found in the reader's language, caching, compressed files."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from publishing import checks
from publishing.site import hosting
from publishing.site.hosting import sending
from publishing.sources import catalogue, settings
from publishing.sources.settings import Settings
from tests.host import on_caddy
from tests.projects import CONTACT, change, lay
from tests.test_policies import EDITOR, FOR_EVER, GITHUB_POLICY, HEADERS

PDF = 'pdf/gids.nl.pdf'
MOVED = {'oude-naam': 'publicaties', 'weg': None}


@pytest.fixture(scope='module')
def project(example_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, built, with a file that stands for a report."""
    root = shutil.copytree(example_project, tmp_path_factory.mktemp('hosting') / 'project')
    (root / 'site' / PDF).parent.mkdir()
    (root / 'site' / PDF).write_bytes(b'%PDF-')
    return root


@pytest.fixture(scope='module')
def held(project: Path) -> Settings:
    """With two pages that moved, and the editor."""
    return replace(settings.read(project), redirects=MOVED, editor=EDITOR)


@pytest.fixture(scope='module')
def host(tmp_path_factory: pytest.TempPathFactory, project: Path, held: Settings) -> Iterator[tuple[str, int]]:
    """The site on Caddy at a free port, from a folder with spaces and quotes in its name."""
    folder = tmp_path_factory.mktemp('host') / 'de "site" van \'ons\''
    folder.mkdir()
    shutil.copytree(project / 'site', folder / 'site')
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
    assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert 'server' not in headers


def test_the_editor_has_a_policy_of_its_own(host: tuple[str, int]) -> None:
    assert ask(host, '/redactie/bewerken/')[1]['content-security-policy'] == GITHUB_POLICY
    assert ask(host, '/redactie/')[1]['content-security-policy'] == HEADERS['Content-Security-Policy']


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


def test_only_what_never_changes_is_kept(host: tuple[str, int], project: Path) -> None:
    for pattern in ('search/nl-*/0.json', 'assets/site.*.css', 'assets/fonts/*.woff2'):
        path = next((project / 'site').glob(pattern)).relative_to(project / 'site').as_posix()
        assert ask(host, f'/{path}')[1]['cache-control'] == FOR_EVER, path
    for path in ('', 'search/nl.js', PDF, 'sitemap.xml'):
        assert ask(host, f'/{path}')[1]['cache-control'] == 'no-cache', path
    _, headers, _ = ask(host, '/publicaties/')
    assert ask(host, '/publicaties/', **{'If-None-Match': headers['etag']})[0] == 304


def test_compressed_copies_are_served(host: tuple[str, int]) -> None:
    _, headers, body = ask(host, '/publicaties/', **{'Accept-Encoding': 'br'})
    assert headers['content-encoding'] == 'br'
    assert brotli.decompress(body) == ask(host, '/publicaties/')[2]


@pytest.mark.parametrize('path', ['/.htaccess', '/en/.htaccess', '/_headers', '/_redirects', '/.sent'])
def test_files_for_hosts_are_not_shown(host: tuple[str, int], path: str) -> None:
    assert ask(host, path)[0] == 404


def test_files_for_other_hosts_say_the_same(tmp_path: Path, held: Settings) -> None:
    for locale in ('', 'en'):
        (tmp_path / locale).mkdir(exist_ok=True)
    hosting.write(tmp_path, held)
    told = f'/redactie/bewerken/*\n  ! Content-Security-Policy\n  Content-Security-Policy: {GITHUB_POLICY}\n'
    assert told in (tmp_path / '_headers').read_text(encoding='utf-8')
    told = f'm#^/redactie/bewerken/#">\n    Header always set Content-Security-Policy "{GITHUB_POLICY}"'
    assert told in (tmp_path / '.htaccess').read_text(encoding='utf-8')
    for name, value in HEADERS.items():
        assert f'\n  {name}: {value}\n' in (tmp_path / '_headers').read_text(encoding='utf-8')
        assert f'Header always set {name} "{value}"' in (tmp_path / '.htaccess').read_text(encoding='utf-8')
    lines = (tmp_path / '_redirects').read_text(encoding='utf-8').splitlines()
    assert '/oude-naam/ /publicaties/ 301!' in lines
    assert '/en/weg/ /en/404.html 404!' in lines
    assert 'RedirectMatch 301 ^/en/oude-naam/$ /en/publicaties/' in (tmp_path / '.htaccess').read_text(encoding='utf-8')
    assert 'url=/en/publicaties/' in (tmp_path / 'en/oude-naam/index.html').read_text(encoding='utf-8')


@pytest.fixture
def sent(tmp_path: Path, project: Path) -> Path:
    """A project with two pages and a file of an edition, of which others may read nothing, sent once to the folder `server` beside it."""
    root, before = tmp_path / 'root', os.umask(0o077)
    shutil.copytree(project / 'site/publicaties', root / 'site/publicaties', copy_function=shutil.copyfile)  # the umask holds for these too
    shutil.copy2(project / 'mkdocs.yml', root)
    for name in ('weg/index.html', 'a [b]* c/index.html', 'pdf/eerste/2026-01/eerste.nl.pdf'):
        (root / 'site' / name).parent.mkdir(parents=True)
        (root / 'site' / name).write_text('x', encoding='utf-8')
    (tmp_path / 'server/.well-known').mkdir(parents=True)
    (tmp_path / 'server/.well-known/security.txt').write_text('x', encoding='utf-8')
    hosting.send(root, root / 'site', str(tmp_path / 'server'))
    os.umask(before)
    return root


def test_sent_with_rsync(sent: Path) -> None:
    """With compressed copies and a configuration; what is gone from the site goes, and what others put there stays."""
    target = sent.parent / 'server'
    page = target / 'publicaties/index.html'
    assert brotli.decompress(page.with_name('index.html.br').read_bytes()) == page.read_bytes()
    for name in ('weg', 'a [b]* c'):
        shutil.rmtree(sent / 'site' / name)
    told, _ = hosting.send(sent, sent / 'site', str(target), only_told=True)
    assert told.gone == ('a [b]* c/index.html', 'weg/index.html') and (target / 'weg/index.html').is_file()
    plan, server = hosting.send(sent, sent / 'site', str(target))
    assert plan == told and f'root * "{target}"' in server.read_text(encoding='utf-8')
    assert not (target / 'weg').exists() and not (target / 'a [b]* c').exists()
    assert page.is_file() and (target / '.well-known/security.txt').is_file()
    assert [oct(path.stat().st_mode & 0o777) for path in (page.parent, page, target / sending.MARK)] == ['0o755', '0o644', '0o644']
    assert 'publicaties' not in (target / sending.MARK).read_text(encoding='ascii')
    with pytest.raises(hosting.NotSent):
        hosting.send(sent, sent / 'site', str(sent / 'no/such/folder'))


def test_nothing_goes_that_was_not_sent(sent: Path) -> None:
    """A folder with something else in it is refused, and that is named; unless it is said to be for the site alone."""
    target = sent.parent / 'server'
    (target / 'foto.jpg').write_text('x', encoding='utf-8')
    before = (target / 'publicaties/index.html').stat().st_mtime_ns
    with pytest.raises(hosting.NotSent, match=r'foto\.jpg'):
        hosting.send(sent, sent / 'site', str(target))
    assert (target / 'foto.jpg').is_file() and (target / 'publicaties/index.html').stat().st_mtime_ns == before
    plan, _ = hosting.send(sent, sent / 'site', str(target), adopt=True)
    assert plan.gone == ('foto.jpg',) and not (target / 'foto.jpg').exists()


def test_a_copy_that_was_broken_off_is_finished_by_the_next(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = sent.parent / 'server'
    shutil.rmtree(sent / 'site/weg')

    def broken(place: Path, names: object, to: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sending, '_delete', broken)
        hosting.send(sent, sent / 'site', str(target))
    assert (target / 'weg/index.html').is_file()
    plan, _ = hosting.send(sent, sent / 'site', str(target))
    assert plan.gone == ('weg/index.html',) and not (target / 'weg').exists()


def test_a_first_copy_that_was_broken_off_is_known_as_ours(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what came along and is no longer in the site when the next copy is made."""
    target, usual = sent.parent / 'elders', sending._rsync
    target.mkdir()

    def broken(*arguments: str) -> None:
        usual(*arguments)
        if '--delay-updates' in arguments:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sending, '_rsync', broken)
        hosting.send(sent, sent / 'site', str(target))
    shutil.rmtree(sent / 'site/weg')
    plan, _ = hosting.send(sent, sent / 'site', str(target))
    assert plan.gone == ('weg/index.html',) and not (target / 'weg').exists()


def test_what_was_on_its_way_is_no_file_of_others(sent: Path) -> None:
    """Files as rsync leaves them when it is killed: those that wait for all others, and the one that was coming in."""
    target = sent.parent / 'server'
    halves = ['.~tmp~/index.html', 'publicaties/.~tmp~/index.html', 'publicaties/.index.html.a1B2c3', '..sent.a1B2c3', '.weg.jpg.a1B2c3']
    (sent / 'site/index.html').write_text('x', encoding='utf-8')
    for name in halves:
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text('h', encoding='utf-8')
    with pytest.raises(hosting.NotSent) as told:
        hosting.send(sent, sent / 'site', str(target))
    assert str(told.value).count('\n  ') == 1 and halves[-1] in str(told.value)
    (target / halves[-1]).unlink()
    hosting.send(sent, sent / 'site', str(target))
    assert not [file for file in target.rglob('*') if file.is_file() and file.read_text(encoding='utf-8', errors='replace') == 'h']


def test_an_edition_keeps_its_address(sent: Path) -> None:
    """When its folder is gone from the sources nothing is copied; somebody removed it by mistake."""
    target = sent.parent / 'server'
    shutil.rmtree(sent / 'site/pdf')
    with pytest.raises(hosting.NotSent, match='2026-01'):
        hosting.send(sent, sent / 'site', str(target))
    assert (target / 'pdf/eerste/2026-01/eerste.nl.pdf').is_file()


@pytest.mark.parametrize('to', [
    '', '/', '.', '..', '~', '~/', 'host:', 'host:~', 'host:/', 'u@host:/home/u', '/home/iemand', '/srv', '/var/www', 'host:/var/www/',
    '/Users/i/',
])  # fmt: skip
def test_a_folder_that_holds_more_than_a_site_is_refused(tmp_path: Path, to: str) -> None:
    """Before anything is asked or copied."""
    with pytest.raises(hosting.NotSent, match='geen map voor een site|no folder for a site'):
        sending.send(tmp_path, [tmp_path], to)


@pytest.mark.parametrize('to', ['/srv/{$HOME}/site', '/srv/a{b', '/srv/a\\', 'host:/srv/a\nb'])
def test_what_a_caddyfile_can_not_hold_is_told(sent: Path, to: str) -> None:
    """Before anything is copied: Caddy would read a setting of the machine there, or refuse to start."""
    with pytest.raises(hosting.NotSent, match='Caddy'):
        hosting.send(sent, sent / 'site', to)


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
