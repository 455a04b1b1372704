"""What is made of the same sources is the same, whoever makes it, where and when: anyone can prove that a site is that of its sources.

`python -m tests.test_same_bytes` tells the sums of a small site and its reports: on each Python that the locks allow they must be these.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from publishing.cache import digest
from publishing.folders import every
from publishing.print import build
from publishing.site import website
from publishing.sources import manifest
from tests.projects import lay_site

BUILD = """
import os, sys
from pathlib import Path
from publishing.site import website
os.umask(int(sys.argv[1], 8))
website.build(Path.cwd())
"""
MAKERS = (
    ('een', '022', {'TZ': 'UTC', 'LC_ALL': 'C.UTF-8', 'PYTHONHASHSEED': '1', 'PUBLISHING_LANG': 'nl'}),
    ('twee/diep en ver', '077', {'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C', 'PYTHONHASHSEED': '2', 'PUBLISHING_LANG': 'en'}),
)


def test_a_site_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    """In folders of other names, with another umask, time zone, language and order of what has none."""
    running = []
    for folder, umask, variables in MAKERS:
        root = lay_site(tmp_path / folder)
        environment = {'PATH': os.environ['PATH'], **variables}
        running.append((root / 'site', subprocess.Popen([sys.executable, '-c', BUILD, umask], cwd=root, env=environment)))
    assert [made.wait(timeout=120) for _, made in running] == [0, 0]
    first, second = (
        {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob('*') if file.is_file()} for site, _ in running
    )
    assert first.keys() == second.keys() and len(first) > 50
    assert [name for name in first if first[name] != second[name]] == []


def main() -> None:
    """A line for the site, and one for each report and book."""
    with tempfile.TemporaryDirectory() as folder:
        root = lay_site(Path(folder))
        build.reports(root)
        website.build(root)
        print(f'Python {platform.python_version()}')
        print(digest(every(root / 'site')), 'site/')
        for file in sorted(file for file in (root / manifest.FOLDER).iterdir() if file.suffix in ('.pdf', '.epub')):
            print(hashlib.sha256(file.read_bytes()).hexdigest(), file.name)


if __name__ == '__main__':
    main()
