"""The example site under another name, with other folders, pages, readers and regions: no dead link, and no word of this collective."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pikepdf
import pytest
import yaml
from PIL import Image, ImageColor
from pypdfium2 import PdfDocument

from tests.projects import ROOT, TESTS, change, lay_example, run_build

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
FONTS = {'Atkinson Hyperlegible Next': 'Letters', 'Fraunces': 'Heads'}
COLOUR = re.compile(r'#[0-9a-f]{6}')
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
    _dress(root)
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


def _dress(root: Path) -> None:
    """Each colour a little bluer or less blue, smaller corners, and our fonts under other names."""
    style = root / 'overrides/assets/style'
    for file in (style / 'tokens.css', style / 'pictures.css', style / 'dark.css'):
        file.write_text(COLOUR.sub(lambda colour: other(colour[0]), file.read_text(encoding='utf-8')), encoding='utf-8')
    change(style / 'tokens.css', '--radius: 0.5rem', '--radius: 0.25rem')
    book = root / 'publishing/report/book/book.css'
    for file in (style / 'tokens.css', style / 'fonts.css', root / 'publishing/print/fonts.css', book):
        text = file.read_text(encoding='utf-8')
        for ours, theirs in FONTS.items():
            text = text.replace(f'"{ours}"', f'"{theirs}"')
        file.write_text(text, encoding='utf-8')
    for file in [*(root / 'overrides/assets/fonts').glob('*.woff2')]:
        for ours, theirs in FONTS.items():
            name = file.name.replace(ours.lower().replace(' ', '-'), theirs.lower())
            shutil.copy(file, file.with_name(name)) if name != file.name else None


def other(colour: str) -> str:
    """The colour with which a colour of ours was replaced."""
    return f'#{int(colour[1:], 16) ^ 8:06x}'


def colours() -> dict[str, str]:
    """The colours of our own tokens by name."""
    files = [ROOT / 'overrides/assets/style' / name for name in ('tokens.css', 'pictures.css')]
    return dict(re.findall(r'--([\w-]+): (#[0-9a-f]{6})', ''.join(file.read_text(encoding='utf-8') for file in files)))


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
            case '.html' | '.xml' | '.json' | '.js' | '.css' | '.txt' | '.ics' | '.bib' | '.svg' | '':
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


def test_no_colour_and_no_font_is_named_twice(project: Path) -> None:
    """None of ours is left in the site, its scripts and pictures, and in books, once the tokens say another."""
    held = texts(project)
    ours = {*colours().values(), *(f'"{font}"' for font in FONTS)}
    assert [(name, word) for name, text in held.items() for word in ours if word in text] == []
    shown = {name: other(colour) for name, colour in colours().items()}
    assert all(shown[name] in held['site/assets/favicon.svg'] for name in ('paper', 'ink', 'accent', 'marigold', 'berry'))
    page = held['site/index.html']
    assert f'content="{shown["deep"]}"' in page and shown['accent'].replace('#', '%23') in page
    (sheet,) = [text for name, text in held.items() if re.fullmatch(r'site/assets/site\.\w+\.css', name)]
    assert f'--accent: {shown["accent"]}' in sheet and '--radius: 0.25rem' in sheet
    on_site = held['site/wij/index.html']
    assert 'rx="4"' in on_site and 'font-family="Letters, ' in on_site and 'fill="var(--accent)"' in on_site
    books = [part for name, part in held.items() if name.startswith('site/werk/eerste-werktekst.nl.epub/')]
    drawn = ' '.join(part for part in books if '<svg' in part)
    assert f'fill="{shown["chart"]}"' in drawn and f'fill="{shown["accent"]}"' in drawn and 'font-family="Letters, ' in drawn
    (letters,) = [part for part in books if '@font-face' in part]
    assert 'font-family: "Letters", ' in letters and 'font-family: "Heads", ' in letters


def test_the_tokens_reach_paper_covers_and_cards(project: Path) -> None:
    """As colours in a PDF, in the picture of its cover and in the cards that others show."""
    shown = {name: ImageColor.getrgb(other(colour)) for name, colour in colours().items()}
    for report in (project / 'build/pdf').glob('*.pdf'):
        used = printed_colours(report)
        assert used >= {shown['paper'], shown['ink']} and not used & {ImageColor.getrgb(colour) for colour in colours().values()}
    for book in (project / 'build/pdf').glob('*.epub'):
        with zipfile.ZipFile(book) as held, Image.open(io.BytesIO(held.read('EPUB/cover.png'))) as cover:
            corner = cover.convert('RGB').crop((1199, 0, 1200, 1)).tobytes()
            assert max(abs(a - b) for a, b in zip(corner, shown['paper'])) < 3  # of 64 colours
    for card in (project / 'site/assets/cards').rglob('*.png'):
        with Image.open(card) as picture:
            painted = {colour for _, colour in picture.convert('RGB').getcolors() or ()}
        assert painted >= {shown[name] for name in ('paper', 'ink', 'accent', 'marigold', 'berry')}


def printed_colours(file: Path) -> set[tuple[int, ...]]:
    """Each colour that text and shapes of a PDF are painted with."""
    found = set()
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            for held in pikepdf.parse_content_stream(page):
                if str(held.operator) in ('rg', 'RG', 'scn', 'SCN') and len(held.operands) == 3:
                    found.add(tuple(round(float(part) * 255) for part in held.operands))
    return found
