"""Change a YAML file that people write: comments, order and quotes stay as they were typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML


def changed(text: str, edit: Callable[[Any], bool]) -> str:
    """The text after `edit` changed its content in place; as it was when that says that nothing changed."""
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000  # no line is folded
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    if not edit(data):
        return text
    written = io.StringIO()
    yaml.dump(data, written)
    return written.getvalue()
