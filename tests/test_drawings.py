"""A drawing of an author on paper: as a browser shows it, or told of."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser

from publishing.pictures import fonts, on_paper, svg_file
from publishing.print import drawings, pdf
from tests import windows
from tests.projects import TESTS

PARTS: dict[str, dict[str, Any]] = yaml.safe_load((TESTS / 'drawings.yml').read_text(encoding='utf-8'))
WIDTH, HEIGHT = 200, 120  # pixels
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDTH}" height="{HEIGHT}">{{}}</svg>'
STYLE = f'@page {{ size: {WIDTH}px {HEIGHT}px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}'
PAGE = '<html lang="nl"><title>Blad</title><style>{}</style>{}'
UNLIKE, MOST = 60, 20  # shades of grey, and pixels that may differ by them: the edge of a letter
SHADOW = SVG.format(
    '<filter id="f"><feDropShadow dx="9" dy="9" stdDeviation="3"/></filter><rect x="20" y="20" width="60" height="60" filter="url(#f)"/>'
)


def on_paper_now(drawing: str, folder: Path) -> bytes:
    """A page with the drawing."""
    (folder / 'tekening.svg').write_text(drawing, encoding='utf-8')
    html = PAGE.format(STYLE + fonts.of_all(), '<img alt="Een tekening" src="tekening.svg">')
    printed = pdf.render(html, files={'': folder}, created=date(2026, 11, 30))
    assert printed.problems == []
    return printed.data


def in_a_browser(chromium: Browser, drawing: str) -> Image.Image:
    """The drawing as it is published, with the fonts of ours."""
    with windows.lent(chromium, {'width': WIDTH, 'height': HEIGHT}) as page:
        style = f'{fonts.of_all()} body {{ margin: 0 }} svg {{ display: block; font-family: "{fonts.FAMILY}" }}'
        page.set_content(PAGE.format(style, svg_file.cleaned(drawing.encode()).decode()))
        page.evaluate('() => document.fonts.ready')
        return Image.open(io.BytesIO(page.screenshot())).convert('RGB')


@pytest.mark.parametrize('name', PARTS['drawn'])
def test_paper_shows_it_as_a_browser_does(chromium: Browser, tmp_path: Path, name: str) -> None:
    drawing = SVG.format(PARTS['drawn'][name])
    assert [*on_paper.left_out(svg_file.parsed(drawing.encode()))] == [] and svg_file.taken_away(drawing.encode()) == ''
    sheet = pypdfium2.PdfDocument(on_paper_now(drawing, tmp_path))[0]
    printed = sheet.render(scale=WIDTH / sheet.get_width()).to_pil().convert('RGB').resize((WIDTH, HEIGHT))
    shown = in_a_browser(chromium, drawing)
    both = [picture.filter(ImageFilter.GaussianBlur(drawings.SOFT)) for picture in (printed, shown)]
    unlike = ImageChops.difference(*both).convert('L').histogram()
    assert shown.getextrema() != ((255, 255),) * 3 and sum(unlike[UNLIKE:]) < MOST


@pytest.mark.parametrize('name', PARTS['told'])
def test_what_paper_shows_otherwise_is_told_of(name: str) -> None:
    drawing = SVG.format(PARTS['told'][name]['drawing'])
    assert PARTS['told'][name]['part'] in [part for _, part in on_paper.left_out(svg_file.parsed(drawing.encode()))]


def test_lines_and_words_stay_what_they_are_where_that_is_right(tmp_path: Path) -> None:
    """A drawing is not made pixels without need: its words can be found in the file, and it is sharp at every size."""
    made = on_paper_now(SVG.format('<rect width="90" height="90"/><text y="110">Schutting</text>'), tmp_path)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert not any(held.get('/Subtype') == '/Image' for held in file.objects if isinstance(held, pikepdf.Stream))
    assert 'Schutting' in pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()


def test_what_is_made_pixels_is_sharp_and_lets_its_ground_through(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(on_paper_now(SHADOW, tmp_path))) as made:
        (picture,) = [held for held in made.objects if isinstance(held, pikepdf.Stream) and '/SMask' in held]
        assert int(picture.Width) == round(WIDTH * 300 / 96)
        assert not picture.get('/Interpolate')
