"""Every page of the built site by axe and HTML_CodeSniffer, on a phone and a desktop, in light and dark: part of `make measure`.

`make test` looks at a page of each kind. What is found is printed, and ends with exit code 1.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from tests import web
from tests.engines import axed, coloured, opened, sniffed
from tests.kinds import SIZES


def judged(pages: list[str]) -> list[str]:
    """What the engines find in some pages, by their addresses below that of the site."""
    found = []
    with web.served() as address, web.browser() as chromium:
        for path in pages:
            for size in SIZES:
                with opened(chromium, f'{address}/{path}', size) as page:
                    found += [f'{path} ({size}): {told}' for told in (*axed(page), *sniffed(page), *coloured(page))]
    return found


def main() -> None:
    """Judge all pages, on all processors."""
    pages = sorted(file.relative_to(web.SITE).as_posix().removesuffix('index.html') for file in web.SITE.rglob('*.html'))
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        found = [*chain.from_iterable(pool.map(judged, (pages[number::workers] for number in range(workers))))]
    print('\n'.join([*found, f'{len(pages)} pages, {len(found)} barriers']))
    sys.exit(bool(found))


if __name__ == '__main__':
    main()
