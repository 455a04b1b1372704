"""Lighthouse on a page of each kind, as a phone on a slow network sees it: `make measure`, or `python -m tests.measure [KIND …]`.

The built site stands on Caddy with its own configuration and compressed copies. A score below the gate ends with exit code 1.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from publishing.desk import environment, npm
from publishing.desk.environment import BROWSERS
from publishing.sources import settings
from tests.host import on_caddy
from tests.kinds import KINDS, PREFIXES, address
from tests.web import QUIET, SITE

ROOT = SITE.parent
GATE, AIM = 95, 100
# How many times slower the phone is, and the benchmark index of the slowest computer for which that is meant. A slower computer is to
# be slowed down less ("Calibrating the CPU slowdown" in Lighthouse's docs/throttling.md).
SLOWDOWN, MEANT_FOR = 4, 1500
SAMPLES = 3  # of the computer's index; and of a page that came out below the gate, for other programs disturb
TRIES = 2  # now and then it loses its own trace, and asks to be run again
CATEGORIES = ('performance', 'accessibility', 'best-practices', 'seo')
LIGHTHOUSE = npm.FOLDER / 'lighthouse/cli/index.js'
# These ask search engines to stay away, and a page that is not there says so: no fault of theirs.
MEANT = {
    'search': ['is-crawlable'],
    'whole report': ['is-crawlable'],
    'not found': ['is-crawlable', 'http-status-code', 'errors-in-console'],
}


def judged(address: str, kind: str, slowdown: float = SLOWDOWN) -> dict[str, Any]:
    """The report of Lighthouse on one page, on a computer made `slowdown` times slower. RuntimeError when it could not look."""
    python = environment.python()
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    command = [
        str(npm.node(python)), str(LIGHTHOUSE), address, '--output=json', '--quiet', '--ignore-status-code',
        f'--only-categories={",".join(CATEGORIES)}', f'--chrome-flags={" ".join(["--headless=new", *QUIET])}',
        f'--throttling.cpuSlowdownMultiplier={slowdown:.2f}',
        *(f'--skip-audits={audit}' for audit in MEANT.get(kind, [])),
    ]  # fmt: skip
    variables = {**npm.environment(python), 'CHROME_PATH': browser}
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise RuntimeError(f'Lighthouse could not look at {address}: {done.stderr[-2000:]}')


def calibrated(address: str) -> float:
    """How much this computer is to be slowed down to be as slow as the phone."""
    index = statistics.median(judged(address, 'home')['environment']['benchmarkIndex'] for _ in range(SAMPLES))
    slowdown: float = SLOWDOWN * min(index / MEANT_FOR, 1)
    print(f'benchmark index of this computer {index:.0f}: slowed down {slowdown:.1f} times')
    return slowdown


def typical(address: str, kind: str, slowdown: float) -> dict[str, Any]:
    """The report on a page; where the first is below the gate, the middle one of SAMPLES."""
    reports = [judged(address, kind, slowdown)]
    if min(scores(reports[0])) < GATE:
        reports += [judged(address, kind, slowdown) for _ in range(1, SAMPLES)]
    return sorted(reports, key=scores)[len(reports) // 2]


def scores(report: dict[str, Any]) -> list[int]:
    """Out of a hundred, in the order of CATEGORIES."""
    return [round(100 * report['categories'][name]['score']) for name in CATEGORIES]


def lost(report: dict[str, Any]) -> list[str]:
    """What cost points: the audits that weigh and did not pass."""
    weighed = [held['id'] for name in CATEGORIES for held in report['categories'][name]['auditRefs'] if held['weight']]
    audits = [report['audits'][name] for name in weighed if name in report['audits']]
    return [
        f'{audit["id"]} {audit.get("displayValue", "")}'.strip()
        for audit in audits
        if (audit['score'] or 0) < 0.9 and audit['score'] is not None
    ]


def main() -> None:
    """Judge the named kinds of pages, or all, in both languages; print a line for each."""
    kinds = sys.argv[1:] or list(KINDS)
    npm.install(environment.python(), 'release')
    missed = []
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(SITE, Path(name) / 'site')
        with on_caddy(Path(name), settings.read(ROOT)) as (host, port):
            slowdown = calibrated(f'http://{host}:{port}/')
            print(f'{"":<18} {" ".join(f"{category:>15}" for category in CATEGORIES)}')
            for kind in kinds:
                for locale, prefix in PREFIXES.items():
                    report = typical(f'http://{host}:{port}{prefix}{address(kind)}', kind, slowdown)
                    found = scores(report)
                    missed += [f'{kind}.{locale}'] if min(found) < GATE else []
                    print(f'{f"{kind}.{locale}":<18} {" ".join(f"{score:>15}" for score in found)}  {"; ".join(lost(report))}', flush=True)
    print(f'aim {AIM}, gate {GATE}; below it: {", ".join(missed) or "none"}')
    sys.exit(bool(missed))


if __name__ == '__main__':
    main()
