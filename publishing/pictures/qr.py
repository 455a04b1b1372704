"""A web address as a QR code: a telephone goes from paper to the site."""

from __future__ import annotations

import re

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around the code (ISO/IEC 18004, 6.3.8)


def _runs(y: int, row: bytes) -> str:
    """The dark modules of a row as rectangles, neighbours in one: between two a hairline of white would show."""
    return ''.join(f'M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z' for run in re.finditer(b'\x01+', row))


def svg(address: str) -> Markup:
    """The code as a drawing that is skipped when read aloud: the address stands beside it as text.

    Level M: an eighth of the code may be stained or torn. Black on white, whatever stands behind it.
    """
    code = segno.make(address, error='m', micro=False)
    size = code.symbol_size(border=QUIET)[0]
    dark = ''.join(_runs(y, bytes(row)) for y, row in enumerate(code.matrix_iter(border=QUIET)))
    white = f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
    return Markup(
        f'<svg class="qr" aria-hidden="true" width="{size}" height="{size}" viewBox="0 0 {size} {size}">{white}<path d="{dark}"/></svg>'
    )
