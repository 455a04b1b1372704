"""The example site under another name, with other folders, pages, readers and regions: no dead link, and no word of this collective."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
import yaml
from pypdfium2 import PdfDocument

from tests.projects import TESTS, lay_example, run_build

OTHER = TESTS / 'other'
ADDRESS = 'https://proefvogels.example/'
# What only this collective says, is called or asks of others.
WORDS = ('collectief', 'collective', 'creative commons', 'cc by', 'voor/ouders', 'begrippen/index', 'toegankelijkheid/', 'over/privacy')
REGIONS = (
    'Drenthe',
    'Fryslân',
    'Gelderland',
    'Groningen',
    'Overijssel',
    'Zeeland',
    'Zuid-Holland',
    'twaalf provincies',
    'twelve provinces',
)
MOVED = {
    'voor/ouders': 'lezers/ouders', 'begrippen/index': 'woorden/index', 'audience: [parents]': 'audience: [keepers]',
    'audience: [parents, professionals]': 'audience: [keepers]',
    'province: Groningen': 'province: Noordoog', 'province: Utrecht': 'province: Zuidoog',
}  # fmt: skip
PROGRAM = 'from pathlib import Path; from publishing.site import website; website.build(Path.cwd())'


@pytest.fixture(scope='module')
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the invented organisation, with its reports and its site built."""
    root = lay_example(tmp_path_factory.mktemp('other') / 'project')
    shutil.copytree(OTHER / 'docs', root / 'docs', dirs_exist_ok=True)
    shutil.copytree(OTHER / 'reports', root / 'reports', dirs_exist_ok=True)
    (root / 'docs/voor').rename(root / 'docs/lezers')
    (root / 'docs/begrippen').rename(root / 'docs/woorden')
    for file in [*root.glob('docs/**/*.md'), root / 'mkdocs.yml']:
        text = file.read_text(encoding='utf-8')
        for old, new in MOVED.items():
            text = text.replace(old, new)
        file.write_text(text, encoding='utf-8')
    _settle(root / 'mkdocs.yml')
    printed = run_build(root)
    assert printed.returncode == 0, printed.stderr
    subprocess.run([sys.executable, '-c', PROGRAM], cwd=root, check=True)
    return root


def _settle(file: Path) -> None:
    """Put the settings of the invented organisation in the place of ours."""
    held, other = (yaml.safe_load(path.read_text(encoding='utf-8')) for path in (file, OTHER / 'settings.yml'))
    english = held['plugins'][0]['i18n']['languages'][1]
    english |= {'site_name': other['site_name'], 'site_description': 'An invented association.', 'nav_translations': {}}
    file.write_text(yaml.safe_dump(held | other, allow_unicode=True, sort_keys=False), encoding='utf-8')


def texts(project: Path) -> dict[str, str]:
    """What can be read in everything that was made: the files of the site, each part of a book, each report on paper."""
    found = {}
    for file in [file for file in (project / 'site').rglob('*') if file.is_file()]:
        name = file.relative_to(project).as_posix()
        match file.suffix:
            case '.pdf':
                found[name] = ' '.join(page.get_textpage().get_text_range() for page in PdfDocument(file))
            case '.epub':
                with zipfile.ZipFile(file) as book:
                    parts = [part for part in book.namelist() if part.endswith(('.xhtml', '.opf', '.css'))]
                    found |= {f'{name}/{part}': book.read(part).decode() for part in parts}
            case '.html' | '.xml' | '.json' | '.js' | '.css' | '.txt' | '.ics' | '.bib' | '':
                found[name] = file.read_text(encoding='utf-8')
    return found


def test_no_word_of_this_collective(project: Path) -> None:
    """In any output; the invented name is where ours was."""
    held = texts(project)
    assert {Path(name).suffix for name in held} >= {'.html', '.xml', '.json', '.js', '.css', '.pdf', '.xhtml', '.opf'}
    said = [(name, word) for name, text in held.items() for word in WORDS if word in text.lower()]
    said += [(name, word) for name, text in held.items() for word in REGIONS if word in text]
    assert said == []
    assert [name for name, text in held.items() if re.search(r'\{(?:who|region|regions|all-regions|licence)\}', text, re.I)] == []
    assert 'Vereniging Proefvogels' in held['site/404.html'] and 'de vereniging' in held['site/index.html']
    assert '#vereniging"' in held['site/index.html']
    assert any('Alles mag met deze teksten.' in ' '.join(text.split()) for name, text in held.items() if name.endswith('.nl.pdf'))


def test_no_dead_link(project: Path) -> None:
    """Every link of every page leads to a file of the site, and a link to a place to an id that is there."""
    site = project / 'site'
    pages = {file.relative_to(site).as_posix(): lxml.html.parse(str(file)).getroot() for file in site.rglob('*.html')}
    dead = []
    for name, root in pages.items():
        here = ADDRESS + name.removesuffix('index.html')
        for target in {urljoin(here, str(value)) for value in root.xpath('//@href | //@src | //form/@action')}:
            if not target.startswith(ADDRESS):
                continue
            parts = urlsplit(target)
            file = unquote(parts.path).lstrip('/')
            file = f'{file}index.html' if not file or file.endswith('/') else file
            lacks_place = parts.fragment and file in pages and not pages[file].xpath('//*[@id=$id]', id=unquote(parts.fragment))
            if not (site / file).is_file() or lacks_place:
                dead.append((name, target))
    assert dead == []
