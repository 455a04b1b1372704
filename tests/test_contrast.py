"""Enough contrast is what WCAG 2.2 asks (1.4.3): 4.5 to 1, and 3 to 1 from a size of 18 points; and it is found in a PDF as it is."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from publishing.print import pdf
from publishing.print.proof.contrast import Contrast, contrasts
from tests.projects import ROOT

PAGE = """\
<!doctype html><html lang="nl"><head><title>x</title><link rel="stylesheet" href="/publishing/print/fonts.css"></head>
<body><p style="font-family: Atkinson Hyperlegible Next; {}">Woorden</p></body></html>
"""


@pytest.mark.parametrize(('ratio', 'size', 'enough'), [
    (4.5, 10.0, True), (4.49, 10.0, False), (4.49, 17.9, False), (4.5, 17.9, True),
    (3.0, 18.0, True), (2.99, 18.0, False), (2.99, 40.0, False), (21.0, 6.0, True), (1.7, 10.0, False),
])  # fmt: skip
def test_what_is_enough(ratio: float, size: float, enough: bool) -> None:
    assert Contrast(ratio, '#000000', '#ffffff', size, 1).enough is enough


@pytest.mark.parametrize(('style', 'found', 'enough'), [
    ('color: #767676; font-size: 12pt', (4.54, '#767676', '#ffffff', 12.0), True),
    ('color: #777777; font-size: 12pt', (4.48, '#777777', '#ffffff', 12.0), False),
    ('color: #777777; font-size: 18pt', (4.48, '#777777', '#ffffff', 18.0), True),
    ('color: #fff; background: #777; font-size: 12pt', (4.48, '#ffffff', '#777777', 12.0), False),
    ('color: #fff; background: #767676; font-size: 12pt', (4.54, '#ffffff', '#767676', 12.0), True),
])  # fmt: skip
def test_what_is_found_in_a_file(tmp_path: Path, style: str, found: tuple[float, str, str, float], enough: bool) -> None:
    """Of the text and what is drawn behind it: grey on white, white on grey, large and small."""
    html = PAGE.format(style)
    pdf.write_pdf(html, tmp_path / 'a.pdf', files={'': ROOT}, created=datetime.date(2026, 11, 22))
    (held,) = contrasts(tmp_path / 'a.pdf')
    assert (held.ratio, held.text, held.ground, held.size) == found
    assert held.enough is enough
