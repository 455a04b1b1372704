"""What the check calls right can be built, and loses no word; `python -m tests.right_text 200` tries more, and prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import right_text


@pytest.mark.parametrize('number', range(7))
def test_what_the_check_calls_right_can_be_built(tmp_path: Path, number: int) -> None:
    held = right_text.chapter(tmp_path, number)
    typed = right_text.named(held.pages[right_text.NAME, 'nl'].body)
    for made in right_text.built(held):
        assert typed <= right_text.named(made)
