"""Windows of the browser, lent to one test after the other: a process for each costs more than what most tests do in theirs.

What stays in a window for good (a script at its start, a route) needs a context of the test's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, Page, ViewportSize

USUAL: ViewportSize = {'width': 1280, 'height': 720}
WISHES = {'media': 'null', 'color_scheme': 'light', 'reduced_motion': 'no-preference', 'forced_colors': 'none'}  # of who has none
BLANK = 'about:blank'
PATIENCE = 30_000  # milliseconds, as Playwright has it

_free: WeakKeyDictionary[Browser, dict[str, list[Page]]] = WeakKeyDictionary()


@contextmanager
def lent(browser: Browser, viewport: ViewportSize = USUAL, wishes: dict[str, Any] | None = None, **options: Any) -> Iterator[Page]:
    """An empty page in a window of this size and with these wishes of its reader (`Page.emulate_media`).

    It was used before if one with the same `options` of a context was, and is as if it was not. A test that fails closes it.
    """
    options = {'java_script_enabled': True, **options}
    free = _free.setdefault(browser, {}).setdefault(repr(sorted(options.items())), [])
    page = free.pop() if free else browser.new_context(**options).new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(**{**WISHES, **(wishes or {})})
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    wipe(page)
    free.append(page)


def wipe(page: Page) -> None:
    """Leave nothing of what was done in a page: other pages, what its site keeps, where its reader was, how long is waited."""
    page.set_default_timeout(PATIENCE)
    for other in page.context.pages:
        if other is not page:
            other.close()
    session = page.context.new_cdp_session(page)
    if page.url != BLANK:
        origin = page.evaluate("sessionStorage.clear(); window.name = ''; location.origin")
        page.goto(BLANK)
        session.send('Storage.clearDataForOrigin', {'origin': origin, 'storageTypes': 'all'})
    session.send('Page.resetNavigationHistory')
    session.detach()
    page.context.clear_cookies()
    page.mouse.move(-1, -1)
