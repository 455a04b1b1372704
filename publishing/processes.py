"""Processes that work for a build and end with it, and threads that work for one question."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Given = TypeVar('Given')


def end_with_parent() -> None:
    """End this process with the one that started it: a worker whose build was killed would wait for work for ever."""

    def follow() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def apart(work: Callable[[], Given]) -> Given:
    """What `work` gives in a thread of its own: for a library that starts an event loop, of which a thread has no more than one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@contextmanager
def keeping() -> Iterator[None]:
    """For work that keeps to its end what it makes: what the last one left goes first, and while open Python does not look again."""
    gc.collect()
    is_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_looking:
            gc.enable()
