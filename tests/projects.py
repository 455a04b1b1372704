"""Lays the smallest valid project, and what a case changes in it, into a folder."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

TESTS = Path(__file__).parent
ROOT = TESTS.parent
BASE = TESTS / 'project'
CONTACT = 'rol@voorbeeld.example'
EXAMPLE = TESTS / 'example'
# What of mkdocs.yml is the program's, and so the same for whoever uses it.
OF_A_SITE = (
    'exclude_docs', 'use_directory_urls', 'strict', 'theme', 'hooks', 'plugins', 'validation',
)  # fmt: skip
LOOK = ('build_pdf.py', 'publishing', 'overrides/assets')  # what a report needs besides its texts


def lay(folder: Path, changes: Path | None = None, *, printable: bool = False) -> Path:
    """The base project in `folder`, the files in `changes` over it, fonts and style with it when it is to be printed."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / 'mkdocs.yml').write_text(settings(), encoding='utf-8')
    if changes is not None:
        shutil.copytree(changes, folder, dirs_exist_ok=True)
    for name in LOOK if printable else ():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns('__pycache__'))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


@functools.cache
def settings(*, site: bool = False, nav: str = '', has_pages: bool = False) -> str:
    """A mkdocs.yml: the invented names, readers and regions of settings.yml, and what is the program's as the real one has it.

    For a `site` with all that MkDocs needs; `has_pages` when there are those it leads to.
    """
    real, held = (yaml.safe_load(file.read_text(encoding='utf-8')) for file in (ROOT / 'mkdocs.yml', TESTS / 'settings.yml'))
    english = held.pop('english')
    if not has_pages:
        del held['extra']['pages']
        held['extra']['audiences'] = [{key: value for key, value in each.items() if key != 'page'} for each in held['extra']['audiences']]
    program = {key: real[key] for key in OF_A_SITE if site}
    for language in program['plugins'][0]['i18n']['languages'] if site else ():
        language |= english if language['locale'] == 'en' else {}
    return f'{_dumped(held)}{nav}{_dumped(program) if site else ""}'


def _dumped(held: object) -> str:
    return yaml.safe_dump(held, allow_unicode=True, sort_keys=False)


def lay_site(folder: Path, changes: Path | None = None, nav: str = '', *, has_pages: bool = False) -> Path:
    """The base project in `folder` as a site: the real look, and `settings` for a site with this navigation."""
    lay(folder, changes, printable=True)
    shutil.copytree(ROOT / 'overrides', folder / 'overrides', dirs_exist_ok=True)
    shutil.copy2(ROOT / 'site_hooks.py', folder)
    (folder / 'mkdocs.yml').write_text(settings(site=True, nav=nav, has_pages=has_pages), encoding='utf-8')
    return folder


def run_build(root: Path, *arguments: str, language: str = 'nl') -> subprocess.CompletedProcess[str]:
    """build_pdf.py of a project, as an author runs it."""
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': language}
    command = [sys.executable, str(root / 'build_pdf.py'), *arguments]
    return subprocess.run(command, env=environment, cwd=root.parent, capture_output=True, text=True, timeout=120)


def lay_example(folder: Path, more: Path | None = None) -> Path:
    """A small invented site with every kind of page, in `folder`, and the pages of `more`: its texts stay when authors change theirs."""
    lay_site(folder, nav=(EXAMPLE / 'nav.yml').read_text(encoding='utf-8'), has_pages=True)
    for name in ('docs', 'reports'):
        shutil.rmtree(folder / name)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    if more is not None:
        for name in ('docs', 'reports'):
            shutil.copytree(more / name, folder / name, dirs_exist_ok=True)
    return folder


def build_example(folder: Path) -> Path:
    """The finished example site, laid and built in `folder`."""
    return finish_example(lay_example(folder))


def finish_example(folder: Path) -> Path:
    """The site of an example that was laid, built by its own program."""
    program = 'from pathlib import Path; from publishing.site import website; website.build(Path.cwd())'
    subprocess.run([sys.executable, '-c', program], cwd=folder, check=True)
    return folder / 'site'


def change(file: Path, old: str, new: str) -> None:
    """Replace one piece of text in a file, as an author would."""
    text = file.read_text(encoding='utf-8')
    assert text.count(old) == 1, f'{old!r} stands {text.count(old)} times in {file}'
    file.write_text(text.replace(old, new), encoding='utf-8')
