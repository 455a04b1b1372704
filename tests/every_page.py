"""Every page of the built site by four engines: part of `make measure`.

axe, HTML_CodeSniffer and IBM's checker on a phone and a desktop, with all that is folded open; axe in the dark too; Nu for the HTML.

`make test` looks at a page of each kind. What is found is printed, and ends with exit code 1.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests import engines, nu, web
from tests.engines import axed, coloured, opened, sniffed, unfold
from tests.kinds import SIZES

LEADS_ON = b'http-equiv="refresh"'  # an old address: its reader is on another page at once
AT_ONCE = 10  # pages in one browser; one that grows old grows slow


def judged(pages: list[str]) -> tuple[int, list[str]]:
    """How many pages were looked at, by their addresses below that of the site, and what the engines find in them."""
    barriers = []
    with web.served() as address, web.browser() as chromium:
        for path in pages:
            for size in SIZES:
                with opened(chromium, f'{address}/{path}', size) as page:
                    unfold(page)
                    found = (*axed(page), *sniffed(page), *engines.judged(page), *coloured(page))
                    barriers += [f'{path} ({size}): {told}' for told in found]
    return len(pages), barriers


def main() -> None:
    """Judge all pages, on all processors; how far it is goes to standard error."""
    files = sorted(file for file in web.SITE.rglob('*.html') if LEADS_ON not in file.read_bytes())
    pages = [file.relative_to(web.SITE).as_posix().removesuffix('index.html') for file in files]
    seen = barriers = 0
    with ProcessPoolExecutor() as pool:
        for done in as_completed(pool.submit(judged, pages[first : first + AT_ONCE]) for first in range(0, len(pages), AT_ONCE)):
            looked, found = done.result()
            seen, barriers = seen + looked, barriers + len(found)
            print(*found, sep='\n', end='\n' * bool(found), flush=True)
            print(f'{seen} of {len(pages)} pages', file=sys.stderr, flush=True)
    _, faults = nu.errors(files)
    print(*faults, f'{len(pages)} pages, {barriers} barriers, {len(faults)} faults of HTML', sep='\n')
    sys.exit(bool(barriers or faults))


if __name__ == '__main__':
    main()
