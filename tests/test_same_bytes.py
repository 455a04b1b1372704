"""What is made of the same sources is the same, whoever makes it, where and when: anyone can prove that a site is that of its sources."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
