"""Names and signs of other scripts, in fonts that only who needs them asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from publishing.checks.signs import UNCOMMON, is_odd
from publishing.pictures import fonts, lettering, scripts
from publishing.print.proof import contents, reading
from tests import web
from tests.projects import ROOT
from tests.test_print_style import printed

FILES = sorted(fonts.FOLDER.glob('*.woff2'))
WORDS = {
    'greek': 'Αθήνα', 'cyrillic': 'Привет', 'vietnamese': 'Nguyễn', 'hebrew': 'שלום', 'arabic': 'محمد', 'numbers': 'H₂O, 3‰, koppel‑teken',
    'operators': '√2 ∑ ∞', 'signs': '★ ▲ ‡ ♀ ℝ ① ❤ ➜',
}  # fmt: skip


@pytest.mark.parametrize('file', FILES, ids=lambda file: file.stem)
def test_a_font_has_a_space(file: Path) -> None:
    """A line of print may end in the space behind a sign, and is then set in the font of that sign."""
    with TTFont(file, lazy=True) as font:
        assert 0x20 in font.getBestCmap()


def test_what_most_texts_hold_is_in_our_fonts() -> None:
    """So that no check need ask them."""
    common = [sign for sign in map(chr, range(0x10000)) if not UNCOMMON.match(sign)]
    assert [sign for sign in common if sign not in '\n\t' and is_odd(sign)] == []


@pytest.mark.parametrize('script', WORDS)
def test_words_ask_for_their_fonts_only(script: str) -> None:
    """Those fonts have every sign that the words ask them for."""
    asked = scripts.asked(f'<p>Gewone woorden, {WORDS[script]}.</p>')
    assert asked and all(script in face.file for face in asked)
    for face in asked:
        with TTFont(fonts.FOLDER / face.file, lazy=True) as font:
            assert {ord(sign) for sign in face.signs & set(WORDS[script])} <= font.getBestCmap().keys()


@pytest.mark.parametrize('script', WORDS)
def test_a_picture_writes_words_in_fonts_that_have_them(script: str) -> None:
    """On covers and cards too, where nothing falls back on another font."""
    for run in (run for _, run in scripts.runs(f'Van {WORDS[script]} en meer')):
        assert run.start >= len('Van ')
    for family, run in scripts.runs(WORDS[script]):
        with TTFont(fonts.FOLDER / scripts.file_of(family, True), lazy=True) as font:
            assert {ord(sign) for sign in WORDS[script][run]} <= font.getBestCmap().keys()


def test_a_picture_joins_letters() -> None:
    """Arabic letters on their own take more room than a word of them, and a space is in its run."""
    letters = lettering.font(ROOT, lettering.HEADING, 60, WORDS['arabic'])
    assert letters.getlength(WORDS['arabic']) != pytest.approx(sum(letters.getlength(sign) for sign in WORDS['arabic']))
    assert [run for _, run in scripts.runs('a محمد بن b')] == [slice(2, 9)]


def test_no_file_is_asked_for_a_sign_that_another_has() -> None:
    """Such as the arrow behind each note: every page with notes would ask for a file in vain."""
    held = {file.name: signs_of(file) for file in FILES if '-mono-' not in file.name}
    for face in scripts.asked(''.join(map(chr, range(0x20, 0x10000)))):
        if face.file in held:
            others = set().union(*(signs for name, signs in held.items() if name != face.file))
            in_vain = face.signs - held[face.file]
            assert not in_vain & others, f'{face.file}: {sorted(in_vain & others)}'


def signs_of(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def test_ordinary_words_ask_for_none() -> None:
    assert scripts.asked('<p>Een zin met “aanhaling” – en een bedrag van € 3.</p>') == []
    assert [face.family for face in scripts.asked('<p>Typ <code>x</code></p>')] == ['Atkinson Hyperlegible Mono']


def test_a_file_holds_the_fonts_that_it_uses(tmp_path: Path) -> None:
    """Print has no other font beside those of every report, and reads what goes from right to left as it was typed."""
    file = tmp_path / 'x.pdf'
    file.write_bytes(printed('<p>Een naam <bdi>محمد بن سلمان</bdi> (12).</p>').data)
    assert contents.read(file).fonts == ['Atkinson-Hyperlegible-Next', 'Noto-Arabic']
    assert reading.read(file).text.split('1 ')[0].strip() == 'Een naam محمد بن سلمان (12).'


def test_a_sign_without_a_shape_changes_no_word_of_a_file(tmp_path: Path) -> None:
    """Pasted marks of direction and joiners, those of Persian names, a variant of a sign: a PDF has nothing to show for them."""
    typed = ' '.join(
        f'af{sign}breek los{sign} en {sign} ertussen' for sign in '\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u2060\u2066\ufe0f\ufeff'
    )
    file = tmp_path / 'x.pdf'
    file.write_bytes(printed(f'<p>{typed}</p>').data)
    assert reading.shown(typed) == ' '.join(['afbreek los en ertussen'] * 12) and reading.shown(typed) in reading.read(file).text


SHEETS = ''.join(f'<link rel="stylesheet" href="{name}">' for name in ('style/fonts.css', 'style/tokens.css', 'page.css'))
PAGE = f'<!doctype html><meta charset="utf-8">{SHEETS}{{}}'
STYLE = 'p { font-family: var(--font-text) } code { font-family: var(--font-code) }'


@pytest.mark.parametrize(('html', 'more'), [
    ('<p>Gewone woorden.</p>', set()),
    ('<p>Αθήνα</p>', {'noto-sans-greek-400-normal'}),
    ('<p>محمد</p>', {'noto-sans-arabic-400-normal'}),
    ('<p>Typ <code>└── x</code></p>', {'atkinson-hyperlegible-mono-latin-400-normal', 'noto-sans-mono-lines-400-normal'}),
], ids=['ordinary', 'greek', 'arabic', 'code'])  # fmt: skip
def test_a_page_asks_for_the_fonts_of_its_words_only(chromium: Browser, html: str, more: set[str], tmp_path: Path) -> None:
    for name in ('fonts', 'style'):
        (tmp_path / name).symlink_to(fonts.FOLDER.parent / name)
    for name in ('index.html', '404.html'):
        (tmp_path / name).write_text(PAGE.format(html), encoding='utf-8')
    (tmp_path / 'page.css').write_text(STYLE, encoding='utf-8')
    asked: list[str] = []
    with web.served(tmp_path) as address:
        page = chromium.new_page()
        page.on('request', lambda request: asked.append(request.url))
        page.goto(f'{address}/index.html', wait_until='networkidle')
        page.close()
    assert {Path(url).stem for url in asked if url.endswith('.woff2')} == more | {'atkinson-hyperlegible-next-latin-400-700-normal'}
