"""The live preview, started for real on a small project and watched in Chromium while an author makes mistakes and mends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

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
        self.page.goto(f'{self.address}{path}')

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
    ('---\n\nDit is', 'kind: verhaal\n---\n\nDit is', 'kind kan niet', 'Een voorbeeldzin met een bron.'),
    ('Een voorbeeldzin met een bron.[@voorbeeld-gids]', '<div><b>Een\n\n/// chart | x\n///', 'heeft geen bestand', '/// chart | x'),
], ids=['broken front matter', 'unknown kind', 'broken HTML and a missing chart'])  # fmt: skip
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


def test_the_page_in_print_is_one_click_away(preview: Preview) -> None:
    """A chapter links to its place in the report."""
    preview.open('uitleg/hoofdstuk/')
    preview.page.get_by_role('link', name='Bekijk dit hoofdstuk zoals het in het rapport komt').click()
    expect(preview.page.locator('iframe, embed, object').first).to_be_attached(timeout=2 * SOON)
