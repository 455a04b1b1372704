"""The floor: the same text by bare Markdown → Jinja2 → WeasyPrint (pdf/ua-1), in the report's own style sheets.

`python -m tests.bare SLUG LOCALE [ROOT]` writes build/bare.pdf below the root. The page numbers in contents and references come
from CSS's `target-counter()`; there are no checks, no mended tag tree, no PDF/A.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import weasyprint

from publishing.print import pdf
from publishing.report import composer
from publishing.sources import catalogue

ROOT = Path(__file__).resolve().parent.parent
STAND_IN = re.compile(r'<span class="page-number" data-page-of="([^"]+)">\s*\d+</span>')
COUNTER = '<span class="page-number" data-target="#\\1"></span>'
STYLE = '* { image-rendering: crisp-edges } .page-number::after { content: target-counter(attr(data-target), page) }'


def main() -> None:
    """Render one report."""
    slug, locale, *folder = sys.argv[1:]
    root = Path(folder[0]) if folder else ROOT
    html = STAND_IN.sub(COUNTER, composer.compose(catalogue.load(root), slug, locale).html)
    (root / 'build').mkdir(exist_ok=True)
    document = weasyprint.HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=pdf.Fetcher({'': root}))
    document.write_pdf(root / 'build/bare.pdf', pdf_variant='pdf/ua-1', stylesheets=[weasyprint.CSS(string=STYLE)])


if __name__ == '__main__':
    main()
