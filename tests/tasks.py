"""What readers come for (journeys.yml), tried on a site: from the first page, on a phone, with the links that they see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, TimeoutError

JOURNEYS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name('journeys.yml').read_text(encoding='utf-8'))
SOON = 3_000  # milliseconds in which a link or a text is there


def said(text: str) -> re.Pattern[str]:
    """These words, wherever they may be broken."""
    return re.compile('\u00ad?'.join(map(re.escape, text)))


def failed(page: Page, tasks: dict[str, Any], site: str = '', soon: int = SOON) -> Iterator[str]:
    """The tasks that can't be done, each with the step or the words that are not there. Links are followed by keyboard."""
    page.set_default_timeout(soon)
    for task, held in tasks.items():
        page.goto(f'{site}/', timeout=0)
        try:
            for step in held['by']:
                missing = step
                follow(page, step)
            missing = held['finds']
            page.get_by_text(said(missing)).locator('visible=true').first.wait_for()
        except TimeoutError:
            yield f'{task}: {missing}'


def follow(page: Page, step: str) -> None:
    """Go where the first link leads that is shown and has this name, if the keyboard comes there."""
    whole = re.compile(f'^{said(step).pattern}$')
    link = page.get_by_role('link', name=whole).locator('visible=true').first
    link.focus()
    assert link.evaluate('link => link === document.activeElement && link.tabIndex >= 0'), step
    with page.expect_event('framenavigated'):
        page.keyboard.press('Enter')
