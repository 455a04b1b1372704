"""What is drawn is read on every screen: letters of 12 pixels or more, one drawing at a time, and its words once."""

from __future__ import annotations

import base64
import io
import xml.etree.ElementTree as etree
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint
from playwright.sync_api import Browser, expect

from publishing.pictures import chart, chart_spec, drawing, on_paper, svg_file
from publishing.print import mends, pdf
from tests.engines import opened
from tests.kinds import address, holding
from tests.projects import lay

SMALLEST = 12  # pixels
WIDTHS = (320, 390, 480, 768, 1184, 1280)
# The sizes in which the letters of each drawing are shown
LETTERS = """() => [...document.querySelectorAll('main svg text')].filter(text => text.checkVisibility())
  .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
DEFINITION = """columns: [jaar, aantal]
words:
  nl: {title: Telling, description: Een staaf per jaar.}
  en: {title: Count, description: One bar a year.}
spec:
  width: 500
  layer:
    - mark: bar
      encoding: {x: {field: aantal, type: quantitative}, y: {field: jaar, type: nominal}}
"""


@pytest.mark.parametrize('block', ['chart', 'process', 'map'])
def test_letters_of_a_drawing_are_large_enough_on_every_screen(chromium: Browser, site: str, block: str) -> None:
    with opened(chromium, f'{site}/{holding(block)}', 'phone') as page:
        for width in WIDTHS:
            page.set_viewport_size({'width': width, 'height': 900})
            sizes = page.evaluate(LETTERS)
            assert sizes and min(sizes) >= SMALLEST, width


def test_a_chart_is_one_picture_with_one_name(chromium: Browser, site: str) -> None:
    """On a phone, a desktop and paper: another drawing, the same words."""
    with opened(chromium, f'{site}/{address("figures")}', 'phone') as page:
        drawn, shown = page.locator('.chart').first.get_by_role('img'), page.locator('.chart svg:visible')
        name = page.locator('.chart title').first.text_content() or '-'
        boxes = []
        for width, medium in ((390, 'screen'), (1280, 'screen'), (390, 'print')):
            page.set_viewport_size({'width': width, 'height': 900})
            page.emulate_media(media=medium)  # type: ignore[arg-type]
            expect(drawn).to_have_count(1)
            expect(drawn).to_have_accessible_name(f'{name} {page.locator(".chart desc").first.text_content()}')
            boxes.append(shown.first.get_attribute('viewBox'))
    assert boxes[0] != boxes[1] == boxes[2]


def test_a_narrow_drawing_has_the_width_of_a_phone_and_what_its_author_changes() -> None:
    plain = chart_spec.narrowed({'width': 500, 'mark': 'bar'}, {}, 288)
    assert (plain['width'], plain['autosize']) == (288, {'type': 'fit-x', 'contains': 'padding'})
    padded = chart_spec.narrowed({'width': 500, 'autosize': 'none', 'padding': {'left': 6, 'right': 70}}, {'padding': {'right': 60}}, 288)
    assert padded['width'] == 288 - 66
    layers = chart_spec.narrowed({'layer': [{'mark': 'bar', 'x': 1}, {'mark': 'text'}]}, {'width': 200, 'layer': [{'x': 2}]}, 288)
    assert layers == {'width': 200, 'layer': [{'mark': 'bar', 'x': 2}, {'mark': 'text'}]}


def test_what_is_misspelt_for_a_phone_is_told_at_its_line(tmp_path: Path) -> None:
    lay(tmp_path)
    definition, data = chart.files(tmp_path, 'telling')
    definition.write_text(DEFINITION + 'narrow:\n  layer:\n    - encoding: {x: {field: antal}}\n', encoding='utf-8')
    data.write_text('jaar,aantal\n2024,1\n2025,2\n', encoding='utf-8')
    told = next(chart.problems(tmp_path, 'telling', 'docs/index.nl.md', 8))
    assert (told.rule, told.line, told.values['column']) == ('chart-column', 12, 'antal')


@pytest.mark.parametrize(
    ('width', 'height', 'printed'), [(500, 100, ('400.0', '80.0')), (1210, 100, ('605.0', '50.0')), (100, 1580, ('50.0', '790.0'))]
)
def test_on_paper_a_drawing_keeps_its_form_beside_the_letters_of_the_text(width: int, height: int, printed: tuple[str, str]) -> None:
    """A small chart is not blown up to fill a page, and none is larger than its page."""
    drawn = drawing.on_paper(etree.Element('svg', {'width': str(width), 'height': str(height)}))
    assert (drawn.attrib['width'], drawn.attrib['height']) == printed


def test_a_chart_without_a_word_on_phones_is_drawn_for_them_too(tmp_path: Path) -> None:
    definition, data = chart.files(tmp_path, 'telling')
    definition.parent.mkdir(parents=True)
    definition.write_text(DEFINITION, encoding='utf-8')
    data.write_text('jaar,aantal\n2024,1\n2025,2\n', encoding='utf-8')
    wide, narrow = (chart.svg(tmp_path, 'telling', 'nl', narrow=narrow) for narrow in (False, True))
    assert 'width="288"' in narrow and 'width="288"' not in wide
    assert '<title' in wide and '<title' not in narrow and 'aria-labelledby="telling-title telling-description"' in narrow


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="60">{}</svg>'


@pytest.mark.parametrize(
    'part',
    [
        '<style>g rect:nth-child(2), .hek { fill: red } @media (prefers-color-scheme: dark) { g { fill: #fff } }</style><g class="hek"/>',
        '<defs><g id="boom"><circle r="2"/></g></defs><use href="#boom" x="5"/><use xlink:href="#boom"/>',
        '<rect width="50%" height="1.5em" fill="oklch(6% .2 30)" stroke="currentColor" stroke-dasharray="2, 3" transform="rotate(5 1,1)"/>',
        '<text x="1 2 3" dy="-.2em" font-family="Arial, sans-serif" style="font: 12px Arial; letter-spacing: normal">Hek</text>',
        # of Inkscape
        '<path d="M0 0h9" style="mix-blend-mode:normal;word-spacing:0px;writing-mode:lr-tb;vector-effect:none;-inkscape-stroke:none;'
        'font-variant-ligatures:normal;text-decoration:none;stroke-dasharray:none;filter:none;mask:none;color-interpolation:sRGB"/>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><title>Tuin</title><desc>Een hek.</desc>',
        '<marker id="pijl" orient="auto-start-reverse" refX="5"><path d="M0 0h9"/></marker><line x2="9" marker-end="url(#pijl)"/>',
    ],
)
def test_what_paper_draws_is_not_told_of(part: str) -> None:
    assert list(on_paper.left_out(svg_file.parsed(SVG.format(part).encode()))) == []


@pytest.mark.parametrize(
    ('kind', 'attributes', 'left', 'right'),
    [
        ('linear', '', 'red', 'blue'),
        ('linear', 'gradientTransform="rotate(45)"', 'red', 'blue'),
        ('linear', 'x1="100%" x2="0%"', 'blue', 'red'),
        ('linear', 'gradientUnits="userSpaceOnUse" x1="0" x2="1" gradientTransform="matrix(60 60 -60 60 20 -10)"', 'red', 'blue'),
        ('radial', '', 'blue', 'blue'),
        ('radial', 'cx="0" cy="0" r="1" gradientTransform="skewX(10)"', 'red', 'blue'),
    ],
)
def test_a_gradient_is_drawn_as_on_a_screen(kind: str, attributes: str, left: str, right: str) -> None:
    """At two corners of the shape, and by no tile that is too small for a reader of PDF to draw."""
    stops = '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/>'
    drawn = SVG.format(
        f'<{kind}Gradient id="g" {attributes}>{stops}</{kind}Gradient><rect x="20" y="10" width="60" height="40" fill="url(#g)"/>'
    )
    page = (
        '<style>@page {{ size: 100px 60px; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}</style>'
        '<img src="data:image/svg+xml;base64,{}">'
    )
    with mends.made():
        made = weasyprint.HTML(string=page.format(base64.b64encode(drawn.encode()).decode())).write_pdf()
    picture = pypdfium2.PdfDocument(made)[0].render(scale=4 / 3).to_pil()
    for place, colour in (((22, 12), left), ((78, 48), right)):
        red, _, blue = picture.getpixel(place)[:3]
        assert (red > 2 * blue) if colour == 'red' else (blue > 2 * red), (place, red, blue)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        tiles = [held.BBox for held in pdf.objects if isinstance(held, pikepdf.Stream) and held.get('/PatternType') == 1]
    assert tiles and all(tile[2] - tile[0] > 40 and tile[3] - tile[1] > 30 for tile in tiles)


def test_words_of_a_drawing_have_the_fonts_that_they_ask_for(tmp_path: Path) -> None:
    (tmp_path / 'vlag.svg').write_text(SVG.format('<text y="20">Ελλάδα مرحبا</text>'), encoding='utf-8')
    html = '<html lang="nl"><title>Vlag</title><img alt="Een vlag" src="vlag.svg">'
    assert pdf.render(html, files={'': tmp_path}, created=date(2026, 11, 30)).problems == []
