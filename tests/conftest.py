"""What all tests share."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """Each file in one process, because its dear things (a Java machine, rendered PDFs) are made once a process.

    `xdist_group` does not do this: pytest 9.2 ignores the group that xdist 3.8 adds to a test's id.
    """
    return LoadFileScheduling(config, log)
