"""A site that is not whole never takes the place of the last one: small broken pages, and a build that makes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publishing.cache import Store
from publishing.problems import ProblemsFound
from publishing.site import finished, hosting, proof, website
from tests.projects import change, lay_site

ADDRESS = 'https://voorbeeld.example/map/'
PAGE = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x">'
    '<title>{title}</title></head><body><h1 id="kop">Kop</h1><label for="veld">Veld</label><input id="veld">{body}</body></html>'
)


def faults_of(site: Path) -> list[proof.Fault]:
    return proof.faults(site, {path: page.noted for path, page in finished.pages(site, ADDRESS).items()})


def told(
    folder: Path, body: str = '', *, path: str = 'over/index.html', lang: str = 'nl', title: str = 'Over', policy: str = 'x'
) -> list[str]:
    """The faults of a site of two pages and a picture, of which one page holds `body`."""
    for name, text in (('index.html', ''), (path, body)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(
            PAGE.format(body=text, lang=lang if name == path else 'nl', title=title, policy=policy), encoding='utf-8'
        )
    (folder / 'assets').mkdir(exist_ok=True)
    (folder / 'assets/tafel é.png').write_bytes(b'')
    assert len(finished.pages(folder, ADDRESS)) == 2
    return [f'{fault.page} {fault.rule} {fault.told}' for fault in faults_of(folder)]


@pytest.mark.parametrize('body', [
    '<a href="../">x</a><a href="..">x</a><a href="./">x</a><a href="">x</a><a href="?vraag">x</a>',
    '<a href="../#kop">x</a><a href="#kop">x</a>',
    '<a href="/map/">x</a><a href="/map/over/#kop">x</a><a href="https://voorbeeld.example/map/over/">x</a>',
    '<img src="../assets/tafel%20%C3%A9.png" srcset="../assets/tafel%20%C3%A9.png 480w, /map/assets/tafel%20%C3%A9.png 800w" alt="">',
    '<a href="https://elders.example/weg">x</a><a href="mailto:rol@voorbeeld.example">x</a><img src="data:," alt="">',
    '<script type="application/ld+json">{}</script><p aria-labelledby="kop veld">x</p>',
])  # fmt: skip
def test_what_is_right(tmp_path: Path, body: str) -> None:
    """Addresses in every form in which a browser finds what they name."""
    assert told(tmp_path, body) == []


@pytest.mark.parametrize(('body', 'fault'), [
    ('<a href="../weg/">x</a>', 'site-link ../weg/'),
    ('<a href="/over/">x</a>', 'site-link /over/'),
    ('<a href="https://voorbeeld.example/map/weg/">x</a>', 'site-link https://voorbeeld.example/map/weg/'),
    ('<img src="tafel.png" alt="">', 'site-link tafel.png'),
    ('<source srcset="../assets/tafel%20%C3%A9.png 480w, weg.webp 800w">', 'site-link weg.webp'),
    ('<form action="zoek"></form>', 'site-link zoek'),
    ('<a href="#weg">x</a>', 'site-place #weg'),
    ('<a href="../#weg">x</a>', 'site-place ../#weg'),
    ('<p id="kop">x</p>', 'site-id kop'),
    ('<p aria-describedby="kop weg">x</p>', 'site-id weg'),
    ('<p style="color: red">x</p>', 'site-policy <p>'),
    ('<p onclick="x()">x</p>', 'site-policy <p>'),
    ('<script>x()</script>', 'site-policy <script>'),
    ('<style>p { color: red }</style>', 'site-policy <style>'),
    ('<a href="javascript:x()">x</a>', 'site-policy javascript:x()'),
])  # fmt: skip
def test_what_is_wrong(tmp_path: Path, body: str, fault: str) -> None:
    assert told(tmp_path, body) == [f'over/index.html {fault}']


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    """Its language, that of its folder; its title; its policy."""
    assert told(tmp_path / 'a', path='en/index.html', lang='en') == []
    assert told(tmp_path / 'b', path='en/index.html') == ['en/index.html site-page lang']
    assert told(tmp_path / 'c', title=' ') == ['index.html site-page title', 'over/index.html site-page title']
    (tmp_path / 'd').mkdir()
    (tmp_path / 'd/index.html').write_text('<!doctype html><html lang="nl"><title>Over</title></html>', encoding='utf-8')
    assert [fault.told for fault in faults_of(tmp_path / 'd')] == ['Content-Security-Policy']


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / 'brief.docx').write_bytes(b'')
    assert told(tmp_path) == ['brief.docx site-file brief.docx']


def test_a_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what changed, or was damaged, is read again; of no page a word or a name is kept, and nothing of one that is gone."""
    site, file, read = tmp_path / 'site', tmp_path / 'known.json', finished._read
    looked: list[str] = []

    def look(path: str, *given: Any) -> bytes:
        looked.append(path)
        return read(path, *given)

    monkeypatch.setattr(finished, '_read', look)

    def again() -> list[str]:
        """The pages that are read when the same program reads all of them, which is told as if nothing were known."""
        assert finished.pages(site, ADDRESS, Store(file, 'program')) == finished.pages(site, ADDRESS)
        found = looked[: -len(list(site.rglob('*.html')))]
        looked.clear()
        return found

    told(site, '<article data-search><h1>Grutto</h1><a href="../#kop">Kievit</a></article>')
    looked.clear()
    assert (again(), again()) == (['index.html', 'over/index.html'], [])
    kept = file.read_text(encoding='utf-8')
    assert [word for word in ('over', 'grutto', 'kievit', 'kop') if word in kept.lower()] == []
    change(site / 'over/index.html', 'Kievit', 'Wulp')
    assert (again(), again()) == (['over/index.html'], [])
    file.write_text(file.read_text(encoding='utf-8').replace('": "', '": "A'), encoding='utf-8')
    assert again() == ['index.html', 'over/index.html']
    (site / 'over/index.html').unlink()
    assert again() == [] and len(file.read_bytes()) < len(kept)


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was made."""
    root = lay_site(tmp_path_factory.mktemp('proof'))
    assert website.build(root)
    return root


def test_a_broken_site_leaves_the_last_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that leads nowhere: named with the source of each page, in both languages, and nothing is published."""
    before = (root / 'site/index.html').read_bytes()
    change(root / 'overrides/partials/footer.html', '<footer', '<a href="{{ \'weg/\' | url }}">x</a><footer')
    with pytest.raises(ProblemsFound) as found:
        website.build(root)
    places = {problem.path for problem in found.value.problems if problem.rule == 'site-link'}
    assert places >= {'docs/index.nl.md', 'docs/index.en.md', 'docs/uitleg/voorbeeld.nl.md', 'site/404.html'}
    assert (root / 'site/index.html').read_bytes() == before
    change(root / 'overrides/partials/footer.html', '<a href="{{ \'weg/\' | url }}">x</a><footer', '<footer')


def test_what_mkdocs_warns_of_counts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told, and stops the site."""
    root = lay_site(tmp_path)
    hooks = root / 'site_hooks.py'
    good = hooks.read_text(encoding='utf-8')
    hooks.write_text(
        f'{good}\n\ndef on_pre_build(config):\n    import logging\n    logging.getLogger("mkdocs.hooks").warning("let op")\n',
        encoding='utf-8',
    )
    with pytest.raises(website.SiteFailed, match='MkDocs'):
        website.build(root)
    assert 'let op' in capfd.readouterr().err


def test_pages_that_moved_have_the_policy_too(root: Path) -> None:
    assert 'frame-ancestors' not in hosting.POLICY_IN_PAGE and hosting.POLICY.startswith(hosting.POLICY_IN_PAGE)
    policies = [file.read_text(encoding='utf-8').count('http-equiv="Content-Security-Policy"') for file in (root / 'site').rglob('*.html')]
    assert policies and set(policies) == {1}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob('*') if file.is_file()}


def turned(data: bytes) -> bytes:
    """One bit of it is another."""
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 1 for byte in data[middle : middle + 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    'harmed', [lambda data: data[: len(data) // 2], lambda data: b'\xff\0' * 9, turned], ids=['half', 'no text', 'a bit']
)
def test_what_a_disk_damaged_is_made_again(tmp_path: Path, harmed: Callable[[bytes], bytes]) -> None:
    """Everything in the caches, and pages of the site; what is published is what was published before."""
    root = lay_site(tmp_path)
    website.build(root)
    hosting.compress(root, root / 'site')
    before, compressed = contents(root / 'site'), contents(root / hosting.COPIES)
    caches = [file for file in (root / 'build').rglob('*') if file.is_file() and hosting.COPIES not in file.as_posix()]
    assert len(caches) > 20
    for file in (*caches, root / 'site/index.html'):
        file.write_bytes(harmed(file.read_bytes()))
    assert website.build(root)
    hosting.compress(root, root / 'site')
    assert contents(root / 'site') == before and contents(root / hosting.COPIES) == compressed
    assert not website.build(root)
    (root / 'site/uitleg/voorbeeld/index.html').unlink()
    assert website.build(root)
    assert contents(root / 'site') == before
