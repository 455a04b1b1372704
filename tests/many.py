"""The real site grown to PAIRS pages in two languages, with long lists: what readers come for is no further away. Part of `make measure`.

What can't be done is printed, and ends with exit code 1.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests import web
from tests.kinds import PREFIXES, SIZES
from tests.projects import ROOT, finish_example
from tests.tasks import JOURNEYS, failed
from tests.test_lists import FRONT, lay_many

PAIRS = 600
NEEDED = ('docs', 'overrides', 'publishing', 'reports', 'build/pdf', 'mkdocs.yml', 'site_hooks.py', 'package-lock.json')


def lay(root: Path) -> Path:
    """The real sources, many initiatives and stories, and pages that no menu names."""
    for name in NEEDED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, root / name)
    lay_many(root)
    (root / 'docs/meer').mkdir()
    for number in range(PAIRS - len(list((root / 'docs').rglob('*.nl.md')))):
        for locale in PREFIXES:
            front = FRONT.format(title=f'Pagina {number}', number=number)
            (root / f'docs/meer/p{number}.{locale}.md').write_text(f'{front}---\n\nEen verzonnen pagina.\n', encoding='utf-8')
    return root


def main() -> None:
    """Build it, and try every task with and without JavaScript."""
    missed = 0
    with tempfile.TemporaryDirectory() as name, web.served(finish_example(lay(Path(name)))) as address, web.browser() as chromium:
        for script in (True, False):
            context = chromium.new_context(java_script_enabled=script, viewport=SIZES['phone'], reduced_motion='reduce')
            for reader, tasks in JOURNEYS.items():
                for told in failed(context.new_page(), tasks, address):
                    print(f'{reader}, {"with" if script else "without"} JavaScript, {told}', flush=True)
                    missed += 1
    print(f'{PAIRS} pairs of pages, {sum(map(len, JOURNEYS.values()))} tasks, {missed} missed')
    sys.exit(bool(missed))


if __name__ == '__main__':
    main()
