"""What the renderer may read: files below the folders of the report, and nothing of the network or of the rest of the machine."""

from __future__ import annotations

import base64
import datetime
from pathlib import Path

import pytest

from publishing.print.pdf import BASE_URL, Fetcher, RenderError, render, write_pdf

CREATED = datetime.date(2026, 11, 22)
PAGE = '<!doctype html><html lang="nl"><head><title>x</title></head><body>{}</body></html>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file, a folder beside it with another, and a link from the one to the other."""
    for name in ('project/docs/a b.txt', 'fonts/f.txt', 'secret/key.txt', 'project-not/key.txt'):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding='utf-8')
    (tmp_path / 'project/link').symlink_to(tmp_path / 'secret')
    return tmp_path


@pytest.fixture
def fetcher(root: Path) -> Fetcher:
    return Fetcher({'': root / 'project', 'assets/fonts': root / 'fonts'})


def test_the_address_of_a_report_is_nobodys() -> None:
    """A name that no server can ever have (RFC 2606)."""
    assert BASE_URL == 'https://report.invalid/'


@pytest.mark.parametrize(('address', 'held'), [
    ('https://report.invalid/docs/a%20b.txt', b'project/docs/a b.txt'),
    ('https://report.invalid/docs/../docs/a%20b.txt', b'project/docs/a b.txt'),
    ('https://report.invalid/assets/fonts/f.txt', b'fonts/f.txt'),
    (f'data:text/plain;base64,{base64.b64encode(b"x").decode()}', b'x'),
])  # fmt: skip
def test_what_is_ours_is_read(fetcher: Fetcher, address: str, held: bytes) -> None:
    assert fetcher.fetch(address).read() == held


@pytest.mark.parametrize('address', [
    'https://voorbeeld.example/docs/a%20b.txt', 'http://report.invalid/docs/a%20b.txt', 'https://report.invalid.voorbeeld.example/x',
    'https://voorbeeld.example/?https://report.invalid/docs/a%20b.txt', 'ftp://report.invalid/docs/a%20b.txt', 'file:///etc/hostname',
    'docs/a b.txt', '',
])  # fmt: skip
def test_what_is_not_ours_is_not_asked_for(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(ValueError, match='is not part of the report'):
        fetcher.fetch(address)


@pytest.mark.parametrize('path', [
    '../secret/key.txt', '%2e%2e/secret/key.txt', 'docs/../../secret/key.txt', '../project-not/key.txt', 'link/key.txt',
    'assets/fonts/../secret/key.txt', 'assets/fonts/../../secret/key.txt', '//etc/hostname', 'docs', 'docs/no.txt',
])  # fmt: skip
def test_what_lies_outside_is_not_there(fetcher: Fetcher, path: str) -> None:
    with pytest.raises(FileNotFoundError, match='there is no file'):
        fetcher.fetch(f'https://report.invalid/{path}')


@pytest.mark.parametrize('shown', [
    '<img src="https://voorbeeld.example/a.png" alt="x">', '<img src="file:///etc/hostname" alt="x">',
    '<img src="../secret/key.txt" alt="x">', '<style>@import url(http://voorbeeld.example/a.css);</style>',
    '<style>@import url(/no.css);</style>',
])  # fmt: skip
def test_the_renderer_complains_of_it(root: Path, shown: str, tmp_path: Path) -> None:
    """Whether it is a picture or a style: no report is made."""
    assert render(PAGE.format(''), files={'': root / 'project'}, created=CREATED).problems == []
    with pytest.raises(RenderError, match='Failed to load'):
        write_pdf(PAGE.format(shown), tmp_path / 'a.pdf', files={'': root / 'project'}, created=CREATED)
    assert not (tmp_path / 'a.pdf').exists()
