"""Words that readers see, each with its translation; a missing language is an error, never a silent fallback.

What is said before anything is installed stands in JSON: without the reader of YAML nothing else can be read.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any


def load_fast(text: str) -> Any:
    """Safe YAML by the C library where PyYAML has it: ten times as fast."""
    import yaml  # imported late: it is not there until it is installed

    return yaml.load(text, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))


@functools.cache
def _read(name: str) -> dict[str, dict[str, str]]:
    """What words/<name>.yml or .json holds."""
    file = Path(__file__).parent / f'{name}.json'
    read, file = (json.loads, file) if file.is_file() else (load_fast, file.with_suffix('.yml'))
    held: dict[str, dict[str, str]] = read(file.read_text(encoding='utf-8'))
    return held


@functools.cache
def words(name: str, locale: str) -> dict[str, str]:
    """The words of words/<name>.yml or .json (`key: {nl: …, en: …}`) in one locale; KeyError when one is missing."""
    return {key: translations[locale] for key, translations in _read(name).items()}
