"""The editor in a window of Chromium, on a folder that the browser keeps for itself in the place of one on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

# A window without a person can't choose a folder: the one that it gets is in the browser's own storage (Origin Private File System).
CHOSEN = """window.showDirectoryPicker = async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('map');
    folder.requestPermission = async () => 'granted';
    return folder;
}"""
LAY = """async (texts) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('map', { create: true });
    for (const [path, text] of Object.entries(texts)) {
        const names = path.split('/');
        let place = folder;
        for (const name of names.slice(0, -1)) place = await place.getDirectoryHandle(name, { create: true });
        const file = await (await place.getFileHandle(names.at(-1), { create: true })).createWritable();
        await file.write(text);
        await file.close();
    }
}"""
READ = """async () => {
    const found = {};
    const walk = async (place, path) => {
        for await (const [name, held] of place.entries()) {
            if (held.kind === 'directory') await walk(held, `${path}${name}/`);
            else found[`${path}${name}`] = await (await held.getFile()).text();
        }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('map'), '');
    return found;
}"""


LOCALLY = re.compile('lokale|Local')  # the button, in the languages of the editor


@dataclass
class Editor:
    """An open editor: its window and its address."""

    window: Page
    address: str

    def go(self, path: str) -> None:
        """To a page (`verhalen-story/entries/plek`) or a new one (`verhalen-story/new`)."""
        self.window.goto(f'{self.address}#/collections/{path}')
        self.field('title', 'nl').wait_for()

    def field(self, key: str, locale: str) -> Locator:
        """One field of the form in one language; fields far below come when the window gets there."""
        found = self.window.locator(f'[data-locale="{locale}"] [data-key-path="{key}"]')
        found.scroll_into_view_if_needed()
        return found

    def write(self, key: str, locale: str, text: str) -> None:
        """Fill in a field."""
        self.field(key, locale).locator('input, textarea').first.fill(text)

    def save(self) -> None:
        """Save both languages, and wait until it is said to be done."""
        self.window.get_by_role('button', name='Opslaan').click()
        self.window.get_by_text('Item opgeslagen').wait_for()

    def files(self) -> dict[str, str]:
        """Every file as it is now, by path."""
        found: dict[str, str] = self.window.evaluate(READ)
        return found


def pages(root: Path) -> dict[str, str]:
    """The text of every page in `root`, by path."""
    return {file.relative_to(root).as_posix(): file.read_text(encoding='utf-8') for file in (root / 'docs').rglob('*.md')}


def opened(window: Page, address: str, root: Path) -> Editor:
    """The editor on a copy of the texts in `root`."""
    laid = {**pages(root), '.git/HEAD': 'ref: refs/heads/main\n'}
    window.add_init_script(CHOSEN)
    window.goto(address)
    window.evaluate(LAY, laid)
    window.get_by_role('button', name=LOCALLY).click()
    window.get_by_role('button', name='Account').wait_for()
    return Editor(window, address)


def signed_in(window: Page, address: str, token: str) -> Editor:
    """The editor on a git host, for whoever has the token."""
    window.goto(address)
    window.get_by_role('button', name='Inloggen met een toegangstoken').click()
    window.get_by_role('textbox', name='Persoonlijk toegangstoken').fill(token)
    window.get_by_role('button', name='Inloggen', exact=True).click()
    window.get_by_role('button', name='Account').wait_for()
    return Editor(window, address)
