"""Lays the smallest valid project, and what a case changes in it, into a folder."""

from __future__ import annotations

import functools
import os
import re
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
PAGES = '  pages:\n    glossary: begrippen/index\n'  # the only one of them that the example site has
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
def settings() -> str:
    """A small mkdocs.yml."""
    real = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))
    extra = {'contact': CONTACT, **{key: real['extra'][key] for key in ('organisation', 'regions')}}
    extra['audiences'] = [{key: value for key, value in held.items() if key != 'page'} for held in real['extra']['audiences']]
    held = {'site_name': 'Voorbeeld', 'site_url': 'https://voorbeeld.example/', 'extra': extra}
    return yaml.safe_dump(held, allow_unicode=True, sort_keys=False)


def lay_site(folder: Path, changes: Path | None = None, nav: str = '') -> Path:
    """The base project in `folder` as a site: the real look, and the real settings with another navigation and a role."""
    lay(folder, changes, printable=True)
    shutil.copytree(ROOT / 'overrides', folder / 'overrides', dirs_exist_ok=True)
    shutil.copy2(ROOT / 'site_hooks.py', folder)
    text = (ROOT / 'mkdocs.yml').read_text(encoding='utf-8')
    text = re.sub(r'^nav:\n(?:[ ]+.*\n)+', nav, text, flags=re.M)
    text = re.sub(r'^  pages:\n(?:    .*\n)+', '', re.sub(r', page: [\w/-]+', '', text), flags=re.M)  # those pages are not here
    text = re.sub(r'^(  redirects: )\{[^}]*\}', r'\1{}', text, flags=re.M)
    (folder / 'mkdocs.yml').write_text(re.sub(r'^(  contact: )\S+', rf'\1{CONTACT}', text, flags=re.M), encoding='utf-8')
    return folder


def run_build(root: Path, *arguments: str, language: str = 'nl') -> subprocess.CompletedProcess[str]:
    """build_pdf.py of a project, as an author runs it."""
    environment = {'PATH': os.environ['PATH'], 'PUBLISHING_LANG': language, 'CI': 'true'}
    command = [sys.executable, str(root / 'build_pdf.py'), *arguments]
    return subprocess.run(command, env=environment, cwd=root.parent, capture_output=True, text=True, timeout=120)


def lay_example(folder: Path, more: Path | None = None) -> Path:
    """A small invented site with every kind of page, in `folder`, and the pages of `more`: its texts stay when authors change theirs."""
    lay_site(folder)
    for name in ('docs', 'reports'):
        shutil.rmtree(folder / name)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    if more is not None:
        for name in ('docs', 'reports'):
            shutil.copytree(more / name, folder / name, dirs_exist_ok=True)
    change(folder / 'mkdocs.yml', 'en: parents', 'en: parents, page: voor/ouders')
    change(folder / 'mkdocs.yml', '\nextra:\n', f'\nextra:\n{PAGES}')
    with (folder / 'mkdocs.yml').open('a', encoding='utf-8') as settings:
        settings.write((folder / 'nav.yml').read_text(encoding='utf-8'))
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
