"""Templates as Python compiled them, kept for the next time: what a disk damaged would run as something else, and is compiled again."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from publishing import cache

FOLDER = f'{cache.FOLDER}/templates'


class Compiled(BytecodeCache):
    """Those of a project, each in a file with its sum."""

    def __init__(self, root: Path):
        self.folder = root / FOLDER

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was kept of it; Jinja itself looks whether it is of the same text."""
        file = self.folder / bucket.key
        if cache.is_whole(file):
            bucket.bytecode_from_string(file.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        cache.seal(self.folder / bucket.key, bucket.bytecode_to_string())
