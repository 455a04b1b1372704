"""The live preview, started for real on a small project and watched in Chromium while an author makes mistakes and mends them."""

from __future__ import annotations

import http.client
import shutil
import socket
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from publishing.desk import commands
from tests.previews import started
from tests.projects import change, lay_site

SOON = 15_000  # milliseconds; a machine that does other things is slow


@dataclass
class Preview:
    """A preview that runs: its folder, its address and a page in the browser."""

    root: Path
    address: str
    page: Page

    def open(self, path: str) -> None:
        """As a click would: a `goto` is lost to the page's own reload, when it follows at that moment what was built."""
        address = f'{self.address}{path}'
        for _ in range(5):
            with suppress(Error):  # the page reloaded while it was asked
                self.page.evaluate('address => location.assign(address)', address)
                break
        self.page.wait_for_url(address)

    def file(self, name: str) -> Path:
        return self.root / 'docs' / name


@pytest.fixture(scope='module')
def preview(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Preview]:
    root = lay_site(tmp_path_factory.mktemp('preview'))
    with started(root, 'nl') as address:
        yield Preview(root, address, chromium.new_page(viewport={'width': 1280, 'height': 900}))


def test_a_mistake_is_told_at_its_sentence_and_goes_when_it_is_mended(preview: Preview) -> None:
    """In the page, beside the paragraph, in the author's language, with what to do; the browser follows by itself."""
    preview.open('')
    expect(preview.page.locator('.preview')).to_contain_text('niets te herstellen', timeout=SOON)
    file = preview.file('index.nl.md')
    change(file, 'uitleg/voorbeeld.md', 'uitleg/voorbeld.md')
    remark = preview.page.locator('.text .remark.error')
    expect(remark).to_contain_text(
        'Fout (regel 7) er is geen pagina of bestand uitleg/voorbeld.md → bedoelde u uitleg/voorbeeld.md?', timeout=SOON
    )
    assert remark.evaluate('box => box.nextElementSibling.textContent').startswith('Dit is een voorbeeld.')
    expect(preview.page.locator('.preview li[data-level=error] a')).to_have_attribute('href', '#remark-1')
    change(file, 'uitleg/voorbeld.md', 'uitleg/voorbeeld.md')
    expect(remark).to_have_count(0, timeout=SOON)
    expect(preview.page.locator('.preview')).to_contain_text('niets te herstellen', timeout=SOON)


@pytest.mark.parametrize(('old', 'new', 'told', 'still_there'), [
    ('title: Voorbeeldpagina', 'title: "Voorbeeldpagina', 'een aanhalingsteken open dat niet sluit', 'Een voorbeeldzin met een bron.'),
    ('---\ntitle', 'title', 'de regel ---', 'Deze tekst is nog niet op te maken'),
    ('---\n\nDit is', 'kind: verhaal\n---\n\nDit is', 'kind kan niet', 'Een voorbeeldzin met een bron.'),
    ('Een voorbeeldzin met een bron.[@voorbeeld-gids]', '<div><b>Een\n\n/// chart | x\n///', 'heeft geen bestand', '/// chart | x'),
], ids=['broken front matter', 'no front matter', 'unknown kind', 'broken HTML and a missing chart'])  # fmt: skip
def test_a_broken_page_ends_nothing(preview: Preview, old: str, new: str, told: str, still_there: str) -> None:
    """It says what is wrong and shows what can be read; the other pages stand, and mending it brings it back."""
    preview.open('')
    file = preview.file('index.nl.md')
    good = file.read_text(encoding='utf-8')
    change(file, old, new)
    try:
        expect(preview.page.locator('.preview')).to_contain_text(told or 'Voorvertoning', timeout=SOON)
        expect(preview.page.locator('article')).to_contain_text(still_there, timeout=SOON)
        assert preview.page.request.get(f'{preview.address}uitleg/voorbeeld/').text().count('niets te herstellen') == 1
    finally:
        file.write_text(good, encoding='utf-8')
    expect(preview.page.locator('.preview')).to_contain_text('niets te herstellen', timeout=SOON)


def test_other_pages_follow(preview: Preview) -> None:
    """A new title is soon in the lists of other pages, and a mistake elsewhere is told there too."""
    preview.open('uitleg/voorbeeld/')
    file = preview.file('index.en.md')
    change(file, '@voorbeeld-gids', '@voorbeeld-gidsen')
    expect(preview.page.locator('.preview details')).to_contain_text('docs/index.en.md', timeout=SOON)
    change(file, '@voorbeeld-gidsen', '@voorbeeld-gids')
    expect(preview.page.locator('.preview details')).to_have_count(0, timeout=SOON)


def test_a_page_that_goes_takes_nothing_with_it(preview: Preview) -> None:
    """Its address leads nowhere any more, others stand and tell of their links to it; brought back, all is well."""
    preview.open('')
    gone = [preview.file(f'uitleg/voorbeeld.{locale}.md') for locale in ('nl', 'en')]
    held = [file.read_text(encoding='utf-8') for file in gone]
    for file in gone:
        file.unlink()
    try:
        told = preview.page.locator('.text .remark.error')
        expect(told).to_contain_text('er is geen pagina of bestand uitleg/voorbeeld.md', timeout=SOON)
        assert preview.page.request.get(f'{preview.address}uitleg/voorbeeld/').status == 404
    finally:
        for file, text in zip(gone, held, strict=True):
            file.write_text(text, encoding='utf-8')
    expect(preview.page.locator('.preview')).to_contain_text('niets te herstellen', timeout=SOON)
    assert preview.page.request.get(f'{preview.address}uitleg/voorbeeld/').status == 200


@pytest.mark.parametrize(('old', 'new', 'told'), [
    ('- index.md\n', '- weg.md\n', 'in nav staat weg.md, en die pagina is er niet'),
    ('- index.md\n', '- 5\n', 'in nav staat iets dat geen pagina en geen deel is: 5'),
    ('hooks:\n- site_hooks.py\n', 'hooks: []\n', 'onder hooks ontbreekt site_hooks.py'),
    ('site_name: ', 'site_name: "', 'een aanhalingsteken open dat niet sluit'),
], ids=['navigation', 'odd navigation', 'not our program', 'broken YAML'])  # fmt: skip
def test_broken_settings_leave_the_last_good_pages(preview: Preview, old: str, new: str, told: str) -> None:
    """Every page says above itself what is wrong, as long as it is."""
    preview.open('uitleg/voorbeeld/')
    file = preview.root / 'mkdocs.yml'
    good = file.read_text(encoding='utf-8')
    file.write_text(f'{good}\nnav:\n- index.md\n'.replace(old, new, 1), encoding='utf-8')
    try:
        expect(preview.page.locator('.preview.stopped')).to_contain_text(told, timeout=SOON)
        expect(preview.page.locator('h1')).to_have_text('Voorbeeld van een uitleg')
    finally:
        file.write_text(good, encoding='utf-8')
    expect(preview.page.locator('.preview.stopped')).to_have_count(0, timeout=SOON)


def test_a_message_leads_to_the_guide(tmp_path: Path, chromium: Browser) -> None:
    """Above the page and beside the text; without reports, too, there is a preview."""
    root = lay_site(tmp_path)
    shutil.rmtree(root / 'reports')
    for locale in ('nl', 'en'):
        guide = (root / f'docs/uitleg/voorbeeld.{locale}.md').read_text(encoding='utf-8')
        (root / f'docs/uitleg/meldingen.{locale}.md').write_text(f'{guide}\n/// rules | links\n///\n', encoding='utf-8')
    change(root / 'docs/index.nl.md', '---\n\nDit', '---\n\nEen zin met [een link](weg.md).\n\nDit')
    with started(root, 'nl') as address:
        page = chromium.new_page()
        page.goto(address)
        links = page.get_by_role('link', name='unknown-link')
        expect(links).to_have_count(2)
        for number in range(2):
            assert page.request.get(links.nth(number).evaluate('link => link.href')).status == 200
        page.close()


def test_only_who_sits_here_may_ask(preview: Preview) -> None:
    """Another site whose name leads to this machine is refused, by both servers (DNS rebinding)."""
    port = int(urlsplit(preview.address).port or 0)
    for asked, path in ((port, '/'), (port + 1, '/uitleg/hoofdstuk.nl')):
        answers = {
            host: _status(asked, path, host)
            for host in (f'127.0.0.1:{asked}', f'localhost:{asked}', 'elders.example', f'elders.example:{asked}')
        }
        assert [*answers.values()] == [200, 200, 421, 421]


def _status(port: int, path: str, host: str) -> int:
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
    connection.request('GET', path, headers={'Host': host})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize('command', [commands.serve, commands.edit])
def test_a_port_that_is_taken_is_told(tmp_path: Path, command: Callable[[Path, Namespace], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made, with what to do."""
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    with socket.create_server(('127.0.0.1', 0)) as held, pytest.raises(commands.Failed, match='is al in gebruik.*--port'):
        command(tmp_path, Namespace(port=held.getsockname()[1]))
    assert [*tmp_path.iterdir()] == []


def test_the_page_in_print_is_one_click_away(preview: Preview) -> None:
    """A chapter links to its place in the report."""
    preview.open('uitleg/hoofdstuk/')
    preview.page.get_by_role('link', name='Bekijk dit hoofdstuk zoals het in het rapport komt').click()
    expect(preview.page.locator('iframe, embed, object').first).to_be_attached(timeout=2 * SOON)
