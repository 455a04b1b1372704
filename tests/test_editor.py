"""The editor in the browser: opened in Chromium on a folder, used as an author does, and the files read back."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing import catalogue, checks, editor, settings, site, translating
from publishing.editor import bundle
from publishing.problems import errors
from tests import githost
from tests.editors import Editor, opened
from tests.projects import ROOT, lay

SOON = 15_000  # milliseconds; a machine that does other things is slow
GITHUB = {'backend': 'github', 'repo': 'naam/site', 'branch': 'main'}


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a story and an initiative, whose translations are in step."""
    folder = lay(tmp_path_factory.mktemp('project'), ROOT / 'tests/editor')
    translating.done(folder, sorted(str(file.relative_to(folder)) for file in (folder / 'docs').rglob('*.en.md')))
    return folder


@contextmanager
def serving(root: Path, backend: dict[str, Any] | None = None) -> Iterator[str]:
    """The address of the editor, while it is served."""
    server = editor.server(root, 0, backend)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}/'
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def watched(chromium: Browser, *addresses: str) -> Iterator[Page]:
    """A window in Dutch; a request to another host, and anything that the policy refuses or that fails, fails the test."""
    context = chromium.new_context(viewport={'width': 1280, 'height': 2600}, locale='nl')
    context.set_default_timeout(SOON)
    page = context.new_page()
    wrong: list[str] = []
    page.on('request', lambda request: None if request.url.startswith((*addresses, 'data:', 'blob:')) else wrong.append(request.url))
    page.on('console', lambda message: wrong.append(message.text) if message.type == 'error' else None)
    page.on('pageerror', lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope='module')
def address(root: Path) -> Iterator[str]:
    with serving(root) as address:
        yield address


@pytest.fixture
def window(chromium: Browser, address: str) -> Iterator[Page]:
    """A window that asks nothing of another host."""
    with watched(chromium, address) as page:
        yield page


def changes(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm='', n=0)
    return [line for line in lines if not line.startswith(('---', '+++', '@@'))]


def test_saving_changes_only_what_was_changed_in_every_page_of_the_site(window: Page, address: str) -> None:
    """Every page as it is, and with one other value: nothing else in the file moves."""
    window.goto(address)
    texts = {file.relative_to(ROOT).as_posix(): file.read_text(encoding='utf-8') for file in (ROOT / 'docs').rglob('*.md')}
    assert len(texts) > 100
    moved = window.evaluate(
        """async (texts) => {
            const { fromFile, toFile } = await import('/pages.js');
            const other = (text) => text.replace(/^updated: [^ \\n]*/m, 'updated: 2030-01-31');
            return Object.entries(texts).filter(([, text]) => toFile(fromFile(text)) !== text
                || toFile({ ...fromFile(text), updated: '2030-01-31' }) !== other(text)).map(([name]) => name);
        }""",
        texts,
    )
    assert moved == []


def test_both_languages_of_a_page(window: Page, address: str, root: Path) -> None:
    """Forms in Dutch, both languages beside each other; the files afterwards are as a person would have written them."""
    before = {name: (root / name).read_text(encoding='utf-8') for name in ('docs/verhalen/plek.nl.md', 'docs/verhalen/plek.en.md')}
    held = opened(window, address, root)
    held.go('verhalen-story/entries/plek')
    expect(held.field('consent', 'nl')).to_contain_text('Zonder geldige toestemming wordt het nergens geplaatst.')
    held.write('description', 'nl', 'Een verhaal dat elders verscheen, over een plek die er ooit komt.')
    held.write('description', 'en', 'A story published elsewhere, about a place that may come one day.')
    held.write('body', 'nl', 'Het verhaal gaat over een plek.\n\n- **Eerst** dit.\n- Dan iets anders: 50 % <van> "dat".\n')
    held.write('body', 'en', 'The story is about a place.\n\n- **First** this.\n- Then something else: 50% <of> "that".\n')
    held.field('status', 'nl').get_by_role('radio', name='Concept').click()
    held.save()
    files = held.files()
    assert changes(before['docs/verhalen/plek.nl.md'], files['docs/verhalen/plek.nl.md']) == [
        '-description: Een verhaal dat elders verscheen, over een plek die niet bestaat.',
        '+description: Een verhaal dat elders verscheen, over een plek die er ooit komt.',
        '+status: concept',
        '-- Dan dat.',
        '+- Dan iets anders: 50 % <van> "dat".',
    ]
    assert changes(before['docs/verhalen/plek.en.md'], files['docs/verhalen/plek.en.md']) == [
        '-description: A story published elsewhere, about a place that does not exist.',
        '+description: A story published elsewhere, about a place that may come one day.',
        '+status: concept',
        '-- Then that.',
        '+- Then something else: 50% <of> "that".',
    ]
    assert passes(root, held)
    assert {name for name, text in files.items() if text != held.laid.get(name)} == set(before)


def test_a_new_page(window: Page, address: str, root: Path) -> None:
    """Two files under one name, with what was filled in and nothing more."""
    held = opened(window, address, root)
    held.go('initiatieven-initiative/new')
    for locale, title, description, body in (
        ('nl', 'De Beuk', 'Een ander initiatief dat niet bestaat, met een lange zin.', 'Ook verzonnen.'),
        ('en', 'The Beech', 'Another initiative that does not exist, with a long sentence.', 'Invented as well.'),
    ):
        held.write('title', locale, title)
        held.write('description', locale, description)
        held.write('updated', locale, '2026-11-22')
        held.write('body', locale, body)
    held.write('checked_on', 'nl', '2026-11-21')
    held.save()
    assert held.files()['docs/initiatieven/de-beuk.nl.md'] == (
        '---\ntitle: De Beuk\ndescription: Een ander initiatief dat niet bestaat, met een lange zin.\nupdated: 2026-11-22\n'
        'kind: initiative\nchecked_on: 2026-11-21\n---\n\nOok verzonnen.\n'
    )
    assert 'docs/initiatieven/de-beuk.en.md' in held.files()
    assert passes(root, held)


def test_on_a_git_host(chromium: Browser, root: Path) -> None:
    """Signed in with a token, a page is opened and saved as one commit; no other host than that one is asked anything."""
    texts = {file.relative_to(root).as_posix(): file.read_text(encoding='utf-8') for file in (root / 'docs').rglob('*.md')}
    with githost.serving('naam/site', texts) as host:
        told = {**GITHUB, 'api_root': f'{host.address}/api/v3'}
        backend = editor.place(replace(settings.read(root), editor=told))
        assert f"connect-src 'self' blob: data: {host.address};" in editor.policy(backend)
        with serving(root, backend) as address, watched(chromium, address, host.address) as window:
            window.goto(address)
            window.get_by_role('button', name='Inloggen met een toegangstoken').click()
            window.get_by_role('textbox', name='Persoonlijk toegangstoken').fill(githost.TOKEN)
            window.get_by_role('button', name='Inloggen', exact=True).click()
            window.get_by_role('button', name='Account').wait_for()
            held = Editor(window, address, texts)
            held.go('verhalen-story/entries/plek')
            held.write('body', 'nl', 'Het verhaal gaat over een andere plek.')
            held.write('body', 'en', 'The story is about another place.')
            held.save()
        assert host.refused == [] and len(host.commits) == 1
    changed = {path: changes(text, host.files[path]) for path, text in texts.items() if host.files[path] != text}
    assert changed.keys() == {'docs/verhalen/plek.nl.md', 'docs/verhalen/plek.en.md'} and host.files.keys() == texts.keys()
    assert '+Het verhaal gaat over een andere plek.' in changed['docs/verhalen/plek.nl.md']
    assert all(line.startswith('-') or 'plek' in line or 'place' in line for lines in changed.values() for line in lines)


@pytest.mark.parametrize('told', [
    {'backend': 'gitlab', 'repo': 'groep/map/site'}, {'backend': 'gitea', 'repo': 'naam/site', 'base_url': 'https://git.voorbeeld.example/'},
], ids=['gitlab', 'gitea'])  # fmt: skip
def test_other_git_hosts_ask_for_a_token(chromium: Browser, root: Path, told: dict[str, str]) -> None:
    """Before anybody signs in nothing is asked of any host, and the policy refuses nothing that the page needs."""
    backend = editor.place(replace(settings.read(root), editor=told))
    with serving(root, backend) as address, watched(chromium, address) as window:
        window.goto(address)
        window.get_by_role('button', name='Inloggen met een toegangstoken').wait_for()


def passes(root: Path, held: Editor) -> bool:
    """Whether the checks let the project through with the files of the editor in it."""
    for name, text in held.files().items():
        if name.startswith('docs/'):
            (root / name).write_text(text, encoding='utf-8')
    return errors(checks.check(catalogue.load(root))) == []


def test_another_version_of_sveltia_is_refused() -> None:
    with pytest.raises(bundle.Changed):
        bundle.changed('another version')


@pytest.mark.parametrize(
    'told', ['github', {'backend': 'github'}, {'backend': 'dropbox', 'repo': 'a/b'}, {'backend': 'gitea', 'repo': 'a b'}]
)
def test_a_switch_that_says_too_little(told: object) -> None:
    with pytest.raises(editor.Unusable, match='backend: github, repo: '):
        editor.place(replace(settings.read(ROOT), editor=told))


@pytest.mark.parametrize(('told', 'host'), [
    (GITHUB, 'https://api.github.com'),
    ({'backend': 'gitlab', 'repo': 'groep/map/site'}, 'https://gitlab.com'),
    ({'backend': 'gitea', 'repo': 'naam/site', 'base_url': 'https://git.voorbeeld.example/'}, 'https://git.voorbeeld.example'),
])  # fmt: skip
def test_the_policy_lets_only_the_git_host_in(told: dict[str, str], host: str) -> None:
    policy = editor.policy(editor.place(replace(settings.read(ROOT), editor=told)))
    assert policy.count('https:') == 1
    assert f"connect-src 'self' blob: data: {host};" in policy
    assert 'unsafe' not in policy


def test_it_is_in_the_site_only_when_switched_on(root: Path, tmp_path: Path) -> None:
    held = settings.read(root)
    site.put_editor(root, tmp_path, held)
    assert list(tmp_path.iterdir()) == []
    site.put_editor(root, tmp_path, replace(held, editor=GITHUB))
    page = (tmp_path / editor.PLACE / 'index.html').read_text(encoding='utf-8')
    assert 'Voor het bewerken in de browser is JavaScript nodig.' in page
    assert '"repo": "naam/site"' in (tmp_path / editor.PLACE / 'nl.json').read_text(encoding='utf-8')
