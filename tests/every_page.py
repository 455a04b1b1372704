"""Every page of the built site by four engines: part of `make measure`.

axe, HTML_CodeSniffer and IBM's checker on a phone and a desktop, with all that is folded open; axe in the dark too; Nu for the HTML.

`make test` looks at a page of each kind. What is found is printed, and ends with exit code 1.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests import engines, nu, web
from tests.engines import axed, coloured, opened, sniffed, unfold
from tests.kinds import SIZES


def judged(pages: list[str]) -> int:
    """How much the engines find in some pages, by their addresses below that of the site; each is printed at once."""
    barriers = 0
    with web.served() as address, web.browser() as chromium:
        for path in pages:
            for size in SIZES:
                with opened(chromium, f'{address}/{path}', size) as page:
                    unfold(page)
                    for told in (*axed(page), *sniffed(page), *engines.judged(page), *coloured(page)):
                        print(f'{path} ({size}): {told}', flush=True)
                        barriers += 1
    return barriers


def main() -> None:
    """Judge all pages, on all processors."""
    files = sorted(web.SITE.rglob('*.html'))
    pages = [file.relative_to(web.SITE).as_posix().removesuffix('index.html') for file in files]
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        barriers = sum(pool.map(judged, (pages[number::workers] for number in range(workers))))
    _, faults = nu.errors(files)
    print(*faults, f'{len(pages)} pages, {barriers} barriers, {len(faults)} faults of HTML', sep='\n')
    sys.exit(bool(barriers or faults))


if __name__ == '__main__':
    main()
