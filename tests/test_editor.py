"""The editor in the browser: opened in Chromium on a folder, used as an author does, and the files read back."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing import checks
from publishing.desk import translations
from publishing.problems import ProblemsFound, errors
from publishing.site import editor, website
from publishing.site.editor import bundle
from publishing.sources import catalogue, settings
from tests import githosts, ports
from tests.editors import Editor, opened, pages, signed_in
from tests.projects import ROOT, change, lay

SOON = 15_000  # milliseconds; a machine that does other things is slow
GITHUB = {'backend': 'github', 'repo': 'naam/site', 'branch': 'main'}


def project(folder: Path) -> Path:
    """A project with a story and an initiative in `folder`, whose translations are in step."""
    lay(folder, ROOT / 'tests/editor')
    translations.done(folder, sorted(path for path in pages(folder) if path.endswith('.en.md')))
    return folder


@contextmanager
def serving(root: Path, backend: dict[str, Any] | None = None) -> Iterator[str]:
    """The address of the editor, while it is served."""
    with ports.serving(editor.server(root, 0, backend)) as address:
        yield f'{address}/'


@contextmanager
def watched(chromium: Browser, *addresses: str) -> Iterator[Page]:
    """A window in Dutch; a request to another host, and anything that the policy refuses or that fails, fails the test."""
    context = chromium.new_context(viewport={'width': 1280, 'height': 1500}, locale='nl', reduced_motion='reduce')
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
def held(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The editor on a folder, which asks nothing of another host."""
    root = project(tmp_path_factory.mktemp('project'))
    with serving(root) as address, watched(chromium, address) as window:
        yield opened(window, address, root)


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Of each file that is new or another, the lines that went and came; no file may go."""
    assert before.keys() <= after.keys()
    return {name: _changes(before.get(name, ''), text) for name, text in after.items() if text != before.get(name)}


def _changes(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm='', n=0)
    return [line for line in lines if not line.startswith(('---', '+++', '@@'))]


def edit(held: Editor) -> None:
    """Change a page in both languages, and save it."""
    held.go('verhalen-story/entries/plek')
    held.write('description', 'nl', 'Een verhaal dat elders verscheen, over een plek die er ooit komt.')
    held.write('description', 'en', 'A story published elsewhere, about a place that may come one day.')
    held.write('body', 'nl', 'Het verhaal gaat over een plek.\n\n- **Eerst** dit.\n- Dan iets anders: 50 % <van> "dat".\n')
    held.write('body', 'en', 'The story is about a place.\n\n- **First** this.\n- Then something else: 50% <of> "that".\n')
    held.field('status', 'nl').get_by_role('radio', name='Concept').click()
    held.save()


# What `edit` does to the files.
EDITED = {
    'docs/verhalen/plek.nl.md': [
        '-description: Een verhaal dat elders verscheen, over een plek die niet bestaat.',
        '+description: Een verhaal dat elders verscheen, over een plek die er ooit komt.',
        '+status: concept',
        '-- Dan dat.',
        '+- Dan iets anders: 50 % <van> "dat".',
    ],
    'docs/verhalen/plek.en.md': [
        '-description: A story published elsewhere, about a place that does not exist.',
        '+description: A story published elsewhere, about a place that may come one day.',
        '+status: concept',
        '-- Then that.',
        '+- Then something else: 50% <of> "that".',
    ],
}


def test_saving_changes_only_what_was_changed_in_every_page_of_the_site(held: Editor) -> None:
    """Every page as it is, and with one other value: nothing else in the file moves."""
    texts = pages(ROOT)
    assert len(texts) > 100
    moved = held.window.evaluate(
        """async (texts) => {
            const { fromFile, toFile } = await import('/pages.js');
            const other = (text) => text.replace(/^updated: [^ \\n]*/m, 'updated: 2030-01-31');
            return Object.entries(texts).filter(([, text]) => toFile(fromFile(text)) !== text
                || toFile({ ...fromFile(text), updated: '2030-01-31' }) !== other(text)).map(([name]) => name);
        }""",
        texts,
    )
    assert moved == []


def test_both_languages_of_a_page(held: Editor, tmp_path: Path) -> None:
    """Forms in Dutch, both languages beside each other; the files afterwards are as a person would have written them."""
    before = held.files()
    held.go('verhalen-story/entries/plek')
    expect(held.field('consent', 'nl')).to_contain_text('Zonder geldige toestemming wordt het nergens geplaatst.')
    edit(held)
    after = held.files()
    assert changed(before, after) == EDITED
    assert passes(project(tmp_path), after)


def test_a_new_page(held: Editor, tmp_path: Path) -> None:
    """Two files under one name, with what was filled in and nothing more."""
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
    after = held.files()
    assert after['docs/initiatieven/de-beuk.nl.md'] == (
        '---\ntitle: De Beuk\ndescription: Een ander initiatief dat niet bestaat, met een lange zin.\nupdated: 2026-11-22\n'
        'kind: initiative\nchecked_on: 2026-11-21\n---\n\nOok verzonnen.\n'
    )
    assert 'docs/initiatieven/de-beuk.en.md' in after
    assert passes(project(tmp_path), after)


@pytest.mark.parametrize('kind', githosts.KINDS)
def test_on_a_git_host(chromium: Browser, tmp_path: Path, kind: type[githosts.Host]) -> None:
    """Signed in with a token, a page is opened and saved as one commit; no other host than that one is asked anything."""
    root = project(tmp_path)
    texts = pages(root)
    with githosts.serving(kind, texts) as host:
        told = {'backend': host.backend, 'repo': host.repo, 'branch': 'main', 'base_url': f'{host.address}/'}
        backend = editor.place(settings.Editor.model_validate(told))
        with serving(root, backend) as address, watched(chromium, address, host.address) as window:
            held = signed_in(window, address, githosts.TOKEN)
            edit(held)
        assert host.refused == [] and len(host.commits) == 1
    assert changed(texts, host.files) == EDITED
    assert passes(root, host.files)


def passes(root: Path, texts: dict[str, str]) -> bool:
    """Whether the checks let the project through with these files in it."""
    for name, text in texts.items():
        if name.startswith('docs/'):
            (root / name).write_text(text, encoding='utf-8')
    found = errors(checks.check(catalogue.load(root)))
    assert found == []
    return True


def test_another_version_of_sveltia_is_refused() -> None:
    with pytest.raises(bundle.Changed):
        bundle.changed('another version')


@pytest.mark.parametrize(('told', 'rule'), [
    ('github', 'not-keys'),
    ('{backend: github}', 'missing-inner-key'),
    ('{backend: dropbox, repo: a/b}', 'bad-value'),
    ('{backend: gitea, repo: a b}', 'bad-form'),
    ('{backend: gitea, repo: a/b, base_url: git.voorbeeld.example}', 'bad-form'),
])  # fmt: skip
def test_a_switch_that_says_too_little(told: str, rule: str, tmp_path: Path) -> None:
    """Told at its line in mkdocs.yml, like anything there."""
    root = project(tmp_path)
    change(root / 'mkdocs.yml', 'extra:\n', f'extra:\n  editor: {told}\n')
    with pytest.raises(ProblemsFound) as found:
        settings.read(root)
    assert [problem.rule for problem in found.value.problems] == [rule]


@pytest.mark.parametrize(('told', 'host'), [
    (GITHUB, 'https://api.github.com'),
    ({'backend': 'gitlab', 'repo': 'groep/map/site'}, 'https://gitlab.com'),
    ({'backend': 'gitea', 'repo': 'naam/site', 'base_url': 'https://git.voorbeeld.example/'}, 'https://git.voorbeeld.example'),
])  # fmt: skip
def test_the_policy_lets_only_the_git_host_in(told: dict[str, str], host: str) -> None:
    policy = editor.policy(editor.place(settings.Editor.model_validate(told)))
    assert policy.count('https:') == 1
    assert f"connect-src 'self' blob: data: {host};" in policy
    assert 'unsafe' not in policy


def test_it_is_in_the_site_only_when_switched_on(tmp_path: Path) -> None:
    root, target = project(tmp_path / 'project'), tmp_path / 'site'
    held = settings.read(root)
    website.put_editor(root, target, held)
    assert not target.exists()
    website.put_editor(root, target, replace(held, editor=settings.Editor.model_validate(GITHUB)))
    page = (target / editor.PLACE / 'index.html').read_text(encoding='utf-8')
    assert 'Voor het bewerken in de browser is JavaScript nodig.' in page
    assert '"repo": "naam/site"' in (target / editor.PLACE / 'nl.json').read_text(encoding='utf-8')
