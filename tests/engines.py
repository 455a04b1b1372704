"""Three engines that judge accessibility in the page: axe, and from npm HTML_CodeSniffer and IBM's checker."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from publishing.desk import npm
from tests import windows
from tests.kinds import SIZES

OF_COLOUR = ['color-contrast', 'link-in-text-block']
ONLY_WRONG = {'resultTypes': ['violations'], 'selectors': False}  # of what is right no place is told: that takes most of the time
# Only what is wrong comes back.
AXED = """async options => (await axe.run(options)).violations
  .flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id} ${html} ${failureSummary}`))"""
SNIFFER = npm.FOLDER / 'html_codesniffer/build/HTMLCS.js'
IBM = npm.FOLDER / 'accessibility-checker-engine/ace.js'
SNIFFED = """() => new Promise((done, failed) => HTMLCS.process('WCAG2AA', document, () => done(
  HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR)
    .map(message => `${message.code} ${message.msg} ${message.element.outerHTML.slice(0, 150)}`)), failed))"""
# What only asks a person to look (POTENTIAL, MANUAL) is left to the person.
JUDGED = """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
  .filter(({value}) => value[0] === 'VIOLATION' && value[1] === 'FAIL')
  .map(({ruleId, message, snippet}) => `${ruleId} ${message} ${snippet}`)"""


@contextmanager
def opened(chromium: Browser, address: str, size: str, wishes: dict[str, str] | None = None, **options: Any) -> Iterator[Page]:
    """The page at rest, in a window of this size (`windows.lent`)."""
    with windows.lent(chromium, SIZES[size], {'reduced_motion': 'reduce', **(wishes or {})}, **options) as page:
        page.goto(address)
        yield page


def unfold(page: Page) -> None:
    """Show what is folded away: engines and eyes pass over it."""
    page.evaluate('document.querySelectorAll("details").forEach(box => { box.open = true })')


def axed(page: Page, rules: list[str] | None = None, without: Sequence[str] = ()) -> list[str]:
    """What axe finds in the page as it is now: WCAG 2.0 to 2.2 A and AA and best practices, or only some rules.

    The one rule of WCAG 2.2, the size of what is touched, axe leaves out unless it is asked for.
    """
    asked = {'target-size': {'enabled': not rules}} | {rule: {'enabled': False} for rule in without}
    options = {'rules': asked, **ONLY_WRONG} | ({'runOnly': rules} if rules else {})
    _lay(page, 'axe', AXE_FILE_PATH)
    found: list[str] = page.evaluate(AXED, options)
    return found


def coloured(page: Page) -> list[str]:
    """What axe finds in the colours of the page in the dark."""
    page.emulate_media(color_scheme='dark')
    return axed(page, OF_COLOUR)


def sniffed(page: Page) -> list[str]:
    """The errors against WCAG 2 A and AA that HTML_CodeSniffer finds in the page as it is now."""
    _lay(page, 'HTMLCS', SNIFFER)
    found: list[str] = page.evaluate(SNIFFED)
    return found


def judged(page: Page) -> list[str]:
    """The failures against WCAG 2.2 that IBM's checker finds in the page as it is now."""
    _lay(page, 'ace', IBM)
    found: list[str] = page.evaluate(JUDGED)
    return found


def _lay(page: Page, name: str, file: Path) -> None:
    """Put an engine into the page, once: the browser needs longer to read it than to use it."""
    if not page.evaluate('name => name in window', name):
        page.evaluate(f'{_code(file)}; window.{name} = {name}; 0')


@functools.cache
def _code(file: Path) -> str:
    return file.read_text(encoding='utf-8')
