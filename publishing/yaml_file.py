"""Change a YAML file that people write: comments, order and quotes stay as they were typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def change(file: Path, edit: Callable[[Any], bool]) -> bool:
    """Let `edit` change the content in place; the file is written when it says that something changed."""
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000  # no line is folded
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(file.read_text(encoding='utf-8'))
    if not edit(data):
        return False
    written = io.StringIO()
    yaml.dump(data, written)
    file.write_text(written.getvalue(), encoding='utf-8')
    return True
