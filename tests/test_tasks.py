"""Eight readers find what they come for in three steps, on a phone, by keyboard, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests import windows
from tests.kinds import SIZES
from tests.tasks import JOURNEYS, failed

STEPS, READERS, TASKS = 3, 8, 24


def test_there_are_three_tasks_for_each_reader() -> None:
    assert len(JOURNEYS) == READERS and sum(map(len, JOURNEYS.values())) == TASKS
    assert [task for tasks in JOURNEYS.values() for task, held in tasks.items() if len(held['by']) > STEPS] == []


@pytest.mark.parametrize('script', [True, False], ids=['with JavaScript', 'without'])
@pytest.mark.parametrize('reader', JOURNEYS)
def test_a_reader_finds_it(chromium: Browser, site: str, reader: str, script: bool) -> None:
    with windows.lent(chromium, SIZES['phone'], {'reduced_motion': 'reduce'}, java_script_enabled=script, base_url=site) as page:
        assert list(failed(page, JOURNEYS[reader])) == []


def test_a_task_that_cannot_be_done_is_told(chromium: Browser, site: str) -> None:
    wanted = {'a': {'by': ['Boete'], 'finds': 'Een woord dat er niet staat'}, 'b': {'by': ['Nergens heen'], 'finds': ''}}
    with windows.lent(chromium, SIZES['phone'], base_url=site) as page:
        assert list(failed(page, wanted, soon=2_000)) == ['a: Een woord dat er niet staat', 'b: Nergens heen']
