"""Builds the site of this folder, and tells the CPU seconds of each of its parts: `python -m tests.site_parts` (a part of `make bench`)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from publishing import checks
from publishing.site import finished, language, search, website

# What is said of a part, and the function that is that part; the second and third are within the first.
PARTS: tuple[tuple[str, Any, str], ...] = (
    ('MkDocs', website, '_render'),
    ('of which checks', checks, 'check'),
    ('of which cards', language.LanguageSite, '_cards'),
    ('reading the pages', finished, 'pages'),
    ('search', search, 'write'),
)


def timed(told: str, module: Any, name: str, spent: dict[str, float]) -> None:
    """Have a function note what it takes."""
    made = getattr(module, name)

    def run(*given: Any, **named: Any) -> Any:
        before = time.process_time()
        try:
            return made(*given, **named)
        finally:
            spent[told] += time.process_time() - before

    setattr(module, name, run)


def main() -> None:
    """Print the parts and all of it."""
    spent = {told: 0.0 for told, _, _ in PARTS}
    for part in PARTS:
        timed(*part, spent)
    website.build(Path.cwd(), force=True)
    print(', '.join(f'{told} {seconds:.2f} s' for told, seconds in spent.items()), f'of {time.process_time():.2f} s')


if __name__ == '__main__':
    main()
