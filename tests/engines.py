"""Two more engines that judge accessibility in the page: HTML_CodeSniffer and IBM's checker, both from npm."""

from __future__ import annotations

import functools
from pathlib import Path

from playwright.sync_api import Page

from publishing import npm

SNIFFER = npm.FOLDER / 'html_codesniffer/build/HTMLCS.js'
IBM = npm.FOLDER / 'accessibility-checker-engine/ace.js'
SNIFFED = """() => new Promise((done, failed) => HTMLCS.process('WCAG2AA', document, () => done(
  HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR)
    .map(message => `${message.code} ${message.msg} ${message.element.outerHTML.slice(0, 150)}`)), failed))"""
# What only asks a person to look (POTENTIAL, MANUAL) is left to the person.
JUDGED = """async () => (await new ace.Checker().check(document, ['WCAG_2_2'])).results
  .filter(({value}) => value[0] === 'VIOLATION' && value[1] === 'FAIL')
  .map(({ruleId, message, snippet}) => `${ruleId} ${message} ${snippet}`)"""


def sniffed(page: Page) -> list[str]:
    """The errors against WCAG 2 A and AA that HTML_CodeSniffer finds in the page as it is now."""
    page.evaluate(f'{_code(SNIFFER)}; window.HTMLCS = HTMLCS; 0')
    found: list[str] = page.evaluate(SNIFFED)
    return found


def judged(page: Page) -> list[str]:
    """The failures against WCAG 2.2 that IBM's checker finds in the page as it is now."""
    page.evaluate(f'{_code(IBM)}; window.ace = ace; 0')
    found: list[str] = page.evaluate(JUDGED)
    return found


@functools.cache
def _code(file: Path) -> str:
    return file.read_text(encoding='utf-8')
